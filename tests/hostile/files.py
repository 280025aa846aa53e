"""Files of the hostile corpus that are binary or large, made when they are needed."""

import io
import struct
import zipfile
import zlib

from PIL import Image

HEADER = "id,title,date,latitude,longitude,place,source"
ROW = "a,A bell is heard,2024-04-03,31.3,34.3,Elm Lane,Example Times"


def zipped(link=None, **files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.external_attr = 0o120777 << 16
            archive.writestr(entry, "/etc/passwd")
    return packed.getvalue()


def corrupt(packed):
    """Spoil what was compressed, behind the name of the first file."""
    start = packed.index(b".kml") + len(b".kml")
    return packed[:start] + b"\xff" * 8 + packed[start + 8 :]


def grown(name, megabytes, content=b""):
    """Write a zip with a file that is a thousand times as large when it is unpacked."""
    packed = io.BytesIO(content)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        file = archive.open(name, "w")
        file.writelines([bytes(1_000_000)] * megabytes)
        file.close()
    return packed.getvalue()


CELLS = "".join(
    f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
    for letter, name in zip("ABCD", ("title", "date", "latitude", "longitude"), strict=True)
)


def opendocument(*rows, cells=("A bell is heard", "2024-04-03", "31.3", "34.3")):
    """Write a sheet with names, then rows as pairs: whether they are filled, and how often."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )

    def row(texts, times):
        filled = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in texts
        )
        empty = '<table:table-cell table:number-columns-repeated="16384"/>'
        repeated = f' table:number-rows-repeated="{times}"'
        return f"<table:table-row{repeated}>{filled or empty}</table:table-row>"

    names = row(("title", "date", "latitude", "longitude"), 1)
    table = names + "".join(row(cells if is_filled else (), times) for is_filled, times in rows)
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Events">{table}</table:table>'
        f'<table:table table:name="Again">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(**{"mimetype": kind, "content.xml": content, "META-INF__manifest.xml": "<m/>"})


def workbook(row, book="", sheet="", **more):
    """Write the least of a workbook: a sheet with names and one row."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    content_types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{content_types}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{book}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{sheet}<worksheet xmlns="{main}"><sheetData>'
        f'<row r="1">{CELLS}</row><row r="2">{row}</row></sheetData></worksheet>',
        **more,
    }
    return zipped(**files)


def cell(place, text):
    return f'<c r="{place}2" t="inlineStr"><is><t>{text}</t></is></c>'


GOOD = cell("A", "A bell") + cell("B", "2024-04-03") + cell("C", "31.3") + cell("D", "34.3")
BOMB = '<!DOCTYPE x [<!ENTITY a "' + "ha" * 500 + '"><!ENTITY b "' + "&a;" * 500 + '">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


def lying_zip():
    """Write a zip whose directory says that a file of 10 GB is in it."""
    content = bytearray(workbook(GOOD))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 0xFFFFFFF0)
    return bytes(content)


def table(*rows):
    return "\n".join([HEADER, *rows, ""]).encode()


def picture(kind="JPEG", size=(60, 40), **more):
    written = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(written, kind, **more)
    return written.getvalue()


def declared(width, height):
    """Write a PNG that says it is larger than what it holds."""

    def chunk(name, content):
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + packed + chunk(b"IEND", b"")


