"""A question is a value: a range of days, filters and words; and its bounded answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.search import TextIndex

Mask = NDArray[np.bool_]

FACETS: dict[str, str] = {
    "category": "category",
    "place": "place",
    "source": "sources",
    "side": "sides",
    "status": "status",
}
"""The filters: their name in a question and in the link, and their column in the frame."""


@dataclass(frozen=True)
class Query:
    """What to show. Days count from 1970-01-01, both ends included; empty means all.

    An event matches a range when any day that it covers lies in it, and a filter when any of
    its values is among those chosen.
    """

    first: int
    last: int
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Per filter of FACETS the values wanted; a filter that is absent or empty wants all."""
    text: str = ""

    def choose(self, facet: str, values: Iterable[str]) -> "Query":
        """Return the question with other values in one filter."""
        kept = {name: wanted for name, wanted in self.chosen.items() if name != facet}
        wanted = tuple(values)
        return replace(self, chosen={**kept, facet: wanted} if wanted else kept)

    def between(self, first: int, last: int) -> "Query":
        """Return the question over other days."""
        return replace(self, first=first, last=last)

    @property
    def filters(self) -> "Query":
        """The same question over all days."""
        return self.between(-(2**31), 2**31 - 1)


class _Facet:
    """One filter's values and, for each event, which of them it has."""

    def __init__(self, column: pd.Series) -> None:
        # A column of lists, as of sources, becomes one line for each value of each event.
        lines = column.reset_index(drop=True).explode().dropna()
        codes, values = pd.factorize(lines, sort=True)
        self.values = [str(value) for value in values]
        self._codes = codes.astype(np.int32)
        self._rows = lines.index.to_numpy(dtype=np.int32)
        self._size = len(column)
        self._single = len(lines) == len(column) and bool((np.diff(self._rows) == 1).all())

    def mask(self, wanted: Iterable[str]) -> Mask:
        chosen = np.isin(self.values, list(wanted))
        if self._single:
            return chosen[self._codes]
        mask = np.zeros(self._size, dtype=np.bool_)
        mask[self._rows[chosen[self._codes]]] = True
        return mask

    def counts(self, mask: Mask) -> dict[str, int]:
        codes = self._codes[mask] if self._single else self._codes[mask[self._rows]]
        numbers = np.bincount(codes, minlength=len(self.values))
        return dict(zip(self.values, numbers.tolist(), strict=True))


class Index:
    """Answers questions about one frame; built once for a dataset, shared by all visitors."""

    def __init__(self, frame: gpd.GeoDataFrame) -> None:
        self.first = frame["first"].to_numpy(dtype=np.int32)
        self.last = frame["last"].to_numpy(dtype=np.int32)
        self._first_at_latest = frame["first_at_latest"].to_numpy(dtype=np.int32)
        self._facets = {name: _Facet(frame[column]) for name, column in FACETS.items()}
        self._text = TextIndex(frame["text"])

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that any event covers."""
        return int(self.first.min()), int(self.last.max())

    def values(self, facet: str) -> list[str]:
        """List the values that a filter offers."""
        return self._facets[facet].values

    def select(self, query: Query, *, ignoring: str | None = None) -> Mask:
        """Mark the events that match, with one filter left out where it is named."""
        mask: Mask = (self.first <= query.last) & (self.last >= query.first)
        for facet, wanted in query.chosen.items():
            if facet != ignoring and wanted:
                mask &= self._facets[facet].mask(wanted)
        if query.text.strip():
            mask &= self._text.find(query.text)
        return mask

    def counts(self, query: Query, facet: str) -> dict[str, int]:
        """Count for each value of a filter the events that choosing it alone would show."""
        return self._facets[facet].counts(self.select(query, ignoring=facet))

    def steps(self, query: Query) -> list[tuple[int, int]]:
        """List, sorted, the days on which events that pass the filters begin.

        Each is a first and a last day: the same one, or for an event whose first day is not
        given all days of its month or year.
        """
        mask = self.select(query.filters)
        begun = np.stack([self.first[mask], self._first_at_latest[mask]], axis=1)
        pairs = np.unique(begun, axis=0)
        return [(int(first), int(last)) for first, last in pairs]

    def neighbours(self, query: Query) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Return the steps before and after the range.

        While the range is no step itself, the next one is the first step that begins in it.
        """
        shown, steps = (query.first, query.last), self.steps(query)
        before = [s for s in steps if (s < shown if shown in steps else s[1] < shown[0])]
        after = [s for s in steps if (s > shown if shown in steps else s[0] >= shown[0])]
        return before[-1] if before else None, after[0] if after else None
