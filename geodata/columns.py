"""Pack a table of events for the browser: numbers in one binary file, names in another."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
from shapely.geometry import mapping

from geodata.models import Layer, first_day, last_day

COLUMNS: tuple[tuple[str, str], ...] = (
    ("longitude", "<f4"),
    ("latitude", "<f4"),
    ("first", "<i4"),
    ("last", "<i4"),
    ("precision_m", "<f4"),
    ("place", "<u2"),
    ("category", "u1"),
    ("precision", "u1"),
)
"""The binary file: one column after another, the widest first so that each is aligned."""

PRECISIONS: tuple[str, ...] = (
    "exact", "near", "adm2", "adm1", "area", "country", "international",
)  # fmt: skip


@dataclass(frozen=True)
class Files:
    """Names of the files that a map fetches; each holds a hash of its content."""

    columns: str
    titles: str
    base: str


def write_files(
    folder: Path,
    frame: gpd.GeoDataFrame,
    categories: Sequence[dict[str, str]],
    layers: Sequence[Layer],
    places: gpd.GeoDataFrame,
    shapes: gpd.GeoDataFrame,
) -> Files:
    """Write what a map fetches into a folder.

    `frame` needs the columns id, title, first, last, category, precision, precision_m, place,
    place_name and point geometries in degrees.
    """
    codes = {name: number for number, name in enumerate(dict.fromkeys(frame["place"]))}
    titles = {"ids": frame["id"].tolist(), "titles": frame["title"].tolist()}
    base = {
        "count": len(frame),
        "columns": [[name, dtype.lstrip("<")] for name, dtype in COLUMNS],
        "categories": list(categories),
        "places": [_place(name, frame, places) for name in codes],
        "labels": [_label(row) for row in places.to_dict("records") if row["kind"] in _LABELLED],
        "layers": [_layer(layer, shapes) for layer in layers],
    }
    packed = pack(frame, [category["id"] for category in categories], codes)
    return Files(
        columns=_write(folder, "events", "bin", packed),
        titles=_write(folder, "titles", "json", _json(titles)),
        base=_write(folder, "base", "json", _json(base)),
    )


def pack(frame: gpd.GeoDataFrame, categories: Sequence[str], places: dict[str, int]) -> bytes:
    """Return the columns of COLUMNS, one after another, in the frame's order."""
    columns = {
        "longitude": frame.geometry.x,
        "latitude": frame.geometry.y,
        "first": frame["first"],
        "last": frame["last"],
        "precision_m": frame["precision_m"],
        "place": frame["place"].map(places),
        "category": frame["category"].map({name: n for n, name in enumerate(categories)}),
        "precision": frame["precision"].map({name: n for n, name in enumerate(PRECISIONS)}),
    }
    return b"".join(np.asarray(columns[name], dtype=dtype).tobytes() for name, dtype in COLUMNS)


_LABELLED = {"city": 1, "town": 2, "camp": 2, "neighbourhood": 3, "kibbutz": 3, "crossing": 2}
"""Kinds of place that carry a label, by rank: a smaller number wins the room."""


def _names(row: dict[str, Any]) -> list[str]:
    """The name in English, Arabic and Hebrew; the English one where another is missing."""
    others = (row[f"name_{language}"] for language in ("ar", "he"))
    return [row["name"], *(n if isinstance(n, str) else row["name"] for n in others)]


def _place(name: str, frame: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> dict[str, Any]:
    if name not in places.index:
        own = str(frame.loc[frame["place"] == name, "place_name"].iloc[0])
        return {"names": [own] * 3, "shapes": []}
    row = places.loc[name].to_dict()
    return {"names": _names(row), "shapes": list(row["shapes"])}


def _label(row: dict[str, Any]) -> dict[str, Any]:
    point = row["geometry"]
    return {
        "names": _names(row),
        "rank": _LABELLED[row["kind"]],
        "layer": "crossings" if row["kind"] == "crossing" else "places",
        "at": [round(point.y, 5), round(point.x, 5)],
        **_validity(row),
    }


def _layer(layer: Layer, shapes: gpd.GeoDataFrame) -> dict[str, Any]:
    rows = shapes[shapes["layer"] == layer.id].to_dict("records")
    return {
        "id": layer.id,
        "title": layer.title,
        "kind": layer.kind,
        "shapes": [_shape(row) for row in rows],
    }


def _shape(row: dict[str, Any]) -> dict[str, Any]:
    inner = row["geometry"].representative_point()
    return {
        "id": row["id"],
        "names": _names(row),
        "source": row["source"],
        "precision_m": row["precision_m"],
        "at": [round(inner.y, 4), round(inner.x, 4)],
        "geometry": mapping(row["geometry"]),
        **_validity(row),
    }


def _validity(row: dict[str, Any]) -> dict[str, Any]:
    start, end = row["valid_from"], row["valid_to"]
    return {
        "first": _count(first_day(start)) if isinstance(start, str) else None,
        "last": _count(last_day(end)) if isinstance(end, str) else None,
    }


def _count(day: Any) -> int:
    """Days from 1970-01-01."""
    return int(np.datetime64(day, "D").astype(int))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _write(folder: Path, name: str, ending: str, content: bytes) -> str:
    file = f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
    (folder / file).write_bytes(content)
    return file
