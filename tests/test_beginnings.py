"""The first rows of a file are seen before all of it is read, and are those of the whole."""

import io
import zipfile

import pytest

from events.importers import FORMATS, beginnings, import_file, preview
from events.importers.formats import format_of
from events.importers.importing import read_sheet
from tests.test_cases import CASES, OUTCOMES


def zipped(name, content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def many(head, row, between, tail, number=400):
    return (head + between.join(row.format(n, n % 28 + 1) for n in range(number)) + tail).encode()


KML = many(
    "<kml><Document><name>Harbour</name><Folder><name>Quay</name>",
    "<Placemark><name>Boat {0}</name><TimeStamp><when>2024-04-{1:02}</when></TimeStamp>"
    "<Point><coordinates>1,2</coordinates></Point></Placemark>",
    "\n",
    "</Folder></Document></kml>",
)
JSON = many(
    '{"metadata": {"title": "Harbour"}, "type": "FeatureCollection", "features": [',
    '{{"type": "Feature", "properties": {{"title": "Boat ]}} {0}", "date": "2024-04-{1:02}"}}, '
    '"geometry": {{"type": "Point", "coordinates": [1, 2]}}}}',
    ",\n",
    "]}",
)
LINES = many("", '{{"title": "Boat {0}", "date": "2024-04-{1:02}", "lat": 2, "lon": 1}}', "\n", "")
CSV = many("title,date,lat,lon\n", '"Boat\n{0}",2024-04-{1:02},2,1', "\n", "\n")
GPX = many(
    '<gpx version="1.1">',
    '<wpt lat="2" lon="1"><name>Boat {0}</name><time>2024-04-{1:02}T10:00:00Z</time></wpt>',
    "",
    "</gpx>",
)
FILES = {
    "a.csv": CSV, "utf-16.tsv": CSV.decode().replace(",", "\t").encode("utf-16"),
    "a.geojson": JSON, "a.jsonl": LINES, "list.json": b"[" + LINES.replace(b"\n", b",\n") + b"]",
    "a.kml": KML, "a.kmz": zipped("doc.kml", KML), "a.gpx": GPX,
    "a.zip": zipped("events.geojson", JSON),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_first_rows_of_a_file_are_seen_before_all_of_it(monkeypatch, name):
    monkeypatch.setattr(beginnings, "BEGINNING", 5_000)
    first, whole = preview(name, FILES[name]), import_file(FILES[name], name)
    assert len(whole.events) == 400
    assert 0 < len(first.events) < 400
    assert first.events["date"].tolist() == whole.events["date"].tolist()[: len(first.events)]
    assert first.events["title"].tolist() == whole.events["title"].tolist()[: len(first.events)]
    assert first.about.get("title") == whole.about.get("title")


TEXTS = [
    name
    for name in OUTCOMES
    if not name.endswith((".parquet", ".xlsx")) and name not in ("gx-track.kml", "track.gpx")
]
"""Files whose rows stand one below the other; those with one track are one row."""


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_cut_of_a_case_is_read_as_its_first_rows(monkeypatch, name):
    content = (CASES / name).read_bytes()
    monkeypatch.setattr(beginnings, "BEGINNING", int(len(content) * 0.8))
    cut = FORMATS[format_of(name, content)].beginning(content)
    cells, whole = (read_sheet(name, each, {})[1].cells for each in (cut, content))
    shared = [column for column in cells if column in whole]
    assert cells[shared].equals(whole[shared][: len(cells)])


def test_the_first_rows_of_parquet_are_those_of_the_whole(monkeypatch):
    monkeypatch.setattr(beginnings, "FIRST_ROWS", 3)
    path = CASES / "parquet/many-values.parquet"
    assert preview(path.name, path.read_bytes()).events.equals(import_file(path).events[:3])


SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}
</sheetData></worksheet>"""


def test_the_first_rows_of_a_workbook_have_their_texts(monkeypatch):
    """Which stand apart, under numbers."""
    book, texts, rows = CASES / "excel-dates.xlsx", ["title", "date"], []
    for row in range(2, 500):
        texts += [f"Boat {row}", f"2024-04-{row % 28 + 1:02}"]
    for row in range(1, 500):
        a, b = (f'<c r="{c}{row}" t="s"><v>{2 * row - 2 + n}</v></c>' for n, c in enumerate("AB"))
        rows.append(f'<row r="{row}">{a}{b}</row>')
    made = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = SHEET.format("".join(rows)).encode()
            new.writestr(name, content)
        told = "".join(f"<si><t>{text}</t></si>" for text in texts)
        new.writestr(beginnings.STRINGS, f'<sst xmlns="{NAMESPACE}">{told}</sst>')
    monkeypatch.setattr(beginnings, "BEGINNING", 10_000)
    first, whole = preview("a.xlsx", made.getvalue()), import_file(made.getvalue(), "a.xlsx")
    assert len(whole.waiting) == 498
    assert 50 < len(first.waiting) < 200
    assert first.waiting["title"].tolist() == whole.waiting["title"].tolist()[: len(first.waiting)]


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("short.csv", b"title,date\nA,2024\n"),
        ("one-cell.csv", b'title,date\n"' + b"x\n" * 5_000),
        ("one-object.json", b'{"a": "' + b"x" * 5_000 + b'"}'),
        ("no.json", b"]" * 5_000),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 5_000),
    ],
)
def test_a_file_without_a_whole_row_in_its_head_is_read_as_a_whole(monkeypatch, name, content):
    monkeypatch.setattr(beginnings, "BEGINNING", 1_000)
    monkeypatch.setattr(beginnings, "LONG_ROWS", 2_000)
    cut = FORMATS[format_of(name, content)].beginning(content)
    assert cut is None or name == "one-cell.csv"


def test_a_row_that_is_long_is_seen_too(monkeypatch):
    monkeypatch.setattr(beginnings, "BEGINNING", 100)
    monkeypatch.setattr(beginnings, "LONG_ROWS", 2_000)
    row = '{"title": "' + "x" * 900 + '", "date": "2024"}'
    assert len(preview("a.json", f"[{row},{row},{row}]".encode()).waiting) == 2
