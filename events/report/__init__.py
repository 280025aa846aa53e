"""How even-handed a collection is: what is counted, what is lopsided, in tables and charts.

The charts (`events.report.charts`) are not loaded with the package, since few need them.
"""

from events.report.flags import Flag, find_flags
from events.report.printout import LOOKED_FOR, print_out
from events.report.tallies import (
    DIMENSIONS,
    MEASURES,
    WHOLE,
    Tally,
    caption,
    in_columns,
    side_of,
    tally,
    with_total,
)

__all__ = [
    "DIMENSIONS",
    "LOOKED_FOR",
    "MEASURES",
    "WHOLE",
    "Flag",
    "Tally",
    "caption",
    "find_flags",
    "in_columns",
    "print_out",
    "side_of",
    "tally",
    "with_total",
]
