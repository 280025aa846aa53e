"""Checks of a table of events: those of the curated files, column by column."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import BaseModel

from events.records import STATUSES, Event, OwnPlace, Source, Vocabulary
from events.records.dates import LONGEST as LONGEST_DATE
from geodata import Precision
from geodata.outlines import read_shape
from geodata.region import SLUG, SLUG_WORDS

REQUIRED: tuple[str, ...] = ("id", "title", "date")
UNSAID: dict[str, Any] = {
    "summary": "",
    "category": Event.model_fields["category"].default,
    "status": Event.model_fields["status"].default,
    "place": "",
    "precision": "",
    "precision_m": 0,
    "source": [],
    "side": [],
    "geometry": None,
}
"""What stands for a value that a row leaves out; an empty text is then filled by what is known."""
OPTIONAL: tuple[str, ...] = ("url", "shape", "created", "modified")
COLUMNS: tuple[str, ...] = (*REQUIRED, *UNSAID, *OPTIONAL)
DAYS: tuple[str, ...] = ("created", "modified")
"""Columns with the day on which an event was written down or last changed: read if all have one."""
SEVERAL: tuple[str, ...] = ("source", "side")
"""Columns that may hold a list of texts for each event instead of a single text."""

FIELDS: dict[str, tuple[type[BaseModel], str]] = {
    "title": (Event, "title"),
    "summary": (Event, "summary"),
    "place": (OwnPlace, "name"),
    "precision_m": (OwnPlace, "precision_m"),
    "source": (Source, "outlet"),
    "url": (Source, "url"),
}
"""The field of a curated record that each column corresponds to, and whose limits it has."""


def limit_of(column: str, keyword: str) -> int:
    """Return a limit that a column's field has, by its keyword in JSON Schema."""
    model, field = FIELDS[column]
    schema = model.model_json_schema()["properties"][field]
    forms = (schema, *schema.get("anyOf", ()))
    return next(int(form[keyword]) for form in forms if keyword in form)


LONGEST: dict[str, int] = {
    "date": LONGEST_DATE,
    **{name: limit_of(name, "maxLength") for name in FIELDS if name != "precision_m"},
}
"""How many characters the text of a column may have."""

MOST_METRES = limit_of("precision_m", "maximum")

HIDDEN = r"\x00-\x1f\x7f-\x{9f}\x{2063}\x{202a}-\x{202e}\x{2066}-\x{2069}"
"""The characters that `HIDDEN` of events/records/models.py refuses, in RE2's syntax."""

_PLAIN = (
    rf"^[^{HIDDEN}]+$",
    "must not be empty or contain line breaks or other hidden characters,",
)
_LINES = (rf"^(?:[^{HIDDEN}]|[\t\n])*$", "must not contain hidden characters,")

PATTERNS: dict[str, tuple[str, str]] = {
    "id": (rf"^(?:{SLUG})$", f"must be {SLUG_WORDS},"),
    "url": (
        rf"^https?://[^\s\\@/{HIDDEN}]+(/[^\s\\{HIDDEN}]*)?$",
        "must be an address that starts with https:// or http://, or have no value,",
    ),
    **dict.fromkeys(("title", "place", "source"), _PLAIN),
    "summary": _LINES,
}
"""The pattern of a column's text (RE2), and the same in words."""

MOST_PLACES = 65_535
"""Distinct places in a table: the browser numbers them with two bytes."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a column: in how many rows, and what the first of them has."""

    column: str
    what: str
    rows: int = 0
    """In how many rows; 0 where that is not counted."""
    got: str | None = None
    row: int = 0
    """The first of them, counted from 1."""

    def __str__(self) -> str:
        if self.got is None:
            return f"{self.column}: {f'{self.rows} ' if self.rows else ''}{self.what}"
        many = f" in {self.rows:,} rows" if self.rows else ""
        return f"{self.column}: {self.what}{many} (got {self.got} in row {self.row})"


def merged(faults: Iterable[Fault]) -> list[Fault]:
    """Merge faults of one kind in further rows; of what is not counted the first alone is named."""
    found: dict[tuple[str, str], Fault] = {}
    for fault in faults:
        key = fault.column, fault.what if fault.rows else ""
        known = found.setdefault(key, fault)
        if known is not fault:
            found[key] = replace(known, rows=known.rows + fault.rows)
    return list(found.values())


def column_faults(table: pa.Table) -> Iterator[Fault]:
    """Yield a fault for each column that is missing, of another type, or without some values."""
    if not table.num_rows:
        yield Fault("file", "has no rows")
    for name in (name for name in REQUIRED if name not in table.column_names):
        yield Fault(name, "the column is missing")
    for name in (name for name in COLUMNS if name in table.column_names):
        kind = table[name].type
        if not _has_type(name, kind) and not (pa.types.is_null(kind) and name not in REQUIRED):
            yield Fault(name, f"must hold {_wanted(name)} (got {kind})")
        elif name in REQUIRED and table[name].null_count:
            yield Fault(name, "rows have no value", table[name].null_count)
        elif values_of(table[name]).null_count > table[name].null_count * (not is_list(kind)):
            missing = values_of(table[name]).null_count
            yield Fault(name, "entries of its lists have no value", missing)


