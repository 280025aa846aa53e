"""JSON as foreign programs write it: read within bounds, and laid out as rows of text."""

import json
from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.records.rows import JOINER

MOST_PARTS = 8_000_000
"""Lists, objects and members of a file, which bound the memory that is needed."""

MOST_COLUMNS = 500
MOST_CELLS = 50_000_000

LONGEST_NUMBER = 18
"""Digits of a whole number; a longer one is kept as text, as it stands."""


def read_json(content: bytes) -> Any:
    """Read a file, where NaN and Infinity are missing values.

    Raises ValueError, which says what is wrong, for what is no JSON or would need much memory.
    """
    if sum(content.count(sign) for sign in (b"[", b"{", b",")) > MOST_PARTS:
        raise ValueError(f"holds more than {MOST_PARTS:,} values; divide it into several files")
    try:
        return json.loads(content, parse_constant=lambda _: None, parse_int=_whole)
    except RecursionError:
        raise ValueError("is JSON that is nested too deeply") from None
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8, as JSON must be; save it as UTF-8") from None
    except ValueError as error:
        raise ValueError(f"is not JSON ({error})") from None


def read_json_lines(content: bytes) -> list[Any]:
    """Read a file of one JSON value a line."""
    values = []
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            if line := line.strip(b"\x1e \t\r"):
                values.append(read_json(line))
        except ValueError as error:
            raise ValueError(f"line {number} {error}") from None
    return values


def object_in(content: str | bytes) -> dict[str, Any]:
    """Read an object that stands inside a file; an empty one where it is none."""
    try:
        found = read_json(content.encode() if isinstance(content, str) else content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


def text_of(value: Any) -> str | None:
    """Write a value as the text of a cell; None where it is missing.

    >>> text_of(["a", 2]), text_of(True), text_of({"a": [1]}), text_of(None), text_of([])
    ('a | 2', 'true', '{"a": [1]}', None, None)
    """
    if isinstance(value, str) or value is None:
        return value or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return JOINER.join(text for one in value if (text := text_of(one))) or None
    return json.dumps(value, ensure_ascii=False) if value not in ([], {}) else None


def flat(record: Mapping[str, Any], before: str = "") -> dict[str, str | None]:
    """Write the members of an object as cells, those of an object in it after its name.

    >>> flat({"a": 1, "b": {"c": "x"}})
    {'a': '1', 'b.c': 'x'}
    """
    cells: dict[str, str | None] = {}
    for name, value in record.items():
        if isinstance(value, dict) and not before:
            cells |= flat(value, f"{name}.")
        else:
            cells[before + name] = text_of(value)
    return cells


def tabulate(rows: Sequence[Mapping[str, str | None]]) -> pd.DataFrame:
    """Lay rows out under the names that have a value in one of them, in their first order.

    Raises ValueError if there are too many.
    """
    columns: dict[str, list[str | None]] = {}
    for number, row in enumerate(rows):
        for name, text in row.items():
            if text:
                if name not in columns:
                    _check_size(len(columns) + 1, len(rows))
                    columns[name] = [None] * len(rows)
                columns[name][number] = text
    index = range(len(rows))
    return pd.DataFrame({_sound(name): column(texts) for name, texts in columns.items()}, index)


def _check_size(columns: int, rows: int) -> None:
    if columns > MOST_COLUMNS:
        raise ValueError(f"has more than {MOST_COLUMNS} names of values")
    if columns * rows > MOST_CELLS:
        raise ValueError(f"would be a table of more than {MOST_CELLS:,} cells")


def column(values: Iterable[str | None]) -> "pd.Series[str]":
    """Return a column of text, in which half a character of UTF-16 is a question mark."""
    texts = list(values)
    try:
        return pd.Series(texts, dtype="str")
    except UnicodeEncodeError:
        return pd.Series([text and _sound(text) for text in texts], dtype="str")


def _sound(text: str) -> str:
    return text.encode(errors="replace").decode()


def counted(rows: Sized) -> NDArray[np.int64]:
    """Number rows from 1."""
    return np.arange(1, len(rows) + 1)


def some_of(names: Sequence[str], most: int = 20) -> str:
    """Write the first of many names.

    >>> some_of(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")
