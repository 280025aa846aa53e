"""Who answers questions: each answer is bounded, however many events there are."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from events.query.engines.answers import Box, Groups, Mask, Step
from events.query.engines.arrays import Arrays
from events.query.question import Query

__all__ = ["Arrays", "Box", "Engine", "Groups", "Mask", "Step"]


class Engine(Protocol):
    """Answers questions about one dataset; events are numbered in the order of its table."""

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that any event covers, counted from 1970-01-01."""

    def values(self, facet: str) -> list[str]:
        """List the values that a filter offers."""

    def count(self, query: Query) -> int:
        """Count the events that match."""

    def counts(self, query: Query, facet: str) -> dict[str, int]:
        """Count for each value of a filter the events that choosing it alone would show."""

    def groups(self, query: Query, box: Box, across: int, down: int) -> Groups:
        """Group what matches in a box on a grid of `across` by `down` cells, edges included."""

    def bars(self, query: Query, edges: NDArray[np.int64]) -> NDArray[np.int64]:
        """Count what passes the filters, whatever its range, by first day and category.

        `edges` are rising days; the answer has a row between each two of them and a column for
        each value of the filter `category`.
        """

    def page(self, query: Query, start: int, length: int) -> list[int]:
        """Number the events of a page: those that begin in the range, then those before it."""

    def position(self, query: Query, event: int) -> int | None:
        """Count the events that stand before one in the order of the pages; None if it is not."""

    def passing(self, query: Query) -> Mask | None:
        """Mark the events that pass the filters, whatever the range; None where all do."""

    def matches(self, query: Query, event: int) -> bool:
        """Tell whether one event matches."""

    def neighbours(self, query: Query) -> tuple[Step | None, Step | None]:
        """Return the steps before and after the range.

        While the range is no step itself, the next one is the first step that begins in it.
        """
