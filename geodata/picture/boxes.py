"""What stands round a picture's map: legend, places beyond it, scale and credits."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geodata.colours import EDGE, PAPER, TEXT, Sign
from geodata.picture.ground import Ground, Room, Window, overlap
from geodata.picture.marks import Away, Mark, flag, group_sign, in_ranges, mark_sign, room_of

if TYPE_CHECKING:
    from geodata.picture.canvas import Canvas

MOST_AWAY = 8
"""Places that are listed; how many more there are is said."""

LETTERS = 56
"""In a line of the credits, at the most."""

LINE, SMALL, MARGIN = 18.0, 11.0, 8.0
"""Height of a line, size of its letters and free space round boxes, in units."""


@dataclass(frozen=True)
class Row:
    """A line of a box: how its sign is drawn round a point, and its words."""

    sign: Callable[["Canvas", float, float], None] | None
    words: str


Framed = tuple[Room, str, list[Row]]
"""A box with its place, its title and its lines."""


def frame_boxes(
    canvas: "Canvas", window: Window, marks: Sequence[Mark], away: Sequence[Away], legend: list[Row]
) -> list[Framed]:
    """Find a corner for the legend and one for the places beyond the map, where there are any."""
    framed: list[Framed] = []
    for title, rows in (("", legend), ("Away from the map", away_rows(away))):
        if rows:
            taken = [room for room, _, _ in framed]
            framed.append((corner(size_of(canvas, title, rows), window, marks, taken), title, rows))
    return framed


def legend_rows(
    marks: Sequence[Mark], away: Sequence[Away], signs: Sequence[Sign], ground: Ground
) -> list[Row]:
    """Explain what is on the picture, and nothing else."""
    shown = {category for mark in marks for category, _ in mark.parts}
    rows = [Row(_small(sign), sign.label) for sign in signs if sign.id in shown]
    rows += _signs(marks, away)
    layers = [layer for layer in ground.geography.layers if ground.shapes[layer.id]]
    zones = [(layer, layer.colour) for layer in layers if layer.kind == "zone" and layer.colour]
    rows += [Row(_swatch(colour.light), layer.title) for layer, colour in zones]
    return [*rows, Row(None, "Dashed edges are approximate.")] if zones else rows


def _small(sign: Sign) -> Callable[["Canvas", float, float], None]:
    return lambda canvas, x, y: mark_sign(canvas, x, y, sign, radius=8, hollow=False)


def _signs(marks: Sequence[Mark], away: Sequence[Away]) -> Iterator[Row]:
    if any(mark.steps for mark in marks) or any(place.steps for place in away):
        yield Row(lambda canvas, x, y: flag(canvas, x, y, [1]), "Number of the event here")
    if any(mark.count > 1 for mark in marks):
        yield Row(
            lambda canvas, x, y: group_sign(canvas, x, y, [(EDGE, 1)], "3", radius=9),
            "How many events are together",
        )
    if any(mark.hollow for mark in marks):
        yield Row(_hollow, "Hollow: an area or a line, not one point")
    if any(mark.doubt for mark in marks):
        yield Row(
            lambda canvas, x, y: canvas.disc(x, y, 8, None, TEXT, 1.5, (3, 3)),
            "Circle: how far the place can be off",
        )


def _hollow(canvas: "Canvas", x: float, y: float) -> None:
    canvas.disc(x, y, 8, PAPER, TEXT, 1)
    canvas.disc(x, y, 6, None, EDGE, 3)


def _swatch(colour: str) -> Callable[["Canvas", float, float], None]:
    def draw(canvas: "Canvas", x: float, y: float) -> None:
        canvas.box(x - 8, y - 6, 16, 12, colour, None, 0.14)
        canvas.line(shapely.box(x - 8, y - 6, x + 8, y + 6), colour, 1.5, (3, 2))

    return draw


def away_rows(away: Sequence[Away]) -> list[Row]:
    """List places beyond the map, with the numbers of their events, or how many there are."""
    rows = []
    for place in away[:MOST_AWAY]:
        told = in_ranges(place.steps) if place.steps else f"{place.count:,}"
        rows.append(Row(None, f"{_cut(place.name)}: {told}"))
    if len(away) > MOST_AWAY:
        rows.append(Row(None, f"and {len(away) - MOST_AWAY} more places"))
    return rows


def _cut(name: str) -> str:
    text = " ".join(name.split())
    return text if len(text) <= 34 else f"{text[:33]}…"


def size_of(canvas: "Canvas", title: str, rows: Sequence[Row]) -> tuple[float, float]:
    """Return the width and the height of a box."""
    sign = 24.0 if any(row.sign for row in rows) else 0.0
    wide = max(canvas.width_of(row.words, SMALL) for row in rows) + sign
    wide = max(wide, canvas.width_of(title, SMALL, bold=True))
    return wide + 2 * MARGIN, LINE * (len(rows) + bool(title)) + MARGIN


def draw_box(canvas: "Canvas", room: Room, title: str, rows: Sequence[Row]) -> None:
    """Draw a box with its lines."""
    left, top, right, bottom = room
    canvas.box(left, top, right - left, bottom - top, opacity=0.94)
    y = top + MARGIN / 2 + LINE / 2
    if title:
        canvas.text(left + MARGIN, y, title, SMALL, bold=True)
        y += LINE
    for row in rows:
        if row.sign:
            row.sign(canvas, left + MARGIN + 8, y)
        canvas.text(left + MARGIN + (24 if row.sign else 0), y, row.words, SMALL)
        y += LINE


def corner(
    size: tuple[float, float], window: Window, marks: Iterable[Mark], taken: Sequence[Room]
) -> Room:
    """Find the corner in which a box hides fewest marks: top left if there is a choice."""
    width, height = size
    left, right = MARGIN, window.width - MARGIN - width
    top, bottom = MARGIN, window.height - MARGIN - height - LINE
    corners = [(left, top), (right, bottom), (right, top), (left, bottom)]
    rooms = [(x, y, x + width, y + height) for x, y in corners]
    seen = [room_of(mark) for mark in marks]

    def hidden(room: Room) -> tuple[int, int]:
        others = sum(overlap(room, other) for other in taken)
        return others, sum(overlap(room, mark) for mark in seen)

    return min(rooms, key=hidden)


def draw_foot(canvas: "Canvas", window: Window, credits: str) -> Room:
    """Write the credits and draw the scale along the lower edge; return the room of the scale."""
    _write_credits(canvas, window, credits)
    metres = scale_of(window)
    words = f"{metres // 1000:,} km" if metres >= 1000 else f"{metres} m"
    if uneven(window):
        words += " in the middle"
    length, x, y = window.length(metres), MARGIN + 4, window.height - 12
    wide = length + max(60.0, canvas.width_of(words, SMALL) + 18)
    canvas.box(MARGIN, y - 10, wide, 18, PAPER, None, 0.85)
    for left, colour, height in ((x, TEXT, 5), (x, PAPER, 2)):
        canvas.box(left, y - height / 2, length, height, colour, None)
    canvas.text(x + length + 6, y, words, SMALL)
    return MARGIN, y - 10, MARGIN + wide, y + 8


def _write_credits(canvas: "Canvas", window: Window, credits: str) -> None:
    """Write the credits at the lower right, in as many lines as they need."""
    lines = textwrap.wrap(credits, LETTERS)
    wide = max(canvas.width_of(line, SMALL) for line in lines) + 8
    top = window.height - 17 - 14 * (len(lines) - 1)
    canvas.box(window.width - wide, top, wide + 6, window.height - top + 6, PAPER, None, 0.9)
    for number, line in enumerate(reversed(lines)):
        y = window.height - 8 - 14 * number
        canvas.text(window.width - 4, y, line, SMALL, side="right")


def scale_of(window: Window) -> int:
    """Return the longest round length, in metres, that a scale of 160 units can show."""
    lengths = (step * int(10**power) for power in range(7, -1, -1) for step in (5, 2, 1))
    return next((metres for metres in lengths if window.length(metres) < 160), 1)


def uneven(window: Window) -> bool:
    """Tell whether Web Mercator draws lengths at an edge a tenth longer or shorter."""
    middle = window.length(1)
    return any(abs(window.length(1, y) / middle - 1) > 0.1 for y in (0, window.height))