def located():
    """Write the JPEG of a camera that was held upright, and noted where it was."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (31.0, 20.0, 0.0)
    exif[0x010F] = "CAMERA-OF-SOMEBODY"
    return picture(exif=exif)


PICTURES = {
    "svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "html": lambda: b"<html><script>alert(1)</script></html>",
    "gif": lambda: picture("GIF"),
    "empty": lambda: b"",
    "cut-off": lambda: picture(size=(400, 400))[:900],
    "declares-60000": lambda: declared(60_000, 60_000),
    "declares-8000": lambda: declared(8_000, 8_000),
    "declares-500": lambda: declared(500, 500),
    "too-long": lambda: bytes(10_000_001),
    "located": located,
}

MADE = {
    "long-id": lambda: table(f"{'x' * 300}{ROW}"),
    "same-long-ids": lambda: table(f"{'x' * 90}1{ROW[1:]}", f"{'x' * 90}2{ROW[1:]}"),
    "many-digits": lambda: table(ROW.replace("31.3", f"31.{'3' * 5_000}")),
    "endless-date": lambda: table(ROW.replace("2024-04-03", "9" * 4_000)),
    "date-dashes": lambda: table(ROW.replace("2024-04-03", "2024-" * 500)),
    "many-sources": lambda: table(
        ROW.replace("Example Times", " | ".join(f"S{n}" for n in range(500)))
    ),
    "empty": lambda: b"",
    "nul": lambda: f"{HEADER}\n{ROW}\n".replace("bell", "be\0ll").encode(),
    "random": lambda: zlib.compress(b"x" * 100_000) * 50,
    "utf-8-broken": lambda: f"{HEADER}\n{ROW}\n".encode() + b"b,\xff\xfe\xfd,2024-04-03,31,34,,\n",
    "half-utf-16": lambda: f"{HEADER}\n{ROW}\n".encode("utf-16")[:-1],
    "gb18030": lambda: f"{HEADER}\na,钟声,2024-04-03,31.3,34.3,榆树巷,例报\n".encode("gb18030"),
    "huge-cell": lambda: f"{HEADER}\na,{'x' * 5_000_000},2024-04-03,31.3,34.3,,S\n".encode(),
    "huge-field-quoted": lambda: f'{HEADER}\na,"{"x," * 2_000_000}'.encode(),
    "many-columns": lambda: (",".join(f"c{n}" for n in range(100_000)) + "\n1\n").encode(),
    "many-commas": lambda: b"," * 5_000_000,
    "many-quotes": lambda: b'"' * 5_000_001,
    "many-lines": lambda: f"{HEADER}\n".encode() + b"\n" * 5_000_000,
    "many-faults": lambda: f"{HEADER}\n".encode() + b"a,T,31/13/2024,95,200,,\n" * 50_000,
    "many-ids": lambda: f"{HEADER}\n".encode() + f"{ROW}\n".encode() * 20_000,
    "many-dates": lambda: (
        f"{HEADER}\n" + "".join(f"{n},T,no date {n},31.3,34.3,P,S\n" for n in range(30_000))
    ).encode(),
    "many-tags": lambda: f'{HEADER}\na,"{"<b>" * 100_000}x",2024-04-03,31,34,,S\n'.encode(),
    "many-kinds": lambda: (
        "title,date,latitude,longitude,category\n"
        + "".join(f"T,2024-04-03,31.3,34.3,kind {n}\n" for n in range(5_000))
    ).encode(),
    "workbook": lambda: workbook(GOOD),
    "workbook-faults": lambda: workbook(
        GOOD.replace("31.3", "#REF!").replace("A bell", "&lt;script&gt;x&lt;/script&gt;B")
    ),
    "workbook-formula": lambda: workbook(
        '<c r="A2"><f>HYPERLINK("http://x","y")</f></c>' + GOOD[GOOD.index('<c r="B2"') :]
    ),
    "workbook-far-cell": lambda: workbook(GOOD + cell("XFD", "far")),
    "workbook-far-row": lambda: workbook(
        f'{GOOD}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
    ),
    "workbook-entities": lambda: workbook(cell("A", "&b;") + GOOD[60:], sheet=BOMB),
    "workbook-outside": lambda: workbook(cell("A", "&b;") + GOOD[60:], sheet=OUTSIDE),
    "workbook-macros": lambda: workbook(GOOD, **{"xl/vbaProject.bin": "x"}),
    "workbook-truncated": lambda: workbook(GOOD)[:900],
    "workbook-lying": lying_zip,
    "workbook-bomb": lambda: grown("xl/media/a.bin", 501, workbook(GOOD)),
    "workbook-no-sheet": lambda: zipped(**{"xl/workbook.xml": "<workbook/>"}),
    "ods-empty-rows": lambda: opendocument((True, 1), *[(False, 10**9)] * 1_000, (True, 1)),
    "ods-same-rows": lambda: opendocument((True, 1_000)),
    "ods-too-many-rows": lambda: opendocument((True, 2 * 10**9)),
    "ods-far-too-many-rows": lambda: opendocument((True, "9" * 400)),
    "workbook-is-csv": lambda: f"{HEADER}\n{ROW}\n".encode(),
    "kmz-corrupt": lambda: corrupt(zipped(**{"doc.kml": "<kml/>" * 100})),
    "kmz-link": lambda: zipped(link="doc.kml"),
    "kmz-outside": lambda: zipped(**{"../../doc.kml": "<kml/>"}),
    "kmz-bomb": lambda: grown("doc.kml", 300),
    "zip-of-zips": lambda: zipped(**{"a.zip": zipped(**{"b.zip": zipped(c="x")})}),
    "kmz-truncated": lambda: zipped(**{"doc.kml": "<kml/>" * 99})[:60],
    "json-deep": lambda: b"[" * 200_000,
    "json-wide": lambda: b'{"type":"FeatureCollection","features":[' + b"{}," * 100_000 + b"{}]}",
    "parquet-truncated": lambda: b"PAR1" + b"\0" * 100 + b"PAR1",
}
