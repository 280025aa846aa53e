"""Facts of an event as they are written for a reader: its category, its place, a distance."""

from collections.abc import Callable
from urllib.parse import urlencode

from events.markup import Element, element, foreign, note
from events.records import Category, Event, OwnPlace, Records
from events.table import Row
from geodata import PRECISION_WORDS


def badge(category: Category) -> Element:
    """Draw a category's letter on its colour; the name must stand beside it."""
    style = f"--colour:{category.colour};--ink:{category.ink}"
    return element("span", category.letter, class_="badge", style=style, aria_hidden="true")


def event_link(name: str, title: str) -> Element:
    """Link to the first page with an event open; pages open it at once when it is pressed."""
    address = f"./?{urlencode({'event': name})}"
    return element("a", title, href=address, data_action=f"open:{name}", dir="auto")


def place_names(
    event: Event, records: Records, show: Callable[[str], Element | str] = str
) -> Element:
    """Name an event's place, also in the other languages of the region; `show` draws the first."""
    if isinstance(event.place, OwnPlace):
        return element("span", show(event.place.name))
    place = records.geography.places[event.place]
    names: list[Element | str] = [show(place.name)]
    for language, name in place.names.items():
        names += [" · ", foreign(name, language)]
    return element("span", *names)


def within(row: Row) -> Element | None:
    """Say how far off the place can be, and how precisely it is known."""
    return note(reach(row["precision"], row["precision_m"]))


def reach(precision: str, metres: int) -> str:
    """Say how far off a position can be, and how precisely it is known.

    >>> reach("near", 700)
    'within about 700 m; at or near the named place'
    """
    return f"within {distance(metres)}; {PRECISION_WORDS[precision]}"


def distance(metres: int) -> str:
    """Write a distance for a reader.

    >>> distance(550), distance(20000)
    ('about 550 m', 'about 20 km')
    """
    return f"about {metres} m" if metres < 1000 else f"about {metres / 1000:g} km"
