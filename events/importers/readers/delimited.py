"""Tables as text: CSV and its relatives, in any encoding and with any common delimiter."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace

import charset_normalizer
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc

from events.importers.fields import NAMES, folded
from events.importers.report import Answers, Choice, Question, Remark
from events.importers.sheet import Sheet
from events.importers.values import DateReader, unguard_list

DELIMITERS: dict[str, str] = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}

MARKS: dict[bytes, str] = {
    b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16",
}  # fmt: skip
"""Byte order marks, and the encodings that they show."""

HEAD = 200_000
"""Bytes by which encoding and delimiter are found."""

LARGE = 5_000_000
"""Characters of a table from which on time and memory count."""

MOST_COLUMNS = 500

WAITED = "import_waits"

BESIDE = ("import_row", "import_reason", WAITED)
"""Columns that stand in `waiting.csv` before those of the file."""


def read_delimited(content: bytes, answers: Answers) -> Sheet:
    """Lay a table of text out as rows. Raises ValueError if it is none."""
    text, encoding, questions = _decoded(content, answers)
    head = text[:HEAD]
    content = content if encoding == "UTF-8" and not text.startswith("\ufeff") else text.encode()
    del text  # which is as large as the file
    delimiter = _delimiter(head)
    first = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    if len(first) > MOST_COLUMNS:
        raise ValueError(f"has more than {MOST_COLUMNS} columns")
    said = [
        f"Read as {NAMED.get(encoding, encoding)}, with a {DELIMITERS[delimiter]} between cells."
    ]
    bare = _is_data(first)
    try:
        large = len(content) > LARGE
        cells = _many_cells(content, delimiter, len(first), 0 if bare else 1) if large else None
    except pa.ArrowInvalid:  # rows of several lengths, or a cell of many megabytes
        cells = None
    if cells is None:
        cells = _cells(content, delimiter, len(first), None if bare else 0)
    if bare:
        said.append("The first line looks like data, so the columns have no names of their own.")
    columns = unique(f"column {n + 1}" if bare else name for n, name in enumerate(first))
    cells.columns = pd.Index(
        [*columns, *(f"column {n}" for n in range(len(columns), cells.shape[1]))]
    )
    guessed = [_guessed_columns(len(cells), answers)] if bare else []
    return waiting_apart(
        Sheet(
            cells,
            np.arange(1, len(cells) + 1),
            said=tuple(said),
            questions=(*questions, *guessed),
            remarks=_unconfirmed(len(cells), answers) if bare else (),
        )
    )


def waiting_apart(sheet: Sheet) -> Sheet:
    """Return the rows of `waiting.csv` as they stood in their file, and for what they waited."""
    if not set(BESIDE[:2]) <= set(sheet.cells):
        return sheet
    cells = unguard_list(sheet.cells)
    bare = cells.drop(columns=list(BESIDE), errors="ignore")
    return replace(sheet, cells=bare, waited=cells.get(WAITED))


def _decoded(content: bytes, answers: Answers) -> tuple[str, str, list[Question]]:
    """Return the text, its encoding, and the question whether it is the right one.

    What is UTF-8 or has a mark is not asked about, so that a saved answer does not spoil it.
    """
    head, chosen = content[:HEAD], answers.get("encoding")
    if marked := next((name for mark, name in MARKS.items() if content.startswith(mark)), None):
        return _strict(content, marked), marked.removesuffix("-sig").upper(), []
    if b"\x00" not in head:
        try:
            return content.decode("utf-8"), "UTF-8", []
        except UnicodeDecodeError:
            pass
    elif not chosen:
        raise ValueError("holds bytes that no text has; save it as CSV in UTF-8")
    encoding = chosen or _encoding(head)
    possible = (name for name in EUROPEAN if _can_be(head, name))
    choices = tuple(Choice(name, name, 0) for name in dict.fromkeys([encoding, *possible]))
    question = Question("encoding", "In which encoding was the file saved?", choices, 0,
                        encoding, encoding)  # fmt: skip
    return _strict(content, encoding), encoding, [question]


NAMED: dict[str, str] = {"latin_1": "Latin-1 (ISO 8859-1)", "cp1252": "Windows-1252"}

EUROPEAN = ["latin_1", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256"]


def _encoding(head: bytes) -> str:
    """Guess an encoding: that of western Europe where it gives the same text as the one found."""
    best = charset_normalizer.from_bytes(head, cp_isolation=EUROPEAN).best()
    found = best.encoding if best else "cp1252"
    text = head.decode(found, "replace")
    same = (name for name in EUROPEAN[:2] if head.decode(name, "replace") == text)
    return next(same, found)


def _can_be(head: bytes, encoding: str) -> bool:
    try:
        head.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise ValueError(f"cannot be read as {encoding} ({error})") from None


def _delimiter(head: str) -> str:
    """Return the delimiter that splits the first lines into most columns, the same in each."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = list(csv.reader(io.StringIO(head[:20_000], newline=""), delimiter=delimiter))[:20]
        widths = [len(row) for row in (rows[:-1] or rows) if row]
        usual = max(set(widths), key=widths.count) if widths else 0
        return (widths.count(usual) if usual > 1 else 0), usual

    try:
        return max(DELIMITERS, key=score)
    except csv.Error as error:
        raise ValueError(f"is no table of text ({error})") from None


