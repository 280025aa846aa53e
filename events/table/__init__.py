"""All events of a collection as one table, a row an event, built from records or GeoParquet."""

from events.table.batches import Batches
from events.table.curated import NAMELESS, NO_NAMES, build_table
from events.table.geoparquet import MOST, Progress, read_geoparquet
from events.table.rows import OWN, Identifiers, Row, Rows, own_columns, own_values, rows_of

__all__ = [
    "MOST",
    "NAMELESS",
    "NO_NAMES",
    "OWN",
    "Batches",
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
