"""Who answers questions: every engine gives the same answers to the same questions.

An event's identity is its id. The number of a row in the table stays between the map's columns
and the map's messages (`number`, `passing`).
"""

from collections.abc import Iterable
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.answers import Mask, Related, Step
from events.query.engines.arrays import SEARCHED, Arrays
from events.query.question import Query
from events.table import Row

__all__ = ["SEARCHED", "Arrays", "Engine", "Mask", "Related", "Step"]


class Engine(Protocol):
    """Answers questions about the events of one collection; every answer is bounded."""

    @property
    def size(self) -> int:
        """How many events there are."""

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that any event covers, counted from 1970-01-01."""

    def values(self, filter_name: str) -> list[str]:
        """List the values that a filter offers."""

    def count(self, query: Query) -> int:
        """Count the events that match."""

    def counts(self, query: Query, filter_name: str) -> dict[str, int]:
        """Count for each value of a filter the events that choosing it alone would show."""

    def bars(self, query: Query, edges: NDArray[np.int64]) -> NDArray[np.int64]:
        """Count what passes the filters, whatever its range, by first day and category.

        `edges` are rising days; the answer has a row between each two of them and a column for
        each value of the filter `category`.
        """

    def page(self, query: Query, start: int, length: int) -> list[Row]:
        """Return a page of what matches: events that begin in the range, then those before it."""

    def select(self, query: Query, most: int) -> pd.DataFrame:
        """Return the table of at most so many matching events, by first day."""

    def position(self, query: Query, event: str) -> int | None:
        """Count the events that stand before one in the order of the pages; None if it is not."""

    def matches(self, query: Query, event: str) -> bool:
        """Tell whether an event is there and matches."""

    def neighbours(self, query: Query) -> tuple[Step | None, Step | None]:
        """Return the steps before and after the range.

        While the range is no step itself, the next one is the first step that begins in it.
        """

    def __contains__(self, event: object) -> bool:
        """Tell whether an event of this id is in the table."""

    def row(self, event: str) -> Row:
        """Return an event's line of the table. Raises KeyError where it is not there."""

    def rows(self, events: Iterable[str]) -> list[Row]:
        """Return the lines of events in the order given, without those that are not there."""

    def pick(self, events: Iterable[str]) -> pd.DataFrame:
        """Return the table of these events, by first day, without those that are not there."""

    def related(self, event: str, most: int) -> list[Related]:
        """List what happened at the same place, and on the same day where that is known."""

    def number(self, event: str | None) -> int | None:
        """Return an event's row, for the map; None where it is not there."""

    def at(self, number: int) -> str | None:
        """Return the id of the event in a row, which the map tells; None where there is none."""

    def marked(self, events: Iterable[str]) -> Mask:
        """Mark the rows of these events, for the map."""

    def passing(self, query: Query) -> Mask | None:
        """Mark the rows that pass the filters, whatever the range; None where all do."""
