"""The base map as data for the browser: layers, their shapes, and the names of places."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
from shapely.geometry import mapping

from geodata.models import Layer, first_day, last_day

_LABELLED = {"city": 1, "town": 2, "camp": 2, "neighbourhood": 3, "kibbutz": 3, "crossing": 2}
"""Kinds of place that carry a label, by rank: a smaller number wins the room."""


def _names(row: dict[str, Any]) -> list[str]:
    """The name in English, Arabic and Hebrew; the English one where another is missing."""
    others = (row[f"name_{language}"] for language in ("ar", "he"))
    return [row["name"], *(n if isinstance(n, str) else row["name"] for n in others)]


def name_places(frame: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Name each place of the frame, in the order of its first event, with the shapes to light."""
    own = frame.drop_duplicates("place").set_index("place")["place_name"]
    known = places.to_dict("index")
    return [
        {"names": _names(known[name]), "shapes": list(known[name]["shapes"])}
        if name in known
        else {"names": [own[name]] * 3, "shapes": []}
        for name in own.index
    ]


def _label(row: dict[str, Any]) -> dict[str, Any]:
    point = row["geometry"]
    return {
        "id": row["id"],
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


def draw_background(
    layers: Sequence[Layer], shapes: gpd.GeoDataFrame, places: gpd.GeoDataFrame
) -> dict[str, Any]:
    """Return the layers with their shapes, and the labels; coordinates in degrees."""
    rows = places.to_dict("records")
    return {
        "labels": [_label(row) for row in rows if row["kind"] in _LABELLED],
        "layers": [_layer(layer, shapes) for layer in layers],
    }


def stood_between(base: dict[str, Any], first: int, last: int) -> dict[str, Any]:
    """Return a background with what stood on any of these days (from 1970-01-01)."""

    def stands(thing: dict[str, Any]) -> bool:
        begun = thing["first"] is None or thing["first"] <= last
        return begun and (thing["last"] is None or thing["last"] >= first)

    layers = [
        {**layer, "shapes": [shape for shape in layer["shapes"] if stands(shape)]}
        for layer in base["layers"]
    ]
    return {"labels": [label for label in base["labels"] if stands(label)], "layers": layers}
