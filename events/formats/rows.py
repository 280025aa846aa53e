"""One flat record an event, for formats without nesting."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from events.dates import to_date
from events.frame import rows_of
from events.load import Dataset
from events.models import Event

UNPLACED = ("country", "international")
"""Precisions that no point can stand for."""

FIELDS = (
    "id", "title", "date", "date_start", "date_end", "date_precision", "category", "status",
    "contested", "location", "longitude", "latitude", "geo_precision", "uncertainty_m", "summary",
    "figures", "excerpts", "sources", "created", "modified", "change_note", "dataset_version",
)  # fmt: skip


def flat_rows(frame: pd.DataFrame, dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Yield the FIELDS of each event; coordinates in degrees, longitude first.

    Excerpts are joined by ` | `, each with its speaker and outlet.
    """
    events = {event.id: event for event in dataset.events}
    for row in rows_of(frame):
        unplaced = row["precision"] in UNPLACED
        event = events.get(row["id"])
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
            "longitude": "" if unplaced else round(row["longitude"], 5),
            "latitude": "" if unplaced else round(row["latitude"], 5),
            "geo_precision": row["precision"],
            "uncertainty_m": row["precision_m"],
            "summary": row["summary"],
            "sources": cited(row["sources"]),
            "dataset_version": dataset.info.version or "",
            **(_curated(event, dataset) if event else {}),
        }


def cited(sources: str | tuple[str, ...]) -> str:
    """Join the sources of an event; a table names one outlet, as it is."""
    return sources if isinstance(sources, str) else " ".join(sources)


def _curated(event: Event, dataset: Dataset) -> dict[str, str]:
    """What only curated events have."""
    return {
        "contested": event.contested or "",
        "figures": " | ".join(
            f"{f.what}: {f.as_reported} ({dataset.speakers[f.according_to].name})"
            for f in event.figures
        ),
        "excerpts": " | ".join(
            f"“{x.text}” ({dataset.speakers[x.speaker].name}, {dataset.sources[x.source].outlet})"
            for x in event.excerpts
        ),
        "created": event.created.isoformat(),
        "modified": event.modified.isoformat(),
        "change_note": event.change_note or "",
    }
