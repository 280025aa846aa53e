"""The tables that loading writes into a database, and that questions are put to."""

from collections.abc import Mapping

import ibis
import pandas as pd

from events.query.question import FILTERS
from events.table import OWN

FORMAT = 3
"""Raised whenever a table changes; a database of another format is loaded again."""

ABOUT = ibis.table({"name": "string", "content": "string"}, name="about")
"""What the events belong to, each as JSON: see `About`."""

WORDS = ibis.table({"code": "int64", "word": "string", "frequency": "int64"}, name="words")
"""Every word of the texts once, folded, in alphabetical order.

Its code is its hash, so that none needs to be remembered while batches are written. Should two
words ever have the same, a search for one finds the events of both.
"""

BATCHES_WORDS = ibis.table(WORDS.schema(), name="words_of_batches")
"""The words of each batch while a database is loaded."""

PROGRESS = ibis.table(
    {"digest": "string", "done": "int64", "is_sorted": "boolean"}, name="progress"
)
"""How many events are written of a file, and whether those of a batch came in their order: a row
for each batch; gone when all are written."""

OCCURRENCES = ibis.table({"code": "int64", "number": "int32"}, name="occurrences")
"""Which events have a word: those of a batch after another, sorted by code in between."""

VALUES = ibis.table({"filter": "string", "value": "string", "number": "int32"}, name="several")
"""The values of the filters of which an event has several."""

DERIVED: Mapping[str, str] = {
    "longitude_parts": "int32",
    "latitude_parts": "int32",
    "across": "int32",
    "down": "int32",
    "is_marked": "boolean",
    "reach": "float64",
    "folded": "string",
}
"""Columns of the events beside those of the table.

They are where the mark is on the map, in parts of a degree and as a tile (see `tiles_at`), the
cosine of the angle that an event can be off by, if a point stands for it, and the text that is
searched.
"""

NUMBERS: Mapping[str, str] = {
    "first": "int32",
    "last": "int32",
    "first_at_latest": "int32",
    "precision_m": "int32",
    "created": "int32",
    "modified": "int32",
    "longitude": "float64",
    "latitude": "float64",
    "certain": "boolean",
}
"""Columns of the table that do not hold text."""

LONG = ("id", "title", "summary", "url", "shape", "text", "folded")
"""Columns of which hardly two events have the same value."""


def columns_of(table: pd.DataFrame) -> dict[str, str]:
    """Return the type of each column of a table as the database has it."""
    return {str(name): _type_of(table[name]) for name in table.columns if name != "geometry"}


def _type_of(column: pd.Series) -> str:
    name = str(column.name)
    if name in ("longitude", "latitude"):
        return str(column.dtype)
    if column.dtype == object and len(column) and isinstance(column.iloc[0], tuple):
        return "array<string>"
    return NUMBERS.get(name, "string")


def events_of(columns: Mapping[str, str]) -> ibis.Table:
    """Return the table of events: their numbers by first day, what each is, and DERIVED."""
    return ibis.table({"number": "int32", **columns, **DERIVED}, name="events")


def several(columns: Mapping[str, str]) -> frozenset[str]:
    """Return the filters of which an event has several values."""
    return frozenset(
        name for name, entry in FILTERS.items() if columns[entry.column].startswith("array")
    )


def is_long(name: str) -> bool:
    """Tell whether hardly two events share a value of a column."""
    return name in LONG or name.startswith(OWN)
