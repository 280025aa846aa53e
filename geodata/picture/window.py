"""The part of the ground that a picture shows, and where things lie on it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.models import BASE_MAP

GROUND = (BASE_MAP.west, BASE_MAP.south, BASE_MAP.east, BASE_MAP.north)
"""Nothing is drawn beyond it, in degrees."""

RADIUS = 6_378_137.0
"""Of the sphere of Web Mercator (EPSG:3857), in metres."""

PADDING = 0.07
"""Room around what is shown, as a share of its size."""

Box = tuple[float, float, float, float]


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

    def length(self, metres: float) -> float:
        """Return how long metres on the ground are in the middle of the window, in units."""
        middle = math.atan(math.sinh((self.south + self.north) / 2 / RADIUS))
        return metres * self.scale / math.cos(middle)


def project(
    longitude: ArrayLike, latitude: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points (in degrees) in metres of Web Mercator."""
    x = RADIUS * np.radians(np.asarray(longitude, dtype=np.float64))
    y = RADIUS * np.arcsinh(np.tan(np.radians(np.asarray(latitude, dtype=np.float64))))
    return x, y


def open_window(boxes: Iterable[Box], width: float, height: float) -> Window:
    """Show these boxes (west, south, east, north in degrees), as far as the ground reaches.

    The first box is in the middle where not all of them fit.
    """
    first, *others = (_projected(box) for box in boxes)
    ground, shape = _projected(GROUND), width / height
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
