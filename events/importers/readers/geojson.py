"""GeoJSON of any program: a feature is an event, its properties are the columns."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from events.importers.readers.exported import is_exported, settled
from events.importers.readers.json_text import column, counted, flat, tabulate, text_of
from events.importers.readers.shapes import geometries, moved, system, thirds
from events.importers.report import Answers, Remark
from events.importers.sheet import Sheet

THIRD = "third_coordinate"
"""The column of what stands after longitude and latitude: a height, or a depth."""

ABOUT: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "dataset"),
    "description": ("description", "summary", "abstract"),
    "version": ("version", "dataset_version"),
    "licence": ("licence", "license", "rights"),
    "disclaimer": ("disclaimer", "warning", "attribution"),
}
"""The fields of `Info`, and the names under which files have them."""


def read_geojson(content: Any, _answers: Answers) -> Sheet:
    """Lay features out as rows. Raises ValueError if the file has none."""
    features = features_of(content)
    rows = [_cells(feature) for feature in features]
    places = [_place(feature) for feature in features]
    geometry, remarks = geometries(places)
    remarks += [
        Remark(number, "", str(feature)[:80], "refused", "is no feature")
        for number, feature in enumerate(features, 1)
        if not isinstance(feature, dict)
    ]
    said: list[str] = []
    if isinstance(content, dict) and (named := _system(content)):
        geometry, changes = moved(geometry, system(named))
        remarks += changes
    cells = tabulate(rows)
    depths = thirds(places)
    if any(depths):
        cells[THIRD] = column(map(text_of, depths))
        said.append(
            f"The third coordinate, whether a height or a depth, is the column `{THIRD}`; "
            "it says nothing of the place on a map."
        )
    said += _counted(content, len(features))
    sheet = Sheet(
        cells,
        counted(features),
        "feature",
        geometry,
        about_of(content),
        said=tuple(said),
        remarks=tuple(remarks),
    )
    if isinstance(content, dict) and is_exported(cells):
        return settled(replace(sheet, vocabulary=content.get("vocabulary")))
    return sheet


def features_of(content: Any) -> list[Any]:
    """List the features of a file, which can be one, or a list of them.

    Raises ValueError if there are none.
    """
    if isinstance(content, list):
        return content
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "FeatureCollection" and isinstance(content.get("features"), list):
        return list(content["features"])
    if kind == "Feature":
        return [content]
    if kind == "Topology":
        raise ValueError("is TopoJSON; save it as GeoJSON (mapshaper and QGIS do)")
    raise ValueError("is JSON without a list of features, slides or events that is known here")


def _place(feature: Any) -> Any:
    """Return the geometry of a feature; of one exported here, else the point where it is drawn."""
    if not isinstance(feature, dict):
        return None
    properties = feature.get("properties")
    drawn = properties.get("drawn_at") if isinstance(properties, dict) else None
    geometry = feature.get("geometry")
    return {"type": "Point", "coordinates": drawn} if geometry is None and drawn else geometry


def _cells(feature: Any) -> dict[str, str | None]:
    """Return the properties of a feature, and what stands beside them."""
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    beside = {
        name: value
        for name, value in feature.items()
        if name not in ("type", "geometry", "properties", "bbox")
    }
    cells = flat(beside)
    return {**cells, **(flat(properties) if isinstance(properties, dict) else {})}


def _counted(content: Any, number: int) -> Iterator[str]:
    """Say whether the file counts its features as they are."""
    about = content.get("metadata") if isinstance(content, dict) else None
    for name in ("count", "event_count", "feature_count"):
        if isinstance(about, dict) and isinstance(about.get(name), int):
            agrees = (
                "agrees" if about[name] == number else f"is not the number of features, {number}"
            )
            yield f"`metadata.{name}` {about[name]} {agrees}."


def _system(content: Mapping[str, Any]) -> Any:
    """Return the reference system that GeoJSON of before 2016 could name; None if it does not."""
    named = content.get("crs")
    properties = named.get("properties") if isinstance(named, dict) else None
    return properties.get("name") if isinstance(properties, dict) else None


def about_of(content: Any) -> dict[str, str]:
    """Say what a file says of itself, at its top or in its `metadata`."""
    if not isinstance(content, dict):
        return {}
    places = [content.get("dataset"), content.get("metadata"), content]
    inside = [place for place in places if isinstance(place, dict)]
    found = {
        field: next((place[n] for place in inside for n in names if _is_text(place.get(n))), None)
        for field, names in ABOUT.items()
    }
    return {field: text for field, text in found.items() if text}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
