"""The history of a place: what is known of it, its outlines by their dates, and all its events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from events.collection import Collection
from events.markup import Element, Fact, descriptions, element, foreign, note
from events.records import OwnPlace, Records, When
from events.table import Row
from events.telling.facts import badge, distance, reach
from events.telling.panel import reachable
from geodata import Place, Region, Shape

MOST_EVENTS = 30
"""Events of a history in the panel; of the others, their number is given."""

DATES_UNKNOWN = "Dates not given"


@dataclass(frozen=True)
class History:
    """A place that events name, with its events in order of time."""

    place: str
    """As in the table's column `place`."""
    name: str
    known: Place | OwnPlace | None
    """None where the events say no more of it than its name."""
    outlines: Sequence[Shape]
    """In order of time; those without a date first."""
    rows: Sequence[Row]
    more: int
    """How many further events there are."""

    @property
    def count(self) -> int:
        """How many events it has."""
        return len(self.rows) + self.more


def place_history(place: str, collection: Collection, most: int = MOST_EVENTS) -> History:
    """Return what is known of a place, with its first events, over all days and whatever is chosen.

    Those at the places that it holds are among them. `place` must be a value of the filter `place`.
    """
    records, engine = collection.records, collection.engine
    query = collection.offers.view.query.choose("place", (place,))
    rows = engine.page(query, 0, most)
    return History(
        place,
        collection.labels["place"][place],
        _known(place, rows, records),
        _outlines(place, records),
        rows,
        engine.count(query) - len(rows),
    )


def _known(place: str, rows: Sequence[Row], records: Records) -> Place | OwnPlace | None:
    """Return the record of a place: of the gazetteer, or of the one event that has it alone."""
    if place in records.geography.places:
        return records.geography.places[place]
    event = records.by_id.get(rows[0]["id"]) if rows else None
    own = event.place if event is not None and isinstance(event.place, OwnPlace) else None
    return own if own is not None and own.id is None else None


def _outlines(place: str, records: Records) -> list[Shape]:
    """List the shapes that a place names, in order of time."""
    known = records.geography.places.get(place)
    shapes = [records.geography.shapes[name] for name in known.shapes] if known else []
    return sorted(shapes, key=_span)


def _span(shape: Shape) -> tuple[float, float]:
    first, last = shape.first, shape.last
    return -inf if first is None else first, inf if last is None else last


def history_panel(place: str, collection: Collection, event: str | None = None) -> Element:
    """Show the history of a place, with buttons that open its first events and one that lists all.

    `event` is the one that is open, to which a button leads back.
    """
    history = place_history(place, collection)
    records = collection.records
    events = [_event_button(row, records, place, row["id"] == event) for row in history.rows]
    more = f"and {history.more:,} more" if history.more else None
    whole = "this event" if history.count == 1 else f"these {history.count:,} events"
    to_list = element("button", "Back to the list", data_action="close") if event else None
    words = "Back to the event" if event else "Close"
    back = element("button", words, class_="close", data_action="back")
    return element(
        "article",
        element("nav", to_list, back, class_="turning", aria_label="Ways back"),
        reachable(element("h2", history.name, dir="auto")),
        *history_parts(history, records),
        element(
            "section",
            element("h3", events_heading(history)),
            element("ol", *events, class_="history"),
            element("p", more) if more else None,
            element("button", f"Show only {whole}", data_action=f"only:{place}"),
        ),
        class_="panel",
    )


def history_parts(history: History, records: Records) -> list[Element | None]:
    """Show what is known of a place, and its outlines by their dates; its events are left out."""
    return [
        descriptions(_facts(history, records.geography.region)),
        _outline_list(history.outlines, records.geography.region),
    ]


def events_heading(history: History) -> str:
    """Count the events of a place, as a heading."""
    return "1 event" if history.count == 1 else f"{history.count:,} events, in order of time"


def stood(first: str | None, last: str | None) -> str:
    """Say from when until when something stood, as precisely as its record does.

    >>> stood("1892-06", "1893-05-01")
    'June 1892 (day not given) to 1 May 1893'
    >>> stood("2024-02-19", None), stood(None, None)
    ('From 19 February 2024', 'Dates not given')
    """
    if first and last:
        return When(f"{first}/{last}").words
    if first:
        return f"From {When(first).words}"
    return f"Until {When(last).words}" if last else DATES_UNKNOWN


def _facts(history: History, region: Region) -> Iterator[Fact]:
    known = history.known
    if known is None:
        yield "Known", ["Its name alone: each event has a position of its own."]
        return
    if isinstance(known, OwnPlace):
        yield "Kind", ["Named by this event alone"]
        yield "Precision", [reach(known.known, known.precision_m or 0)]
        yield "Position", [known.basis]
        return
    yield "Names", [element("ul", *_names(known, region))]
    yield "Also written", [", ".join(known.variants) or None]
    yield "Kind", [known.kind]
    yield "Precision", [reach(known.precision, known.precision_m)]
    yield "Position", [f"{known.source} ({known.licence})"]
    if known.valid_from or known.valid_to:
        yield "Stood", [stood(known.valid_from, known.valid_to)]
    yield "Note", [known.note]


def _names(known: Place, region: Region) -> Iterator[Element]:
    """Yield the name in each language of the region, or that it is not known there."""
    for language in region.languages:
        first = language.code == region.language
        name = known.name if first else known.names.get(language.code)
        said = "not known" if name is None else foreign(name, language.code)
        yield element("li", foreign(language.name, language.code), ": ", said)


def _outline_list(outlines: Sequence[Shape], region: Region) -> Element | None:
    if not outlines:
        return None
    lines = [element("li", *_outline(shape, region), dir="auto") for shape in outlines]
    title = "Its outline on the map" if len(lines) == 1 else "Its outlines on the map"
    return element("section", element("h3", title), element("ol", *lines, class_="outlines"))


def _outline(shape: Shape, region: Region) -> Iterator[Element | str | None]:
    """Yield when an outline stood, what it is, who gives it, and what is doubtful about it."""
    yield element("strong", stood(shape.valid_from, shape.valid_to))
    yield ": "
    yield foreign(shape.name, region.language)
    yield note(f"Source: {shape.source} ({shape.licence}); within {distance(shape.precision_m)}")
    yield note(shape.note)


def _event_button(row: Row, records: Records, place: str, selected: bool) -> Element:
    """Show an event, with its place where that is another one, which the place holds."""
    category = records.vocabulary.category[row["category"]]
    where = [row["place_name"]] if row["place"] != place else []
    button = element(
        "button",
        element("span", " · ".join([row["date_words"], category.label, *where]), class_="note"),
        badge(category),
        f" {row['title']}",
        dir="auto",
        data_action=f"select:{row['id']}",
        aria_current="true" if selected else None,
    )
    return element("li", button, class_="selected" if selected else None)