def _cells(content: bytes, delimiter: str, width: int, header: int | None) -> pd.DataFrame:
    """Read a table in which rows can be longer than the first; none of their cells is lost."""
    width = max(width, _widest(content, delimiter))
    try:
        return pd.read_csv(
            io.BytesIO(content), encoding="utf-8", sep=delimiter, header=header, dtype=str,
            keep_default_na=False, na_values=[""], skip_blank_lines=True, index_col=False,
            names=list(range(width)), on_bad_lines="error", engine="c", low_memory=False,
        )  # fmt: skip
    except pd.errors.EmptyDataError:
        raise ValueError("has no rows") from None
    except (pd.errors.ParserError, ValueError) as error:
        raise ValueError(f"is no table of text ({str(error).strip()})") from None


def _widest(content: bytes, delimiter: str) -> int:
    """Return the number of cells of the longest row; 0 where the rows cannot be told apart."""
    lines = csv.reader(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""),
                       delimiter=delimiter)  # fmt: skip
    try:
        return min(MOST_COLUMNS, max(map(len, lines), default=0))
    except csv.Error:
        return 0


def _many_cells(content: bytes, delimiter: str, width: int, skipped: int) -> pd.DataFrame:
    """Read a large table in a third of the time and memory."""
    names = [str(number) for number in range(width)]
    table = pc.read_csv(
        pa.BufferReader(content),
        pc.ReadOptions(column_names=names, skip_rows_after_names=skipped),
        pc.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        pc.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string()),
                          null_values=[""], strings_can_be_null=True),
    )  # fmt: skip
    return pd.DataFrame({name: pd.array(table[name], dtype="str") for name in names})


def _is_data(first: Sequence[str]) -> bool:
    """Tell whether the first line has values rather than names of columns."""
    if any(folded(name) in NAMES for name in first):
        return False
    dates = DateReader({})
    return any(len(cell) >= 8 and dates.read(cell).value for cell in first)


def unique(names: Iterable[str]) -> list[str]:
    """Return names of columns, each once; an empty one is named by its number."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        bare = " ".join(str(name).split()) or f"column {number}"
        found.append(bare if bare not in found else f"{bare} ({number})")
    return found


def _guessed_columns(rows: int, answers: Answers) -> Question:
    answer = answers.get("columns")
    choices = (Choice("as-guessed", "Yes, as guessed", rows), Choice("wait", "Let them wait", 0))
    return Question("columns", "The first line looks like data. Is it right which column is what?",
                    choices, 0 if answer else rows, "as-guessed", answer)  # fmt: skip


def _unconfirmed(rows: int, answers: Answers) -> tuple[Remark, ...]:
    if answers.get("columns") == "as-guessed":
        return ()
    reason, mend = "the columns have no names", "confirm which is what, or add a line of names"
    return tuple(
        Remark(row, "", "", "asked", reason, "", mend, "columns") for row in range(1, rows + 1)
    )
