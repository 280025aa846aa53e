"""A drawn map of some events, at any size: for paper, for a slide, for a link's preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from shapely.geometry.base import BaseGeometry

from geodata.colours import TEXT, Sign
from geodata.geography import Geography
from geodata.outlines import outlines
from geodata.picture.boxes import draw_box, draw_foot, frame_boxes, legend_rows
from geodata.picture.ground import (
    Ground,
    Window,
    draw_layers,
    ground_between,
    open_window,
    to_units,
)
from geodata.picture.marks import (
    MARK,
    Away,
    Mark,
    along,
    flag,
    flag_room,
    group_sign,
    list_away,
    mark_sign,
    place_marks,
    room_of,
)
from geodata.picture.names import write_names
from geodata.region import Bounds, Box

if TYPE_CHECKING:
    from geodata.picture.canvas import Canvas

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
    table: pd.DataFrame, signs: Sequence[Sign], width: int, height: int, *,
    geography: Geography, days: tuple[int, int], steps: Sequence[int] = (),
    language: str | None = None,
) -> Picture:  # fmt: skip
    """Draw events on the base map as it stood on any of these days (from 1970-01-01).

    `table` needs the columns category, precision, precision_m, place, place_name, longitude and
    latitude; `steps` numbers its rows. Events that lie beyond the map are listed at its edge.
    Names are in the region's first language, or in the one given.
    Raises ValueError for a size in pixels that no map fits, and for a language without names.
    """
    unit, region = _unit(width, height), geography.region
    language = language or region.language
    if language not in region.codes:
        raise ValueError(f"language: must be one of {', '.join(region.codes)} (got {language!r})")
    boxes = [geography.home, *_around(table, region.bounds)]
    window = open_window(boxes, region.bounds.box, width / unit, height / unit)
    shaped = frozenset(place.id for place in geography.places.values() if place.shapes)
    marks = place_marks(table, window, steps, shaped)
    away = list_away(table, window, steps)
    ground = ground_between(geography, days, language)
    colours = {sign.id: sign.colour for sign in signs}
    categories = table["category"].to_numpy()
    drawn = [(to_units(shape, window), colours[categories[row]]) for row, shape in outlines(table)]
    return Picture(marks, away, unit, _draw(window, unit, marks, away, signs, ground, drawn))


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


def _around(table: pd.DataFrame, bounds: Bounds) -> list[Box]:
    """The box of the events that the base map reaches, if there are any."""
    on = table["longitude"].between(bounds.west, bounds.east)
    on &= table["latitude"].between(bounds.south, bounds.north)
    longitude, latitude = table["longitude"][on], table["latitude"][on]
    if not len(longitude):
        return []
    lowest, highest = (longitude.min(), latitude.min()), (longitude.max(), latitude.max())
    west, south, east, north = map(float, (*lowest, *highest))
    return [(west, south, east, north)]


def _draw(
    window: Window, pixels: float, marks: Sequence[Mark], away: Sequence[Away],
    signs: Sequence[Sign], ground: Ground, shapes: Sequence[tuple[BaseGeometry, str]],
) -> "Canvas":  # fmt: skip
    """Draw base map, shapes of events, circles, marks, names and boxes, in that order.

    Names lie over marks, since those of chief places and of corridors stand in any case.
    """
    from geodata.picture.canvas import Canvas  # brings matplotlib, which takes most of a second

    canvas = Canvas(window.width, window.height, pixels)
    draw_layers(canvas, ground, window)
    for shape, colour in shapes:
        if "Polygon" in shape.geom_type:
            canvas.area(shape, colour, opacity=0.14, edge=2)
        elif "Line" in shape.geom_type:
            canvas.line(shape, colour, 3)
    for mark in marks:
        if mark.doubt:
            canvas.disc(mark.x, mark.y, mark.doubt, None, TEXT, 1.5, (5, 5))
    framed = frame_boxes(canvas, window, marks, away, legend_rows(marks, away, signs, ground))
    marked = [room_of(mark) for mark in marks]
    taken = [*marked, *(room for room, _, _ in framed)]
    flags = []
    for mark in marks:
        if mark.steps:
            others = [room for room in taken if room != room_of(mark)]
            flags.append((*along(canvas, window, mark, others), mark.steps))
            taken.append(flag_room(canvas, *flags[-1]))
    taken.append(draw_foot(canvas, window, ground.geography.region.credits))
    _draw_marks(canvas, marks, {sign.id: sign for sign in signs})
    write_names(canvas, ground, window, marked, taken)
    for x, y, numbers in flags:
        flag(canvas, x, y, numbers)
    for room, title, rows in framed:
        draw_box(canvas, room, title, rows)
    return canvas


def _draw_marks(canvas: "Canvas", marks: Sequence[Mark], signs: Mapping[str, Sign]) -> None:
    for mark in reversed(marks):  # the largest last, over the others
        if mark.count == 1:
            sign = signs[mark.parts[0][0]]
            mark_sign(canvas, mark.x, mark.y, sign, radius=MARK / 2, hollow=mark.hollow)
        else:
            parts = [(signs[name].colour, float(number)) for name, number in mark.parts]
            group_sign(canvas, mark.x, mark.y, parts, _briefly(mark.count), radius=MARK / 2)


def _briefly(count: int) -> str:
    """Write a count in at most four characters, as on the map.

    >>> _briefly(999), _briefly(12_345), _briefly(2_000_000)
    ('999', '12k', '2M')
    """
    if count < 1000:
        return str(count)
    return f"{round(count / 1000)}k" if count < 999_500 else f"{round(count / 1e6)}M"
