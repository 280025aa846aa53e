"""Web Mercator tiles: in which an event has its mark, and which of them cover a part of the map."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from events.query.question import Sides

FINEST = 24
"""The zoom of the tiles in which marks are counted: they are 2.4 metres wide at the equator."""

MOST_TILES = 400
"""Tiles that cover a part of the map: as many as there are marks at most."""

Numbers = NDArray[np.int32]


def tiles_at(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64]
) -> tuple[Numbers, Numbers]:
    """Return column and row of the tile of the zoom FINEST for points in degrees.

    EPSG:3857: columns count from the west, rows from the north; what lies beyond, or is no number,
    is in the nearest tile, or in the first.
    """
    sine = np.sin(np.radians(np.nan_to_num(latitude)))
    across = (np.nan_to_num(longitude) + 180) / 360
    with np.errstate(divide="ignore"):
        down = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return _numbered(across), _numbered(down)


def _numbered(parts: NDArray[np.float64]) -> Numbers:
    """Number the tiles at some parts of the world's width."""
    tiles: Numbers = np.floor(parts * 2**FINEST).clip(0, 2**FINEST - 1).astype(np.int32)
    return tiles


@dataclass(frozen=True)
class Tiles:
    """A rectangle of tiles of one zoom; where the world ends in the east it goes on in the west."""

    zoom: int
    west: int
    """Its first column."""
    north: int
    """Its first row."""
    columns: int
    rows: int

    @property
    def shift(self) -> int:
        """Binary digits by which a tile of the zoom FINEST is longer than one of these."""
        return FINEST - self.zoom

    @property
    def around(self) -> int:
        """How many columns there are around the world."""
        return 1 << self.zoom

    @classmethod
    def cover(cls, sides: Sides, most: int = MOST_TILES) -> Self:
        """Cover a part of the map, given in degrees, by at most so many tiles, as small as that."""
        west, south, east, north = sides
        columns, rows = tiles_at(np.array([west, east]), np.array([north, south]))
        (left, right), (top, bottom) = columns.tolist(), rows.tolist()
        for zoom in range(FINEST, 0, -1):
            shift = FINEST - zoom
            # A part that crosses the antimeridian goes on behind the last column.
            over = 1 << zoom if west > east else 0
            wide = min((right >> shift) - (left >> shift) + 1 + over, 1 << zoom)
            high = (bottom >> shift) - (top >> shift) + 1
            if wide * high <= most:
                return cls(zoom, left >> shift, top >> shift, wide, high)
        return cls(0, 0, 0, 1, 1)
