"""The engine over a database: the same answers as `Arrays`, from tables that loading wrote."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from math import nan

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
from ibis.expr.types import BooleanValue
from pandas.arrays import ArrowExtensionArray

from events.query.engines.engine import Filters, Mask, Related, Step, filters_of
from events.query.engines.sql.about import About, read_about, read_digest
from events.query.engines.sql.addresses import module_of, worded
from events.query.engines.sql.conditions import Conditions
from events.query.engines.sql.connections import Connections
from events.query.engines.sql.tables import OCCURRENCES, VALUES, WORDS, events_of, is_long, several
from events.query.engines.sql.words import Words
from events.query.question import FILTERS, Query
from events.query.stems import language_of, stems_of
from events.query.words import Asked, Names, read_words, respell
from events.records import LANGUAGE, CurationError, Records
from events.table import NAMELESS, Row

MASKS = 16
"""Sets of filters of which it is remembered which rows pass."""


class Database:
    """Answers by asking a database; what a question costs in memory is its answer alone."""

    def __init__(self, connections: Connections, about: About) -> None:
        """Take the connections, and what the database says of itself."""
        self._about = about
        self._read = connections.read
        self._ask = connections.ask
        self._events = events_of(about.columns)
        self._several = several(about.columns)
        self._gazetteer = about.records.gazetteer
        self._names = Names(self._gazetteer)
        languages = about.records.geography.region.languages
        self._languages = (LANGUAGE, *(language.code for language in languages))
        self._words = Words(self._events, connections, stems_of(LANGUAGE))
        self._conditions = Conditions(self._events, self._several, self._gazetteer, self._words)
        self._pass = lru_cache(MASKS)(self._filter)

    @property
    def size(self) -> int:
        """How many events there are."""
        return self._about.size

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that any event covers."""
        return self._about.span

    def prepare(self) -> None:
        """Do nothing: loading has prepared all."""

    def values(self, filter_name: str) -> list[str]:
        """List the values that a filter offers, sorted."""
        return self._values[filter_name]

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        found = {name: self._numbers_by(name, []) for name in FILTERS}
        above = chain.from_iterable(map(self._gazetteer.above, found["place"]))
        return {name: sorted({*found[name], *(above if name == "place" else ())}) for name in found}

    def count(self, query: Query) -> int:
        """Count the events that match."""
        return self._count(self._matching(query))

    def counts(self, query: Query, filter_name: str) -> dict[str, int]:
        """Count for each value of a filter the events that choosing it alone would show."""
        matching = self._matching(query.choose(filter_name, ()))
        found = self._numbers_by(filter_name, matching)
        counts = dict.fromkeys(self.values(filter_name), 0)
        for value, number in found.items():
            above = self._gazetteer.above(value) if filter_name == "place" else ()
            for each in (value, *above):
                counts[each] += number
        return counts

    def page(self, query: Query, start: int, length: int) -> list[Row]:
        """Return a page of the matching events: first those that begin in the range of days."""
        found = self._in_order(query).limit(length, offset=start)
        return self._rows(self._ask(found)["number"].to_pylist())

    def select(self, query: Query, most: int) -> pd.DataFrame:
        """Return the rows of at most `most` matching events as a table sorted by first day."""
        numbers = self._in_order(query).limit(most).number
        return self._table(self._events.filter(self._events.number.isin(numbers)))

    def columns(self, names: Sequence[str]) -> pd.DataFrame:
        """Return those of some columns that there are, of all events, sorted by first day."""
        return self._table(self._events, [name for name in names if name in self._about.columns])

    def newest(self, query: Query, most: int) -> list[Row]:
        """Return at most `most` matching events, the last changed first; none if no day is known.

        Of those changed on one day, the event that happened last comes first.
        """
        if "modified" not in self._about.columns:
            return []
        events = self._events
        found = events.filter(self._matching(query))
        ordered = found.order_by([events.modified.desc(), events.number.desc()])
        return self._rows(self._ask(ordered.limit(most).select("number"))["number"].to_pylist())

    def position(self, query: Query, event: str) -> int | None:
        """Count the events before one in the order of the pages; None if it does not match."""
        own = self._own_days(event)
        if own is None or not self.matches(query, event):
            return None
        number, first = own
        begins, before = self._events["first"] >= query.first, self._events.number < number
        ahead = begins & before if first >= query.first else begins | before
        return self._count([*self._matching(query), ahead])

    def passing(self, query: Query) -> Mask | None:
        """Mark the rows that pass the filters, whatever their days; None where all do."""
        return self._pass(filters_of(query))

    def matches(self, query: Query, event: str) -> bool:
        """Tell whether an event of this id is in the table and matches."""
        number = self.number(event)
        if number is None:
            return False
        return self._count([*self._matching(query), self._events.number == number]) > 0

    def neighbours(self, query: Query) -> tuple[Step | None, Step | None]:
        """Return the steps before and after the range of days.

        Where the range itself is not a step, the step after it is the first that begins in it.
        """
        filters = filters_of(query)
        passing = self._conditions.passing(filters, self.read(query.text))
        first, last = self._events["first"], self._events.first_at_latest
        is_step = self._count([*passing, first == query.first, last == query.last]) > 0
        if is_step:
            before = (first < query.first) | ((first == query.first) & (last < query.last))
            after = (first > query.first) | ((first == query.first) & (last > query.last))
        else:
            before, after = last < query.first, first >= query.first
        steps = self._where(passing).select("first", "first_at_latest")
        earlier = steps.filter(before).order_by([first.desc(), last.desc()]).limit(1)
        later = steps.filter(after).order_by([first, last]).limit(1)
        return self._step(earlier), self._step(later)

    def __contains__(self, event: object) -> bool:
        """Tell whether an event of this id is in the table."""
        return isinstance(event, str) and self.number(event) is not None

    def row(self, event: str) -> Row:
        """Return an event's row. Raises KeyError where it is not in the table."""
        rows = self.rows([event])
        if not rows:
            raise KeyError(event)
        return rows[0]

    def rows(self, events: Iterable[str]) -> list[Row]:
        """Return the rows of events in the order given, without those not in the table."""
        asked = list(events)
        known = self._numbers_of(asked)
        return self._rows([known[event] for event in asked if event in known])

    def pick(self, events: Iterable[str]) -> pd.DataFrame:
        """Return the rows of these events as a table, without those not in it."""
        numbers = sorted(self._numbers_of(events).values())
        return self._table(self._events.filter(self._events.number.isin(numbers)))

    def related(self, event: str, most: int) -> list[Related]:
        """List events at the same place, and those of the same day where the day is known."""
        row, number, events = self.row(event), self.number(event), self._events
        shared = dict[str, BooleanValue]()
        if row["place"] not in NAMELESS:
            shared["place"] = events.place == row["place"]
        if row["date_precision"] == "day":
            shared["day"] = (events["first"] == row["first"]) & (events.date_precision == "day")
        found = []
        for by, same in shared.items():
            others = [same, events.number != number]
            first = events.filter(others).order_by("number").limit(most).select("number")
            rows = self._rows(self._ask(first)["number"].to_pylist())
            if rows:
                found.append(Related(by, rows, self._count(others) - len(rows)))
        return found

    def number(self, event: str | None) -> int | None:
        """Return the number of an event's row, for the map; None where it is not in the table."""
        own = self._own_days(event)
        return None if own is None else own[0]

    def at(self, number: int) -> str | None:
        """Return the id of the event in the row of a number from the map; None if there is none."""
        if not 0 <= number < self.size:
            return None
        found = self._ask(self._events.filter(self._events.number == number).select("id"))
        identifier: str = found["id"][0].as_py()
        return identifier

    def marked(self, events: Iterable[str]) -> Mask:
        """Mark the rows of these events, for the map."""
        return self._mask(list(self._numbers_of(events).values()))

    def read(self, text: str) -> Asked:
        """Read what a search means."""
        return read_words(text, self._names, self._languages, language_of(LANGUAGE).before_dates)

    def spelt(self, text: str) -> str | None:
        """Return a search as it is most likely meant, where a word of it finds nothing."""
        words = self.read(text).words
        wrong = [word for word in words if not self._count([self._words.word(word)])]
        return respell(text, wrong, self._words.nearest)

    def _matching(self, query: Query) -> list[BooleanValue]:
        return self._conditions.matching(query, self.read(query.text))

    def _where(self, conditions: Sequence[BooleanValue]) -> ibis.Table:
        return self._events.filter(*conditions) if conditions else self._events

    def _in_order(self, query: Query) -> ibis.Table:
        """Ask for the numbers of the matching rows in the order of the pages."""
        found = self._events.filter(self._matching(query))
        return found.order_by([found["first"] < query.first, found.number]).select("number")

    def _count(self, conditions: Sequence[BooleanValue]) -> int:
        counted = self._where(conditions).aggregate(counted=ibis._.count())
        number: int = self._ask(counted)["counted"][0].as_py()
        return number

    def _numbers_by(self, name: str, matching: Sequence[BooleanValue]) -> dict[str, int]:
        """Count the matching events by each value of a filter that they have."""
        found = self._where(matching)
        if name in self._several:
            values = VALUES.filter(VALUES["filter"] == name)
            found = values.filter(values.number.isin(found.number)) if matching else values
            value = found.value
        else:
            value = found[FILTERS[name].column]
        answer = self._ask(found.group_by(value=value).aggregate(counted=ibis._.count()))
        return dict(zip(*(answer[name].to_pylist() for name in ("value", "counted")), strict=True))

    def _step(self, question: ibis.Table) -> Step | None:
        found = self._ask(question).to_pylist()
        return (found[0]["first"], found[0]["first_at_latest"]) if found else None

    def _filter(self, filters: Filters) -> Mask | None:
        passing = self._conditions.passing(filters, self.read(filters[1]))
        if not passing:
            return None
        found = self._read(self._where(passing).select("number"))
        return self._mask(found["number"].to_numpy())

    def _mask(self, numbers: Sequence[int] | np.ndarray[tuple[int], np.dtype[np.int32]]) -> Mask:
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[np.asarray(numbers, dtype=np.int64)] = True
        return mask

    def _own_days(self, event: object) -> tuple[int, int] | None:
        """Return the number and the first day of an event; None where it is not in the table."""
        # Ids are ASCII; other text, such as half a surrogate pair from a link, is not even asked.
        if not isinstance(event, str) or not event.isascii():
            return None
        own = self._events.filter(self._events["id"] == event).select("number", "first")
        found = self._ask(own).to_pylist()
        return (found[0]["number"], found[0]["first"]) if found else None

    def _numbers_of(self, events: Iterable[object]) -> dict[str, int]:
        """Return the number of each event by its id, without those not in the table."""
        asked = [event for event in events if isinstance(event, str) and event.isascii()]
        if not asked:
            return {}
        known = self._events.filter(self._events["id"].isin(asked)).select("id", "number")
        return {each["id"]: each["number"] for each in self._read(known).to_pylist()}

    def _rows(self, numbers: Sequence[int]) -> list[Row]:
        """Return the rows of these numbers, in their order."""
        if not numbers:
            return []
        asked = self._events.filter(self._events.number.isin(numbers))
        found = self._read(asked.select("number", *self._about.columns)).to_pylist()
        rows = {row.pop("number"): _plain(row) for row in found}
        return [rows[number] for number in numbers]

    def _table(self, events: ibis.Table, names: Sequence[str] | None = None) -> pd.DataFrame:
        """Read events as a table like that from which they were loaded."""
        wanted = names or tuple(self._about.columns)
        found = self._read(events.order_by("number").select(*wanted))
        return pd.DataFrame({name: _column(name, found[name]) for name in wanted}, copy=False)


