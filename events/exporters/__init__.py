"""Download formats: a table of their names and limits; a module writes each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from events.collection import Collection
from events.exporters.calendar import write_calendar
from events.exporters.csv import write_csv
from events.exporters.datapackage import write_datapackage
from events.exporters.geojson import write_geojson
from events.exporters.geoparquet import write_geoparquet
from events.exporters.kml import write_kml
from events.exporters.onefile import write_html
from events.exporters.picture import SIZES, picture_writer
from events.exporters.provenance import Provenance, describe_file
from events.exporters.storymapjs import write_storymapjs
from events.exporters.timelinejs import write_timelinejs
from events.query import Query
from events.records import Records

__all__ = [
    "BINARY",
    "FORMATS",
    "MOST_IN_MEMORY",
    "USES",
    "Format",
    "Provenance",
    "describe_file",
    "write_file",
]


@dataclass(frozen=True)
class Format:
    """A file format in which events are downloaded."""

    name: str
    ending: str
    media_type: str
    use: str
    """What it is for, a key of USES."""
    purpose: str
    """What it holds, and which programs read it."""
    write: Callable[[pd.DataFrame, Records, Provenance], Iterator[bytes]]
    """Takes the rows of a table, the records and the provenance; yields the file in pieces."""
    least: int = 0
    most: int = 5_000_000
    """The least and the most events that a file can hold."""

    def refuse(self, number: int, most: int | None = None) -> str | None:
        """Say why a file of so many events cannot be written; None if it can."""
        limit = self.most if most is None else min(self.most, most)
        if number > limit:
            return (
                f"{self.name} holds at most {limit:,} events, not {number:,}: "
                "narrow the dates or the filters"
            )
        if number < self.least:
            return f"{self.name} needs at least one event: widen the dates or the filters"
        return None


USES: dict[str, str] = {
    "reading": "To read, show and print",
    "sheets": "For a spreadsheet and statistics",
    "maps": "For maps and GIS",
    "tools": "For other tools",
}
"""What files are for, in the order of the pages; the first format of each is the one to take."""

FORMATS: dict[str, Format] = {
    "html": Format(
        "One page",
        "html",
        "text/html",
        "reading",
        "Map, dates, search, list and excerpts in one file that opens without a network.",
        write_html,
        least=1,
        most=5_000,
    ),
    "csv": Format(
        "CSV",
        "csv",
        "text/csv",
        "sheets",
        "A line for each event: Excel, LibreOffice, Google Sheets.",
        write_csv,
    ),
    "geojson": Format(
        "GeoJSON",
        "geojson",
        "application/geo+json",
        "maps",
        "Every excerpt, and how vague each date is: QGIS and most map programs.",
        write_geojson,
    ),
    "geoparquet": Format(
        "GeoParquet",
        "parquet",
        "application/vnd.apache.parquet",
        "maps",
        "For big sets and data programs; this dashboard opens it again.",
        write_geoparquet,
    ),
    "datapackage": Format(
        "Data package",
        "datapackage.zip",
        "application/zip",
        "sheets",
        "Events, excerpts, figures, sources and speakers as tables that refer to each other, "
        "described as Frictionless asks: R, Stata, pandas.",
        write_datapackage,
    ),
    "kml": Format(
        "KML",
        "kml",
        "application/vnd.google-earth.kml+xml",
        "maps",
        "A folder for each category, with the days: Google Earth and other globes.",
        write_kml,
        most=50_000,
    ),
    "ics": Format(
        "iCalendar",
        "ics",
        "text/calendar",
        "tools",
        "Each event on the days that it may cover, for calendars.",
        write_calendar,
        least=1,  # RFC 5545 requires an entry
        most=20_000,
    ),
    "timelinejs": Format(
        "TimelineJS",
        "timelinejs.csv",
        "text/csv",
        "tools",
        "A TimelineJS story: import it into its sheet.",
        write_timelinejs,
        least=1,
        most=1_000,
    ),
    "storymapjs": Format(
        "StoryMapJS",
        "storymapjs.json",
        "application/json",
        "tools",
        "A StoryMapJS story on a page of your own: give the file as data and as options.",
        write_storymapjs,
        least=1,
        most=1_000,
    ),
    **{
        f"png-{width}x{height}": Format(
            f"Picture {width} × {height}",
            f"{width}x{height}.png",
            "image/png",
            "reading",
            f"The map for {use}, as PNG of {width} by {height} pixels.",
            picture_writer(width, height),
            least=1,
            most=50_000,
        )
        for (width, height), use in zip(SIZES, ("posts and previews", "slides"), strict=True)
    },
}

BINARY = frozenset(
    name
    for name, form in FORMATS.items()
    if form.media_type in ("application/vnd.apache.parquet", "application/zip", "image/png")
)
"""Formats that are not text."""

MOST_IN_MEMORY = 50_000
"""Events in a file that is made in memory, for a download."""


def write_file(collection: Collection, name: str, query: Query, address: str | None) -> bytes:
    """Write exactly what a query finds, at most MOST_IN_MEMORY events, in a format of FORMATS.

    `address` is that of a page that answers links.
    """
    rows = collection.engine.select(query, MOST_IN_MEMORY)
    provenance = describe_file(collection, query, address)
    return b"".join(FORMATS[name].write(rows, collection.records, provenance))
