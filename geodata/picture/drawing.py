"""Put a picture together: base map, circles, marks, names and boxes, in that order."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd

from geodata.models import Layer
from geodata.picture.boxes import draw_box, draw_foot, frame_boxes, legend_rows
from geodata.picture.canvas import TEXT, Canvas
from geodata.picture.ground import draw_layers, write_names
from geodata.picture.marks import MARK, Away, Mark
from geodata.picture.symbols import Sign, along, flag, flag_room, group_sign, mark_sign, room_of
from geodata.picture.window import Window


def draw(
    window: Window, pixels: float, marks: Sequence[Mark], away: Sequence[Away],
    signs: Sequence[Sign], layers: Sequence[Layer], shapes: gpd.GeoDataFrame,
    base: dict[str, Any], language: str,
) -> Canvas:  # fmt: skip
    """Draw marks on a base map; a unit of the window is so many pixels wide."""
    canvas = Canvas(window.width, window.height, pixels)
    draw_layers(canvas, layers, base, shapes, window)
    for mark in marks:
        if mark.doubt:
            canvas.disc(mark.x, mark.y, mark.doubt, None, TEXT, 1.5, (5, 5))
    framed = frame_boxes(window, marks, away, legend_rows(marks, away, signs, base))
    marked = [room_of(mark) for mark in marks]
    taken = [*marked, *(room for room, _, _ in framed)]
    flags = []
    for mark in marks:
        if mark.steps:
            middle = along(window, mark, [room for room in taken if room != room_of(mark)])
            flags.append((*middle, mark.steps))
            taken.append(flag_room(*flags[-1]))
    taken.append(draw_foot(canvas, window))
    write_names(canvas, base, window, language, marked, taken)
    _draw_marks(canvas, marks, {sign.id: sign for sign in signs})
    for x, y, steps in flags:
        flag(canvas, x, y, steps)
    for room, title, rows in framed:
        draw_box(canvas, room, title, rows)
    return canvas


def _draw_marks(canvas: Canvas, marks: Sequence[Mark], signs: Mapping[str, Sign]) -> None:
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
