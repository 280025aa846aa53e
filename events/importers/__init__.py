"""Bring the events of other people's files in, with a report of what became of every row."""

from events.importers.converting import Imported
from events.importers.fields import COLUMNS, FIELDS
from events.importers.folder import open_file, open_imported, write_folder, write_report
from events.importers.formats import FORMATS
from events.importers.geojson import geojson_table
from events.importers.importing import MOST_BYTES, import_file, preview
from events.importers.listed import listed, remarks_table, write_list
from events.importers.mapping import Mapping, read_mapping, write_mapping
from events.importers.report import Answers, Choice, Question, Remark, Report
from events.importers.sheet import Sheet

__all__ = [
    "COLUMNS",
    "FIELDS",
    "FORMATS",
    "MOST_BYTES",
    "Answers",
    "Choice",
    "Imported",
    "Mapping",
    "Question",
    "Remark",
    "Report",
    "Sheet",
    "geojson_table",
    "import_file",
    "listed",
    "open_file",
    "open_imported",
    "preview",
    "read_mapping",
    "remarks_table",
    "write_folder",
    "write_list",
    "write_mapping",
    "write_report",
]
