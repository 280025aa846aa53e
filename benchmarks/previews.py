"""How soon the first rows of a large file are seen, for each kind of files.

`python -m benchmarks.previews MB` prints a row for each: a file with this much text in it, read as
the page reads it, by a process that is ready.
"""

import json
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count

import pandas as pd

from events.importers import Imported
from events.importers.apart import import_apart, prepare

READY = 15
"""Seconds until a process is ready."""

BOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"

Row = dict[str, str]


@dataclass(frozen=True)
class Kind:
    """How a kind of files is written: a head, a line for each row, a tail."""

    line: Callable[[Row], str]
    head: str = ""
    between: str = ""
    tail: str = ""
    member: str = ""
    """The name of the file in a zip, where it is one."""
    beside: dict[str, str] = field(default_factory=dict)
    """The other files in it."""

    def write(self, size: int) -> bytes:
        """Write a file of so many bytes."""
        lines: list[str] = []
        for number in count():
            lines.append(self.line(row(number)))
            if (size := size - len(lines[-1])) < 0:
                break
        content = (self.head + self.between.join(lines) + self.tail).encode()
        if not self.member:
            return content
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, text in self.beside.items():
                archive.writestr(name, text)
            archive.writestr(self.member, content)
        return made.getvalue()


def row(number: int) -> Row:
    """Return a row of a list that has no end."""
    return {
        "title": f"Notice of the harbour {number}",
        "date": f"{2000 + number % 24}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "lat": f"{48 + number * 37 % 4000 / 1000:.3f}",
        "lon": f"{10 + number * 53 % 6000 / 1000:.3f}",
        "place": f"Quay {number % 3_000}",
        "source": "Example Times; Harbour Post",
    }


def _feature(row: Row) -> str:
    place = {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]}
    return json.dumps({"type": "Feature", "geometry": place, "properties": row})


def _wrapped(before: str, after: str, cell: str) -> Callable[[Row], str]:
    return lambda row: before + "".join(map(cell.format, row.values())) + after


NAMES = list(row(0))
COLLECTION = '{"type": "FeatureCollection", "features": ['
PLACEMARK = (
    "<Placemark><name>{title}</name><TimeStamp><when>{date}</when></TimeStamp>"
    "<Point><coordinates>{lon},{lat}</coordinates></Point></Placemark>"
)
KML = Kind(lambda row: PLACEMARK.format(**row), "<kml><Document>", "\n", "</Document></kml>")
XLSX_CELL = '<c t="inlineStr"><is><t>{}</t></is></c>'
ODS_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
SPACES = " ".join(f'xmlns:{name}="{OASIS.format(name)}"' for name in ("office", "table", "text"))

KINDS: dict[str, Kind] = {
    "a.csv": Kind(lambda row: ",".join(row.values()), ",".join(NAMES) + "\n", "\n"),
    "a.geojson": Kind(_feature, COLLECTION, ",\n", "]}"),
    "a.jsonl": Kind(_feature, between="\n"),
    "list.json": Kind(json.dumps, "[", ",\n", "]"),
    "a.kml": KML,
    "a.kmz": Kind(KML.line, KML.head, KML.between, KML.tail, "doc.kml"),
    "a.gpx": Kind(
        lambda row: '<wpt lat="{lat}" lon="{lon}"><name>{title}</name></wpt>'.format(**row),
        "<gpx>", "\n", "</gpx>",
    ),
    "a.zip": Kind(_feature, COLLECTION, ",\n", "]}", "events.geojson"),
    "a.xlsx": Kind(
        _wrapped("<row>", "</row>", XLSX_CELL),
        f'<worksheet xmlns="{BOOK}"><sheetData>'
        + _wrapped("<row>", "</row>", XLSX_CELL)(dict(zip(NAMES, NAMES, strict=True))),
        "", "</sheetData></worksheet>", "xl/worksheets/sheet1.xml",
        {
            "_rels/.rels": f'<Relationships xmlns="{RELATED}"><Relationship Id="rId1" '
            f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{BOOK}" xmlns:r="{LINKS}"><sheets><sheet '
            'name="Events" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATED}"><Relationship '
            f'Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        },
    ),
    "a.ods": Kind(
        _wrapped("<table:table-row>", "</table:table-row>", ODS_CELL),
        f"<office:document-content {SPACES}><office:body><office:spreadsheet><table:table "
        'table:name="Events">'
        + _wrapped("<table:table-row>", "</table:table-row>", ODS_CELL)(
            dict(zip(NAMES, NAMES, strict=True))
        ),
        "", "</table:table></office:spreadsheet></office:body></office:document-content>",
        "content.xml", {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{OASIS.format("manifest")}"/>',
        },
    ),
}  # fmt: skip
"""Kinds of files by the name of one; Parquet is written by `_parquet`."""


def _parquet(size: int) -> bytes:
    rows = pd.DataFrame(map(row, range(size // len(",".join(row(0).values())))))
    return rows.to_parquet()


class Seen(BaseException):
    """Ends the reading once the first rows are there."""


def measure(name: str, content: bytes) -> float:
    """Return the seconds until the first rows of a file are there."""
    start = time.perf_counter()

    def show(_first: Imported) -> None:
        raise Seen

    with suppress(Seen):
        import_apart(content, name, {}, None, lambda _: None, show)
    return time.perf_counter() - start


def main(megabytes: int) -> None:
    """Print a table: the size of a file and the seconds until its first rows are there."""
    print("| file | MB | first rows |\n|--|--:|--:|")
    writers = {name: kind.write for name, kind in KINDS.items()} | {"a.parquet": _parquet}
    for name, write in writers.items():
        prepare()
        content = write(megabytes * 1_000_000)
        time.sleep(READY)
        print(f"| {name} | {len(content) / 1e6:.0f} | {measure(name, content):.1f} s |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
