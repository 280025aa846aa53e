"""Facts of an event as they are written for a reader: its category, its place, a distance."""

from collections.abc import Iterator
from urllib.parse import urlencode

from events.markup import Element, element, foreign, note
from events.records import Category, Records
from events.table import Row
from geodata import PRECISION_WORDS

NO_SOURCE = "no source is given"
"""Stands for the outlets of an event of which no source is named."""


def badge(category: Category) -> Element:
    """Draw a category's letter on its colour; the name must stand beside it."""
    style = f"--colour:{category.colour};--ink:{category.ink}"
    return element("span", category.letter, class_="badge", style=style, aria_hidden="true")


def event_link(name: str, title: str) -> Element:
    """Link to the first page with an event open; pages open it at once when it is pressed."""
    address = f"./?{urlencode({'event': name})}"
    return element("a", title, href=address, data_action=f"open:{name}", dir="auto")


def place_names(row: Row, records: Records) -> Element:
    """Name an event's place, also in the other languages of the region."""
    place = records.geography.places.get(row["place"])
    names: list[Element | str] = [row["place_name"]]
    for language, name in place.names.items() if place else ():
        names += [" · ", foreign(name, language)]
    return element("span", *names)


def paragraphs(text: str) -> Iterator[Element]:
    """Yield each line of a text that is not empty as a paragraph."""
    for line in text.split("\n"):
        if line.strip():
            yield element("p", line, dir="auto")


def within(row: Row) -> Element | None:
    """Say how far off the place can be, and how precisely it is known."""
    return note(reach(row["precision"], row["precision_m"]))


def reach(precision: str, metres: int) -> str:
    """Say how far off a position can be, and how precisely it is known.

    >>> reach("near", 700)
    'within about 700 m; at or near the named place'
    >>> reach("unstated", 0)
    'how exact the point is, is not said'
    """
    words = PRECISION_WORDS[precision]
    return f"within {distance(metres)}; {words}" if metres else words


def told_by(row: Row) -> str:
    """Name who reports an event, or say that nobody is named."""
    return row["outlets"] or NO_SOURCE


def distance(metres: int) -> str:
    """Write a distance for a reader.

    >>> distance(550), distance(20000)
    ('about 550 m', 'about 20 km')
    """
    return f"about {metres} m" if metres < 1000 else f"about {metres / 1000:g} km"
