"""GeoJSON (RFC 7946) with the dates as Linked Places writes them, in `when`."""

import json
from typing import Any

import geopandas as gpd

from events.dates import When, to_date
from events.formats.rows import UNPLACED
from events.load import Dataset
from events.models import Event


def write_geojson(frame: gpd.GeoDataFrame, dataset: Dataset, query: str) -> bytes:
    """Write one feature an event, longitude first; sources and dataset as foreign members."""
    events = {event.id: event for event in dataset.events}
    cited = sorted({source for row in frame["sources"] for source in row})
    content = {
        "type": "FeatureCollection",
        "dataset": {**dataset.info.model_dump(mode="json"), "filter": query},
        "sources": [dataset.sources[name].model_dump(mode="json") for name in cited],
        "features": [_feature(events[row["id"]], row, dataset) for row in frame.to_dict("records")],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _feature(event: Event, row: dict[str, Any], dataset: Dataset) -> dict[str, Any]:
    point = [round(row["geometry"].x, 5), round(row["geometry"].y, 5)]
    properties = event.model_dump(mode="json", exclude={"id", "excerpts"})
    properties |= {
        "location": row["place_name"],
        "geo_precision": row["precision"],
        "uncertainty_m": row["precision_m"],
        "excerpts": [
            _excerpt(excerpt.model_dump(mode="json"), dataset) for excerpt in event.excerpts
        ],
    }
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": None
        if row["precision"] in UNPLACED
        else {"type": "Point", "coordinates": point},
        "when": _when(event.date, row),
        "properties": properties,
    }


def _excerpt(excerpt: dict[str, Any], dataset: Dataset) -> dict[str, Any]:
    """An excerpt that can be read without the registers."""
    source = dataset.sources[excerpt["source"]]
    speaker = dataset.speakers[excerpt["speaker"]]
    return {**excerpt, "speaker_name": speaker.name, "outlet": source.outlet, "url": source.url}


def _when(text: str, row: dict[str, Any]) -> dict[str, Any]:
    """Linked Places' `when`: a time span, and how certain it is."""
    start, end = (to_date(row[name]).isoformat() for name in ("first", "last"))
    certainty = "certain" if When(text).is_certain else "less-certain"
    return {
        "timespans": [{"start": {"earliest": start}, "end": {"latest": end}}],
        "certainty": certainty,
        "edtf": text,
    }
