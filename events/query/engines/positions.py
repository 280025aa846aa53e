"""Which events lie in a box, and which can have happened in it: points, and how far off each is."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.codes import blocks
from events.query.engines.engine import Mask
from events.query.question import DECIMALS, Box, Sides
from geodata import UNPLACED, WHOLE

EARTH_M = 6_371_008.8
"""Radius of the earth, taken as a sphere, in metres."""

Degrees = NDArray[np.float64]

PARTS = 10**DECIMALS
"""Of a degree, in which a part of the map and the points in it are counted."""

AROUND = 360 * PARTS


def in_parts(degrees: Degrees) -> NDArray[np.int32]:
    """Count degrees in whole PARTS; what is no number becomes 0."""
    counted: NDArray[np.int32] = np.rint(np.nan_to_num(degrees) * PARTS).astype(np.int32)
    return counted


def sides_in_parts(sides: Sides) -> tuple[int, int, int, int]:
    """Return the west, the south, the breadth and the north of a part of the map in PARTS."""
    west, south, east, north = in_parts(np.array(sides)).tolist()
    return west, south, east - west + (AROUND if west > east else 0), north


def is_marked(rows: pd.DataFrame, outlined: Sequence[str]) -> Mask:
    """Mark the rows that have a mark on the map.

    What is true of the whole of a place of which the map has the outline is shown by that.
    """
    whole = (rows["precision"] == WHOLE) & rows["place"].isin(outlined)
    return ~(rows["precision"].isin(UNPLACED) | whole).to_numpy()


class Positions:
    """Where each event of a table happened, as far as it is known."""

    def __init__(self, table: pd.DataFrame, outlined: Sequence[str] = ()) -> None:
        """Take the table, and the places of which the map has the outline."""
        self._table = table
        self._outlined = outlined

    def touching(self, box: Box) -> Mask:
        """Mark the events whose circle of uncertainty has a point in common with a box.

        Events that no point stands for, such as one of which only the country is known, are not
        marked.
        """
        mask = np.zeros(len(self._table), dtype=np.bool_)
        for block in blocks(len(mask)):
            rows = self._table.iloc[block]
            longitude, latitude, metres = (
                rows[name].to_numpy(dtype=np.float64)
                for name in ("longitude", "latitude", "precision_m")
            )
            placed = ~rows["precision"].isin(UNPLACED).to_numpy()
            reach = np.cos(np.maximum(metres, 1) / EARTH_M)
            mask[block] = placed & (_nearness(box, longitude, latitude) >= reach)
        return mask

    def inside(self, sides: Sides) -> Mask:
        """Mark the events whose mark lies in a part of the map or on its edge."""
        west, south, breadth, north = sides_in_parts(sides)
        mask = np.zeros(len(self._table), dtype=np.bool_)
        for block in blocks(len(mask)):
            rows = self._table.iloc[block]
            longitude, latitude = (
                in_parts(rows[name].to_numpy(dtype=np.float64))
                for name in ("longitude", "latitude")
            )
            along = (south <= latitude) & (latitude <= north)
            across = (longitude - west) % AROUND <= breadth
            mask[block] = is_marked(rows, self._outlined) & along & across
        return mask


def _nearness(box: Box, longitude: Degrees, latitude: Degrees) -> Degrees:
    """Return the cosine of the angle between each point and the nearest point of a box.

    On each parallel the nearest point is the one with the least difference in longitude, so only
    the latitude is sought: where the cosine has its peak, or at an end of the box.
    """
    apart = np.radians(_apart(box, longitude))
    own = np.radians(latitude)
    up, along = np.sin(own), np.cos(own) * np.cos(apart)
    south, north = np.radians(box.south), np.radians(box.north)
    peak = np.clip(np.arctan2(up, along), south, north)
    cosines = [up * np.sin(there) + along * np.cos(there) for there in (peak, south, north)]
    nearest: Degrees = np.maximum.reduce(cosines)
    return nearest


def _apart(box: Box, longitude: Degrees) -> Degrees:
    """Return the degrees of longitude between each point and a box; 0 between its sides."""
    width = box.east - box.west + (360 if box.west > box.east else 0)
    eastward = (longitude - box.west) % 360
    outside: Degrees = np.minimum(eastward - width, 360 - eastward)
    return np.where(eastward <= width, 0.0, outside)
