"""What is under the marks of a picture: the part of the earth it shows, and its layers."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geodata.geography import Geography
from geodata.layers import Layer, Shape
from geodata.places import Place
from geodata.region import Box, PlaceKind

if TYPE_CHECKING:
    from geodata.picture.canvas import Canvas

RADIUS = 6_378_137.0
"""Of the sphere of Web Mercator (EPSG:3857), in metres."""

PADDING = 0.07
"""Room around what is shown, as a share of its size."""

Room = tuple[float, float, float, float]
"""Left, top, right and bottom, in units."""


@dataclass(frozen=True)
class Window:
    """A rectangle of Web Mercator on a rectangle of units; x runs right, y runs down."""

    west: float
    """In metres of Web Mercator, as are south and north."""
    south: float
    north: float
    width: float
    """In units, as is height."""
    height: float

    @property
    def scale(self) -> float:
        """Units for a metre of Web Mercator."""
        return self.height / (self.north - self.south)

    @property
    def zoom(self) -> float:
        """The zoom of a web map on which a unit is a pixel."""
        return math.log2(2 * math.pi * RADIUS * self.scale / 256)

    def at(
        self, longitude: ArrayLike, latitude: ArrayLike
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return where points (in degrees) lie, in units."""
        x, y = project(longitude, latitude)
        return (x - self.west) * self.scale, (self.north - y) * self.scale

    def length(self, metres: float, y: float | None = None) -> float:
        """Return how long metres on the ground are, in units, at a height or in the middle."""
        y = self.height / 2 if y is None else y
        return metres * self.scale * math.cosh((self.north - y / self.scale) / RADIUS)


def project(
    longitude: ArrayLike, latitude: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points (in degrees) in metres of Web Mercator."""
    x = RADIUS * np.radians(np.asarray(longitude, dtype=np.float64))
    y = RADIUS * np.arcsinh(np.tan(np.radians(np.asarray(latitude, dtype=np.float64))))
    return x, y


def open_window(boxes: Iterable[Box], bounds: Box, width: float, height: float) -> Window:
    """Show some boxes, as far as the bounds of the region reach.

    The first box is in the middle where not all of them fit.
    """
    first, *others = (_projected(box) for box in boxes)
    ground, shape = _projected(bounds), width / height
    wanted = first
    for other in others:
        wanted = (*map(min, wanted[:2], other[:2]), *map(max, wanted[2:], other[2:]))  # type: ignore[assignment]
    most = min(ground[3] - ground[1], (ground[2] - ground[0]) / shape)
    tall = max(_size(wanted, 1), _size(wanted, 0) / shape) * (1 + 2 * PADDING)
    middle = wanted if tall <= most else first
    tall = min(tall, most)
    west = _within(_middle(middle, 0) - tall * shape / 2, ground[0], ground[2] - tall * shape)
    south = _within(_middle(middle, 1) - tall / 2, ground[1], ground[3] - tall)
    return Window(west, south, south + tall, width, height)


def _projected(box: Box) -> Box:
    (west, east), (south, north) = project(box[::2], box[1::2])
    return float(west), float(south), float(east), float(north)


def _size(box: Box, axis: int) -> float:
    return box[axis + 2] - box[axis]


def _middle(box: Box, axis: int) -> float:
    return (box[axis + 2] + box[axis]) / 2


def _within(value: float, low: float, high: float) -> float:
    return max(low, min(value, high))


def overlap(one: Room, other: Room) -> bool:
    """Tell whether two rooms have a point in common."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


@dataclass(frozen=True)
class Ground:
    """The base map as it stood on some days."""

    geography: Geography
    shapes: dict[str, list[Shape]]
    """By the id of their layer."""
    labels: list[tuple[Place, PlaceKind, int]]
    """Places that carry their names, with their ranks; the first win the room."""
    language: str


def ground_between(geography: Geography, days: tuple[int, int], language: str) -> Ground:
    """Gather what stood on any of these days (from 1970-01-01)."""
    region = geography.region
    kinds = {kind.id: kind for kind in region.kinds}
    labels = [
        (place, kind, kind.rank)
        for place in geography.places.values()
        if place.stood_between(*days)
        for kind in [kinds[place.kind]]
        if kind.rank is not None
    ]
    shapes = {
        layer.id: [s for s in geography.shapes_of(layer.id) if s.stood_between(*days)]
        for layer in geography.layers
    }
    labels.sort(key=lambda label: (label[0].id not in region.chief, label[2]))
    return Ground(geography, shapes, labels, language)


def draw_layers(canvas: "Canvas", ground: Ground, window: Window) -> None:
    """Draw the shapes of the layers in their order."""
    for layer in ground.geography.layers:
        for shape in ground.shapes[layer.id]:
            _draw(canvas, layer, to_units(shape.geometry, window))


def to_units(geometry: BaseGeometry, window: Window) -> BaseGeometry:
    """Move a geometry (in degrees) to where it lies in a window."""

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(window.at(points[:, 0], points[:, 1]))

    return shapely.transform(geometry, move)


def _draw(canvas: "Canvas", layer: Layer, drawn: BaseGeometry) -> None:
    if layer.colour is None:
        return
    colour = layer.colour.light
    if layer.kind == "ground":
        canvas.area(drawn, colour)
    elif layer.kind == "zone" and "LineString" not in drawn.geom_type:
        canvas.area(drawn, colour, opacity=0.14, edge=layer.width, dashes=layer.dashed)
    else:
        canvas.line(drawn, colour, layer.width, layer.dashed)
