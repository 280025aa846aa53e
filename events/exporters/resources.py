"""The tables of a data package: what each column is, what refers to what, and the rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from events.exporters.own import own_names, own_of
from events.exporters.plain import (
    chosen_events,
    cited_sources,
    events_of,
    iso_ends,
    metres_of,
    point_of,
    several,
    shape_text,
    url_of,
)
from events.records import STATUSES, Event, Records, Vocabulary
from events.table import Row
from geodata import PRECISION_WORDS, UNPLACED

Lines = Iterator[dict[str, Any]]
Labels = Callable[[Vocabulary], Mapping[str, str]]


DAY = "day"
"""The type of the day of an event: a date, or text where some lie before the year 1."""


@dataclass(frozen=True)
class Column:
    """A column of a table, as Table Schema describes it."""

    name: str
    meaning: str
    type: str = "string"
    """A type of Table Schema, or DAY; an `array` is written as JSON."""
    needed: bool = False
    labels: Labels | None = None
    """Names the only values that there are."""


@dataclass(frozen=True)
class Resource:
    """A table of the package."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[pd.DataFrame, Records], Lines]
    """Takes the rows of the events that were chosen, and the records."""
    refers: Mapping[str, str]
    """The column that names a record of another resource by its id, and that resource."""
    quotes: bool = False
    """Whether its texts are not ours."""


def _categories(vocabulary: Vocabulary) -> Mapping[str, str]:
    return {category.id: category.label for category in vocabulary.categories}


def _sides(vocabulary: Vocabulary) -> Mapping[str, str]:
    return vocabulary.side_labels


def _kinds(vocabulary: Vocabulary) -> Mapping[str, str]:
    return vocabulary.kind_labels


EVENT = (
    Column("id", "Never changes", needed=True),
    Column("title", "In our own words", needed=True),
    Column("summary", "In our own words; who says so stands in it"),
    Column("date", "When it happened, as precise as the sources, in EDTF", needed=True),
    Column("date_words", "The date for a reader", needed=True),
    Column("date_start", "The first day that it may cover; empty where no beginning is given", DAY),
    Column("date_end", "The last day that it may cover; empty where no end is given", DAY),
    Column("date_precision", "What of the date is known, down to the day", needed=True),
    Column("date_note", "How the date is known"),
    Column("category", "What kind of event", needed=True, labels=_categories),
    Column("status", "How well it is established", needed=True, labels=lambda _: STATUSES),
    Column("contested", "What is contested, and who says what"),
    Column("location", "The name of the place", needed=True),
    Column("longitude", "Degrees east (WGS 84); empty where no point is known", "number"),
    Column("latitude", "Degrees north (WGS 84); empty where no point is known", "number"),
    Column(
        "geo_precision",
        "How well the place is known",
        needed=True,
        labels=lambda _: PRECISION_WORDS,
    ),
    Column(
        "uncertainty_m", "How far off the place can be, in metres; empty if not said", "integer"
    ),
    Column("shape", "The line or the area where it happened, in WKT"),
    Column("place_note", "Why this place, where it is a choice"),
    Column("actors", "Who took part", "array"),
    Column("content_note", "What a reader should know before opening it"),
    Column("sources", "The ids of all sources that report it", "array"),
    Column("outlets", "Who reports it, by name", "array", needed=True),
    Column("sides", "For whom those speak who are quoted, by id", "array", needed=True),
    Column("url", "The address of the report, where the set has no sources of its own"),
    Column("created", "The day on which the record was written", "date"),
    Column("modified", "The day on which the record last changed", "date"),
    Column("change_note", "What changed, and why"),
)

NUMBER = Column("number", "Counts within the event, from 1", "integer", needed=True)

EXCERPT = (
    Column("event", "The event that it tells of", needed=True),
    NUMBER,
    Column("source", "The source that it stands in", needed=True),
    Column("speaker", "Whose words these are", needed=True),
    Column("crediting", "Whom the outlet's own words credit"),
    Column("text", "The words, verbatim; they remain the publisher's", needed=True),
    Column("where", "Where in the source, if not in its running text"),
    Column("language", "Of the words (ISO 639)", needed=True),
    Column("translation", "Into English"),
)

FIGURE = (
    Column("event", "The event that it tells of", needed=True),
    NUMBER,
    Column("what", "What is counted", needed=True),
    Column("as_reported", "The source's own words for the number", needed=True),
    Column("low", "The lowest number that it gives; empty is not reported, never 0", "number"),
    Column("best", "The number itself, or the most likely one", "number"),
    Column("high", "The highest number that it gives", "number"),
    Column("unit", "What the number counts"),
    Column(
        "parts",
        "The other numbers of the same words: of 98 of 109, the 109; each with `what`, `low`, "
        "`best`, `high` and `unit`",
        "array",
        needed=True,
    ),
    Column("according_to", "The speaker who gives it", needed=True),
    Column("source", "The source that prints it; empty where it is not known which"),
    Column("source_note", "Why it is not known, or where in the source it stands"),
)

