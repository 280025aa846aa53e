"""What an engine counts for a map of more events than a browser holds: by tile and by day."""

from dataclasses import dataclass
from typing import Literal

CELLS = ("column", "row", "category", "begin", "end", "counted", "across", "down", "number")
"""The columns of `cells`.

These are a tile, a category, the spans in which the events begin and end, how many there are, the
sums of the columns and rows of their tiles of the zoom FINEST, and the least number of a row.
"""

BARS = ("category", "marked", "span", "counted")
"""The columns of `bars`; `marked` tells whether the events have marks on the map."""

End = Literal["first", "last"]
"""Whether `bars` counts events by the span in which they begin, or by that in which they end."""


@dataclass(frozen=True)
class Spans:
    """Days in spans of one length, which are cut where a range of days begins and ends.

    So counts by span say exactly what touches the range, and nearly what touches another.
    """

    origin: int
    """The first day of the first span, before which none may come."""
    length: int
    """Days of a span."""
    first: int
    """The range."""
    last: int

    def number(self, day: int) -> int:
        """Return the number of the span of a day; the three parts of a cut one follow each other.

        >>> Spans(0, 10, 3, 5).number(4)
        1
        """
        return (day - self.origin) // self.length * 3 + (day >= self.first) + (day > self.last)

    def days(self, number: int) -> tuple[int, int]:
        """Return the first and the last day of a span.

        >>> Spans(0, 10, 3, 5).days(1)
        (3, 5)
        """
        whole, part = divmod(number, 3)
        start = self.origin + whole * self.length
        end = start + self.length - 1
        begins = (start, max(start, self.first), max(start, self.last + 1))[part]
        ends = (min(end, self.first - 1), min(end, self.last), end)[part]
        return begins, ends
