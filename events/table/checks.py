"""What is wrong with a table of events: the curated files' checks, column by column."""

from collections.abc import Iterator
from typing import get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from events.records.statuses import STATUSES
from events.records.vocabulary import Vocabulary
from geodata import Precision

TEXT: dict[str, int] = {
    "id": 80, "title": 200, "summary": 600, "date": 40, "category": 80, "status": 80,
    "place": 200, "precision": 80, "source": 200, "side": 80,
}  # fmt: skip
"""The columns of text, and how many characters each may have."""

LONGEST: dict[str, int] = {**TEXT, "url": 2_000}
"""The characters that each column may have, that of addresses too."""

REQUIRED: tuple[str, ...] = (*TEXT, "precision_m", "geometry")
OPTIONAL: tuple[str, ...] = ("url",)

SEVERAL: tuple[str, ...] = ("source", "side")
"""Columns that may hold a list of texts for each event instead of one."""


def known_values(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the columns with a closed list of values, and the lists."""
    return {
        "category": tuple(vocabulary.category),
        "status": tuple(status for status in STATUSES if status != "withdrawn"),
        "side": tuple(vocabulary.side_labels),
        "precision": get_args(Precision),
    }


_HIDDEN = r"\x00-\x1f\x7f-\x{9f}\x{2063}\x{202a}-\x{202e}\x{2066}-\x{2069}"
"""What `is_hidden` of events/records/models.py refuses, as RE2 writes it."""

_PLAIN = (
    rf"^[^{_HIDDEN}]+$",
    "must not be empty, nor hold line breaks or other hidden characters,",
)

PATTERNS: dict[str, tuple[str, str]] = {
    "id": (r"^[a-z0-9][a-z0-9-]*$", "must be small letters of a to z, digits and hyphens"),
    "url": (
        rf"^https?://[^\s\\@/{_HIDDEN}]+(/[^\s\\{_HIDDEN}]*)?$",
        "must be an address that starts with https:// or http://, or no value at all,",
    ),
    **dict.fromkeys(("title", "summary", "place", "source"), _PLAIN),
}
"""What the text of a column must look like (RE2), and the same in words."""

MOST_PLACES = 65_535
"""Different places in a table: the browser numbers them with two bytes."""


def column_problems(table: pa.Table) -> Iterator[str]:
    """Say which columns are missing, of another type, or have rows without a value."""
    if not table.num_rows:
        yield "file: has no rows"
    for name in REQUIRED:
        if name not in table.column_names:
            yield f"{name}: the column is missing"
        elif not _has_type(name, table[name].type):
            yield f"{name}: must hold {_wanted(name)} (got {table[name].type})"
        elif table[name].null_count:
            yield f"{name}: {table[name].null_count} rows have no value"
        elif _values(table, name).null_count:
            yield f"{name}: {_values(table, name).null_count} entries of its lists have no value"
    for name in OPTIONAL:
        kind = table[name].type if name in table.column_names else pa.null()
        if not pa.types.is_null(kind) and not _has_type(name, kind):
            yield f"{name}: must hold {_wanted(name)} (got {kind})"


def _has_type(name: str, kind: pa.DataType) -> bool:
    if name == "geometry":
        return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))
    if name == "precision_m":
        return bool(pa.types.is_integer(kind))
    if name in SEVERAL and is_list(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def is_list(kind: pa.DataType) -> bool:
    """Tell whether a column holds a list for each event."""
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _wanted(name: str) -> str:
    known = {"geometry": "points as WKB", "precision_m": "whole metres"}
    return known.get(name, "text, or lists of text" if name in SEVERAL else "text")


def _values(table: pa.Table, name: str) -> pa.ChunkedArray:
    """Return the values of a column, those of lists one after another."""
    column = table[name]
    return pc.list_flatten(column) if is_list(column.type) else column


def value_problems(table: pa.Table, vocabulary: Vocabulary) -> Iterator[str]:
    """Say which values are unknown, used twice, too long, malformed or out of bounds."""
    for name, known in known_values(vocabulary).items():
        unknown = [
            value for value in pc.unique(_values(table, name)).to_pylist() if value not in known
        ]
        if unknown:
            yield f"{name}: must be one of {', '.join(known)} (got {unknown[0]!r})"
    if pc.count_distinct(table["id"]).as_py() != table.num_rows:
        yield f"id: is used twice (got {_twice(table['id'])!r})"
    present = [n for n in table.column_names if table[n].null_count < table.num_rows]
    for name in (name for name in LONGEST if name in present):
        long = pc.greater(pc.utf8_length(_values(table, name)), LONGEST[name])
        yield from _failing(table, name, long, f"has more than {LONGEST[name]:,} characters")
    for name, (pattern, words) in PATTERNS.items():
        if name in present:
            wrong = pc.invert(pc.match_substring_regex(_values(table, name), pattern))
            yield from _failing(table, name, wrong, words)
    for name in (name for name in SEVERAL if is_list(table[name].type)):
        yield from _failing(table, name, _repeated(table[name]), "is named twice")
    if is_list(table["source"].type):
        nobody = pc.equal(pc.list_value_length(table["source"]), 0)
        if number := pc.sum(nobody).as_py():
            row = pc.index(nobody, True).as_py() + 1
            yield f"source: names nobody in {number:,} rows (first in row {row})"
    metres = table["precision_m"]
    outside = pc.or_(pc.less(metres, 1), pc.greater(metres, 100_000))
    yield from _failing(table, "precision_m", outside, "must lie between 1 and 100,000")
    if pc.count_distinct(table["place"]).as_py() > MOST_PLACES:
        yield f"place: has more than {MOST_PLACES:,} different values"


def _failing(table: pa.Table, name: str, wrong: pa.ChunkedArray, what: str) -> Iterator[str]:
    """Name the rule that values break, in how many rows, and the first of them, from 1."""
    places = pc.indices_nonzero(wrong.combine_chunks().fill_null(False))
    if not len(places):
        return
    value = str(_values(table, name)[places[0].as_py()].as_py())[:60]
    rows = _rows(table[name]).take(places)
    number = pc.count_distinct(rows).as_py()
    yield f"{name}: {what} in {number:,} rows (got {value!r} in row {rows[0].as_py() + 1})"


def _rows(column: pa.ChunkedArray) -> pa.Array:
    """Number the row of each value; a row of lists has several."""
    rows = np.arange(len(column))
    if is_list(column.type):
        rows = rows.repeat(pc.list_value_length(column).fill_null(0).to_numpy())
    return pa.array(rows)


def _repeated(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Mark the values that stand before in the same row."""
    values = pc.dictionary_encode(pc.list_flatten(column).combine_chunks())
    codes = values.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    keys = _rows(column).to_numpy() * np.int64(max(1, len(values.dictionary))) + codes
    again = np.ones(len(keys), dtype=np.bool_)
    again[np.unique(keys, return_index=True)[1]] = False
    return pa.chunked_array([pa.array(again)])


def _twice(ids: pa.ChunkedArray) -> str:
    counts = pc.value_counts(ids)
    most = pc.index(counts.field("counts"), pc.max(counts.field("counts"))).as_py()
    return str(counts.field("values")[most].as_py())


def place_problems(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> Iterator[str]:
    """Say which points are none, or do not lie on the earth; degrees."""
    for name, values, limit in (("longitude", longitude, 180), ("latitude", latitude, 90)):
        wrong = np.flatnonzero(~(np.abs(values) <= limit))
        if wrong.size:
            row = int(wrong[0])
            yield (
                f"geometry: must be a point with a {name} between -{limit} and {limit} in "
                f"{wrong.size:,} rows (got {values[row]} in row {row + 1})"
            )
