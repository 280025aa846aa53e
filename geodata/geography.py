"""A region with its layers, shapes and places, read from the files of one folder.

The folder holds region.yaml, places.geojson, layers.yaml and a file for each layer in layers/.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import shapely
from pydantic import ValidationError
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.files import explain, read_yaml
from geodata.layers import MOST_LAYERS, Layer, Shape, contrast_problems
from geodata.places import Place, parent_problems
from geodata.region import Bounds, Box, Record, Region

LARGEST = 20_000_000
"""Bytes of a GeoJSON file: the map fetches all layers at its start."""


class GeodataError(ValueError):
    """The files of a region have problems; each line names one."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Geography:
    """Where the events of a collection are: the region, and all that its map can show."""

    region: Region
    layers: tuple[Layer, ...]
    """In drawing order."""
    shapes: Mapping[str, Shape]
    """By id, those of a layer in the order of its file."""
    places: Mapping[str, Place]
    """By id, in the order of the file."""

    @property
    def home(self) -> Box:
        """What the map frames where no event asks for more."""
        home = self.region.home
        return home.box if isinstance(home, Bounds) else self.shapes[home].geometry.bounds

    def shapes_of(self, layer: str) -> list[Shape]:
        """List the shapes of a layer, by its id."""
        return [shape for shape in self.shapes.values() if shape.layer == layer]

    def subjects(self) -> Iterator[tuple[Place | Shape, tuple[str, ...]]]:
        """Yield what the shaded shapes are: a place with the ids of its shapes, or each alone."""
        zones = [layer.id for layer in self.layers if layer.kind == "zone"]
        alone = {zone.id: zone for layer in zones for zone in self.shapes_of(layer)}
        for place in self.places.values():
            if not alone.keys().isdisjoint(place.shapes):
                yield place, place.shapes
                alone = {name: zone for name, zone in alone.items() if name not in place.shapes}
        for name, zone in alone.items():
            yield zone, (name,)

    def uncovered(self, layer: Layer, shape: Shape) -> BaseGeometry:
        """Return what is seen of a shape: of a ground, only where no later ground lies on it."""
        if layer.kind != "ground":
            return shape.geometry
        later = self.layers[self.layers.index(layer) + 1 :]
        over = [
            other.geometry
            for above in later
            if above.kind == "ground"
            for other in self.shapes_of(above.id)
            if other.geometry.intersects(shape.geometry)
        ]
        return shape.geometry.difference(shapely.unary_union(over)) if over else shape.geometry


def read_geography(folder: Path) -> Geography:
    """Read what a folder says of a region.

    Raises GeodataError with every problem, each as `file: id: field: what is wrong (got value)`.
    """
    reader = _Reader(folder)
    region, layers = reader.region(), reader.layers()
    shapes, places = reader.shapes(layers), reader.places()
    found = _Found(region, layers, {s.id: s for s in shapes}, {p.id: p for p in places})
    problems = [*reader.problems, *found.problems()]
    if problems or region is None:
        raise GeodataError(problems)
    return Geography(region, tuple(layers), found.shapes, found.places)


