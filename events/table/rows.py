"""Rows of the table: as they are read, and by the ids of their events."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Row = dict[str, Any]
"""An event's row of the table, by the names of its columns."""

OWN = "own:"
"""Begins the names of columns that a list has of its own; they hold text, or None."""


def own_columns(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the names of the columns that a list has of its own, as the list has them."""
    return tuple(name.removeprefix(OWN) for name in table.columns if name.startswith(OWN))


def own_values(row: Row) -> dict[str, str]:
    """Return what a list says of an event in columns of its own."""
    own = ((name, value) for name, value in row.items() if name.startswith(OWN))
    return {
        name.removeprefix(OWN): value for name, value in own if value and isinstance(value, str)
    }


def rows_of(table: pd.DataFrame) -> list[Row]:
    """Return the rows of a small table, without their geometry."""
    columns = table[[name for name in table.columns if name != "geometry"]]
    return [{str(name): value for name, value in row.items()} for row in columns.to_dict("records")]


class Rows:
    """The rows of a large table by their numbers, read from its columns without a copy of them.

    Pandas makes a table of a few rows first, which takes many times as long as the rows.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._columns = {
            str(name): column.to_numpy() if isinstance(column.dtype, np.dtype) else pa.array(column)
            for name, column in table.items()
            if name != "geometry"
        }

    def read(self, numbers: Sequence[int] | NDArray[np.integer]) -> list[Row]:
        """Return the rows of these numbers, as `rows_of` does."""
        taken = np.asarray(numbers, np.int64)
        values = (
            column[taken].tolist()
            if isinstance(column, np.ndarray)
            else column.take(pa.array(taken)).to_pylist()
            for column in self._columns.values()
        )
        return [dict(zip(self._columns, row, strict=True)) for row in zip(*values, strict=True)]


class Identifiers:
    """The ids of a table in its order; looked up by a scan, since a link names only a few."""

    def __init__(self, ids: pd.Series) -> None:
        self._ids = pa.chunked_array(pa.array(ids, pa.large_string()))

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, number: int) -> str:
        identifier: str = self._ids[number].as_py()
        return identifier

    def __contains__(self, identifier: object) -> bool:
        return self.number(identifier) is not None

    def number(self, identifier: object) -> int | None:
        """Return the number of an event's row; None if no event of the table has this id."""
        # Ids are ASCII. Other text, such as half a surrogate pair from a link, Arrow cannot encode.
        if not isinstance(identifier, str) or not identifier.isascii():
            return None
        found: int = pc.index(self._ids, identifier).as_py()
        return found if found >= 0 else None
