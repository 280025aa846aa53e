"""The engine in memory: integer days sorted by the first one, and a code for each value."""

from bisect import bisect_left
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.answers import Box, Groups, Mask, Step
from events.query.engines.blocks import blocks
from events.query.engines.facets import Facet
from events.query.filters import FILTERS
from events.query.question import Query
from events.query.text import TextIndex

REMEMBERED = 16
"""Answers to filters that are kept: 16 MB for a million events."""

SEARCHED = ("title", "summary", "place_name", "outlets", "text")
"""The columns whose words are found, where a table has them."""

Filters = tuple[tuple[tuple[str, tuple[str, ...]], ...], str]
"""A question's filters and words, as a key."""


class Arrays:
    """Answers from NumPy arrays beside a table; built once, shared by all visitors.

    The table is sorted by first day. A selection is the rows before one that begins too late,
    and a mask over them.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._first = frame["first"].to_numpy(dtype=np.int32)
        self._last = frame["last"].to_numpy(dtype=np.int32)
        self._longitude = frame["longitude"].to_numpy(dtype=np.float32)
        self._latitude = frame["latitude"].to_numpy(dtype=np.float32)
        self._facets = {name: Facet(frame[f.column]) for name, f in FILTERS.items()}
        self._text = TextIndex(*(frame[name] for name in SEARCHED if name in frame))
        # A step in one number: its first day, and how many days follow, which is never negative.
        width = frame["first_at_latest"].to_numpy(dtype=np.int64) - self._first
        self._step, found = pd.factorize(self._first * np.int64(2**32) + width, sort=True)
        parts = (divmod(int(step), 2**32) for step in found)
        self._steps = [(first, first + more) for first, more in parts]
        self._pass = lru_cache(REMEMBERED)(self._filter)
        self._begun = lru_cache(REMEMBERED)(self._begin)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that any event covers."""
        return int(self._first[0]), int(self._last.max())

    def values(self, facet: str) -> list[str]:
        """List the values that a filter offers."""
        return self._facets[facet].values

    def count(self, query: Query) -> int:
        """Count the events that match."""
        return int(np.count_nonzero(self._select(query)))

    def counts(self, query: Query, facet: str) -> dict[str, int]:
        """Count for each value of a filter the events that choosing it alone would show."""
        return self._facets[facet].counts(self._select(query.choose(facet, ())))

    def groups(self, query: Query, box: Box, across: int, down: int) -> Groups:
        """Group what matches in a box on a grid of `across` by `down` cells, edges included."""
        mask = self._select(query)
        west, south, east, north = box
        x, y = self._longitude[: len(mask)], self._latitude[: len(mask)]
        inside = mask & (x >= west) & (x <= east) & (y >= south) & (y <= north)
        rows = np.flatnonzero(inside)
        x, y = x[rows].astype(np.float64), y[rows].astype(np.float64)
        column = np.minimum((x - west) * (across / (east - west)), across - 1).astype(np.int64)
        line = np.minimum((y - south) * (down / (north - south)), down - 1).astype(np.int64)
        cells = line * across + column
        counts = np.bincount(cells, minlength=across * down)
        held = np.flatnonzero(counts)
        first = np.full(across * down, len(self._first))
        np.minimum.at(first, cells, rows)
        longitude, latitude = (
            np.bincount(cells, weights, across * down)[held] / counts[held] for weights in (x, y)
        )
        return Groups(counts[held], longitude, latitude, first[held])

    def bars(self, query: Query, edges: NDArray[np.int64]) -> NDArray[np.int64]:
        """Count what passes the filters, whatever its range, by first day and category."""
        bounds = np.searchsorted(self._first, edges.astype(np.int32))
        bins = np.full(len(self._first), -1, dtype=np.int32)
        numbers = np.arange(len(edges) - 1, dtype=np.int32)
        bins[bounds[0] : bounds[-1]] = np.repeat(numbers, np.diff(bounds))
        passing = self.passing(query)
        if passing is not None:
            bins[~passing] = -1
        return self._facets["category"].by_bin(bins, len(edges) - 1)

    def page(self, query: Query, start: int, length: int) -> list[int]:
        """Number the events of a page: those that begin in the range, then those before it."""
        mask = self._select(query)
        begun = self._begun_before(query.first, len(mask))
        inside = begun + _marked(mask[begun:], start + length)
        before = _marked(mask[:begun], start + length - len(inside))
        rows: list[int] = np.concatenate([inside, before])[start:].tolist()
        return rows

    def position(self, query: Query, event: int) -> int | None:
        """Count the events that stand before one in the order of the pages; None if it is not."""
        if not self.matches(query, event):
            return None
        mask = self._select(query)
        begun = self._begun_before(query.first, len(mask))
        if event >= begun:
            return int(np.count_nonzero(mask[begun:event]))
        return int(np.count_nonzero(mask[begun:]) + np.count_nonzero(mask[:event]))

    def passing(self, query: Query) -> Mask | None:
        """Mark the events that pass the filters, whatever the range; None where all do."""
        return self._pass(_filters(query))

    def matches(self, query: Query, event: int) -> bool:
        """Tell whether one event matches."""
        passing = self.passing(query)
        touches = self._first[event] <= query.last and self._last[event] >= query.first
        return bool(touches and (passing is None or passing[event]))

    def steps(self, query: Query) -> list[Step]:
        """List, sorted, the days on which events that pass the filters begin."""
        return self._begun(_filters(query))

    def neighbours(self, query: Query) -> tuple[Step | None, Step | None]:
        """Return the steps before and after the range.

        While the range is no step itself, the next one is the first step that begins in it.
        """
        shown, steps = (query.first, query.last), self.steps(query)
        at = bisect_left(steps, shown)
        if at < len(steps) and steps[at] == shown:
            return steps[at - 1] if at else None, steps[at + 1] if at + 1 < len(steps) else None
        before = [step for step in steps[:at] if step[1] < query.first]
        after = bisect_left(steps, (query.first, query.first))
        return before[-1] if before else None, steps[after] if after < len(steps) else None

    def _select(self, query: Query) -> Mask:
        """Mark what matches among the events before the first that begins too late."""
        until = int(np.searchsorted(self._first, np.int32(query.last), side="right"))
        mask: Mask = self._last[:until] >= query.first
        passing = self.passing(query)
        return mask if passing is None else mask & passing[:until]

    def _begun_before(self, day: int, among: int) -> int:
        """Count the events, among so many first ones, that begin before a day."""
        # A number of another type would make NumPy copy the whole column into that type.
        return int(np.searchsorted(self._first[:among], np.int32(day)))

    def _filter(self, filters: Filters) -> Mask | None:
        chosen, text = filters
        masks = [self._facets[facet].passing(wanted) for facet, wanted in chosen]
        masks += [self._text.find(text)] if text else []
        return np.logical_and.reduce(masks) if masks else None

    def _begin(self, filters: Filters) -> list[Step]:
        """List, sorted, the steps of the events that pass the filters."""
        passing = self._pass(filters)
        codes = self._step if passing is None else self._step[passing]
        return [self._steps[code] for code in np.unique(codes)]


def _marked(mask: Mask, number: int) -> NDArray[np.int64]:
    """Return the places of the first marks, at most `number`, without looking at all of many."""
    found, left = [np.empty(0, np.int64)], number
    for block in blocks(len(mask)):
        if left <= 0:
            break
        found.append(block.start + np.flatnonzero(mask[block]))
        left -= len(found[-1])
    return np.concatenate(found)[:number]


def _filters(query: Query) -> Filters:
    return tuple(sorted((f, w) for f, w in query.chosen.items() if w)), query.text.strip()