def _plain(row: Row) -> Row:
    """Return a row as the table in memory has it: with tuples, and NaN where there is no point."""
    return {
        name: tuple(value)
        if isinstance(value, list)
        else nan
        if value is None and name in ("longitude", "latitude")
        else value
        for name, value in row.items()
    }


def _column(name: str, values: pa.ChunkedArray) -> object:
    """Return a column as the table in memory has it: long texts with Arrow, others numbered."""
    kind = values.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        tuples = np.empty(len(values), dtype=object)
        tuples[:] = [tuple(each) for each in values.to_pylist()]
        return tuples
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return values.to_numpy()
    if is_long(name):
        return ArrowExtensionArray(values.cast(pa.large_string()))
    encoded = values.combine_chunks().dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return pd.Categorical.from_codes(codes, encoded.dictionary.to_pylist())


def open_database(address: str) -> tuple[Records, Database]:
    """Open a database that was loaded; return what is around its events, and its engine.

    Raises CurationError with one line where it cannot be opened.
    """
    connections = Connections(module_of(address).Reader(address))
    try:
        about = read_about(connections, worded(address))
        for table in (events_of(about.columns), WORDS, OCCURRENCES, VALUES):
            if not connections.has(table):
                line = f"the table {table.get_name()} is not as it was loaded; load its file again"
                raise CurationError([f"{worded(address)}: {line}"])
    except CurationError:
        connections.close()
        raise
    return about.records, Database(connections, about)


def digest_at(address: str) -> str | None:
    """Return from which file a database was loaded; None where a file is to be loaded into it.

    Raises CurationError with one line for what was not loaded here, and must not be lost.
    """
    module = module_of(address)
    if not module.is_there(address):
        return None
    connections = Connections(module.Reader(address))
    try:
        return read_digest(connections, worded(address))
    finally:
        connections.close()
