"""TimelineJS (Knight Lab): the columns of its spreadsheet, the collection on the title slide."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pandas as pd

from events.exporters.csv import write_lines
from events.exporters.plain import escaped, event_lines, events_of, paragraphs
from events.exporters.provenance import Provenance
from events.records import Event, Records, When, to_date
from events.table import Row

COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
    "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
    "Media Thumbnail", "Type", "Group", "Background", "Alt Text",
)  # fmt: skip


def write_timelinejs(
    table: pd.DataFrame, records: Records, provenance: Provenance
) -> Iterator[bytes]:
    """Write a line for each event; text is escaped, for TimelineJS reads it as HTML."""
    title = {
        "Type": "title",
        "Headline": escaped([provenance.title]),
        "Text": paragraphs(provenance.words),
    }
    lines = (_line(event, row, records) for row, event in events_of(table, records))
    for text in write_lines(chain([title], lines), COLUMNS):
        yield text.encode()


def _line(event: Event | None, row: Row, records: Records) -> dict[str, Any]:
    return {
        **dict(zip(("Year", "Month", "Day"), When(row["date"]).start, strict=False)),
        **_end(row),
        "Display Date": escaped([row["date_words"]]),
        "Headline": escaped([row["title"]]),
        "Text": paragraphs(event_lines(event, row, records)),
        "Group": records.vocabulary.category[row["category"]].label,
    }


def _end(row: Row) -> dict[str, int]:
    """Return the last day, unless it is the first one too; a vague date covers all its days."""
    if row["first"] == row["last"]:
        return {}
    last = to_date(row["last"])
    return {"End Year": last.year, "End Month": last.month, "End Day": last.day}
