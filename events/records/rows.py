"""A list as CSV: its rows as texts by the names of its columns, and what is wrong with it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 50_000_000
MOST_ROWS = 20_000
"""Of a list whose rows become records; a larger one is a table, `events.parquet`."""

BETWEEN = "|"
"""Stands between several values of a cell, with or without blanks beside it."""

JOINER = f" {BETWEEN} "
"""How several values are joined into one cell."""

RUN = r"'*[=+\-@\t\r|＝＋－＠]"
"""How a text begins that a spreadsheet would run, unless one more apostrophe stands before it."""

_RUN, _GUARDED = re.compile(RUN), re.compile(f"'(?={RUN})")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run.

    >>> guarded("=1+1"), guarded("'tis"), guarded("'-")
    ("'=1+1", "'tis", "''-")
    """
    return f"'{text}" if _RUN.match(text) else text


def unguarded(text: str) -> str:
    """Return the text of a cell without the apostrophe that keeps a spreadsheet from running it.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''-")
    ('=1+1', "'tis", "'-")
    """
    return text[1:] if _GUARDED.match(text) else text


def values_in(cell: str) -> list[str]:
    """Return the values of a cell that can hold several."""
    return [part.strip() for part in cell.split(BETWEEN) if part.strip()]


@dataclass(frozen=True)
class Row:
    """A row of a list."""

    number: int
    """Counted from 1, below the names of the columns."""
    cells: Mapping[str, str]
    """The texts of the cells that are not empty, by the names of the columns."""
    columns: tuple[str, ...]
    """The names of all columns, in their order."""

    def several(self, name: str) -> list[str]:
        """Return the values of a cell that can hold several."""
        return values_in(self.cells.get(name, ""))

    def one(self, *names: str) -> dict[str, str]:
        """Return the cells of these columns that are not empty."""
        return {name: self.cells[name] for name in names if name in self.cells}


def read_rows(path: Path) -> tuple[list[Row], list[str]]:
    """Read a list in UTF-8 with commas; return its rows, and a line for each of its problems.

    Raises ValueError with one line for a file of which nothing can be read, and OSError.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"file: is larger than {MOST_BYTES:,} bytes")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"file: is not UTF-8 (byte {error.start})") from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [name.strip() for name in next(lines, [])]
        rows = list(lines)
    except csv.Error as error:
        raise ValueError(f"line {lines.line_num}: is not CSV with commas ({error})") from None
    if problems := list(_header_problems(names)):
        raise ValueError("; ".join(problems))
    if len(rows) > MOST_ROWS:
        raise ValueError(
            f"file: has {len(rows):,} rows, and at most {MOST_ROWS:,} can be a list; turn it into "
            "a table with `python -m events import`"
        )
    return _filled(names, rows)


def _header_problems(names: list[str]) -> Iterator[str]:
    if not any(names):
        yield "file: is empty"
    for name, times in Counter(names).items():
        if times > 1 and name:
            yield f"row 0: the column {name!r} stands twice"


def _filled(names: list[str], rows: list[list[str]]) -> tuple[list[Row], list[str]]:
    """Name the cells of each row that is not empty."""
    read: list[Row] = []
    problems: list[str] = []
    for number, cells in enumerate(rows, 1):
        given = [unguarded(cell.replace("\r\n", "\n").strip()) for cell in cells]
        if any(given[len(names) :]):
            problems.append(f"row {number}: has {len(cells)} cells, and {len(names)} columns")
        named = {name: cell for name, cell in zip(names, given, strict=False) if name and cell}
        if named:
            read.append(Row(number, named, tuple(filter(None, names))))
    return read, problems
