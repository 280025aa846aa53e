"""What every engine answers, and how: the same answers to the same questions.

An event's identity is its id. The number of its row in the table stays between the map's columns
and the map's messages (`number`, `at`, `passing`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.overview import End, Spans
from events.query.engines.tiles import Tiles
from events.query.question import Box, Query, Sides
from events.query.words import Asked
from events.table import Row

Mask = NDArray[np.bool_]
"""A mark for each row of a table, or for the first ones."""

Step = tuple[int, int]
"""The first and the last day on which an event can have begun; the same where the day is given."""

Filters = tuple[tuple[tuple[str, tuple[str, ...]], ...], str, Box | None, Sides | None]
"""The filters, the words and where to look of a query, as a key of a cache."""


def filters_of(query: Query) -> Filters:
    """Return all of a query but its days."""
    chosen = sorted((name, wanted) for name, wanted in query.chosen.items() if wanted)
    return tuple(chosen), query.text.strip(), query.box, query.within


@dataclass(frozen=True)
class Related:
    """Other events that share something with one event."""

    by: str
    """What they share: `place` or `day`."""
    rows: Sequence[Row]
    more: int
    """How many further events share it."""


class Unanswered(Exception):
    """An engine has no answer: it is lost, or the question takes too long."""


class Engine(Protocol):
    """Answers questions about the events of one collection; every answer is bounded."""

    @property
    def size(self) -> int:
        """How many events there are."""

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that any event covers, counted from 1970-01-01."""

    def prepare(self) -> None:
        """Build what the first search would wait for."""

    def answers(self) -> bool:
        """Tell whether questions are answered now; a database may be lost for a while."""

    def values(self, filter_name: str) -> list[str]:
        """List the values that a filter offers, sorted."""

    def count(self, query: Query) -> int:
        """Count the events that match."""

    def counts(self, query: Query, filter_name: str) -> dict[str, int]:
        """Count for each value of a filter the events that choosing it alone would show."""

    def page(self, query: Query, start: int, length: int) -> list[Row]:
        """Return a page of the matching events: first those that begin in the range of days."""

    def select(self, query: Query, most: int) -> pd.DataFrame:
        """Return the rows of at most `most` matching events as a table sorted by first day."""

    def columns(self, names: Sequence[str]) -> pd.DataFrame:
        """Return those of some columns that there are, of all events, sorted by first day."""

    def newest(self, query: Query, most: int) -> list[Row]:
        """Return at most `most` matching events, the last changed first; none if no day is known.

        Of those changed on one day, the event that happened last comes first.
        """

    def position(self, query: Query, event: str) -> int | None:
        """Count the events before one in the order of the pages; None if it does not match."""

    def matches(self, query: Query, event: str) -> bool:
        """Tell whether an event of this id is in the table and matches."""

    def neighbours(self, query: Query) -> tuple[Step | None, Step | None]:
        """Return the steps before and after the range of days.

        Where the range itself is not a step, the step after it is the first that begins in it.
        """

    def __contains__(self, event: object) -> bool:
        """Tell whether an event of this id is in the table."""

    def row(self, event: str) -> Row:
        """Return an event's row. Raises KeyError where it is not in the table."""

    def rows(self, events: Iterable[str]) -> list[Row]:
        """Return the rows of events in the order given, without those not in the table."""

    def pick(self, events: Iterable[str]) -> pd.DataFrame:
        """Return the rows of these events as a table, without those not in it."""

    def related(self, event: str, most: int) -> list[Related]:
        """List events at the same place, and those of the same day where the day is known."""

    def number(self, event: str | None) -> int | None:
        """Return the number of an event's row, for the map; None where it is not in the table."""

    def at(self, number: int) -> str | None:
        """Return the id of the event in the row of a number from the map; None if there is none."""

    def marked(self, events: Iterable[str]) -> Mask:
        """Mark the rows of these events, for the map."""

    def read(self, text: str) -> Asked:
        """Read what a search means."""

    def spelt(self, text: str) -> str | None:
        """Return a search as it is most likely meant, where a word of it finds nothing."""

    def passing(self, query: Query) -> Mask | None:
        """Mark the rows that pass the filters, whatever their days; None where all do."""

    def names(self, filter_name: str) -> dict[str, str]:
        """Return what the table calls the values of a filter; nothing where it does not say."""

    def cells(self, query: Query, tiles: Tiles, spans: Spans, most: int) -> pd.DataFrame:
        """Count the events that pass the filters and have their mark in some tiles, as CELLS.

        At most `most` rows come, in no order; more of them say that the spans are too short.
        """

    def bars(self, query: Query, spans: Spans, by: End, most: int) -> pd.DataFrame:
        """Count the events that pass the filters, as BARS; else as `cells` does."""

    def seen(self, query: Query, tiles: Tiles | None, most: int) -> pd.DataFrame:
        """Return the rows of at most `most` events that pass the filters, sorted by first day.

        Where tiles are given, those that have their mark in them. The column `number` has the
        number of each event's row.
        """
