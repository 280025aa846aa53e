"""Rows that an OpenDocument sheet repeats: empty ones are read once, filled ones up to a limit."""

import re
import zipfile
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from events.importers.readers.zipped import opened

CONTENT = "content.xml"

NEEDED = ("mimetype", "META-INF/manifest.xml")
"""What a reader of a workbook wants to find beside the content."""

MOST_REPEATED = 100_000
"""Rows that the filled rows which a sheet repeats may come to: events are seldom all the same."""

_TABLE = re.compile(rb"<table:table\s")
_ROW = re.compile(
    rb"<table:table-row\b(?P<about>[^<>]*?)(?:/>|>(?P<cells>.*?)</table:table-row>)", re.DOTALL
)
_TIMES = re.compile(rb'(table:number-rows-repeated=["\'])0*([0-9]+)')
_FILLED = re.compile(rb"value-type|<text:p|formula")


def shortened(content: bytes) -> tuple[bytes, list[NDArray[np.int64]]]:
    """Return a workbook in which no empty row is repeated, and the numbers of its rows by sheet.

    The list is empty for a workbook of another kind, which is returned as it is. Raises ValueError
    where filled rows are repeated too often.
    """
    if not content.startswith(b"PK"):
        return content, []
    with opened(content, "no workbook") as packed:
        if CONTENT not in packed.namelist():
            return content, []
        text = packed.read(CONTENT)
        beside = {name: packed.read(name) for name in NEEDED if name in packed.namelist()}
    head, *tables = _parts(text)
    read = [_shortened(table) for table in tables]
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, part in beside.items():
            written.writestr(name, part)
        written.writestr(CONTENT, b"".join([head, *(table for table, _ in read)]))
    return file.getvalue(), [numbers for _, numbers in read]


def _parts(text: bytes) -> list[bytes]:
    """Divide the content before each of its tables."""
    starts = [0, *(found.start() for found in _TABLE.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def _shortened(table: bytes) -> tuple[bytes, NDArray[np.int64]]:
    parts: list[bytes] = []
    numbers: list[NDArray[np.int64]] = []
    row, end, repeated = 1, 0, 0
    for found in _ROW.finditer(table):
        times = _times(found["about"])
        is_filled = bool(_FILLED.search(found["cells"] or b""))
        if is_filled and times > 1 and (repeated := repeated + times) > MOST_REPEATED:
            raise ValueError(f"repeats filled rows more than {MOST_REPEATED:,} times; delete some")
        numbers.append(np.arange(row, row + (times if is_filled else 1)))
        row += times
        if not is_filled and times > 1:
            first, last = found.span("about")
            parts += [table[end:first], _TIMES.sub(rb"\g<1>1", found["about"])]
            end = last
    parts.append(table[end:])
    return b"".join(parts), np.concatenate(numbers) if numbers else np.zeros(0, np.int64)


def _times(about: bytes) -> int:
    """Return how often a row stands there; more than fifteen digits are more than any number."""
    found = _TIMES.search(about)
    return max(1, int(found[2][:15])) if found else 1
