"""What single cells of foreign files say: dates, positions, numbers, plain text."""

from events.importers.values.dates import DateReader
from events.importers.values.numbers import read_number
from events.importers.values.positions import read_degrees, read_pair
from events.importers.values.reading import Reading
from events.importers.values.text import (
    FAULTS,
    guard_list,
    is_fault,
    plain_text,
    slugs,
    unguard_list,
)

__all__ = [
    "FAULTS",
    "DateReader",
    "Reading",
    "guard_list",
    "is_fault",
    "plain_text",
    "read_degrees",
    "read_number",
    "read_pair",
    "slugs",
    "unguard_list",
]
