"""Counts by tile and by span of days, from arrays: the same as a database counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.codes import blocks
from events.query.engines.engine import Mask
from events.query.engines.overview import BARS, CELLS, End, Spans
from events.query.engines.positions import is_marked
from events.query.engines.tiles import Tiles, tiles_at

Numbers = NDArray[np.int64]


class Overviews:
    """Counts the rows of a table; where each has its mark is worked out when it is first asked."""

    def __init__(self, table: pd.DataFrame, outlined: Sequence[str] = ()) -> None:
        """Take the table, sorted by first day, and the places of which the map has the outline."""
        self._table = table
        self._outlined = outlined
        self._first = table["first"].to_numpy(dtype=np.int32)
        self._last = table["last"].to_numpy(dtype=np.int32)
        self._tiles: tuple[NDArray[np.int32], NDArray[np.int32], Mask] | None = None

    def cells(self, passing: Mask | None, tiles: Tiles, spans: Spans, most: int) -> pd.DataFrame:
        """Count the rows that pass and have their mark in some tiles, as CELLS."""
        numbers = self.seen(passing, tiles)
        across, down, _ = self._located()
        right, below = across[numbers], down[numbers]
        column = ((right >> tiles.shift) - tiles.west) % tiles.around
        place = ((below >> tiles.shift) - tiles.north) * tiles.columns + column
        found = self._grouped(numbers, place.astype(np.int64), spans)
        column, row = found.key % tiles.columns, found.key // tiles.columns
        return pd.DataFrame(
            {
                "column": (column + tiles.west) % tiles.around,
                "row": row + tiles.north,
                "category": found.category,
                "begin": found.begin,
                "end": found.end,
                "counted": found.counted,
                "across": found.add(right),
                "down": found.add(below),
                "number": numbers[found.first],
            }
        )[list(CELLS)].iloc[:most]

    def bars(self, passing: Mask | None, spans: Spans, by: End, most: int) -> pd.DataFrame:
        """Count the rows that pass, as BARS."""
        numbers = self._passing(passing)
        codes, categories = self._categories
        days = self._first if by == "first" else self._last
        span = _numbered(days[numbers], spans)
        marked = self._located()[2][numbers].astype(np.int64)
        found = _Groups.of(marked, codes[numbers], categories, span, span)
        return pd.DataFrame(
            {
                "category": found.category,
                "marked": found.key > 0,
                "span": found.begin,
                "counted": found.counted,
            }
        )[list(BARS)].iloc[:most]

    def seen(self, passing: Mask | None, tiles: Tiles | None) -> Numbers:
        """Number the rows that pass and have their mark in some tiles, or all that pass."""
        if tiles is None:
            return self._passing(passing)
        across, down, marked = self._located()
        columns = ((across >> tiles.shift) - tiles.west) % tiles.around
        rows = (down >> tiles.shift) - tiles.north
        inside = marked & (columns < tiles.columns) & (rows >= 0) & (rows < tiles.rows)
        return np.flatnonzero(inside if passing is None else inside & passing)

    def _passing(self, passing: Mask | None) -> Numbers:
        return np.arange(len(self._table)) if passing is None else np.flatnonzero(passing)

    def _grouped(self, numbers: Numbers, key: Numbers, spans: Spans) -> "_Groups":
        """Group rows by a key, their category, and the spans in which they begin and end."""
        codes, categories = self._categories
        begin = _numbered(self._first[numbers], spans)
        end = _numbered(self._last[numbers], spans)
        return _Groups.of(key, codes[numbers], categories, begin, end)

    @cached_property
    def _categories(self) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
        """Return the number of each row's category, and the categories."""
        codes, values = pd.factorize(self._table["category"])
        return codes.astype(np.int64), np.asarray(values, dtype=object)

    def _located(self) -> tuple[NDArray[np.int32], NDArray[np.int32], Mask]:
        """Return column and row of the tile of each row, and whether it has a mark."""
        if self._tiles is None:
            parts = [self._locate(self._table.iloc[block]) for block in blocks(len(self._table))]
            across, down, marked = map(np.concatenate, zip(*parts, strict=True))
            self._tiles = across, down, marked
        return self._tiles

    def _locate(self, rows: pd.DataFrame) -> tuple[NDArray[np.int32], NDArray[np.int32], Mask]:
        points = (rows[name].to_numpy(dtype=np.float64) for name in ("longitude", "latitude"))
        return *tiles_at(*points), is_marked(rows, self._outlined)


def _numbered(days: NDArray[np.integer], spans: Spans) -> Numbers:
    """Number the spans of days, as `Spans.number` does."""
    whole = (days.astype(np.int64) - spans.origin) // spans.length
    return whole * 3 + (days >= spans.first) + (days > spans.last)


DENSE = 2**23
"""Groups that are counted in an array with a place for each that can be."""


@dataclass(frozen=True)
class _Groups:
    """Rows that agree in a key, their category and their spans."""

    key: Numbers
    category: NDArray[np.object_]
    begin: Numbers
    end: Numbers
    counted: Numbers
    first: Numbers
    """The first row of each, among those that were grouped."""
    group: Numbers
    """The group of each row."""

    @classmethod
    def of(
        cls,
        key: Numbers,
        codes: Numbers,
        categories: NDArray[np.object_],
        begin: Numbers,
        end: Numbers,
    ) -> "_Groups":
        """Group rows, of which few last beyond the span in which they begin."""
        widest = int(end.max(initial=0)) + 1
        even = (key * len(categories) + codes) * widest + begin
        # What ends where it begins comes first, and leaves one number less to tell apart.
        group, counted = _counted(np.where(begin == end, even, -1))
        rest, more = _counted(np.where(begin == end, -1, even * widest + end))
        group = np.where(begin == end, group, rest + len(counted))
        counted = np.concatenate([counted, more])
        first = np.zeros(len(counted), np.int64)
        first[group[::-1]] = np.arange(len(group))[::-1]
        named = categories[codes[first]] if len(first) else np.empty(0, dtype=object)
        return cls(key[first], named, begin[first], end[first], counted, first, group)

    def add(self, values: NDArray[np.int32]) -> Numbers:
        """Add up values of the rows of each group; sums below 2**53 are exact."""
        summed = np.bincount(self.group, values, minlength=len(self.counted))
        return summed.astype(np.int64)


def _counted(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Number the groups of equal keys, and count each; -1 is in none."""
    known = keys[keys >= 0]
    if int(known.max(initial=0)) < DENSE:
        there = np.bincount(known)
        found = np.flatnonzero(there)
        numbers = np.zeros(len(there) + 1, np.int64)
        numbers[found] = np.arange(len(found))
        return numbers[keys], there[found]
    found, counted = np.unique(known, return_counts=True)
    return np.searchsorted(found, keys), counted
