"""Geometries of a file: checked one by one, and moved into degrees of longitude and latitude."""

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from events.importers.report import EVERY, Remark

MOST_VERTICES = 100_000
"""Of one line or area."""

DEGREES = CRS("EPSG:4326")

_NAME = re.compile(
    r"(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?(?:EPSG|ESRI|OGC)[:/][\w.:/-]+", re.I
)
"""A reference system by its name in a register; PROJ would also open files that a text names."""

_KINDS = frozenset({"GeographicCRS", "GeodeticCRS", "ProjectedCRS", "CompoundCRS"})
"""Of PROJJSON; a `BoundCRS` could name files."""


def geometries(values: Sequence[Any]) -> tuple[NDArray[np.object_], list[Remark]]:
    """Read geometries that are written as GeoJSON has them; a faulty one is refused with its row.

    Null and empty ones are None. Rows count from 1.
    """
    read = np.full(len(values), None, dtype=object)
    points = {n: place for n, value in enumerate(values) if (place := _point(value))}
    read[list(points)] = shapely.points(np.array(list(points.values())).reshape(-1, 2))
    remarks = []
    for number, value in enumerate(values):
        if value is not None and number not in points:
            try:
                read[number] = _geometry(value)
            except FAULTS as fault:
                remarks.append(_refused(number + 1, value, fault))
    return read, remarks


FAULTS = (
    ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, OverflowError,
    shapely.errors.ShapelyError,
)  # fmt: skip
"""What a malformed geometry can raise."""


def _refused(row: int, value: Any, fault: Exception) -> Remark:
    text = "" if isinstance(fault, RecursionError) else str(value)[:80]
    reason = f"is no geometry ({fault})" if isinstance(fault, ValueError) else "is no geometry"
    mend = "Write it as GeoJSON has it: longitude first, then latitude, in degrees."
    return Remark(row, "geometry", text, "refused", reason, mend=mend)


def _point(value: Any) -> tuple[float, float] | None:
    """Return the place of a well-formed point; None for anything else."""
    place = value.get("coordinates") if isinstance(value, dict) else None
    if not isinstance(place, list) or len(place) < 2 or value.get("type") != "Point":
        return None
    x, y = place[0], place[1]
    is_place = isinstance(x, float | int) and isinstance(y, float | int)
    return (x, y) if is_place and math.isfinite(x) and math.isfinite(y) else None


def _geometry(value: Any) -> BaseGeometry | None:
    """Read a geometry; None for one that is empty, or a point without numbers."""
    if value["type"] == "Point":
        place = value["coordinates"][:2]
        if not place or None in place:
            return None
        x, y = place
        return checked(shapely.Point(float(x), float(y)))
    geometry = shapely.force_2d(shape(value))
    return None if geometry.is_empty else checked(geometry)


def checked(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry that can be drawn; raise ValueError if it cannot."""
    if not np.isfinite(geometry.bounds).all():
        raise ValueError("a coordinate is no finite number")
    if shapely.get_num_coordinates(geometry) > MOST_VERTICES:
        raise ValueError(f"has more than {MOST_VERTICES:,} vertices")
    return geometry if geometry.is_valid else shapely.make_valid(geometry)


def thirds(values: Sequence[Any]) -> list[float | None]:
    """List the third coordinate of each point; None where there is none."""
    return [_third(value) for value in values]


def _third(value: Any) -> float | None:
    if not isinstance(value, dict) or value.get("type") != "Point":
        return None
    numbers = value.get("coordinates")
    third = numbers[2] if isinstance(numbers, list) and len(numbers) > 2 else None
    return third if isinstance(third, int | float) else None


def system(definition: Any) -> CRS:
    """Return a reference system by its name in a register, or as PROJJSON has it.

    Raises ValueError if none is meant.

    >>> system("urn:ogc:def:crs:EPSG::3857").name
    'WGS 84 / Pseudo-Mercator'
    """
    is_named = isinstance(definition, str) and _NAME.fullmatch(definition)
    is_written = isinstance(definition, dict) and definition.get("type") in _KINDS
    try:
        if is_named or is_written:
            return CRS.from_user_input(definition)
    except CRSError:
        pass
    raise ValueError(f"names no reference system that is known ({str(definition)[:60]!r})")


def moved(geometry: NDArray[np.object_], crs: CRS) -> tuple[NDArray[np.object_], list[Remark]]:
    """Move geometries to degrees on WGS 84 if they are not, and say so."""
    if is_degrees(crs):
        return geometry, []
    reason = f"is moved from {crs.name} to degrees on WGS 84"
    return in_degrees(geometry, crs), [Remark(EVERY, "geometry", "", "changed", reason)]


def in_degrees(geometry: NDArray[np.object_], crs: CRS) -> NDArray[np.object_]:
    """Move geometries of a reference system to WGS 84, longitude first."""
    step = Transformer.from_crs(crs, DEGREES, always_xy=True)

    def transform(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(step.transform(points[:, 0], points[:, 1]))

    try:
        return np.asarray(shapely.transform(geometry, transform), dtype=object)
    except ProjError as error:
        raise ValueError(f"cannot be moved from {crs.name} to degrees ({error})") from None


def is_degrees(crs: CRS) -> bool:
    """Tell whether coordinates are longitude and latitude on WGS 84 already."""
    return bool(crs.equals(DEGREES, ignore_axis_order=True))
