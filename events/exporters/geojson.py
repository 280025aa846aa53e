"""GeoJSON (RFC 7946) with the dates as Linked Places writes them, in `when`."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
from shapely.geometry import mapping

from events.exporters.own import own_names, own_of
from events.exporters.plain import (
    addresses_of,
    cited_sources,
    day_of,
    events_of,
    has_point,
    iso_ends,
    metres_of,
    point_of,
    several,
    shape_of,
)
from events.exporters.provenance import Provenance
from events.records import Event, Records, When
from events.table import Row
from geodata import UNPLACED
from geodata.days import in_iso

ADDED = (
    "date_words", "start", "end", "location", "geo_precision", "uncertainty_m", "outlets",
    "drawn_at", "url",
)  # fmt: skip
"""Properties that are no fields of an event."""


def write_geojson(table: pd.DataFrame, records: Records, provenance: Provenance) -> Iterator[bytes]:
    """Write a feature for each event, longitude first; the collection stands in foreign members."""
    content = {
        "type": "FeatureCollection",
        "dataset": {
            **records.info.model_dump(mode="json", exclude={"compare"}),
            "made": provenance.made.isoformat(),
            "filter": provenance.question,
            "filter_in_words": provenance.filter,
            "credits": provenance.credits,
            "address": provenance.address,
        },
        "vocabulary": records.vocabulary.model_dump(mode="json"),
        "sources": [source.model_dump(mode="json") for source in cited_sources(table, records)],
        "features": [],
    }
    yield _json(content).removesuffix("]}").encode()
    before = "\n"
    names = own_names(table)
    for row, event in events_of(table, records):
        feature = _feature(event, row, records)
        feature["properties"] |= own_of(row, names)
        yield (before + _json(feature)).encode()
        before = ",\n"
    yield b"\n]}\n"


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False)


def _feature(event: Event | None, row: Row, records: Records) -> dict[str, Any]:
    properties = _record(event, row, records) if event else _columns(row)
    properties |= {
        "date_words": row["date_words"],
        **dict(zip(("start", "end"), iso_ends(row), strict=True)),
        "location": row["place_name"],
        "geo_precision": row["precision"],
        "uncertainty_m": metres_of(row),
        "outlets": several(row["outlet"]),
        "sides": several(row["sides"]),
    }
    is_off, shape = row["precision"] in UNPLACED, shape_of(row)
    if has_point(row) and (is_off or shape):
        # Where a map may draw its mark; the event did not happen there, or not there alone.
        properties["drawn_at"] = point_of(row)
    geometry = mapping(shape) if shape else {"type": "Point", "coordinates": point_of(row)}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": None if is_off else geometry,
        "when": _when(row["date"]),
        "properties": properties,
    }


def _columns(row: Row) -> dict[str, Any]:
    """Return the properties of an event of which only the row of a table is known."""
    names = ("title", "summary", "date", "category", "status", "url")
    texts = {name: row[name] if isinstance(row[name], str) else None for name in names}
    days = {name: day_of(row, name) for name in ("created", "modified")}
    return texts | {name: day.isoformat() for name, day in days.items() if day}


def _record(event: Event, row: Row, records: Records) -> dict[str, Any]:
    """Return the properties of a curated event: its whole record."""
    properties = event.model_dump(mode="json", exclude={"id", "excerpts", "other", "shape"})
    excerpts = [_excerpt(excerpt.model_dump(mode="json"), records) for excerpt in event.excerpts]
    return {**properties, "excerpts": excerpts, "url": addresses_of(event, row, records) or None}


def _excerpt(excerpt: dict[str, Any], records: Records) -> dict[str, Any]:
    """Add the names of speaker and outlet to an excerpt, so that it can be read by itself."""
    source = records.sources[excerpt["source"]]
    speaker = records.speakers[excerpt["speaker"]]
    return {
        **excerpt,
        "speaker_name": speaker.name,
        "outlet": source.outlet,
        "url": source.url,
        "archive_url": source.archive_url,
    }


def _when(text: str) -> dict[str, Any]:
    """Return the `when` of Linked Places: the days between which it began and ended, as given."""
    when = When(text)
    span = {
        "start": _bounds(when.first, when.first_at_latest),
        "end": _bounds(when.last_at_earliest, when.last),
    }
    missing = when.limits.replace("beginning", "start").partition(" ")[0]
    span.pop(missing, None)
    certainty = "certain" if when.is_certain else "less-certain"
    return {"timespans": [span], "certainty": certainty, "edtf": text, "label": when.words}


def _bounds(earliest: int, latest: int) -> dict[str, str]:
    if earliest == latest:
        return {"in": in_iso(earliest)}
    return {"earliest": in_iso(earliest), "latest": in_iso(latest)}
