"""Columns of a large table: each date parsed once, values numbered, long texts mapped from disk."""

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas.arrays import ArrowExtensionArray

from events.records import When
from events.table.checks import COLUMNS, SEVERAL, UNSAID, is_list
from events.table.curated import NOWHERE, UNNAMED
from events.table.rows import OWN
from geodata import UNPLACED

TYPES = {
    "precision_m": pa.int32(),
    "source": pa.list_(pa.string()),
    "side": pa.list_(pa.string()),
    "geometry": pa.binary(),
}
"""Types of columns that do not hold text."""

MOST_FAULTS = 10
"""Faulty dates that are named one by one; the others are counted."""


def completed(table: pa.Table, listed: Collection[str] = ()) -> pa.Table:
    """Fill the columns and the values that a list leaves out with what says so.

    A column of SEVERAL holds lists if it has gaps, or if it is named.
    """
    columns = {name: table[name] for name in table.column_names}
    for name, value in UNSAID.items():
        given = columns.get(name)
        if given is None or pa.types.is_null(given.type):
            kind = TYPES.get(name, pa.string())
            values = pa.nulls(table.num_rows, kind)
            given = columns[name] = pa.chunked_array([values])
        if name in SEVERAL:
            columns[name] = _listed(given, name in listed)
        elif value is not None:
            columns[name] = given.fill_null(value)
    nowhere = columns["geometry"].is_null()
    empty = pc.equal(columns["place"], "")
    name = pc.if_else(nowhere, NOWHERE[1], UNNAMED[1])
    columns["place"] = pc.if_else(empty, name, columns["place"])
    known = columns["precision"]
    known = pc.if_else(pc.equal(known, ""), "unstated", known)
    off = pc.is_in(known, value_set=pa.array(UNPLACED))
    columns["precision"] = pc.if_else(pc.and_(nowhere, pc.invert(off)), "unplaced", known)
    return pa.table(columns, metadata=table.schema.metadata)


def _listed(column: pa.ChunkedArray, always: bool) -> pa.ChunkedArray:
    """Make lists without gaps: a missing value becomes an empty list, unless all are there."""
    if not column.null_count and (is_list(column.type) or not always):
        return column
    values, present = column.combine_chunks(), column.is_valid().to_numpy()
    if is_list(column.type):
        lengths = values.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    else:
        lengths = present.astype(np.int32)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    flat = values.flatten() if is_list(column.type) else values.drop_null()
    return pa.chunked_array([pa.ListArray.from_arrays(pa.array(offsets), flat)])


SAID = (
    *("given", "first", "last", "first_at_latest"),
    *("text", "words", "precision", "limits", "is_certain"),
)
"""What is asked of every date."""


class Dates:
    """The dates of a column: each distinct one parsed once, and its number for every row."""

    def __init__(self, dates: pa.ChunkedArray, extent: tuple[int, int] | None = None) -> None:
        """Take the dates, and the days beyond which no open end reaches, if not their own."""
        self.codes, texts = codes_of(dates)
        self._faults: list[str] = []
        # All of a date at once, since only some thousands stay read.
        self._known = [[getattr(when, name) for name in SAID] for when in map(self._read, texts)]
        given = [known[SAID.index("given")] for known in self._known]
        firsts, lasts = zip(*given, strict=True) if given else ((0,), (0,))
        self._extent = extent or (min(firsts), max(lasts))

    def _read(self, text: str) -> When:
        try:
            return When(text)
        except ValueError as error:
            self._faults.append(str(error))
            return When("1970")

    def distinct(self, name: str) -> list[Any]:
        """Return what each distinct date says of `name`, one of SAID."""
        at = SAID.index(name)
        return [known[at] for known in self._known]

    @property
    def problems(self) -> list[str]:
        """The first faults, and how many more distinct dates have one."""
        more = len(self._faults) - MOST_FAULTS
        named = [f"date: {fault}" for fault in self._faults[:MOST_FAULTS]]
        return [*named, f"date: and {more:,} more dates like these"] if more > 0 else named

    def days(self, name: str) -> NDArray[np.int32]:
        """Return `first`, `last` or `first_at_latest` of every row, with no end open."""
        distinct = np.array(self.distinct(name), dtype=np.int32)
        return distinct.clip(*self._extent).take(self.codes)

    def categories(self, name: str) -> "pd.Categorical[str]":
        """Return `text`, `words`, `precision` or `limits` of every row."""
        distinct = pd.Categorical([*map(str, self.distinct(name))])
        return distinct.take(self.codes)

    @property
    def certain(self) -> NDArray[np.bool_]:
        """Whether each row's date is given without `~` or `?`."""
        return np.array(self.distinct("is_certain")).take(self.codes)


def coded(column: pa.ChunkedArray) -> "pd.Categorical[str]":
    """Number the distinct values of a column; the values of a list are joined by commas."""
    codes, values = codes_of(joined(column, ", "))
    return pd.Categorical(values).take(codes)


def joined(column: pa.ChunkedArray, between: str) -> pa.ChunkedArray:
    """Join the values of each list to one text; texts stay as they are."""
    if not is_list(column.type):
        return column
    return pc.binary_join(column, pa.scalar(between, column.type.value_type))


_BETWEEN = "\x1f"
"""Joins the values of a list; the checks refuse texts that contain it."""


def lists(column: pa.ChunkedArray) -> "pd.Categorical[str] | NDArray[np.object_]":
    """Number the values of a column of text; a column of lists gives a tuple for each event."""
    if not is_list(column.type):
        return coded(column)
    codes, texts = codes_of(joined(column, _BETWEEN))
    tuples = pd.Series(
        [tuple(text.split(_BETWEEN)) if text else () for text in texts], dtype=object
    )
    return tuples.to_numpy().take(codes)


def codes_of(column: pa.ChunkedArray) -> tuple[NDArray[np.integer], list[str]]:
    """Return the number of each row's value, and the distinct values."""
    encoded = pc.dictionary_encode(column.combine_chunks())
    values = encoded.dictionary.to_pylist()
    small = np.min_scalar_type(-max(1, len(values)))
    return encoded.indices.to_numpy(zero_copy_only=False).astype(small), values


LONG = ("id", "title", "summary", "url", "shape")
"""Columns of the table with long texts."""


def text_of(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write a column of any type as text, lists and records as JSON."""
    try:
        return column.cast(pa.large_string())
    except pa.ArrowException:
        values = (None if v is None else json.dumps(v, default=str) for v in column.to_pylist())
        return pa.chunked_array([pa.array(values, pa.large_string())])


def sorted_text(table: pa.Table, order: NDArray[np.intp]) -> dict[str, ArrowExtensionArray]:
    """Sort the long texts, and move them from memory into a temporary file that is mapped."""
    own = {f"{OWN}{name}": name for name in table.column_names if name not in COLUMNS}
    texts = {
        name: text_of(table[column]).take(pa.array(order))
        if column in table.column_names
        else pa.nulls(table.num_rows, pa.large_string())
        for name, column in {**{name: name for name in LONG}, **own}.items()
    }
    with NamedTemporaryFile(suffix=".arrow", delete=False) as file:
        content = pa.table(texts)
        with pa.ipc.new_file(file, content.schema) as writer:
            writer.write_table(content)
    mapped = pa.ipc.open_file(pa.memory_map(file.name)).read_all()
    with suppress(PermissionError):  # Windows does not delete a mapped file, and clears the folder
        Path(file.name).unlink()
    return {name: ArrowExtensionArray(mapped[name]) for name in texts}
