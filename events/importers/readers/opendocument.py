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
_REPEATED = re.compile(
    rb"<table:table-row\s(?P<about>[^<>]*?number-rows-repeated[^<>]*?)"
    rb"(?:/>|>(?P<cells>.*?)</table:table-row>)",
    re.DOTALL,
)
_ROWS = (b"<table:table-row>", b"<table:table-row ", b"<table:table-row/")
"""How the rows of a table begin."""

_TIMES = re.compile(rb'(number-rows-repeated=["\'])0*([0-9]+)')
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
    row, end, cut, repeated = 1, 0, 0, 0
    for found in _REPEATED.finditer(table):
        row = _counted(numbers, row, _rows(table[end : found.start()]))
        end = found.end()
        times = _times(found["about"])
        if not _FILLED.search(found["cells"] or b""):
            first, last = found.span("about")
            parts += [table[cut:first], _TIMES.sub(rb"\g<1>1", found["about"])]
            cut = last
            _counted(numbers, row, 1)
            row += times
            continue
        repeated += times if times > 1 else 0
        if repeated > MOST_REPEATED:
            raise ValueError(f"repeats filled rows more than {MOST_REPEATED:,} times; delete some")
        row = _counted(numbers, row, times)
    _counted(numbers, row, _rows(table[end:]))
    parts.append(table[cut:])
    return b"".join(parts), np.concatenate(numbers)


def _rows(text: bytes) -> int:
    return sum(text.count(start) for start in _ROWS)


def _counted(numbers: list[NDArray[np.int64]], row: int, many: int) -> int:
    """Add the numbers of rows that follow each other, and return the next one."""
    numbers.append(np.arange(row, row + many))
    return row + many


def _times(about: bytes) -> int:
    """Return how often a row stands there; more than fifteen digits are more than any number."""
    found = _TIMES.search(about)
    return max(1, int(found[2][:15])) if found else 1