@dataclass(frozen=True)
class _Found:
    """What could be read; the region is None where it could not."""

    region: Region | None
    layers: list[Layer]
    shapes: dict[str, Shape]
    places: dict[str, Place]

    def problems(self) -> Iterator[str]:
        """Say what does not fit together."""
        yield from (f"layers.yaml: {line}" for line in contrast_problems(self.layers))
        for place in self.places.values():
            for lit in place.shapes:
                if lit not in self.shapes:
                    yield f"places.geojson: {place.id}: shapes: is in no layer (got {lit!r})"
        parents = {place.id: place.parent for place in self.places.values()}
        for name, problem in parent_problems(parents):
            yield f"places.geojson: {name}: parent: {problem}"
        if self.region:
            yield from (f"region.yaml: {line}" for line in self._region_problems(self.region))
            yield from self._language_problems(self.region)
            yield from self._kind_problems(self.region)

    def _region_problems(self, region: Region) -> Iterator[str]:
        centre, home = region.centre, region.home
        if not region.bounds.holds(centre.longitude, centre.latitude):
            got = f"{centre.longitude:g}, {centre.latitude:g}"
            yield f"centre: must lie within the bounds (got {got})"
        if isinstance(home, str) and home not in self.shapes:
            yield f"home: is the id of no shape in layers/ (got {home!r})"
        if region.codes[0] != region.language:
            begin = f"must begin with {region.language!r}, the language of `name`"
            yield f"languages: {begin} (got {region.codes[0]!r})"
        for place in region.chief:
            if place not in self.places:
                yield f"chief: is not in places.geojson (got {place!r})"
        ids = {"languages": region.codes, "kinds": [kind.id for kind in region.kinds]}
        for field, values in {**ids, "chief": region.chief}.items():
            yield from (f"{field}: stands twice (got {value!r})" for value in _twice(values))

    def _language_problems(self, region: Region) -> Iterator[str]:
        shapes = ((f"layers/{shape.layer}.geojson", shape) for shape in self.shapes.values())
        places = (("places.geojson", place) for place in self.places.values())
        for file, thing in (*shapes, *places):
            for code in thing.names:
                if code not in region.codes or code == region.language:
                    problem = "must be a further language of region.yaml"
                    yield f"{file}: {thing.id}: names: {problem} (got {code!r})"

    def _kind_problems(self, region: Region) -> Iterator[str]:
        kinds = {kind.id: kind for kind in region.kinds}
        for place in self.places.values():
            if place.kind not in kinds:
                problem = "must be one of the kinds of region.yaml"
                yield f"places.geojson: {place.id}: kind: {problem} (got {place.kind!r})"
        switched = [(layer.id, kind) for layer in self.layers for kind in layer.names]
        for layer, kind in switched:
            if kind not in kinds:
                problem = "must be one of the kinds of region.yaml"
                yield f"layers.yaml: {layer}: names: {problem} (got {kind!r})"
            elif kinds[kind].rank is None:
                problem = "needs a rank in region.yaml, as its names are on the map"
                yield f"layers.yaml: {layer}: names: {problem} (got {kind!r})"
        for kind in _twice(kind for _, kind in switched):
            yield f"layers.yaml: names: two layers switch one kind (got {kind!r})"
        for kind in kinds.keys() - {kind for _, kind in switched}:
            if kinds[kind].rank is not None:
                problem = "has a rank, but no layer of kind label names it"
                yield f"region.yaml: kinds: {problem} (got {kind!r})"


_Model = TypeVar("_Model", bound=Record)
_Feature = TypeVar("_Feature", Place, Shape)

_DRAWN: Mapping[type[Record], tuple[str, ...]] = {
    Place: ("Point",),
    Shape: ("LineString", "MultiLineString", "Polygon", "MultiPolygon"),
}
_OURS = {"geometry", "layer"}
"""Fields of the records that are not properties in the files."""


