"""CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that runs as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from events.exporters.about import About
from events.exporters.rows import FIELDS, flat_rows
from events.records.reading import Records

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "＝", "＋", "－", "＠")

ABOUT = (
    "dataset", "dataset_version", "made", "filter", "licence", "credits", "disclaimer", "address",
)  # fmt: skip
"""Behind every line, so that lines which are copied elsewhere still say where they are from."""


def guard(value: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would run; numbers stay numbers.

    >>> guard("=1+1"), guard("-5"), guard(-5)
    ("'=1+1", "'-5", -5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def write_lines(rows: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> Iterator[str]:
    """Yield the heading, then each line, with no cell that runs as a formula."""
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        yield _taken(text)
        writer.writerow({name: guard(value) for name, value in row.items()})
    yield _taken(text)


def _taken(text: io.StringIO) -> str:
    """Return what was written, and empty it."""
    written = text.getvalue()
    text.seek(0)
    text.truncate()
    return written


def write_csv(frame: pd.DataFrame, records: Records, about: About) -> Iterator[bytes]:
    """Write one line an event; the header alone where there is none."""
    carried = dict(about.lines)
    rows = ({**row, **carried} for row in flat_rows(frame, records))
    mark = "\ufeff"
    for text in write_lines(rows, (*FIELDS, *ABOUT)):
        yield (mark + text).encode()
        mark = ""
