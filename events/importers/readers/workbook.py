"""Workbooks: XLSX, XLS and ODS. Formulas never run; what they gave when saved is read."""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from events.importers.fields import NAMES, folded
from events.importers.readers.delimited import MOST_COLUMNS, unique, waiting_apart
from events.importers.readers.formulas import far_cells, formulas_of
from events.importers.readers.opendocument import shortened
from events.importers.readers.zipped import opened
from events.importers.report import Answers, Choice, Question, Remark
from events.importers.sheet import Sheet
from events.importers.values.text import NO_RESULT

MOST_UNPACKED = 500_000_000
"""Bytes of a workbook, which is a zip, unpacked."""

MOST_CELLS = 10_000_000
"""Of a sheet, with the empty ones between others: the reader makes room for all of them."""

_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")

DEEPEST_HEADER = 20
"""Rows among which the names of the columns stand."""

MOST_TOLD = 1_000
"""Formulas that are told of one by one."""

Rows = list[list[Any]]


def read_workbook(content: bytes, answers: Answers) -> Sheet:
    """Lay out the first sheet that is seen, or the one that was asked for.

    Raises ValueError for what is no workbook, and for macros.
    """
    _check_zip(content)
    try:
        content, numbers_of = shortened(content)
        book, name = _opened(content, answers)
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise ValueError(f"is no workbook that can be read ({error})") from None
    if not rows:
        raise ValueError(f"has no rows in its sheet {name!r}")
    header = _header(rows)
    if len(rows[header]) > MOST_COLUMNS:
        raise ValueError(f"has more than {MOST_COLUMNS} columns")
    names = unique(str(cell) for cell in rows[header])
    place = book.sheet_names.index(name)
    numbers = numbers_of[place] if place < len(numbers_of) else np.zeros(0, np.int64)
    if len(numbers) < len(rows):  # a sheet of another kind, or written as nobody expected
        numbers = np.arange(1, len(rows) + 1)
    remarks = tuple(_formulas(content, name, rows, names, header))
    cells = _cells(rows[header + 1 :], names)
    filled = cells.notna().any(axis=1).to_numpy()
    sheets = Question(
        "sheet", "Which sheet has the events?",
        tuple(Choice(each, each, 0) for each in book.sheet_names), 0, name, name,
    )  # fmt: skip
    sheet = Sheet(
        cells[filled].reset_index(drop=True),
        numbers[header + 1 : len(rows)][filled],
        said=(
            f"Read from the sheet {name!r}; "
            f"the names of the columns stand in row {numbers[header]}.",
            *_unread(book),
        ),
        questions=(sheets,) if len(book.sheet_names) > 1 else (),
        remarks=remarks,
    )
    return waiting_apart(sheet)


def _opened(content: bytes, answers: Answers) -> tuple[CalamineWorkbook, str]:
    """Return the workbook, and the name of the sheet that is read."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    seen = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
    name = answers.get("sheet", next(iter([*seen, *book.sheet_names]), ""))
    if name not in book.sheet_names:
        raise ValueError(f"has no sheet {name!r}; it has {', '.join(book.sheet_names)}")
    return book, name


def _unread(book: CalamineWorkbook) -> Iterator[str]:
    for sheet in book.sheets_metadata:
        if sheet.visible != SheetVisibleEnum.Visible:
            rows = max(0, book.get_sheet_by_name(sheet.name).height - 1)
            yield f"The hidden sheet {sheet.name!r} with {rows} rows is not read unless asked for."


def _check_zip(content: bytes) -> None:
    """Refuse macros, and what is many times as large when it is unpacked."""
    if not content.startswith(b"PK"):
        return
    with opened(content, "no workbook") as packed:
        entries = packed.infolist()
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise ValueError(f"holds more than {MOST_UNPACKED:,} bytes when it is unpacked")
        for entry in entries:
            if _SHEETS.fullmatch(entry.filename) and far_cells(packed.read(entry)) > MOST_CELLS:
                raise ValueError(
                    "has a cell far away from the others; delete the empty columns and rows"
                )
    if any("vbaproject" in entry.filename.casefold() for entry in entries):
        raise ValueError("holds macros; save it as a workbook without them (.xlsx)")


def _header(rows: Sequence[Sequence[Any]]) -> int:
    """Find the row of the names: the first with most cells that are known names, or with most."""

    def score(row: Sequence[Any]) -> tuple[int, int]:
        texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        return sum(folded(text) in NAMES for text in texts), len(texts)

    head = list(rows[:DEEPEST_HEADER])
    return max(range(len(head)), key=lambda number: (*score(head[number]), -number))


def _formulas(
    content: bytes, sheet: str, rows: Rows, names: list[str], header: int
) -> Iterator[Remark]:
    """Mark the formulas that have no result, and tell of the results in columns of a known name."""
    for told, formula in enumerate(formulas_of(content, sheet)):
        row, column = formula.row, formula.column
        if not (header < row < len(rows) and column < len(names)):
            continue
        if not formula.has_result:
            rows[row][column] = NO_RESULT
        elif folded(names[column]) in NAMES and told < MOST_TOLD and rows[row][column] != "":
            result, reason = _text(rows[row][column]) or "", "is what a formula gave when saved"
            yield Remark(row + 1, names[column], result, "changed", reason, result)


def _cells(rows: Rows, names: list[str]) -> pd.DataFrame:
    """Write all cells as text; times of day stand in a column beside their days."""
    columns: dict[str, list[str | None]] = {}
    for number, name in enumerate(names):
        cells = [row[number] if number < len(row) else None for row in rows]
        kinds = set(map(type, cells))
        columns[name] = cells if kinds <= PLAIN else [_text(cell) for cell in cells]
        if dt.datetime in kinds and any(times := [_time(cell) for cell in cells]):
            columns[f"{name} (time)"] = times
    return pd.DataFrame(columns, dtype="str").replace("", None)


PLAIN = frozenset({str, type(None)})
"""Types of cells that are text as they stand."""


def _text(cell: Any) -> str | None:
    """Write a cell as text: days as ISO has them, whole numbers without a point."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return str(cell).upper()
    return str(cell) if cell not in (None, "") else None


def _time(cell: Any) -> str | None:
    is_moment = isinstance(cell, dt.datetime) and cell.time() != dt.time()
    return cell.time().isoformat() if is_moment else None
