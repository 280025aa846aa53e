"""The formats that can be imported: how each is recognised, and what reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from events.importers.beginnings import (
    Cut,
    by_head,
    cut_json,
    cut_parquet,
    cut_text,
    cut_workbook,
    cut_xml,
    in_zip,
)
from events.importers.readers.acled import is_acled, read_acled
from events.importers.readers.atlos import is_atlos, read_atlos
from events.importers.readers.auto_archiver import (
    is_auto_archiver,
    is_auto_archiver_sheet,
    read_auto_archiver,
    read_auto_archiver_sheet,
)
from events.importers.readers.datapackage import is_datapackage, read_datapackage
from events.importers.readers.delimited import read_delimited
from events.importers.readers.exported import is_exported_csv, read_exported_csv
from events.importers.readers.geoparquet import read_geoparquet
from events.importers.readers.gpx import read_gpx
from events.importers.readers.json_files import read_json_file, read_json_zip
from events.importers.readers.kml import read_kml, read_kmz
from events.importers.readers.timelinejs import is_timelinejs_sheet, read_timelinejs_sheet
from events.importers.readers.ucdp import is_ucdp, read_ucdp
from events.importers.readers.workbook import read_workbook
from events.importers.report import Answers
from events.importers.sheet import Sheet

Reader = Callable[[bytes, Answers], Sheet]
"""Lays out the content of a file as rows. Raises ValueError with what is wrong with the file."""


@dataclass(frozen=True)
class Format:
    """A kind of files."""

    title: str
    endings: tuple[str, ...]
    """Of names of files, in small letters."""
    read: Reader
    recognises: Callable[[bytes], bool] = lambda head: True
    """Tells by its first bytes whether a file is of this kind; the first that does reads it."""
    beginning: Cut = lambda content: None
    """Cuts a file below its first rows; None where it cannot be cut, or is no longer than that."""


def _table(title: str, read: Reader, recognises: Callable[[bytes], bool]) -> Format:
    """Return a kind of tables that is known by its columns."""
    return Format(title, (".csv",), read, recognises, by_head(cut_text))


CUT_KML = cut_xml("Placemark")

FORMATS: dict[str, Format] = {
    "workbook": Format(
        "Workbook (XLSX, XLS, ODS)",
        (".xlsx", ".xls", ".ods", ".xlsm"),
        read_workbook,
        beginning=cut_workbook,
    ),
    "geojson": Format(
        "GeoJSON, Linked Places, TimelineJS, StoryMapJS, timemap, lists in JSON",
        (".json", ".geojson", ".jsonl", ".geojsonl", ".ndjson"),
        read_json_file,
        beginning=by_head(cut_json),
    ),
    "kml": Format("KML", (".kml",), read_kml, beginning=by_head(CUT_KML)),
    "kmz": Format("KMZ", (".kmz",), read_kmz, beginning=in_zip(CUT_KML, ".kml")),
    "gpx": Format("GPX", (".gpx",), read_gpx, beginning=by_head(cut_xml("wpt", "trk", "rte"))),
    "geoparquet": Format(
        "GeoParquet", (".parquet", ".geoparquet"), read_geoparquet, beginning=cut_parquet
    ),
    "datapackage": Format(
        "Data package that was exported here", (".zip",), read_datapackage, is_datapackage
    ),
    "timemap": Format(
        "A timemap's events and sources in a zip",
        (".zip",),
        read_json_zip,
        beginning=in_zip(cut_json, ".json", ".geojson", ".jsonl"),
    ),
    "exported": _table("CSV that was exported here", read_exported_csv, is_exported_csv),
    "timelinejs": _table("TimelineJS sheet", read_timelinejs_sheet, is_timelinejs_sheet),
    "acled": _table("ACLED", read_acled, is_acled),
    "ucdp": _table("UCDP GED", read_ucdp, is_ucdp),
    "atlos": _table("Atlos", read_atlos, is_atlos),
    "auto-archiver": _table("auto-archiver", read_auto_archiver, is_auto_archiver),
    "auto-archiver-sheet": _table(
        "Sheet of auto-archiver", read_auto_archiver_sheet, is_auto_archiver_sheet
    ),
    "csv": Format(
        "CSV, TSV", (".csv", ".tsv", ".tab", ".txt"), read_delimited, beginning=by_head(cut_text)
    ),
}
"""Every format by its id; formats with the same ending from the most particular on."""

HEAD = 65_536
"""Bytes by which a format is recognised."""


def format_of(name: str, content: bytes) -> str:
    """Return the id of the format of a file. Raises ValueError if none is known."""
    head = content[:HEAD]
    for key, kind in FORMATS.items():
        if name.casefold().endswith(kind.endings) and kind.recognises(head):
            return key
    endings = dict.fromkeys(ending for kind in FORMATS.values() for ending in kind.endings)
    raise ValueError(f"is of no kind that can be imported; names end in {', '.join(endings)}")
