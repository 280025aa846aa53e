"""All events of a collection as one table, a row an event, built from records or GeoParquet."""

from events.table.curated import NAMELESS, NO_NAMES, build_table
from events.table.geoparquet import Progress, read_geoparquet
from events.table.rows import Identifiers, Row, Rows, own_columns, own_values, rows_of

__all__ = [
    "NAMELESS",
    "NO_NAMES",
    "Identifiers",
    "Progress",
    "Row",
    "Rows",
    "build_table",
    "own_columns",
    "own_values",
    "read_geoparquet",
    "rows_of",
]
