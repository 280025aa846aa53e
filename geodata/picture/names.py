"""The names on a picture: chief places and corridors always, all others where they have room."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.colours import TEXT
from geodata.picture.ground import Ground, Room, Window, overlap, to_units
from geodata.places import Place

if TYPE_CHECKING:
    from geodata.picture.canvas import Canvas

SIGN = "#4A4A4A"
"""Colour of what stands at a place beside its name."""

LINE = 18.0
"""Height of a name, in units."""

SIDES = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)]
"""Where a name can stand beside its place, to the right and below, the best first."""


def write_names(
    canvas: "Canvas", ground: Ground, window: Window, marked: list[Room], taken: list[Room]
) -> None:
    """Write the names, the most important first; `taken` grows by their rooms."""
    _write_places(canvas, ground, window, marked, taken, chief=True)
    _write_subjects(canvas, ground, window, taken)
    _write_places(canvas, ground, window, marked, taken, chief=False)
    _write_lands(canvas, ground, window, taken)


def _write_places(
    canvas: "Canvas", ground: Ground, window: Window, marked: list[Room], taken: list[Room],
    *, chief: bool,
) -> None:  # fmt: skip
    """Write the names of places; each has a sign, unless a mark stands there."""
    region, before = ground.geography.region, list(taken)
    for place, kind, rank in ground.labels:
        at = _point(window, place)
        far = not chief and window.zoom < region.zooms.named_from[rank]
        under = _hidden(at, marked)
        covered = not under and _hidden(at, before if chief else taken)
        if far or covered or (place.id in region.chief) != chief:
            continue
        (text,) = place.named([ground.language])
        if chief:
            written = _write_chief(canvas, window, taken, at, text, 21.0 if under else 6.0)
        else:
            down = 27.0 if under else 12.0
            written = _write(canvas, window, taken, at, text, down, bold=rank == 1)
        if written and not under:
            draw = canvas.diamond if kind.sign == "diamond" else canvas.disc
            draw(*at, 3.0, SIGN)


def _write_chief(
    canvas: "Canvas", window: Window, taken: list[Room], at: tuple[float, float], text: str,
    gap: float,
) -> bool:  # fmt: skip
    """Write the name of a place in view so far beside it where most is free."""
    if not _fits((*at, *at), window):
        return False
    half = canvas.width_of(text, 13.0, bold=True) / 2 + 2
    rooms = [_round(at[0] + x * (half + gap), at[1] + y * (LINE / 2 + gap), half) for x, y in SIDES]
    _write_freest(canvas, window, taken, rooms, text, TEXT)
    return True


def _write_subjects(canvas: "Canvas", ground: Ground, window: Window, taken: list[Room]) -> None:
    """Write the names of corridors and areas at or beside their shapes, where most is free."""
    colours = {layer.id: layer.colour for layer in ground.geography.layers}
    drawn = {shape.id: shape for shapes in ground.shapes.values() for shape in shapes}
    screen = shapely.box(0, 0, window.width, window.height)
    for subject, names in ground.geography.subjects():
        shapes = [drawn[name] for name in names if name in drawn]
        seen = shapely.unary_union([to_units(shape.geometry, window) for shape in shapes])
        seen = seen.intersection(screen)
        if seen.is_empty:
            continue
        (text,) = subject.named([ground.language])
        half = canvas.width_of(text, 13.0, bold=True) / 2 + 2
        colour = colours[shapes[-1].layer]
        rooms = list(_rooms_round(seen, half))
        _write_freest(canvas, window, taken, rooms, text, colour.light if colour else TEXT)


def _rooms_round(seen: BaseGeometry, half: float) -> Iterator[Room]:
    """List where a name can stand beyond the ends of what is seen of a shape, and on it."""
    points = shapely.get_coordinates(seen)
    for axis, side in ((0, 1), (0, -1), (1, -1), (1, 1)):
        x, y = points[(points[:, axis] * side).argmax()]
        across, down = ((half + 4) * side, 0) if axis == 0 else (0, (LINE / 2 + 3) * side)
        for aside in (0.0, 1.0, -1.0):
            more = (0, aside * LINE) if axis == 0 else (aside * half, 0)
            yield _round(float(x) + across + more[0], float(y) + down + more[1], half)
    middle = shapely.point_on_surface(seen)
    yield _round(middle.x, middle.y, half)


def _round(x: float, y: float, half: float) -> Room:
    return x - half, y - LINE / 2, x + half, y + LINE / 2


def _write_freest(
    canvas: "Canvas", window: Window, taken: list[Room], rooms: Sequence[Room], text: str,
    colour: str,
) -> None:  # fmt: skip
    """Write a name in the room of which least is taken or lies out of the picture."""
    whole = (0.0, 0.0, window.width, window.height)

    def cost(room: Room) -> float:
        outside = _shared(room, room) - _shared(room, whole)
        return 4 * outside + sum(_shared(room, other) for other in taken)

    room = min(rooms, key=cost)
    taken.append(room)
    x, y = (room[0] + room[2]) / 2, (room[1] + room[3]) / 2
    canvas.text(x, y, text, 13.0, side="center", halo=3, bold=True, colour=colour)


def _shared(one: Room, other: Room) -> float:
    """Return the area that two rooms have in common."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def _write_lands(canvas: "Canvas", ground: Ground, window: Window, taken: list[Room]) -> None:
    """Write the names of seas and countries on them, the largest first, if they can hold them."""
    geography, screen = ground.geography, shapely.box(0, 0, window.width, window.height)
    lands = [
        (to_units(geography.uncovered(layer, land), window).intersection(screen), land)
        for layer in geography.layers
        for land in (ground.shapes[layer.id] if layer.named else ())
    ]
    for seen, land in sorted(lands, key=lambda one: -one[0].area):
        (text,) = land.named([ground.language])
        italic = canvas.slants(text)
        if seen.area >= canvas.width_of(text, 13.0) * 18:
            at = _inside(seen, taken)
            _write(canvas, window, taken, at, text, 12.0, italic=italic)


def _point(window: Window, place: Place) -> tuple[float, float]:
    x, y = window.at(place.longitude, place.latitude)
    return float(x), float(y)


def _write(
    canvas: "Canvas", window: Window, taken: list[Room], at: tuple[float, float], text: str,
    down: float, *, bold: bool = False, italic: bool = False,
) -> bool:  # fmt: skip
    """Write a name so far under its point, or over it; tell whether there was room."""
    size = 13.0 if bold or italic else 12.0
    half = canvas.width_of(text, size, bold=bold) / 2 + 2
    for x, y in ((at[0], at[1] + down), (at[0], at[1] - down)):
        room = _round(x, y, half)
        if _fits(room, window) and not any(overlap(room, other) for other in taken):
            taken.append(room)
            canvas.text(x, y, text, size, side="center", halo=3, bold=bold, italic=italic)
            return True
    return False


def _hidden(at: tuple[float, float], taken: list[Room]) -> bool:
    return any(overlap((*at, *at), room) for room in taken)


def _inside(seen: BaseGeometry, taken: list[Room]) -> tuple[float, float]:
    """Find where the name of a land is written: under it is the middle of what is seen."""
    free = seen.difference(shapely.unary_union([shapely.box(*room) for room in taken]))
    if free.is_empty:
        return -1.0, -1.0
    point = shapely.maximum_inscribed_circle(free, 2.0).coords[0]
    return float(point[0]), float(point[1]) - 12.0


def _fits(room: Room, window: Window) -> bool:
    return room[0] > 0 and room[1] > 0 and room[2] < window.width and room[3] < window.height