PICTURE = (
    Column("event", "The event that it shows", needed=True),
    NUMBER,
    Column("file", "Its name in the folder `pictures/` of the collection", needed=True),
    Column("alt", "What it shows, for readers who do not see it"),
    Column("credit", "Who made it; empty if that is not stated"),
    Column("licence", "Under which it may be shown; empty if that is not stated"),
    Column("warning", "What a reader should know before seeing it"),
)

SOURCE = (
    Column("id", "Never changes", needed=True),
    Column("type", "A type of CSL, the Citation Style Language", needed=True),
    Column("outlet", "Whose text it is", needed=True),
    Column("title", "The original title; empty where it is not known"),
    Column("title_note", "Why there is none, or how it is known"),
    Column("authors", "As CSL has names; empty where no author is known", "array"),
    Column("author_note", "Why there is none, or what is known instead"),
    Column("published", "When it was published, in EDTF"),
    Column("published_note", "How the date is known"),
    Column("url", "The publisher's own address"),
    Column("url_note", "Why there is none, and what was read instead"),
    Column("archive_url", "The address of a copy in a public archive of the web"),
    Column("archived_at", "The day on which the archive made its copy", "date"),
    Column("sha256", "The checksum of the copy's content"),
    Column("republished_from", "The agency or outlet whose text it is"),
    Column("copy_on", "The site whose copy was read instead of the publisher's page"),
    Column("kind", "What kind of outlet", needed=True, labels=_kinds),
    Column("language", "Of the source (ISO 639)", needed=True),
)

SPEAKER = (
    Column("id", "Never changes", needed=True),
    Column("name", "What the speaker is called", needed=True),
    Column("role", "As the source gives it", needed=True),
    Column("side", "For whom the speaker speaks", needed=True, labels=_sides),
)


def _events(table: pd.DataFrame, records: Records) -> Lines:
    own = own_names(table)
    for row, event in events_of(table, records):
        yield {**_told(row), **(_record(row, event) if event else {}), **own_of(row, own)}


def _told(row: Row) -> dict[str, Any]:
    """Return what the row of any event tells."""
    longitude, latitude = (None, None) if row["precision"] in UNPLACED else point_of(row)
    names = (
        *("id", "title", "summary", "date", "date_words", "date_precision"),
        *("category", "status"),
    )
    return {
        **{name: row[name] for name in names},
        **dict(zip(("date_start", "date_end"), iso_ends(row), strict=True)),
        "location": row["place_name"],
        "longitude": longitude,
        "latitude": latitude,
        "geo_precision": row["precision"],
        "uncertainty_m": metres_of(row),
        "shape": shape_text(row),
        "outlets": several(row["outlet"]),
        "sides": several(row["sides"]),
        "url": url_of(row),
    }


def _record(row: Row, event: Event) -> dict[str, Any]:
    """Return what only the record of a curated event tells."""
    names = {"date_note", "contested", "place_note", "actors", "content_note", "change_note"}
    dates = {"created", "modified"}
    return {**event.model_dump(mode="json", include=names | dates), "sources": row["sources"]}


def _numbered(field: str, table: pd.DataFrame, records: Records) -> Lines:
    """Yield the records that events have in a field, with a number within each event."""
    for event in chosen_events(table, records):
        for number, record in enumerate(getattr(event, field), 1):
            yield {"event": event.id, "number": number, **record.model_dump(mode="json")}


def _sources(table: pd.DataFrame, records: Records) -> Lines:
    for source in cited_sources(table, records):
        yield source.model_dump(mode="json")


def _speakers(table: pd.DataFrame, records: Records) -> Lines:
    named: set[str] = set()
    for event in chosen_events(table, records):
        named |= {excerpt.speaker for excerpt in event.excerpts}
        named |= {excerpt.crediting for excerpt in event.excerpts if excerpt.crediting}
        named |= {figure.according_to for figure in event.figures}
    for name in sorted(named):
        yield records.speakers[name].model_dump(mode="json")


SPOKEN = {"event": "events", "source": "sources", "speaker": "speakers", "crediting": "speakers"}
GIVEN = {"event": "events", "source": "sources", "according_to": "speakers"}

RESOURCES = (
    Resource("events", "What happened, when and where", EVENT, ("id",), _events, {}),
    Resource(
        "excerpts",
        "Short quotations of the sources, each with who says it",
        EXCERPT,
        ("event", "number"),
        partial(_numbered, "excerpts"),
        SPOKEN,
        quotes=True,
    ),
    Resource(
        "figures",
        "Numbers that the sources give, each with who gives it",
        FIGURE,
        ("event", "number"),
        partial(_numbered, "figures"),
        GIVEN,
    ),
    Resource(
        "pictures",
        "Pictures of the events, each with whose it is; the files are not in the package",
        PICTURE,
        ("event", "number"),
        partial(_numbered, "pictures"),
        {"event": "events"},
    ),
    Resource("sources", "The articles that the events rest on", SOURCE, ("id",), _sources, {}),
    Resource("speakers", "Who is quoted or gives a number", SPEAKER, ("id",), _speakers, {}),
)
