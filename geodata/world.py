"""A frame on the coarse land of the world, for collections that bring no places and layers."""

import math
from functools import cache
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.geography import Geography, read_geography
from geodata.region import MERCATOR_ENDS, Bounds, Box, Position, Zooms

WORLD = Path(__file__).parent / "data" / "world"

LEAST = 0.5
"""Degrees of longitude that a frame is wide and, on the map, high at least."""

PADDING = 0.1
"""Room on each side of the extent, as a share of its size."""

FRAME = 620.0, 490.0
"""Pixels that the bounds fill at the farthest zoom: about the map of a page."""


def world_geography(
    west: float = -180.0, south: float = -60.0, east: float = 180.0, north: float = 75.0
) -> Geography:
    """Frame an extent, in degrees, on the coarse land and countries of the world.

    Without one it is that of all inhabited land.

    An extent that crosses the antimeridian (west greater than east, as in RFC 7946, section 5.2)
    is framed by the whole breadth of the map, on which nothing stands twice. Web Mercator ends at
    85 degrees north and south, and so does the frame.
    Raises ValueError for an extent that is none.
    """
    if not (all(-180 <= x <= 180 for x in (west, east)) and -90 <= south <= north <= 90):
        raise ValueError(f"extent: is not one in degrees (got {west}, {south}, {east}, {north})")
    world = _world()
    if west > east:
        west, east = -180.0, 180.0
    home = _home((west, _up(south), east, _up(north)))
    bounds = _surroundings(home)
    region = world.region.model_copy(
        update={
            "bounds": _bounds(bounds),
            "centre": Position(
                longitude=(home[0] + home[2]) / 2, latitude=_down((home[1] + home[3]) / 2)
            ),
            "zooms": _zooms(bounds),
            "home": _bounds(home),
        }
    )
    shapes = {
        name: shape.model_copy(update={"geometry": part})
        for name, shape in world.shapes.items()
        if not (part := _cut(shape.geometry, region.bounds)).is_empty
    }
    return Geography(region, world.layers, shapes, {})


NEAR_LAND = 0.25
"""Degrees by which the coarse land is widened, so that its coasts leave no town in the sea."""


@cache
def world_land() -> BaseGeometry:
    """Return the land of the world a little widened, prepared to be asked about many points."""
    land = shapely.union_all([shape.geometry for shape in _world().shapes_of("land")])
    widened = shapely.simplify(land, NEAR_LAND / 4).buffer(NEAR_LAND, quad_segs=1)
    shapely.prepare(widened)
    return widened


def land_beyond(bounds: Bounds) -> BaseGeometry:
    """Return the coarse land round a part of the earth, but not in it."""
    land = shapely.union_all([shape.geometry for shape in _world().shapes_of("land")])
    return _cut(land - shapely.box(*bounds.box), around(bounds))


def around(bounds: Bounds) -> Bounds:
    """Widen a part of the earth on each side by its longer one."""
    west, south, east, north = bounds.box
    size = max(east - west, north - south)
    return Bounds(
        west=max(-180.0, west - size),
        south=max(-MERCATOR_ENDS, south - size),
        east=min(180.0, east + size),
        north=min(MERCATOR_ENDS, north + size),
    )


@cache
def _world() -> Geography:
    return read_geography(WORLD)


def _up(latitude: float) -> float:
    """Return how far up the map a latitude lies, in degrees of longitude (Web Mercator)."""
    within = max(-MERCATOR_ENDS, min(latitude, MERCATOR_ENDS))
    return math.degrees(math.asinh(math.tan(math.radians(within))))


def _down(up: float) -> float:
    """Return the latitude that lies so far up the map."""
    return math.degrees(math.atan(math.sinh(math.radians(up))))


def _home(box: Box) -> Box:
    """Pad an extent (west, lower, east and upper edge, as it lies on the map)."""
    top = _up(MERCATOR_ENDS)
    west, east = _padded(box[0], box[2], 180.0)
    lower, upper = _padded(box[1], box[3], top)
    return west, lower, east, upper


def _padded(low: float, high: float, end: float) -> tuple[float, float]:
    """Widen a span, and move it back where it would reach beyond the end of the map."""
    size = min(max((high - low) * (1 + 2 * PADDING), LEAST), 2 * end)
    start = max(-end, min((low + high - size) / 2, end - size))
    return start, start + size


def _surroundings(home: Box) -> Box:
    """Return the home with as much around it as it is long, as far as the map reaches."""
    west, lower, east, upper = home
    size, top = max(east - west, upper - lower), _up(MERCATOR_ENDS)
    return (
        max(-180.0, west - size),
        max(-top, lower - size),
        min(180.0, east + size),
        min(top, upper + size),
    )


def _zooms(bounds: Box) -> Zooms:
    """Choose zooms, in halves, from all of the bounds to where marks of one town lie apart."""
    breadth, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    pixels = max(FRAME[0] / breadth, FRAME[1] / height)  # for a degree of longitude
    farthest = math.floor(math.log2(pixels * 360 / 256) * 2) / 2
    return Zooms(farthest=max(0.0, farthest), nearest=max(10.0, min(farthest + 6.5, 16.0)))


def _bounds(box: Box) -> Bounds:
    west, lower, east, upper = box
    south, north = (max(-MERCATOR_ENDS, min(_down(edge), MERCATOR_ENDS)) for edge in (lower, upper))
    return Bounds(west=west, south=south, east=east, north=north)


def _cut(geometry: BaseGeometry, bounds: Bounds) -> BaseGeometry:
    """Cut areas a little beyond the bounds, so that no cut edge is drawn as a border."""
    margin = (bounds.east - bounds.west) / 20
    west, south, east, north = bounds.box
    part = geometry & shapely.box(west - margin, south - margin, east + margin, north + margin)
    areas = [area for area in shapely.get_parts(part) if area.geom_type == "Polygon"]
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)