class _Reader:
    """Reads the files of a folder, and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []

    def region(self) -> Region | None:
        content = self._content("region.yaml")
        return None if content is None else self._record(Region, content, "region.yaml")

    def layers(self) -> list[Layer]:
        """Read the layers in the order of the legend; note each that is no layer."""
        content = self._content("layers.yaml")
        if not isinstance(content, list):
            self._note("layers.yaml", content is not None, "file: must be a list of layers")
            return []
        layers: list[Layer] = []
        for number, row in enumerate(content, 1):
            label = f"layers.yaml: {_label(row, number)}"
            if layer := self._record(Layer, row, label):
                self.problems += [f"{label}: {line}" for line in layer.problems()]
                layers.append(layer)
        self._note_twice("layers.yaml", layers)
        many = f"file: at most {MOST_LAYERS} layers (got {len(layers)})"
        self._note("layers.yaml", len(layers) > MOST_LAYERS, many)
        return layers

    def shapes(self, layers: Iterable[Layer]) -> list[Shape]:
        """Read a file for each layer that has shapes; a file that no layer has is a problem."""
        wanted = list(dict.fromkeys(layer.id for layer in layers if layer.kind != "label"))
        for path in sorted((self.folder / "layers").glob("*.geojson")):
            strange = path.stem not in wanted
            self._note(f"layers/{path.name}", strange, "file: belongs to no layer of layers.yaml")
        files = {layer: f"layers/{layer}.geojson" for layer in wanted}
        shapes = [
            shape
            for layer, file in files.items()
            for shape in self._features(file, Shape, layer=layer)
        ]
        self._note_twice("layers", shapes)
        return shapes

    def places(self) -> list[Place]:
        places = list(self._features("places.geojson", Place))
        self._note_twice("places.geojson", places)
        return places

    def _features(self, file: str, model: type[_Feature], **given: str) -> Iterator[_Feature]:
        """Yield the features of a file that are right; `given` are fields of all of them."""
        content = self._content(file)
        features = content.get("features") if isinstance(content, dict) else None
        if not isinstance(features, list):
            wrong = "file: must be a GeoJSON FeatureCollection"
            return self._note(file, content is not None, wrong)
        for number, feature in enumerate(features, 1):
            fields = feature.get("properties") if isinstance(feature, dict) else None
            label = f"{file}: {_label(fields, number)}"
            if not isinstance(fields, dict) or _OURS & fields.keys():
                wrong = f"properties: must be an object without {' and '.join(sorted(_OURS))}"
                self._note(label, True, wrong)
                continue
            geometry, faults = _geometry(feature.get("geometry"), _DRAWN[model])
            self.problems += [f"{label}: {fault}" for fault in faults]
            record = self._record(model, {**fields, **given, "geometry": geometry}, label)
            if record and not faults:
                yield record

    def _content(self, file: str) -> Any:
        """Read a file; None where it cannot be read."""
        path = self.folder / file
        try:
            content = read_yaml(path) if path.suffix == ".yaml" else _read_json(path)
        except FileNotFoundError:
            self._note(file, True, "file: is missing")
        except OSError as error:
            self._note(file, True, f"file: cannot be read ({error.strerror})")
        except ValueError as error:
            self._note(file, True, str(error))
        else:
            self._note(file, content is None, "file: is empty")
            return content
        return None

    def _record(self, model: type[_Model], content: object, label: str) -> _Model | None:
        try:
            return model.model_validate(content)
        except ValidationError as error:
            self.problems += [f"{label}: {line}" for line in explain(error)]
            return None

    def _note(self, label: str, wrong: bool, problem: str) -> None:
        self.problems += [f"{label}: {problem}"] if wrong else []

    def _note_twice(self, file: str, records: Iterable[Layer | Shape | Place]) -> None:
        twice = _twice(record.id for record in records)
        self.problems += [f"{file}: {one}: id: stands twice" for one in twice]


def _geometry(value: Any, types: tuple[str, ...]) -> tuple[BaseGeometry, list[str]]:
    """Return a geometry without heights, and what is wrong with it; then it may be any point."""
    nowhere = shapely.Point(0, 0)
    try:
        geometry = shapely.force_2d(shape(value))
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return nowhere, [f"geometry: is not GeoJSON (got {value!r:.60})"]
    if geometry.geom_type not in types or geometry.is_empty:
        got = "nothing" if geometry.is_empty else geometry.geom_type
        return nowhere, [f"geometry: must be {' or '.join(types)} (got {got})"]
    west, south, east, north = geometry.bounds
    problems = []
    if not -180 <= west <= east <= 180:
        problems.append(f"longitude: must lie between -180 and 180 (got {west:g}, {east:g})")
    if not -90 <= south <= north <= 90:
        problems.append(f"latitude: must lie between -90 and 90 (got {south:g}, {north:g})")
    if not geometry.is_valid:
        problems.append("geometry: is not valid (it crosses itself, or is not closed)")
    return geometry, problems


def _read_json(path: Path) -> Any:
    """Read JSON; raises ValueError with one line."""
    if (size := path.stat().st_size) > LARGEST:
        raise ValueError(f"file: is larger than {LARGEST:,} bytes (got {size:,})")
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"file: is not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}: {error.msg}") from None
    except RecursionError:
        raise ValueError("file: is nested too deep") from None


def _label(row: Any, number: int) -> str:
    """Name a row by its id, or by its number where it has none."""
    name = row.get("id") if isinstance(row, dict) else None
    return name if isinstance(name, str) and name else f"row {number}"


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, number in Counter(values).items() if number > 1]
