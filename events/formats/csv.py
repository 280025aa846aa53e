"""CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that runs as a formula."""

import csv
import io
from typing import Any

import pandas as pd

from events.formats.rows import FIELDS, flat_rows
from events.load import Dataset

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "＝", "＋", "－", "＠")


def guard(value: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would run; numbers stay numbers.

    >>> guard("=1+1"), guard("-5"), guard(-5)
    ("'=1+1", "'-5", -5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def write_csv(frame: pd.DataFrame, dataset: Dataset, query: str) -> bytes:
    """Write one line an event; the header alone where there is none."""
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, lineterminator="\r\n")
    writer.writeheader()
    for row in flat_rows(frame, dataset):
        writer.writerow({name: guard(value) for name, value in row.items()})
    return text.getvalue().encode("utf-8-sig")
