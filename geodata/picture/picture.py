"""A drawn map of some events, at any size: for paper, for a slide, for a link's preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geodata.load import load_layers, load_places, load_shapes
from geodata.models import Layer
from geodata.picture.marks import Away, Mark, list_away, place_marks
from geodata.picture.window import GROUND, Box, open_window
from geodata.webmap.background import draw_background, stood_between

if TYPE_CHECKING:
    from geodata.picture.canvas import Canvas
    from geodata.picture.symbols import Sign

SHORT_SIDE = 540.0
"""Units along the shorter side: marks and letters grow with the picture."""

SMALLEST, LARGEST = 200, 4000
"""Pixels along a side."""


@dataclass(frozen=True)
class Picture:
    """A drawn map, and what stands on it."""

    marks: tuple[Mark, ...]
    """In units, each `unit` pixels wide."""
    away: tuple[Away, ...]
    unit: float
    canvas: "Canvas"

    def png(self, texts: Mapping[str, str] | None = None) -> bytes:
        """Write it as PNG, with texts in it by their keywords."""
        return self.canvas.png(texts)

    def svg(self) -> bytes:
        """Write it as SVG, which is sharp at any size."""
        return self.canvas.svg()


def draw_picture(
    frame: pd.DataFrame, signs: Sequence["Sign"], width: int, height: int, *,
    days: tuple[int, int], steps: Sequence[int] = (), language: str = "en",
) -> Picture:  # fmt: skip
    """Draw events on the base map as it stood on any of these days (from 1970-01-01).

    `frame` needs the columns category, precision, precision_m, place, place_name, longitude and
    latitude; `steps` numbers its rows. Events that lie beyond the map are listed at its edge.
    Raises ValueError for a size in pixels that no map of the region fits.
    """
    from geodata.picture.drawing import draw  # brings matplotlib, which takes most of a second

    unit = _unit(width, height)
    layers, shapes, places = _read()
    boxes = [_bounds(shapes.loc[["gaza-strip"]].total_bounds), *_around(frame)]
    window = open_window(boxes, width / unit, height / unit)
    shaped = frozenset(name for name, lit in places["shapes"].items() if lit)
    marks = place_marks(frame, window, steps, shaped)
    away = list_away(frame, window, steps)
    base = stood_between(draw_background(layers, shapes, places), *days)
    canvas = draw(window, unit, marks, away, signs, layers, shapes, base, language)
    return Picture(marks, away, unit, canvas)


def _unit(width: int, height: int) -> float:
    """Return how many pixels a unit has."""
    short, long = sorted((width, height))
    if not SMALLEST <= short <= long <= LARGEST:
        raise ValueError(
            f"size: each side has {SMALLEST} to {LARGEST} pixels (got {width}, {height})"
        )
    if long > 2 * short:
        raise ValueError(f"size: one side is more than twice the other (got {width}, {height})")
    return short / SHORT_SIDE


@lru_cache(1)
def _read() -> tuple[tuple[Layer, ...], gpd.GeoDataFrame, gpd.GeoDataFrame]:
    return load_layers(), load_shapes(), load_places()


def _around(frame: pd.DataFrame) -> list[Box]:
    """The box of the events that the base map reaches, if there are any."""
    west, south, east, north = GROUND
    on = frame["longitude"].between(west, east) & frame["latitude"].between(south, north)
    longitude, latitude = frame["longitude"][on], frame["latitude"][on]
    if not len(longitude):
        return []
    return [_bounds([longitude.min(), latitude.min(), longitude.max(), latitude.max()])]


def _bounds(values: Any) -> Box:
    west, south, east, north = map(float, values)
    return west, south, east, north
