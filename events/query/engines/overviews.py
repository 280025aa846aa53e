"""Counts by tile and by span of days, from arrays: the same as a database counts."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.codes import blocks
from events.query.engines.engine import Mask
from events.query.engines.overview import BARS, CELLS, Spans
from events.query.engines.positions import is_marked
from events.query.engines.tiles import Tiles, tiles_at

Numbers = NDArray[np.int64]


class Overviews:
    """Counts the rows of a table; where each has its mark is worked out when it is first asked."""

    def __init__(self, table: pd.DataFrame, outlined: Sequence[str] = ()) -> None:
        """Take the table, sorted by first day, and the places of which the map has the outline."""
        self._table = table
        self._outlined = outlined
        self._tiles: tuple[NDArray[np.int32], NDArray[np.int32], Mask] | None = None

    def cells(self, passing: Mask | None, tiles: Tiles, spans: Spans, most: int) -> pd.DataFrame:
        """Count the rows that pass and have their mark in some tiles, as CELLS."""
        numbers = self.seen(passing, tiles)
        across, down, _ = self._located()
        found = self._spanned(numbers, spans)
        found["column"] = across[numbers] >> tiles.shift
        found["row"] = down[numbers] >> tiles.shift
        found["across"] = across[numbers].astype(np.int64)
        found["down"] = down[numbers].astype(np.int64)
        found["number"] = numbers.astype(np.int32)
        by = found.groupby(["column", "row", "category", "begin", "end"], sort=False, observed=True)
        sums = {"across": "sum", "down": "sum", "number": "min"}
        return _flat(by.agg({**sums, "counted": "sum"}), CELLS, most)

    def bars(self, passing: Mask | None, spans: Spans, most: int) -> pd.DataFrame:
        """Count the rows that pass, as BARS."""
        numbers = self._passing(passing)
        found = self._spanned(numbers, spans)
        found["marked"] = self._located()[2][numbers]
        by = found.groupby(["category", "marked", "begin", "end"], sort=False, observed=True)
        return _flat(by.agg({"counted": "sum"}), BARS, most)

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

    def _spanned(self, numbers: Numbers, spans: Spans) -> pd.DataFrame:
        rows = self._table[["category", "first", "last"]].iloc[numbers]
        return pd.DataFrame(
            {
                "category": rows["category"].astype("category"),
                "begin": _numbered(rows["first"].to_numpy(), spans),
                "end": _numbered(rows["last"].to_numpy(), spans),
                "counted": np.ones(len(rows), np.int64),
            }
        )

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


def _flat(counted: pd.DataFrame, names: Sequence[str], most: int) -> pd.DataFrame:
    """Return counts with what they are by as columns, at most so many rows."""
    flat = counted.reset_index()[list(names)].iloc[:most]
    return flat.assign(category=flat["category"].astype(object))