def _has_type(name: str, kind: pa.DataType) -> bool:
    if name == "geometry":
        return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))
    if name == "precision_m":
        return bool(pa.types.is_integer(kind))
    if name in DAYS:
        return bool(pa.types.is_date32(kind))
    if name in SEVERAL and is_list(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def has_values(table: pa.Table, name: str) -> bool:
    """Tell whether a column is there and has a value in some row."""
    return name in table.column_names and table[name].null_count < table.num_rows


def is_list(kind: pa.DataType) -> bool:
    """Tell whether a column holds a list for each event."""
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _wanted(name: str) -> str:
    known = {"geometry": "points as WKB", "precision_m": "whole metres"}
    known |= dict.fromkeys(DAYS, "days (date32)")
    return known.get(name, "text, or lists of text" if name in SEVERAL else "text")


def values_of(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the values of a column, those of lists one after another."""
    return pc.list_flatten(column) if is_list(column.type) else column


def table_problems(ids: pa.Array | pa.ChunkedArray, places: int) -> Iterator[str]:
    """Yield a line for ids that are used twice, and for too many places."""
    if pc.count_distinct(ids).as_py() != len(ids):
        yield f"id: is used twice (got {_most_frequent(ids)!r})"
    if places > MOST_PLACES:
        yield f"place: has more than {MOST_PLACES:,} distinct values"


def value_faults(table: pa.Table) -> Iterator[Fault]:
    """Yield a fault for each kind of value that is too long, malformed or out of range."""
    present = [name for name in table.column_names if has_values(table, name)]
    for name in (name for name in LONGEST if name in present):
        long = pc.greater(pc.utf8_length(values_of(table[name])), LONGEST[name])
        yield from _failing(table, name, long, f"has more than {LONGEST[name]:,} characters")
    for name, (pattern, words) in PATTERNS.items():
        if name in present:
            wrong = pc.invert(pc.match_substring_regex(values_of(table[name]), pattern))
            yield from _failing(table, name, wrong, words)
    yield from _list_faults(table)
    metres = table["precision_m"]
    outside = pc.or_(pc.less(metres, 0), pc.greater(metres, MOST_METRES))
    limits = f"must lie between 1 and {MOST_METRES:,}, or be 0 if it is not known,"
    yield from _failing(table, "precision_m", outside, limits)
    if all(has_values(table, name) for name in DAYS):
        early = pc.less(table["modified"], table["created"])
        yield from _failing(table, "modified", early, "lies before created")


def _list_faults(table: pa.Table) -> Iterator[Fault]:
    for name in (name for name in SEVERAL if is_list(table[name].type)):
        yield from _failing(table, name, _repeated(table[name]), "is named twice")


def closed(table: pa.Table) -> dict[str, list[str]]:
    """Return the distinct values of each column that has a closed list of them."""
    names = ("category", "status", "side", "precision")
    return {name: pc.unique(values_of(table[name])).to_pylist() for name in names}


def unknown_values(found: Mapping[str, Iterable[str]], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield a line for each column with a closed list of values that holds another value."""
    lists = {
        "category": tuple(vocabulary.category),
        "status": tuple(status for status in STATUSES if status != "withdrawn"),
        "side": tuple(vocabulary.side_labels),
        "precision": get_args(Precision),
    }
    for name, known in lists.items():
        unknown = next((value for value in found[name] if value not in known), None)
        if unknown is not None:
            yield f"{name}: must be one of {', '.join(known)} (got {unknown[:60]!r})"


def _failing(table: pa.Table, name: str, wrong: pa.ChunkedArray, what: str) -> Iterator[Fault]:
    """Say which rule values break, in how many rows, and which is the first; rows count from 1."""
    numbers = pc.indices_nonzero(wrong.combine_chunks().fill_null(False))
    if not len(numbers):
        return
    value = str(values_of(table[name])[numbers[0].as_py()].as_py())[:60]
    rows = _rows(table[name]).take(numbers)
    count = pc.count_distinct(rows).as_py()
    yield Fault(name, what, count, repr(value), rows[0].as_py() + 1)


def _rows(column: pa.ChunkedArray) -> pa.Array:
    """Return the number of the row of each value; several values of a list share one."""
    rows = np.arange(len(column))
    if is_list(column.type):
        rows = rows.repeat(pc.list_value_length(column).fill_null(0).to_numpy())
    return pa.array(rows)


def _repeated(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Mark each value that already occurs earlier in its list."""
    values = pc.dictionary_encode(pc.list_flatten(column).combine_chunks())
    codes = values.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    keys = _rows(column).to_numpy() * np.int64(max(1, len(values.dictionary))) + codes
    again = np.ones(len(keys), dtype=np.bool_)
    again[np.unique(keys, return_index=True)[1]] = False
    return pa.chunked_array([pa.array(again)])


def _most_frequent(ids: pa.Array | pa.ChunkedArray) -> str:
    counts = pc.value_counts(ids)
    most = pc.index(counts.field("counts"), pc.max(counts.field("counts"))).as_py()
    return str(counts.field("values")[most].as_py())


def point_faults(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64], given: NDArray[np.bool_]
) -> Iterator[Fault]:
    """Yield a fault for each coordinate, in degrees, out of range where a point is given."""
    for name, values, limit in (("longitude", longitude, 180), ("latitude", latitude, 90)):
        wrong = np.flatnonzero(given & ~(np.abs(values) <= limit))
        if wrong.size:
            row = int(wrong[0])
            what = f"must be a point with a {name} between -{limit} and {limit}"
            yield Fault("geometry", what, wrong.size, str(values[row]), row + 1)


def shape_faults(table: pa.Table) -> Iterator[Fault]:
    """Yield the first line or area that cannot be read."""
    if not has_values(table, "shape"):
        return
    for number, text in enumerate(table["shape"].to_pylist(), 1):
        try:
            if text:
                read_shape(text)
        except ValueError as error:
            yield Fault("shape", str(error), 0, repr(text[:60]), number)
            return
