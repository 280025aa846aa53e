"""TimelineJS (Knight Lab): the columns of its sheet, the dataset on the title slide."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from events.exporters.about import About
from events.exporters.csv import write_lines
from events.exporters.rows import events_of
from events.exporters.told import escaped, tell
from events.records.dates import When, to_date
from events.records.models import Event
from events.records.reading import Records
from events.table import Row

COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
    "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
    "Media Thumbnail", "Type", "Group", "Background", "Alt Text",
)  # fmt: skip


def write_timelinejs(frame: pd.DataFrame, records: Records, about: About) -> Iterator[bytes]:
    """Write one line an event; TimelineJS takes text for HTML, so it is escaped."""
    title = {
        "Type": "title",
        "Headline": escaped([about.title]),
        "Text": escaped(about.words, "\n\n"),
    }
    lines = (_line(event, row, records) for row, event in events_of(frame, records))
    for text in write_lines(_after(title, lines), COLUMNS):
        yield text.encode()


def _after(title: dict[str, Any], lines: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield title
    yield from lines


def _line(event: Event | None, row: Row, records: Records) -> dict[str, Any]:
    return {
        **dict(zip(("Year", "Month", "Day"), When(row["date"]).start, strict=False)),
        **_end(row),
        "Display Date": escaped([row["date_words"]]),
        "Headline": escaped([row["title"]]),
        "Text": escaped(tell(event, row, records), "\n\n"),
        "Group": records.vocabulary.category[row["category"]].label,
    }


def _end(row: Row) -> dict[str, int]:
    """The last day, where the event does not lie on one alone; a vague date covers all its days."""
    if row["first"] == row["last"]:
        return {}
    last = to_date(row["last"])
    return {"End Year": last.year, "End Month": last.month, "End Day": last.day}
