"""An event in plain values and lines, which every format writes in its own way."""

import html
import math
from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from events.records import STATUSES, Event, Records, Source, sources_of, to_date
from events.records.days import PYTHON
from events.records.rows import JOINER
from events.table import Row, rows_of
from events.telling import excerpt_line, figure_line, reach, told_by
from geodata.days import in_iso

NOTES = ("date_note", "place_note", "content_note")
"""Fields of a record in the words of its curators."""

PIECE = 10_000
"""Events that are written at once, which bounds the memory that is needed."""


def events_of(table: pd.DataFrame, records: Records) -> Iterator[tuple[Row, Event | None]]:
    """Yield each event's row of the table, and its record if it is curated."""
    for start in range(0, len(table), PIECE):
        for row in rows_of(table.iloc[start : start + PIECE]):
            yield row, records.by_id.get(row["id"])


def chosen_events(table: pd.DataFrame, records: Records) -> list[Event]:
    """List the records of the rows; none where a table has no records behind it."""
    return [records.by_id[name] for name in table["id"]] if records.events else []


def cited_sources(table: pd.DataFrame, records: Records) -> list[Source]:
    """List the sources of the rows by id, each once."""
    events = chosen_events(table, records)
    return [records.sources[name] for name in sorted({n for e in events for n in sources_of(e)})]


def several(values: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of a cell, which may hold a single one."""
    return (values,) if isinstance(values, str) else tuple(values)


def url_of(row: Row) -> str | None:
    """Return the address of an event's report; None if it is not known, or the event is curated."""
    url = row.get("url")
    return url if isinstance(url, str) else None


def addresses_of(event: Event | None, row: Row, records: Records) -> str:
    """Write the addresses of an event's reports, in the order of its outlets, as a list has them.

    Empty where one of them is not known, or an outlet has several reports: nothing would tell then
    which address is whose.
    """
    if event is None:
        return url_of(row) or ""
    sources = [records.sources[name] for name in sources_of(event)]
    urls = {source.outlet: source.url for source in sources}
    if len(urls) < len(sources) or not all(urls.values()):
        return ""
    return JOINER.join(urls[outlet] or "" for outlet in several(row["outlet"]))


def notes_of(event: Event | None) -> dict[str, str]:
    """Return what an event's record says beside its fields; of a table there is nothing."""
    if event is None:
        return {}
    notes = {name: getattr(event, name) or "" for name in NOTES}
    return {**notes, "actors": JOINER.join(event.actors)}


def day_of(row: Row, name: str) -> date | None:
    """Return the day on which an event was `created` or `modified`; None if it is not known."""
    return to_date(row[name]) if name in row else None


def has_point(row: Row) -> bool:
    """Tell whether an event has a position, exact or not."""
    return not math.isnan(row["longitude"])


def shape_text(row: Row) -> str | None:
    """Return the line or the area of an event in WKT; None if it has none."""
    text = row.get("shape")
    return text if isinstance(text, str) and text else None


def shape_of(row: Row) -> BaseGeometry | None:
    """Return the line or the area of an event; None if it has none."""
    text = shape_text(row)
    return shapely.from_wkt(text) if text else None


def ends_of(row: Row) -> tuple[int | None, int | None]:
    """Return the first and the last day that an event may cover; None for one that is not given."""
    limits = row["date_limits"]
    return (
        None if limits.startswith("beginning") else row["first"],
        None if limits.startswith("end") else row["last"],
    )


def all_dated(table: pd.DataFrame) -> bool:
    """Tell whether all days lie in the years 1 to 9999, which most formats end at."""
    return table.empty or (table["first"].min() in PYTHON and table["last"].max() in PYTHON)


def iso_ends(row: Row) -> tuple[str | None, str | None]:
    """Write the days of `ends_of` in ISO 8601, also before the year 1."""
    first, last = (None if day is None else in_iso(day) for day in ends_of(row))
    return first, last


def point_of(row: Row) -> list[float]:
    """Return where the map draws an event: longitude and latitude in degrees."""
    return [round(float(row[name]), 5) for name in ("longitude", "latitude")]


def metres_of(row: Row) -> int | None:
    """Return how far off the position can be, in metres; None if that is not said."""
    return int(row["precision_m"]) or None


def event_lines(event: Event | None, row: Row, records: Records) -> Iterator[str]:
    """Yield what is known of an event as lines of text, for formats that have no columns."""
    if event and event.content_note:
        yield f"Take care: {event.content_note}"
    if row["summary"]:
        yield row["summary"]
    yield f"Date: {row['date_words']}"
    yield f"Place: {row['place_name']}, {reach(row['precision'], row['precision_m'])}"
    yield f"Category: {records.vocabulary.category[row['category']].label}"
    yield f"Status: {STATUSES[row['status']]}"
    if event:
        yield from _record_lines(event, records)
    yield f"Reported by: {told_by(row)}"
    if url := url_of(row):
        yield f"Report: {url}"


def _record_lines(event: Event, records: Records) -> Iterator[str]:
    if event.contested:
        yield f"Contested: {event.contested}"
    for figure in event.figures:
        yield f"Figure: {figure_line(figure, records)}"
    for excerpt in event.excerpts:
        translated = f"; in English: “{excerpt.translation}”" if excerpt.translation else ""
        yield f"Excerpt: {excerpt_line(excerpt, records)}{translated}"


def escaped(lines: Iterable[str], between: str = "\n") -> str:
    """Join lines for a program that reads text as HTML, so that it shows them as they are written.

    >>> escaped(["<b>", "R&D"], " ")
    '&lt;b&gt; R&amp;D'
    """
    return html.escape(between.join(lines), quote=False)


def paragraphs(lines: Iterable[str]) -> str:
    """Write lines as paragraphs of HTML, with nothing else in them that a browser would read so.

    >>> paragraphs(["<b>", "R&D"])
    '<p>&lt;b&gt;</p><p>R&amp;D</p>'
    """
    return "".join(f"<p>{escaped([line])}</p>" for line in lines)
