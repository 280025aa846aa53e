"""From the bytes of a file to events: recognised, read, mapped, converted."""

import csv
from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from pathlib import Path

from events.importers.converting import Imported, convert
from events.importers.formats import FORMATS, format_of
from events.importers.mapping import Mapping, chosen_columns, guess
from events.importers.pictures import with_pictures
from events.importers.questions import QUESTIONS
from events.importers.report import Answers
from events.importers.sheet import Sheet
from events.records import CurationError

MOST_BYTES = 500_000_000
"""Of a file that is imported in the shell; the page takes less."""

MOST_ROWS = 5_000_000

NO_ANSWERS: Answers = {}

Constants = MappingOf[str, str]
"""One value for all rows, by the name of a field."""


def read_sheet(name: str, content: bytes, answers: Answers = NO_ANSWERS) -> tuple[str, Sheet]:
    """Read a file; return the id of its format, and its rows.

    Raises CurationError with one line where it cannot be read.
    """
    try:
        kind = format_of(name, content)
        sheet = FORMATS[kind].read(content, answers)
    except (ValueError, RecursionError, MemoryError, csv.Error) as error:
        raise CurationError([f"{name}: file: {error or type(error).__name__}"]) from None
    if not len(sheet.cells):
        raise CurationError([f"{name}: file: has no rows"])
    return kind, sheet


def preview(
    name: str, content: bytes, answers: Answers = NO_ANSWERS, mapping: Mapping | None = None
) -> Imported | None:
    """Import the first rows of a file; None where it cannot be cut, or is no longer than that.

    Raises CurationError as `import_file` does.
    """
    try:
        first = FORMATS[format_of(name, content)].beginning(content)
    except ValueError as error:
        raise CurationError([f"{name}: file: {error}"]) from None
    return None if first is None else import_file(first, name, answers, mapping)


def import_file(
    source: Path | bytes,
    name: str = "",
    answers: Answers = NO_ANSWERS,
    mapping: Mapping | None = None,
    progress: Callable[[str], None] = lambda _: None,
    constants: Constants = NO_ANSWERS,
    finds_pictures: bool = True,
    beside: Path | None = None,
) -> Imported:
    """Import a file, or the content of one of this name.

    The mapping is guessed unless one is given; answers and constants go before those of it.
    Pictures are looked for beside the file, or in the folder that is named for a content, but for
    a list that stands among its own.
    Raises CurationError with one line if the file cannot be read, or for answers that are none.
    """
    content, name = (source, name) if isinstance(source, bytes) else (_bytes(source), source.name)
    given, answers = answers, {**(mapping.answers if mapping else {}), **answers}
    progress(f"Reading {name} …")
    _, sheet = read_sheet(name, content, answers)
    del content  # which can be as large as what was read of it
    if len(sheet.cells) > MOST_ROWS:
        raise CurationError([f"{name}: file: has more than {MOST_ROWS:,} rows"])
    progress(f"Checking {len(sheet.cells):,} rows …")
    mapping = _without_others(mapping, sheet) if mapping else guess(sheet)
    imported = convert(name, sheet, mapping.with_answers(given).with_constants(constants))
    beside = source.parent if isinstance(source, Path) else beside
    return with_pictures(imported, beside) if finds_pictures else imported


def _without_others(mapping: Mapping, sheet: Sheet) -> Mapping:
    """Leave out the saved answers to what a reader asks of another kind of file alone.

    Those that chose columns have done so already.
    """
    asked = {*QUESTIONS, *(question.id for question in sheet.questions)}
    mine = {name: each for name, each in mapping.answers.items() if name in asked}
    mapping = chosen_columns(mapping)
    return mapping.model_copy(update={"answers": mine})


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CurationError([f"{path.name}: file: has more than {MOST_BYTES:,} bytes"])
        return path.read_bytes()
    except FileNotFoundError:
        raise CurationError([f"{path.name}: file: is missing"]) from None
    except OSError as error:
        raise CurationError([f"{path.name}: file: cannot be read ({error.strerror})"]) from None
