"""CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that runs as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from events.exporters.own import own_names, own_of
from events.exporters.plain import (
    NOTES,
    addresses_of,
    events_of,
    iso_ends,
    metres_of,
    notes_of,
    point_of,
    several,
    shape_text,
)
from events.exporters.provenance import Provenance
from events.records import Event, Records
from events.records.lists import PICTURES, picture_cells
from events.records.rows import guarded
from events.table import Row
from events.telling import excerpt_line, figure_line
from geodata import UNPLACED

FIELDS = (
    "id", "title", "date", "date_start", "date_end", "date_precision", "category", "status",
    "contested", "location", "longitude", "latitude", "geo_precision", "uncertainty_m", "shape",
    "summary", *NOTES, "actors", *PICTURES,
    "figures", "excerpts", "sources", "outlets", "sides", "url", "created", "modified",
    "change_note",
)  # fmt: skip

PROVENANCE = (
    "dataset", "dataset_version", "made", "filter", "licence", "credits", "disclaimer", "address",
)  # fmt: skip
"""At the end of the first line alone: a long filter on every line makes a small table large."""


def write_csv(table: pd.DataFrame, records: Records, provenance: Provenance) -> Iterator[bytes]:
    """Write a line for each event, the first with where they come from; only the header if none."""
    origin = dict(provenance.lines)
    own = own_names(table)
    rows = (
        {**_line(event, row, records), **own_of(row, own), **({} if number else origin)}
        for number, (row, event) in enumerate(events_of(table, records))
    )
    mark = "\ufeff"
    for text in write_lines(rows, (*FIELDS, *own.values(), *PROVENANCE)):
        yield (mark + text).encode()
        mark = ""


def write_lines(rows: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> Iterator[str]:
    """Yield the header, then each line, with no cell that runs as a formula."""
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        yield _emptied(text)
        writer.writerow({name: guard(value) for name, value in row.items()})
    yield _emptied(text)


def guard(value: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would run; numbers stay numbers.

    >>> guard("=1+1"), guard("-5"), guard(-5)
    ("'=1+1", "'-5", -5)
    """
    return guarded(value) if isinstance(value, str) else value


def _emptied(text: io.StringIO) -> str:
    """Return what has been written, and empty the buffer."""
    written = text.getvalue()
    text.seek(0)
    text.truncate()
    return written


def _line(event: Event | None, row: Row, records: Records) -> dict[str, Any]:
    """Return the FIELDS of an event; several values of a field are joined by ` | ` or spaces."""
    longitude, latitude = ("", "") if row["precision"] in UNPLACED else point_of(row)
    return {
        "id": row["id"],
        "title": row["title"],
        "date": row["date"],
        **dict(zip(("date_start", "date_end"), iso_ends(row), strict=True)),
        "date_precision": row["date_precision"],
        "category": row["category"],
        "status": row["status"],
        "location": row["place_name"],
        "longitude": longitude,
        "latitude": latitude,
        "geo_precision": row["precision"],
        "uncertainty_m": metres_of(row) or "",
        "shape": shape_text(row) or "",
        "summary": row["summary"],
        "outlets": " | ".join(several(row["outlet"])),
        "sides": " ".join(several(row["sides"])),
        "url": addresses_of(event, row, records),
        **notes_of(event),
        **(_record(event, row, records) if event else {}),
    }


def _record(event: Event, row: Row, records: Records) -> dict[str, str]:
    """Return the fields that only curated events have."""
    return {
        "sources": " ".join(row["sources"]),
        "contested": event.contested or "",
        "figures": " | ".join(figure_line(figure, records) for figure in event.figures),
        "excerpts": " | ".join(excerpt_line(excerpt, records) for excerpt in event.excerpts),
        "created": event.created.isoformat() if event.created else "",
        "modified": event.modified.isoformat() if event.modified else "",
        "change_note": event.change_note or "",
        **picture_cells(event.pictures),
    }
