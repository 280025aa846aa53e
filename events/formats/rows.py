"""One flat record an event, for formats without nesting."""

from collections.abc import Iterator
from typing import Any

import geopandas as gpd

from events.dates import to_date
from events.load import Dataset

UNPLACED = ("country", "international")
"""Precisions that no point can stand for."""

FIELDS = (
    "id", "title", "date", "date_start", "date_end", "date_precision", "category", "status",
    "contested", "location", "longitude", "latitude", "geo_precision", "uncertainty_m", "summary",
    "figures", "excerpts", "sources", "modified",
)  # fmt: skip


def flat_rows(frame: gpd.GeoDataFrame, dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Yield the FIELDS of each event; coordinates in degrees, longitude first.

    Excerpts are joined by ` | `, each with its speaker and outlet.
    """
    events = {event.id: event for event in dataset.events}
    for row in frame.to_dict("records"):
        event = events[row["id"]]
        unplaced = row["precision"] in UNPLACED
        yield {
            "id": event.id,
            "title": event.title,
            "date": event.date,
            "date_start": to_date(row["first"]).isoformat(),
            "date_end": to_date(row["last"]).isoformat(),
            "date_precision": row["date_precision"],
            "category": event.category,
            "status": event.status,
            "contested": event.contested or "",
            "location": row["place_name"],
            "longitude": "" if unplaced else round(row["geometry"].x, 5),
            "latitude": "" if unplaced else round(row["geometry"].y, 5),
            "geo_precision": row["precision"],
            "uncertainty_m": row["precision_m"],
            "summary": event.summary,
            "figures": " | ".join(
                f"{f.what}: {f.as_reported} ({dataset.speakers[f.according_to].name})"
                for f in event.figures
            ),
            "excerpts": " | ".join(
                f"“{x.text}” ({dataset.speakers[x.speaker].name}, "
                f"{dataset.sources[x.source].outlet})"
                for x in event.excerpts
            ),
            "sources": " ".join(row["sources"]),
            "modified": event.modified.isoformat(),
        }
