"""GeoJSON (RFC 7946) with the dates as Linked Places writes them, in `when`."""

import json
from typing import Any

import pandas as pd

from events.dates import When, to_date
from events.formats.rows import UNPLACED
from events.frame import Row, rows_of
from events.load import Dataset
from events.models import Event


def write_geojson(frame: pd.DataFrame, dataset: Dataset, query: str) -> bytes:
    """Write one feature an event, longitude first; sources and dataset as foreign members."""
    events = {event.id: event for event in dataset.events}
    rows = rows_of(frame)
    cited = sorted({source for row in rows if row["id"] in events for source in row["sources"]})
    content = {
        "type": "FeatureCollection",
        "dataset": {**dataset.info.model_dump(mode="json"), "filter": query},
        "sources": [dataset.sources[name].model_dump(mode="json") for name in cited],
        "features": [_feature(events.get(row["id"]), row, dataset) for row in rows],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _feature(event: Event | None, row: Row, dataset: Dataset) -> dict[str, Any]:
    point = [round(row["longitude"], 5), round(row["latitude"], 5)]
    properties = _curated(event, dataset) if event else _told(row)
    properties |= {
        "location": row["place_name"],
        "geo_precision": row["precision"],
        "uncertainty_m": row["precision_m"],
    }
    placed = {"type": "Point", "coordinates": point}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": None if row["precision"] in UNPLACED else placed,
        "when": _when(row["date"], row),
        "properties": properties,
    }


def _told(row: Row) -> dict[str, Any]:
    """The properties of an event of a table."""
    names = ("title", "summary", "date", "category", "status", "sources", "sides", "url")
    return {name: row[name] if isinstance(row[name], str) else None for name in names}


def _curated(event: Event, dataset: Dataset) -> dict[str, Any]:
    """The properties of a curated event: its whole record."""
    properties = event.model_dump(mode="json", exclude={"id", "excerpts"})
    excerpts = [_excerpt(excerpt.model_dump(mode="json"), dataset) for excerpt in event.excerpts]
    return {**properties, "excerpts": excerpts}


def _excerpt(excerpt: dict[str, Any], dataset: Dataset) -> dict[str, Any]:
    """An excerpt that can be read without the registers."""
    source = dataset.sources[excerpt["source"]]
    speaker = dataset.speakers[excerpt["speaker"]]
    return {**excerpt, "speaker_name": speaker.name, "outlet": source.outlet, "url": source.url}


def _when(text: str, row: Row) -> dict[str, Any]:
    """Linked Places' `when`: a time span, and how certain it is."""
    start, end = (to_date(row[name]).isoformat() for name in ("first", "last"))
    certainty = "certain" if When(text).is_certain else "less-certain"
    return {
        "timespans": [{"start": {"earliest": start}, "end": {"latest": end}}],
        "certainty": certainty,
        "edtf": text,
    }
