"""One flat record an event, for formats without nesting."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from events.records.dates import to_date
from events.records.models import Event
from events.records.reading import Records
from events.table import Row, rows_of
from events.telling.quotations import excerpt_line, figure_line
from geodata import UNPLACED

PIECE = 10_000
"""Events that are written at once, which bounds the memory that is needed."""

FIELDS = (
    "id", "title", "date", "date_start", "date_end", "date_precision", "category", "status",
    "contested", "location", "longitude", "latitude", "geo_precision", "uncertainty_m", "summary",
    "figures", "excerpts", "sources", "outlets", "sides", "url", "created", "modified",
    "change_note",
)  # fmt: skip


def events_of(frame: pd.DataFrame, records: Records) -> Iterator[tuple[Row, Event | None]]:
    """Yield each event's line of the frame, and its record where it is curated."""
    for start in range(0, len(frame), PIECE):
        for row in rows_of(frame.iloc[start : start + PIECE]):
            yield row, records.by_id.get(row["id"])


def several(values: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of a cell; a table may name one alone."""
    return (values,) if isinstance(values, str) else tuple(values)


def point_of(row: Row) -> list[float]:
    """Return where the map draws an event: longitude, latitude, in degrees."""
    return [round(float(row[name]), 5) for name in ("longitude", "latitude")]


def flat_rows(frame: pd.DataFrame, records: Records) -> Iterator[dict[str, Any]]:
    """Yield the FIELDS of each event; coordinates in degrees, longitude first.

    Excerpts are joined by ` | `, each with its speaker and outlet; sources are ids of the
    curated register.
    """
    for row, event in events_of(frame, records):
        longitude, latitude = ("", "") if row["precision"] in UNPLACED else point_of(row)
        yield {
            "id": row["id"],
            "title": row["title"],
            "date": row["date"],
            "date_start": to_date(row["first"]).isoformat(),
            "date_end": to_date(row["last"]).isoformat(),
            "date_precision": row["date_precision"],
            "category": row["category"],
            "status": row["status"],
            "location": row["place_name"],
            "longitude": longitude,
            "latitude": latitude,
            "geo_precision": row["precision"],
            "uncertainty_m": row["precision_m"],
            "summary": row["summary"],
            "outlets": " | ".join(several(row["outlet"])),
            "sides": " ".join(several(row["sides"])),
            "url": row["url"] if isinstance(row.get("url"), str) else "",
            **(_curated(event, row, records) if event else {}),
        }


def _curated(event: Event, row: Row, records: Records) -> dict[str, str]:
    """What only curated events have."""
    return {
        "sources": " ".join(row["sources"]),
        "contested": event.contested or "",
        "figures": " | ".join(figure_line(figure, records) for figure in event.figures),
        "excerpts": " | ".join(excerpt_line(excerpt, records) for excerpt in event.excerpts),
        "created": event.created.isoformat(),
        "modified": event.modified.isoformat(),
        "change_note": event.change_note or "",
    }
