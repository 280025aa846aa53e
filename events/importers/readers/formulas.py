"""Cells of a workbook (XLSX) that hold a formula: read of its XML as text, and never run."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from events.importers.readers.xml_text import elements
from events.importers.readers.zipped import opened

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(.{0,10000}?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_REPEATED = re.compile(
    rb"<table:table-cell[^<>]*office:value-type[^<>]*columns-repeated=.([0-9]{1,9})"
    rb"|<table:table-cell[^<>]*columns-repeated=.([0-9]{1,9})[^<>]*office:value-type"
)
_RESULT = re.compile(rb"<(?:\w+:)?v>[^<]")


@dataclass(frozen=True)
class Formula:
    """Where a formula stands; row and column are counted from 0."""

    row: int
    column: int
    has_result: bool


def formulas_of(content: bytes, sheet: str) -> Iterator[Formula]:
    """Yield the formulas of a sheet, by its name; none of a workbook that is no XLSX."""
    if not content.startswith(b"PK"):
        return
    with opened(content, "no workbook") as packed:
        part = _part_of(packed, sheet)
        text = packed.read(part) if part in packed.namelist() else b""
    for found in _CELL.finditer(text):
        place = _PLACE.search(found[1])
        if place:
            is_empty_text = b't="str"' in found[1]
            has_result = is_empty_text or bool(_RESULT.search(found[2]))
            yield Formula(int(place[2]) - 1, _number(place[1].decode()), has_result)


def far_cells(text: bytes) -> int:
    """Return how many cells there are up to the last column and row that a sheet names or repeats.

    In XLSX a cell says where it stands; in ODS, how often it and its row are repeated.
    """
    places = set(_PLACE.findall(text))
    columns = max((_number(letters.decode()) + 1 for letters, _ in places), default=1)
    rows = max((int(number) for _, number in places), default=1)
    repeated = (int(one or other) for one, other in _REPEATED.findall(text))
    return max(columns * rows, max(repeated, default=1) ** 2)


def _part_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """Return the name of the file that holds a sheet; empty if there is none."""
    if not {BOOK, LINKS} <= set(packed.namelist()):
        return ""
    link = next((key for each in elements(packed.read(BOOK), "sheet") if each.get("name") == sheet
                 for name, key in each.items() if name.endswith("}id")), None)  # fmt: skip
    for each in elements(packed.read(LINKS), "Relationship"):
        if each.get("Id") == link:
            return posixpath.normpath(posixpath.join("/xl", str(each.get("Target")))).lstrip("/")
    return ""


def _number(letters: str) -> int:
    """Return the number of a column from 0.

    >>> _number("A"), _number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
