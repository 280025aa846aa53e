"""Where each row of a sheet lies: read, moved to degrees, asked about where it is implausible."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from events.importers.mapping import Mapping
from events.importers.readers.json_text import some_of
from events.importers.values import Reading, read_degrees, read_number, read_pair
from events.importers.values.numbers import Decimal
from events.importers.values.positions import read_comma, read_comma_pair
from events.importers.values.reading import asked, refused, taken
from events.importers.work import WAITING, Work
from geodata.world import world_land

Degrees = NDArray[np.float64]

FEWEST_TURNED, FEWEST = 4, 10
"""Rows with a position, from which on one of them can be exchanged, or far from the others."""

TIMES_AS_FAR, FAR = 30.0, 300_000.0
"""A position is far from the others that lies as many times, and as many metres, farther from their
middle than half of them do."""

SHARE_IN_SEA = 0.2
"""Where more positions lie in the sea, they are no mistakes: ships, earthquakes."""

RADIUS = 6_371_000.0
"""Metres from the middle of the earth to its surface, on a sphere."""

ABSENT = ("nan", "none", "null", "na", "n/a", "-", "?")
"""What programs and people write where there is no number."""

MEND = "write degrees with a point, such as 31.3471"


@dataclass(frozen=True, eq=False)
class Placed:
    """The position of each row, in degrees; NaN where there is none."""

    longitude: Degrees
    latitude: Degrees
    shapes: NDArray[np.object_] | None = None
    """The line or area of a row; None for a point, or where no row has one."""


def place(work: Work, mapping: Mapping) -> Placed:
    """Read the positions of all rows, and ask about those that are missing or implausible."""
    placed = _read(work, mapping)
    placed = _in_degrees(work, mapping, placed)
    missing = np.isnan(placed.longitude) | np.isnan(placed.latitude)
    _ask_for_places(work, mapping, placed, missing & (work.levels <= WAITING))
    return _plausible(work, mapping, placed)


def _read(work: Work, mapping: Mapping) -> Placed:
    columns, cells = mapping.columns, work.sheet.cells
    if work.sheet.geometry is not None:
        return _of_geometry(work, work.sheet.geometry)
    if "latitude" in columns and "longitude" in columns:
        names = columns["longitude"], columns["latitude"]
        decimals = [decimal_of(cells[name]) for name in names]
        for name, decimal in dict(zip(names, decimals, strict=True)).items():
            if decimal == "comma" and len(cells):
                work.said.append(f"{name}: numbers are written with a decimal comma.")
        longitude, latitude = (_degrees(work, *each) for each in zip(names, decimals, strict=True))
        return Placed(longitude, latitude)
    if "position" in columns:
        return _of_pairs(work, columns["position"])
    if "shape" in columns:
        shapes = cells[columns["shape"]]
        texts = shapes.astype(object).where(shapes.notna(), None)
        return _of_geometry(work, shapely.from_wkt(texts, on_invalid="ignore"))
    none = np.full(work.size, np.nan)
    return Placed(none, none)


def _of_geometry(work: Work, geometry: NDArray[np.object_]) -> Placed:
    """Take points as they are, and a point on each line and in each area."""
    points = np.array(geometry, dtype=object)
    points[shapely.is_empty(points)] = None
    single = (shapely.get_type_id(points) >= MULTIPOINT) & (shapely.get_num_geometries(points) == 1)
    points[single] = shapely.get_geometry(points[single], 0)
    kinds = shapely.get_type_id(points)
    _note(work, single & (kinds == 0), "is several points, of which there is one")
    _ask_which(work, points, kinds == MULTIPOINT)
    wide = shapely.get_type_id(points) > 0
    _note(
        work, wide & (kinds != MULTIPOINT), "is a line or an area, which is kept with a point on it"
    )
    shapes = points.copy() if wide.any() else None
    if shapes is not None:
        shapes[~wide] = None
    points[wide] = shapely.point_on_surface(points[wide])
    return Placed(shapely.get_x(points), shapely.get_y(points), shapes)


MULTIPOINT = 4
"""The number of this kind of geometry."""


def _note(work: Work, where: NDArray[np.bool_], reason: str) -> None:
    if where.any():
        work.note(np.flatnonzero(where), "geometry", Reading(None, "changed", reason), "")


def _ask_which(work: Work, points: NDArray[np.object_], several: NDArray[np.bool_]) -> None:
    """Ask which of several points is the place, and take the first if that is the answer."""
    answer = work.answers.get("several-points", "wait")
    for row in np.flatnonzero(several):
        places = "; ".join(f"{x}, {y}" for x, y in shapely.get_coordinates(points[row])[:5])
        reading = Reading(None, "changed", f"has several points ({answer})")
        if answer == "wait":
            reading = asked("several-points", "has several points", places, "keep one of them")
        work.note(np.array([row]), "geometry", reading, places)
    if answer == "first":
        points[several] = shapely.get_geometry(points[several], 0)


def decimal_of(cells: "pd.Series[str]") -> Decimal:
    """Tell whether most of the numbers of a column have a comma before their decimals."""
    sample = cells.dropna().head(2_000)
    commas = sample.str.fullmatch(r"\s*[-+]?\d{1,3},\d+\s*").sum()
    return "comma" if commas > 0.5 * max(1, len(sample)) else "point"


def _degrees(work: Work, name: str, decimal: Decimal) -> Degrees:
    """Read a column; plain decimals are read at once, all else value by value."""
    cells = work.cells(name)
    cells = cells.mask(cells.str.lower().isin(ABSENT))
    numbers = pd.to_numeric(cells, errors="coerce").to_numpy(np.float64, na_value=np.nan)
    plain = ~np.isnan(numbers) if decimal == "point" else np.zeros(work.size, np.bool_)
    others = cells.mask(pd.Series(plain, index=cells.index))
    if others.notna().any():
        read = work.read(name, others, _reader_of_degrees(decimal, work.answers.get))
        numbers = np.where(plain, numbers, pd.to_numeric(read, errors="coerce").to_numpy(float))
    return np.asarray(numbers, np.float64)


def _reader_of_degrees(
    decimal: Decimal, answer: Callable[[str], str | None]
) -> Callable[[str], Reading]:
    def read(text: str) -> Reading:
        if (commas := read_comma(text)) is not None:
            return taken(text, f"{commas}", "a comma before the decimals")
        if decimal == "comma" and (number := read_number(text, "point")) is not None:
            if answer("decimal-comma") == "as-offered":
                return taken(text, f"{number}", "a point before the decimals")
            return asked(
                "decimal-comma", "has a point, where others have a comma", f"{number}", MEND
            )
        try:
            return taken(text, f"{read_degrees(text.strip(), decimal)}", "written as degrees")
        except ValueError as error:
            return refused(str(error), MEND)

    return read


def _of_pairs(work: Work, name: str) -> Placed:
    """Read both numbers of each cell, latitude first unless the values show that it is second."""
    cells = work.cells(name)
    distinct = cells.dropna().unique()
    pairs = [pair for text in distinct if (pair := read_pair(str(text)))]
    turned = any(abs(first) > 90 for first, _ in pairs)
    if pairs:
        leading = "longitude" if turned else "latitude"
        work.said.append(f"{name}: both numbers are in one column, {leading} first.")

    def read(text: str) -> Reading:
        if pair := read_pair(text):
            return taken("", f"{pair[0]} {pair[1]}", "split into latitude and longitude")
        if commas := read_comma_pair(text):
            offer = f"{commas[0]} {commas[1]}"
            if work.answers.get("decimal-comma") == "as-offered":
                return taken("", offer, "decimal commas")
            return asked("decimal-comma", "has decimal commas", offer, MEND)
        if work.answers.get("no-place") == "without-place":
            return Reading(None, "changed", "is no position, and is taken as none")
        return asked("no-place", "is no position", "", MEND)

    parts = work.read(name, cells, read).str.split(" ", n=1, expand=True).reindex(columns=[0, 1])
    first, second = (pd.to_numeric(parts[n], errors="coerce").to_numpy(float) for n in (0, 1))
    return Placed(first, second) if turned else Placed(second, first)


def _in_degrees(work: Work, mapping: Mapping, placed: Placed) -> Placed:
    """Move positions that are no degrees, where it is known from which system."""
    there = ~np.isnan(placed.longitude) & ~np.isnan(placed.latitude)
    outside = there & ((np.abs(placed.longitude) > 180) | (np.abs(placed.latitude) > 90))
    system = work.answers.get("coordinate-system", "wait")
    if not outside.any() or np.count_nonzero(outside) * 2 < np.count_nonzero(there):
        wrong = np.flatnonzero(outside)
        if len(wrong):
            reading = refused("lies beyond 180 degrees of longitude or 90 of latitude", MEND)
            work.note(wrong, _columns(mapping), reading)
        return placed
    if system == "wait":
        reading = asked("coordinate-system", "is no latitude and longitude in degrees", "", MEND)
        work.note(np.flatnonzero(there), _columns(mapping), reading)
        return placed
    move = pyproj.Transformer.from_crs(str(system), "EPSG:4326", always_xy=True)
    work.note(np.flatnonzero(there), _columns(mapping), Reading(None, "changed", f"from {system}"))
    east, north = placed.longitude.copy(), placed.latitude.copy()
    move.transform(east, north, inplace=True)
    return Placed(np.where(there, east, np.nan), np.where(there, north, np.nan))


def _columns(mapping: Mapping) -> str:
    """Name the columns of the position, as remarks do."""
    names = (mapping.columns.get(field) for field in ("latitude", "longitude", "position"))
    return ", ".join(name for name in names if name) or "position"


def _ask_for_places(
    work: Work, mapping: Mapping, placed: Placed, missing: NDArray[np.bool_]
) -> None:
    if work.answers.get("no-place") == "without-place":
        return
    missing = missing & ~work.asked("no-place") & ~work.asked("decimal-comma")
    halves = {"latitude": placed.latitude, "longitude": placed.longitude}
    for name, other in (("latitude", "longitude"), ("longitude", "latitude")):
        half = missing & ~np.isnan(halves[name])
        if half.any():
            reading = asked("no-place", f"has a {name} and no {other}", "", f"add the {other}")
            work.note(np.flatnonzero(half), _columns(mapping), reading)
            missing = missing & ~half
    if missing.any():
        names = work.sheet.cells.get(mapping.columns.get("place", ""))
        if names is not None and len(named := names[missing].dropna().unique()):
            work.said.append(f"Without a position: {some_of([str(name) for name in named])}.")
        reading = asked("no-place", "has no position", "", "add latitude and longitude")
        work.note(np.flatnonzero(missing), _columns(mapping), reading)


def _plausible(work: Work, mapping: Mapping, placed: Placed) -> Placed:
    """Ask about positions at 0, 0, exchanged ones, those far from all others, those in the sea."""
    longitude, latitude = placed.longitude.copy(), placed.latitude.copy()
    # Rows that wait or are refused for something else have positions too, beside which the others
    # are judged.
    known = (np.abs(longitude) <= 180) & (np.abs(latitude) <= 90)

    def ask(question: str, rows: NDArray[np.bool_], reason: str, offer: str = "") -> bool:
        """Let rows wait, and tell whether the answer is none but to keep them."""
        answer = work.answers.get(question, "wait")
        if answer == "wait" and rows.any():
            reading = asked(question, reason, offer, "correct the coordinates, or answer")
            work.note(np.flatnonzero(rows), _columns(mapping), reading)
        return bool(rows.any()) and answer not in ("wait", "keep")

    zero = work.taken & known & (longitude == 0) & (latitude == 0)
    if ask("zero", zero, "is exactly 0, 0"):
        longitude[zero], latitude[zero] = np.nan, np.nan
    known &= ~((longitude == 0) & (latitude == 0)) & ~np.isnan(longitude)
    number = np.count_nonzero(known)
    # Of rows that waited before only some may be here: what was found among all of them holds.
    turned_before = work.waited("swapped") & known & work.taken
    if number < FEWEST_TURNED and not turned_before.any():
        return Placed(longitude, latitude, placed.shapes)
    far, near_when_turned = (rows & work.taken for rows in _outliers(longitude, latitude, known))
    far, near_when_turned = far | turned_before, near_when_turned | turned_before
    offer = "exchange latitude and longitude"
    if ask("swapped", near_when_turned, "lies far from the others, and near them exchanged", offer):
        rows = near_when_turned
        longitude[rows], latitude[rows] = placed.latitude[rows], placed.longitude[rows]
        work.note(np.flatnonzero(rows), _columns(mapping), Reading(None, "changed", "exchanged"))
    is_written_by_program = work.sheet.geometry is not None  # which mistypes nothing
    if is_written_by_program or number < FEWEST:
        return Placed(longitude, latitude, placed.shapes)
    ask("far", far & ~near_when_turned, "lies far from all others")
    on_land = shapely.contains_xy(world_land(), longitude, latitude)
    sea = known & ~on_land & ~far & ~near_when_turned
    if np.count_nonzero(sea) <= SHARE_IN_SEA * number:
        ask(
            "sea",
            sea & work.taken & _exact(work, mapping),
            "lies in the sea, by a coarse map of the world",
        )
    return Placed(longitude, latitude, placed.shapes)


def _exact(work: Work, mapping: Mapping) -> NDArray[np.bool_]:
    """Tell which rows claim to be exact, so that the sea is a surprise."""
    name = mapping.columns.get("precision")
    if name is None:
        return np.ones(work.size, np.bool_)
    return ~work.sheet.cells[name].isin(["country", "international", "7", "6"]).to_numpy(bool)


def _outliers(
    longitude: Degrees, latitude: Degrees, rows: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Mark rows far from the middle of all, and those of them that are near it when turned."""
    middle = float(np.median(longitude[rows])), float(np.median(latitude[rows]))
    away = _metres(longitude, latitude, *middle)
    usual = float(np.median(away[rows]))
    far = rows & (away > max(FAR, TIMES_AS_FAR * usual))
    turned = _metres(latitude, longitude, *middle)
    possible = np.abs(longitude) <= 90
    return far, far & possible & (turned * 10 < away) & (turned <= max(50_000.0, 10 * usual))


def _metres(longitude: Degrees, latitude: Degrees, east: float, north: float) -> Degrees:
    """Return great-circle distances to a point, in metres (the haversine formula)."""
    there, here = np.radians(latitude), np.radians(north)
    rise = np.sin((there - here) / 2) ** 2
    turn = np.sin(np.radians(longitude - east) / 2) ** 2
    share = rise + np.cos(there) * np.cos(here) * turn
    return np.asarray(2 * RADIUS * np.arcsin(np.sqrt(np.clip(share, 0, 1))))
