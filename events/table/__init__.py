"""All events of a collection as one table, a row an event, from records or from GeoParquet."""

from events.table.identifiers import Identifiers
from events.table.rows import Row, rows_of

__all__ = ["Identifiers", "Row", "rows_of"]
