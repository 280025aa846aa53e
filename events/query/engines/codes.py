"""The values of one filter as small integers, which of them each event has, and how many have each.

Rows are read block by block, so that the memory which a question needs stays small.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.engine import Mask

Above = Callable[[str], Iterable[str]]
"""Returns the values above one, the nearest first."""

BLOCK = 65_536
"""Rows of a block. An array as long as a million events would stay with the C library after it is
freed, in a pool for each thread: some 300 MB in all."""


def blocks(length: int) -> Iterator[slice]:
    """Yield slices that together cover so many rows."""
    for start in range(0, length, BLOCK):
        yield slice(start, min(start + BLOCK, length))


class ValueCodes:
    """The values of a column, sorted, and for each event the codes of those that it has.

    A value that is above others holds them: who asks for it asks for them too. Only a column with
    one value an event has such.
    """

    def __init__(self, column: pd.Series, above: Above = lambda _: ()) -> None:
        # A column of lists, as of outlets, becomes one line for each value of each event.
        lines = column.reset_index(drop=True)
        if not isinstance(column.dtype, pd.CategoricalDtype):
            lines = lines.explode().dropna()
        codes, values = pd.factorize(lines, sort=True)
        found = [str(value) for value in values]
        self.values = sorted({*found, *chain.from_iterable(map(above, found))})
        number = {value: code for code, value in enumerate(self.values)}
        self._above = {number[value]: [number[up] for up in above(value)] for value in self.values}
        small = np.min_scalar_type(max(1, len(number) - 1))
        self._codes = np.array([number[value] for value in found], dtype=small).take(codes)
        self._size = len(column)
        rows = lines.index.to_numpy(dtype=np.int32)
        single = len(rows) == self._size and bool((rows == np.arange(self._size)).all())
        self._rows = None if single else rows

    def passing(self, wanted: Iterable[str]) -> Mask:
        """Mark the events that have any of the wanted values."""
        chosen = np.isin(self.values, list(wanted))
        for code, above in self._above.items():
            chosen[code] |= chosen[above].any()
        if self._rows is None:
            mask: Mask = chosen[self._codes]
            return mask
        mask = np.zeros(self._size, dtype=np.bool_)
        mask[self._rows[chosen[self._codes]]] = True
        return mask

    def counts(self, mask: Mask) -> dict[str, int]:
        """Count the marked events by value; the mask may end before the last event."""
        numbers = np.zeros(len(self.values), dtype=np.int64)
        for codes in self._marked(mask):
            numbers += np.bincount(codes, minlength=len(self.values))
        counts = numbers.copy()
        for code, above in self._above.items():
            counts[above] += numbers[code]
        return dict(zip(self.values, counts.tolist(), strict=True))

    def _marked(self, mask: Mask) -> Iterator[NDArray[np.integer]]:
        """Yield the codes of the marked events, block by block."""
        rows = self._rows
        # Compared as int32, like the rows: NumPy would otherwise copy all rows into a wider type.
        end = len(mask) if rows is None else int(np.searchsorted(rows, np.int32(len(mask))))
        for block in blocks(end):
            chosen = mask[block] if rows is None else mask[rows[block]]
            yield self._codes[block] if chosen.all() else self._codes[block][chosen]
