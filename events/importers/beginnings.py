"""A file cut below its first rows: what is left of it is a file too, and read as one."""

import re
import zipfile
from collections import deque
from collections.abc import Callable
from io import BytesIO
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq
from lxml import etree

from events.importers.readers.zipped import opened

BEGINNING = 250_000
"""Bytes of a file, or of a file in a zip, that are looked at to see what is in it."""

LONG_ROWS = 2_000_000
"""The same where no row is whole in that."""

FIRST_ROWS = 1_000
"""Of a file in which rows are counted."""

STRINGS = "xl/sharedStrings.xml"
"""Where XLSX has its texts, by whose numbers the cells name them."""

MOST_STRINGS = 10_000_000
"""Bytes of them among which those of the first rows are looked for."""

Cut = Callable[[bytes], bytes | None]
"""Cuts a head to what is whole in it; None where nothing is."""

_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
_CLOSED_BY = {b"{": b"}", b"[": b"]"}
_LINES = re.compile(rb"[\x1e\xef\xbb\xbf\s]*\{[^\n]*\}\s*\n[\x1e\s]*\{")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NUMBER = re.compile(rb't="s"[^>]*><v>([0-9]+)<')
_STRING_END = re.compile(rb"</si>|<si/>")


def by_head(cut: Cut) -> Cut:
    """Return what cuts a file by its head; None for a file that is no longer than that."""

    def beginning(content: bytes) -> bytes | None:
        sizes = (size for size in (BEGINNING, LONG_ROWS) if size < len(content))
        return next((first for size in sizes if (first := cut(content[:size]))), None)

    return beginning


def cut_text(head: bytes) -> bytes | None:
    """Cut a table below a line at whose end no cell is open."""
    if head.startswith(_UTF_16):
        cut = cut_text(head[: len(head) // 2 * 2].decode("utf-16", "ignore").encode())
        return cut and cut.decode().encode("utf-16")
    end = head.rfind(b"\n")
    while end > 0 and head.count(b'"', 0, end) % 2:
        end = head.rfind(b"\n", 0, end)
    return head[: end + 1] if end > 0 else None


def cut_json(head: bytes) -> bytes | None:
    """Cut JSON behind the last object in the outermost list of objects, and close what is open.

    >>> cut_json(b'{"features": [{"a": [{"b": 1}]}, {"a": [{"b": 2}, {"b')
    b'{"features": [{"a": [{"b": 1}]}]}'
    """
    if _LINES.match(head):
        return head[: head.rfind(b"\n")]
    still_open: list[bytes] = []
    end, closing = 0, b""
    for token in _TOKENS.finditer(head):
        sign = token.group()[:1]
        if sign in _CLOSED_BY:
            still_open.append(_CLOSED_BY[sign])
        elif sign != b'"':
            if not still_open or still_open.pop() != sign:
                return None
            is_row = sign == b"}" and still_open[-1:] == [b"]"] and still_open.count(b"]") == 1
            if is_row and (not closing or len(still_open) <= len(closing)):
                end, closing = token.end(), b"".join(reversed(still_open))
    return head[:end] + closing if end else None


def cut_xml(*names: str) -> Cut:
    """Return what cuts XML behind the last element of one of these names, else behind a tag."""
    ends = re.compile(f"</(?:\\w+:)?(?:{'|'.join(names)})>".encode())

    def cut(head: bytes) -> bytes | None:
        found = [match.end() for match in ends.finditer(head)]
        parser = etree.XMLParser(
            recover=True, resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            root = etree.fromstring(head[: found[-1] if found else head.rfind(b">") + 1], parser)
        except etree.XMLSyntaxError:
            return None
        return etree.tostring(root.getroottree(), encoding="utf-8")

    return cut


def in_zip(cut: Cut, *endings: str) -> Cut:
    """Return what cuts each file of a zip that has one of these endings, and leaves out others."""

    def beginning(content: bytes) -> bytes | None:
        parts = _parts(content, cut, endings)
        return None if parts is None else _zipped(parts)

    return beginning


def _parts(content: bytes, cut: Cut, endings: tuple[str, ...]) -> dict[str, bytes] | None:
    parts: dict[str, bytes] = {}
    with opened(content) as archive:
        for member in archive.infolist():
            if member.filename.endswith(endings):
                with archive.open(member) as file:
                    head = file.read(BEGINNING)
                part = head if member.file_size == len(head) else cut(head)
                if part is None:
                    return None
                parts[member.filename] = part
    return parts


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def cut_workbook(content: bytes) -> bytes | None:
    """Cut a workbook (XLSX, ODS) below its first rows; one in the older XLS cannot be cut."""
    if not content.startswith(b"PK"):
        return None
    endings = (".xml", ".rels", "mimetype")
    parts = _parts(content, cut_xml("row", "table-row"), endings)
    if parts is None or STRINGS not in parts:
        return None if parts is None else _zipped(parts)
    used = (int(number) for part in parts.values() for number in _NUMBER.findall(part))
    with opened(content) as archive, archive.open(STRINGS) as file:
        texts = file.read(MOST_STRINGS)
    last = deque(islice(_STRING_END.finditer(texts), max(used, default=0) + 1), 1)
    return _zipped({**parts, STRINGS: texts[: last[0].end()] + b"</sst>"}) if last else None


def cut_parquet(content: bytes) -> bytes | None:
    """Cut Parquet below its first rows."""
    file = pq.ParquetFile(BytesIO(content))
    if file.metadata.num_rows <= FIRST_ROWS:
        return None
    made = BytesIO()
    pq.write_table(pa.Table.from_batches([next(file.iter_batches(FIRST_ROWS))]), made)
    return made.getvalue()
