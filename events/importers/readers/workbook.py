"""Workbooks: XLSX, XLS and ODS. Formulas never run; what they gave when saved is read."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from events.importers.fields import folded
from events.importers.readers.delimited import MOST_COLUMNS, NAMES
from events.importers.report import Answers, Choice, Question
from events.importers.sheet import Sheet

MOST_UNPACKED = 500_000_000
"""Bytes of a workbook, which is a zip, unpacked."""

DEEPEST_HEADER = 20
"""Rows among which the names of the columns stand."""


def read_workbook(content: bytes, answers: Answers) -> Sheet:
    """Lay out the first sheet that is seen, or the one that was asked for.

    Raises ValueError for what is no workbook, and for macros.
    """
    _check_zip(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, OSError, ValueError) as error:
        raise ValueError(f"is no workbook that can be read ({error})") from None
    visible = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
    hidden = [s.name for s in book.sheets_metadata if s.name not in visible]
    name = answers.get("sheet", next(iter(visible), book.sheet_names[0]))
    if name not in book.sheet_names:
        raise ValueError(f"has no sheet {name!r}; it has {', '.join(book.sheet_names)}")
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    if not rows:
        raise ValueError(f"has no rows in its sheet {name!r}")
    header = _header(rows)
    names = [
        " ".join(str(cell).split()) or f"column {n + 1}" for n, cell in enumerate(rows[header])
    ]
    if len(names) > MOST_COLUMNS:
        raise ValueError(f"has more than {MOST_COLUMNS} columns")
    body = [[_text(cell) for cell in row] for row in rows[header + 1 :]]
    cells = pd.DataFrame(body, columns=_once(names), dtype="str")
    filled = cells.notna().any(axis=1).to_numpy()
    said = [f"Read from the sheet {name!r}; the names of the columns stand in row {header + 1}."]
    said += [f"The hidden sheet {other!r} is not read unless it is asked for." for other in hidden]
    choices = tuple(Choice(each, each, 0) for each in book.sheet_names)
    sheets = Question("sheet", "Which sheet has the events?", choices, 0, name, name)
    return Sheet(
        cells[filled].reset_index(drop=True),
        np.arange(header + 2, header + 2 + len(cells))[filled],
        said=tuple(said),
        questions=(sheets,) if len(choices) > 1 else (),
    )


def _check_zip(content: bytes) -> None:
    """Refuse macros, and what is many times as large when it is unpacked."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise ValueError(f"is no workbook that can be read ({error})") from None
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise ValueError(f"holds more than {MOST_UNPACKED:,} bytes when it is unpacked")
    if any("vbaproject" in entry.filename.casefold() for entry in entries):
        raise ValueError("holds macros; save it as a workbook without them (.xlsx)")


def _header(rows: Sequence[Sequence[Any]]) -> int:
    """Find the row of the names: the first with most cells that are known names, or with most."""

    def score(row: Sequence[Any]) -> tuple[int, int]:
        texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        return sum(folded(text) in NAMES for text in texts), len(texts)

    head = list(rows[:DEEPEST_HEADER])
    return max(range(len(head)), key=lambda number: (*score(head[number]), -number))


def _text(cell: Any) -> str | None:
    """Write a cell as text: days as ISO has them, whole numbers without a point."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return str(cell).upper()
    return str(cell) if cell not in (None, "") else None


def _once(names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for number, name in enumerate(names, 1):
        found.append(name if name not in found else f"{name} ({number})")
    return found
