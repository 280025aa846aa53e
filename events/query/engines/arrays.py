"""The engine in memory: integer days sorted by the first one, and a code for each value."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.codes import ValueCodes, blocks
from events.query.engines.engine import Filters, Mask, Related, Step, filters_of
from events.query.engines.overview import End, Spans
from events.query.engines.overviews import Overviews
from events.query.engines.positions import Positions
from events.query.engines.tiles import Tiles
from events.query.question import FILTERS, Query
from events.query.stems import language_of, stems_of
from events.query.text import TextIndex, searched
from events.query.words import Asked, Names, read_words, respell
from events.records import LANGUAGE, Gazetteer
from events.table import NAMELESS, Identifiers, Row, Rows

REMEMBERED = 16
"""Sets of filters whose answers are cached: 16 MB for a million events."""


class Arrays:
    """Answers from NumPy arrays beside a table; built once, shared by all visitors.

    The table is sorted by first day, so a selection is a mask over the rows before the first one
    that begins after the range.
    """

    def __init__(
        self,
        table: pd.DataFrame,
        gazetteer: Gazetteer | None = None,
        languages: Sequence[str] = (LANGUAGE,),
    ) -> None:
        """Take the table, the places that belong together, and the languages of months."""
        self._table = table
        self._names = Names(gazetteer or Gazetteer())
        self._languages = languages
        self._identifiers = Identifiers(table["id"])
        self._rows = Rows(table)
        self._first = table["first"].to_numpy(dtype=np.int32)
        self._last = table["last"].to_numpy(dtype=np.int32)
        self._codes = {name: ValueCodes(table[f.column]) for name, f in FILTERS.items()}
        if gazetteer and gazetteer.places:
            self._codes["place"] = ValueCodes(table[FILTERS["place"].column], gazetteer.above)
        texts = (table[name] for name in searched(table))
        self._text = TextIndex(*texts, stems=stems_of(LANGUAGE))
        places = gazetteer.places.items() if gazetteer else ()
        outlined = [value for value, place in places if place.outlined]
        self._positions = Positions(table, outlined)
        self._overviews = Overviews(table, outlined)
        known = "modified" in table
        self._modified = table["modified"].to_numpy(dtype=np.int32) if known else None
        # A step as one number: its first day, and how many days follow, which is never negative.
        width = table["first_at_latest"].to_numpy(dtype=np.int64) - self._first
        self._step, found = pd.factorize(self._first * np.int64(2**32) + width, sort=True)
        parts = (divmod(int(step), 2**32) for step in found)
        self._steps = [(first, first + more) for first, more in parts]
        self._pass = lru_cache(REMEMBERED)(self._filter)
        self._begun = lru_cache(REMEMBERED)(self._begin)

    @property
    def size(self) -> int:
        """How many events there are."""
        return len(self._first)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that any event covers."""
        return int(self._first[0]), int(self._last.max())

    def prepare(self) -> None:
        """Build what the first search would wait for."""
        self._text.prepare()

    def answers(self) -> bool:
        """Tell whether questions are answered now: arrays in memory always do."""
        return True

    def values(self, filter_name: str) -> list[str]:
        """List the values that a filter offers, sorted."""
        return self._codes[filter_name].values

    def count(self, query: Query) -> int:
        """Count the events that match."""
        return int(np.count_nonzero(self._select(query)))

    def counts(self, query: Query, filter_name: str) -> dict[str, int]:
        """Count for each value of a filter the events that choosing it alone would show."""
        return self._codes[filter_name].counts(self._select(query.choose(filter_name, ())))

    def page(self, query: Query, start: int, length: int) -> list[Row]:
        """Return a page of the matching events: first those that begin in the range of days."""
        return self._rows.read(self._numbers(query, start, length))

    def select(self, query: Query, most: int) -> pd.DataFrame:
        """Return the rows of at most `most` matching events as a table sorted by first day."""
        numbers = self._numbers(query, 0, most)
        return self._table if len(numbers) == self.size else self._table.iloc[np.sort(numbers)]

    def columns(self, names: Sequence[str]) -> pd.DataFrame:
        """Return those of some columns that there are, of all events, sorted by first day."""
        return self._table[[name for name in names if name in self._table]]

    def newest(self, query: Query, most: int) -> list[Row]:
        """Return at most `most` matching events, the last changed first; none if no day is known.

        Of those changed on one day, the event that happened last comes first.
        """
        if self._modified is None:
            return []
        numbers = np.flatnonzero(self._select(query))[::-1]
        order = np.argsort(-self._modified[numbers], kind="stable")
        return self._rows.read(numbers[order[:most]])

    def position(self, query: Query, event: str) -> int | None:
        """Count the events before one in the order of the pages; None if it does not match."""
        number = self.number(event)
        if number is None or not self._matches(query, number):
            return None
        mask = self._select(query)
        begun = self._begun_before(query.first, len(mask))
        if number >= begun:
            return int(np.count_nonzero(mask[begun:number]))
        return int(np.count_nonzero(mask[begun:]) + np.count_nonzero(mask[:number]))

    def passing(self, query: Query) -> Mask | None:
        """Mark the rows that pass the filters, whatever their days; None where all do."""
        return self._pass(filters_of(query))

    def names(self, filter_name: str) -> dict[str, str]:
        """Return what the table calls the values of a filter; nothing where it does not say."""
        column, name_column = FILTERS[filter_name].column, FILTERS[filter_name].name_column
        if name_column is None:
            return {}
        rows = self._table[[column, name_column]].drop_duplicates(column)
        return dict(zip(rows[column], rows[name_column], strict=True))

    def cells(self, query: Query, tiles: Tiles, spans: Spans, most: int) -> pd.DataFrame:
        """Count the events that pass the filters and have their mark in some tiles, as CELLS."""
        return self._overviews.cells(self.passing(query), tiles, spans, most)

    def bars(self, query: Query, spans: Spans, by: End, most: int) -> pd.DataFrame:
        """Count the events that pass the filters, as BARS."""
        return self._overviews.bars(self.passing(query), spans, by, most)

    def seen(self, query: Query, tiles: Tiles | None, most: int) -> pd.DataFrame:
        """Return the rows of at most `most` events that pass the filters and lie in some tiles."""
        numbers = self._overviews.seen(self.passing(query), tiles)[:most]
        return self._table.iloc[numbers].assign(number=numbers)

    def matches(self, query: Query, event: str) -> bool:
        """Tell whether an event of this id is in the table and matches."""
        number = self.number(event)
        return number is not None and self._matches(query, number)

    def steps(self, query: Query) -> list[Step]:
        """List the steps of the events that pass the filters, sorted."""
        return self._begun(filters_of(query))

    def neighbours(self, query: Query) -> tuple[Step | None, Step | None]:
        """Return the steps before and after the range of days.

        Where the range itself is not a step, the step after it is the first that begins in it.
        """
        shown, steps = (query.first, query.last), self.steps(query)
        at = bisect_left(steps, shown)
        if at < len(steps) and steps[at] == shown:
            return steps[at - 1] if at else None, steps[at + 1] if at + 1 < len(steps) else None
        before = [step for step in steps[:at] if step[1] < query.first]
        after = bisect_left(steps, (query.first, query.first))
        return before[-1] if before else None, steps[after] if after < len(steps) else None

    def __contains__(self, event: object) -> bool:
        """Tell whether an event of this id is in the table."""
        return self._identifiers.number(event) is not None

    def row(self, event: str) -> Row:
        """Return an event's row. Raises KeyError if it is not in the table."""
        return self._rows.read([self._own(event)])[0]

    def rows(self, events: Iterable[str]) -> list[Row]:
        """Return the rows of events in the order given, without those not in the table."""
        numbers = [self.number(event) for event in events]
        return self._rows.read([number for number in numbers if number is not None])

    def pick(self, events: Iterable[str]) -> pd.DataFrame:
        """Return the table of these events, by first day, without those that are not there."""
        return self._table.iloc[np.flatnonzero(self.marked(events))]

    def related(self, event: str, most: int) -> list[Related]:
        """List events at the same place, and those of the same day where the day is known."""
        own = self._own(event)
        row = self._rows.read([own])[0]
        shared = []
        if row["place"] not in NAMELESS:
            shared.append(("place", (self._table["place"] == row["place"]).to_numpy()))
        if row["date_precision"] == "day":
            day = (self._first == row["first"]) & (self._table["date_precision"] == "day")
            shared.append(("day", np.asarray(day)))
        found = []
        for by, mask in shared:
            numbers = np.flatnonzero(mask)
            numbers = numbers[numbers != own]
            rows = self._rows.read(numbers[:most])
            if rows:
                found.append(Related(by, rows, len(numbers) - len(rows)))
        return found

    def number(self, event: str | None) -> int | None:
        """Return the number of an event's row, for the map; None where it is not in the table."""
        return self._identifiers.number(event)

    def at(self, number: int) -> str | None:
        """Return the id of the event in the row of a number from the map; None if there is none."""
        return self._identifiers[number] if 0 <= number < self.size else None

    def marked(self, events: Iterable[str]) -> Mask:
        """Mark the rows of these events, for the map."""
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[[number for event in events if (number := self.number(event)) is not None]] = True
        return mask

    def _own(self, event: str) -> int:
        """Return the number of an event's row. Raises KeyError if it is not in the table."""
        number = self.number(event)
        if number is None:
            raise KeyError(event)
        return number

    def _matches(self, query: Query, number: int) -> bool:
        passing = self.passing(query)
        touches = self._first[number] <= query.last and self._last[number] >= query.first
        return bool(touches and (passing is None or passing[number]))

    def _numbers(self, query: Query, start: int, length: int) -> NDArray[np.int64]:
        """Number the rows of a page, in its order."""
        mask = self._select(query)
        begun = self._begun_before(query.first, len(mask))
        inside = begun + _marked(mask[begun:], start + length)
        before = _marked(mask[:begun], start + length - len(inside))
        return np.concatenate([inside, before])[start:]

    def _select(self, query: Query) -> Mask:
        """Mark the matches among the rows before the first that begins after the range."""
        until = int(np.searchsorted(self._first, np.int32(query.last), side="right"))
        mask: Mask = self._last[:until] >= query.first
        passing = self.passing(query)
        return mask if passing is None else mask & passing[:until]

    def _begun_before(self, day: int, among: int) -> int:
        """Count the events, among so many first ones, that begin before a day."""
        # NumPy would copy the whole column into the type of a number of another type.
        return int(np.searchsorted(self._first[:among], np.int32(day)))

    def _filter(self, filters: Filters) -> Mask | None:
        chosen, text, box, within = filters
        masks = [self._codes[name].passing(wanted) for name, wanted in chosen]
        masks += [self._found(self.read(text))] if text else []
        masks += [self._positions.touching(box)] if box else []
        masks += [self._positions.inside(within)] if within else []
        return np.logical_and.reduce(masks) if masks else None

    def read(self, text: str) -> Asked:
        """Read what a search means."""
        return read_words(text, self._names, self._languages, language_of(LANGUAGE).before_dates)

    def spelt(self, text: str) -> str | None:
        """Return a search with each word that finds nothing as it is most likely meant."""
        wrong = [word for word in self.read(text).words if not self._text.word(word).any()]
        return respell(text, wrong, self._text.nearest)

    def _found(self, asked: Asked) -> Mask:
        """Mark the events that a search finds."""
        mask = np.full(self.size, not asked.nothing)
        if asked.days:
            first, last = asked.days
            mask &= (self._first <= last) & (self._last >= first)
        for word in asked.words:
            mask &= self._text.word(word)
        for names in asked.names:
            mask &= np.logical_or.reduce([self._text.phrase(name) for name in names])
        return mask

    def _begin(self, filters: Filters) -> list[Step]:
        """List the steps of the events that pass the filters, sorted."""
        passing = self._pass(filters)
        codes = self._step if passing is None else self._step[passing]
        return [self._steps[code] for code in np.unique(codes)]


def _marked(mask: Mask, number: int) -> NDArray[np.int64]:
    """Return the positions of at most `number` first marks, reading no further than they need."""
    found, left = [np.empty(0, np.int64)], number
    for block in blocks(len(mask)):
        if left <= 0:
            break
        found.append(block.start + np.flatnonzero(mask[block]))
        left -= len(found[-1])
    return np.concatenate(found)[:number]
