"""The list of an own collection: read, written anew with what was changed, and taken back."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pandas as pd
import yaml

from events.collection import Collection, open_collection
from events.importers import FIELDS, Imported, Mapping, Remark, import_file, listed, write_list
from events.importers.values import unguard_list
from events.records import CurationError
from events.records.lists import EVENTS
from geodata.files import read_yaml
from pages.parts import own
from pages.parts.own import Own

ABOUT = "collection.yaml"
"""The file that has its title."""

COLUMNS = (
    "title",
    "date",
    "place",
    "latitude",
    "longitude",
    "category",
    "source",
    "url",
    "summary",
)
"""The columns that can always be filled in; others where the list has them."""

MOST_ROWS = 5_000
"""Events of a list that is changed on the page; a longer one is mended as a file."""


@dataclass(frozen=True)
class Faults:
    """Why a change was not made."""

    lines: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What is wrong with single values; rows are counted from 1."""


def sentence(words: str) -> str:
    """Begin what is said of a value with a capital, and end it with a full stop."""
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def rows_of(each: Own) -> pd.DataFrame | None:
    """Return the list of a collection as text; None for one that is not made of a list."""
    path = each.folder / EVENTS
    if not path.exists():
        return None
    rows = _read(path.read_text("utf-8"))
    for name in COLUMNS:
        if name not in rows:
            rows[name] = ""
    return rows


def _read(text: str) -> pd.DataFrame:
    return unguard_list(pd.read_csv(StringIO(text), dtype=str, keep_default_na=False))


AS_TYPED = {
    "no-place": "without-place", "zero": "keep", "far": "keep", "sea": "keep", "swapped": "keep",
    "spellings": "apart",
}  # fmt: skip
"""What is asked of a stranger's file, and meant by who types into a list."""


def check(rows: pd.DataFrame) -> Imported:
    """Read a list as a file is read: dates and places may be written in any way."""
    same = Mapping(columns={name: name for name in rows if name in FIELDS})
    return import_file(rows.to_csv(index=False).encode(), EVENTS, AS_TYPED, same)


def change(each: Own, rows: pd.DataFrame) -> Faults | None:
    """Put another list in the place of a collection's, if nothing is wrong with it."""
    try:
        read = check(rows)
    except CurationError as error:
        return Faults(lines=error.problems)
    wrong = [remark for remark in read.report.remarks if remark.outcome in ("asked", "refused")]
    if wrong:
        return Faults(remarks=tuple(wrong))
    before = (each.folder / EVENTS).read_text("utf-8")
    if problems := _write(each, listed(read)):
        return _faults(problems)
    each.past = [*each.past, before][-MOST_UNDONE:]
    return None


LINE = re.compile(rf"{re.escape(EVENTS)}: row (?P<row>\d+): (?P<column>[\w.]+): (?P<what>.*)")
"""What the check of a collection says of a value."""


def _faults(problems: tuple[str, ...]) -> Faults:
    """Sort what is wrong by the values that it is said of."""
    found = [LINE.fullmatch(line) for line in problems]
    return Faults(
        tuple(line for line, of in zip(problems, found, strict=True) if not of),
        tuple(
            Remark(int(of["row"]), of["column"], "", "refused", of["what"]) for of in found if of
        ),
    )


MOST_UNDONE = 20
"""Changes that can be undone."""


def undo(each: Own) -> None:
    """Take back the last change."""
    if each.past:
        *each.past, before = each.past
        _write(each, _read(before))


def rename(each: Own, title: str) -> None:
    """Give a collection another title."""

    def write(folder: Path) -> None:
        said = {**read_yaml(folder / ABOUT), "title": title}
        written = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
        (folder / ABOUT).write_text(written, "utf-8")

    if title.strip():
        _open_anew(each, write)


def _write(each: Own, rows: pd.DataFrame) -> tuple[str, ...]:
    """Write a list among the other files of the collection; return why it cannot be opened."""
    try:
        _open_anew(each, lambda folder: write_list(rows, folder / EVENTS))
    except CurationError as error:
        return error.problems
    return ()


def _open_anew(each: Own, write: Callable[[Path], None]) -> None:
    """Open a copy of a collection in which a file is written anew. Raises CurationError."""

    def fill(folder: Path) -> Collection:
        shutil.copytree(each.folder, folder, dirs_exist_ok=True)
        write(folder)
        return open_collection(folder)

    own.shelf().replace(each, fill)
