"""The engine over a database: the same answers as `Arrays`, from tables that loading wrote."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from math import nan

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pandas.arrays import ArrowExtensionArray

from events.query.engines.engine import Filters, Mask, Related, Step, filters_of
from events.query.engines.overview import BARS, CELLS, End, Spans
from events.query.engines.sql.about import About, read_about, read_digests
from events.query.engines.sql.addresses import module_of, worded
from events.query.engines.sql.conditions import Conditions
from events.query.engines.sql.connections import Connections
from events.query.engines.sql.counts import tables_of
from events.query.engines.sql.overviews import Overviews, parameters, rectangle
from events.query.engines.sql.questions import Question, Questions
from events.query.engines.sql.tables import OCCURRENCES, VALUES, WORDS, events_of, is_long, several
from events.query.engines.sql.words import Words
from events.query.engines.tiles import FINEST, Tiles
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
        self._connections = connections
        events = events_of(about.columns)
        self._gazetteer = about.records.gazetteer
        self._names = Names(self._gazetteer)
        languages = about.records.geography.region.languages
        self._languages = (LANGUAGE, *(language.code for language in languages))
        self._words = Words(events, connections, stems_of(LANGUAGE))
        conditions = Conditions(events, several(about.columns), self._gazetteer, self._words)
        self._overviews = Overviews(about, conditions)
        self._questions = Questions(about, conditions, self._words, self.read)
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

    def close(self) -> None:
        """Close all connections, none of which may be at work."""
        self._connections.close()

    def answers(self) -> bool:
        """Tell whether questions are answered now; a database may be lost for a while."""
        return self._connections.answers()

    def values(self, filter_name: str) -> list[str]:
        """List the values that a filter offers, sorted."""
        return self._values[filter_name]

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        found = {name: [*_pairs(self._ask(self._questions.numbers_by, name))] for name in FILTERS}
        above = chain.from_iterable(map(self._gazetteer.above, found["place"]))
        return {name: sorted({*found[name], *(above if name == "place" else ())}) for name in found}

    def count(self, query: Query) -> int:
        """Count the events that match."""
        return _number(self._ask(self._questions.count, filters_of(query), **_days(query)))

    def counts(self, query: Query, filter_name: str) -> dict[str, int]:
        """Count for each value of a filter the events that choosing it alone would show."""
        filters = filters_of(query.choose(filter_name, ()))
        found = self._ask(self._questions.numbers_by, filter_name, filters, **_days(query))
        counts = dict.fromkeys(self.values(filter_name), 0)
        for value, number in _pairs(found).items():
            above = self._gazetteer.above(value) if filter_name == "place" else ()
            for each in (value, *above):
                counts[each] += number
        return counts

    def page(self, query: Query, start: int, length: int) -> list[Row]:
        """Return a page of the matching events: first those that begin in the range of days."""
        limits = {"start": start, "length": length}
        found = self._ask(
            self._questions.page, filters_of(query), **_days(query), **limits
        ).to_pylist()
        found.sort(key=lambda row: (row["first"] < query.first, row["number"]))
        return [_plain(row) for row in found]

    def select(self, query: Query, most: int) -> pd.DataFrame:
        """Return the rows of at most `most` matching events as a table sorted by first day."""
        limits = {"start": 0, "length": most}
        return self._table(
            self._read(self._questions.page, filters_of(query), **_days(query), **limits)
        )

    def columns(self, names: Sequence[str]) -> pd.DataFrame:
        """Return those of some columns that there are, of all events, sorted by first day."""
        known = [name for name in names if name in self._about.columns]
        return self._table(self._read(self._questions.some, *known))

    def newest(self, query: Query, most: int) -> list[Row]:
        """Return at most `most` matching events, the last changed first; none if no day is known.

        Of those changed on one day, the event that happened last comes first.
        """
        if "modified" not in self._about.columns:
            return []
        found = self._ask(
            self._questions.newest, filters_of(query), **_days(query), length=most
        ).to_pylist()
        found.sort(key=lambda row: (row["modified"], row["number"]), reverse=True)
        return [_plain(row) for row in found]

    def position(self, query: Query, event: str) -> int | None:
        """Count the events before one in the order of the pages; None if it does not match."""
        own = self._own(event)
        if own is None or not self.matches(query, event):
            return None
        begins = own["first"] >= query.first
        asked = {**_days(query), "number": own["number"]}
        return _number(self._ask(self._questions.count_before, filters_of(query), begins, **asked))

    def passing(self, query: Query) -> Mask | None:
        """Mark the rows that pass the filters, whatever their days; None where all do."""
        return self._pass(filters_of(query))

    def matches(self, query: Query, event: str) -> bool:
        """Tell whether an event of this id is in the table and matches."""
        number = self.number(event)
        if number is None:
            return False
        asked = {**_days(query), "number": number}
        return _number(self._ask(self._questions.count_own, filters_of(query), **asked)) > 0

    def neighbours(self, query: Query) -> tuple[Step | None, Step | None]:
        """Return the steps before and after the range of days.

        Where the range itself is not a step, the step after it is the first that begins in it.
        """
        filters, days = filters_of(query), _days(query)
        is_step = _number(self._ask(self._questions.count_at_step, filters, **days)) > 0
        asked = days if is_step else {"first": query.first}
        before, after = (
            self._ask(self._questions.next_step, filters, is_step, is_later, **asked).to_pylist()
            for is_later in (False, True)
        )
        return _step(before), _step(after)

    def __contains__(self, event: object) -> bool:
        """Tell whether an event of this id is in the table."""
        return self._own(event) is not None

    def row(self, event: str) -> Row:
        """Return an event's row. Raises KeyError where it is not in the table."""
        own = self._own(event)
        if own is None:
            raise KeyError(event)
        return _plain(own)

    def rows(self, events: Iterable[str]) -> list[Row]:
        """Return the rows of events in the order given, without those not in the table."""
        asked = list(events)
        known = {row["id"]: row for row in self._named(asked).to_pylist()}
        return [_plain(known[event]) for event in asked if event in known]

    def pick(self, events: Iterable[str]) -> pd.DataFrame:
        """Return the rows of these events as a table, without those not in it."""
        return self._table(self._named(events))

    def related(self, event: str, most: int) -> list[Related]:
        """List events at the same place, and those of the same day where the day is known."""
        row, number = self.row(event), self.number(event)
        shared = []
        if row["place"] not in NAMELESS:
            shared.append("place")
        if row["date_precision"] == "day":
            shared.append("day")
        found = []
        for by in shared:
            asked = {"number": number, **({"first": row["first"]} if by == "day" else {})}
            about = (by, row["place"] if by == "place" else None)
            rows = self._ask(
                self._questions.sharing, *about, **asked, start=0, length=most
            ).to_pylist()
            if rows:
                more = _number(self._ask(self._questions.count_sharing, *about, **asked)) - len(
                    rows
                )
                rows.sort(key=lambda row: row["number"])
                found.append(Related(by, [_plain(row) for row in rows], more))
        return found

    def number(self, event: str | None) -> int | None:
        """Return the number of an event's row, for the map; None where it is not in the table."""
        own = self._own(event)
        return None if own is None else own["number"]

    def at(self, number: int) -> str | None:
        """Return the id of the event in the row of a number from the map; None if there is none."""
        if not 0 <= number < self.size:
            return None
        identifier: str = self._ask(self._questions.at, number=number)["id"][0].as_py()
        return identifier

    def marked(self, events: Iterable[str]) -> Mask:
        """Mark the rows of these events, for the map."""
        return self._mask(self._named(events)["number"].to_numpy())

    def read(self, text: str) -> Asked:
        """Read what a search means."""
        return read_words(text, self._names, self._languages, language_of(LANGUAGE).before_dates)

    def spelt(self, text: str) -> str | None:
        """Return a search as it is most likely meant, where a word of it finds nothing."""
        words = self.read(text).words
        wrong = [word for word in words if not _number(self._ask(self._questions.count_word, word))]
        return respell(text, wrong, self._words.nearest)

    def names(self, filter_name: str) -> dict[str, str]:
        """Return what the table calls the values of a filter; nothing where it does not say."""
        if FILTERS[filter_name].name_column is None:
            return {}
        found = self._read(self._questions.named_values, filter_name).to_pylist()
        return {row["value"]: row["name"] for row in found}

    def cells(self, query: Query, tiles: Tiles, spans: Spans, most: int) -> pd.DataFrame:
        """Count the events that pass the filters and have their mark in some tiles, as CELLS."""
        filters = filters_of(query)
        level = self._overviews.level(filters, tiles)
        about = (filters, self.read(filters[1]), level, level - tiles.zoom)
        asked = {**parameters(spans), **rectangle(tiles, level), "length": most}
        return _counts(self._read(self._overviews.cells, *about, **asked), CELLS)

    def bars(self, query: Query, spans: Spans, by: End, most: int) -> pd.DataFrame:
        """Count the events that pass the filters, as BARS."""
        filters = filters_of(query)
        about = (filters, self.read(filters[1]), by)
        asked = {**parameters(spans), "length": most}
        return _counts(self._read(self._overviews.bars, *about, **asked), BARS)

    def seen(self, query: Query, tiles: Tiles | None, most: int) -> pd.DataFrame:
        """Return the rows of at most `most` events that pass the filters and lie in some tiles."""
        filters = filters_of(query)
        about = (filters, self.read(filters[1]), tiles is not None)
        where = rectangle(tiles, FINEST) if tiles else {}
        found = self._read(self._overviews.seen, *about, **where, length=most).sort_by("number")
        return self._table(found).assign(number=found["number"].to_numpy())

    def _ask(self, question: Question, *about: object, **values: object) -> pa.Table:
        """Return the short answer to a question about some things, with its parameters' values."""
        return self._connections.ask(self._connections.write(question, *about), **values)

    def _read(self, question: Question, *about: object, **values: object) -> pa.Table:
        """Return an answer that may be as long as the table, and is not remembered."""
        return self._connections.read(self._connections.write(question, *about), **values)

    def _named(self, events: Iterable[object]) -> pa.Table:
        """Return the rows of the events with these ids, without those not in the table."""
        # Ids are ASCII; other text, such as half a surrogate pair from a link, is not even asked.
        asked = {event for event in events if isinstance(event, str) and event.isascii()}
        ids = {f"event{number}": event for number, event in enumerate(sorted(asked or {""}))}
        return self._ask(self._questions.with_ids, len(ids), **ids)

    def _own(self, event: object) -> Row | None:
        """Return the row of an event with its number; None where it is not in the table."""
        return next(iter(self._named([event]).to_pylist()), None)

    def _filter(self, filters: Filters) -> Mask | None:
        if filters == NO_FILTERS:
            return None
        return self._mask(self._read(self._questions.numbers, filters)["number"].to_numpy())

    def _mask(self, numbers: NDArray[np.int32]) -> Mask:
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[numbers] = True
        return mask

    def _table(self, rows: pa.Table) -> pd.DataFrame:
        """Return rows as a table like that from which they were loaded."""
        ordered = rows.sort_by("number").drop_columns("number")
        names = ordered.column_names
        return pd.DataFrame({name: _column(name, ordered[name]) for name in names}, copy=False)


NO_FILTERS = filters_of(Query(0, 0))


def _days(query: Query) -> dict[str, int]:
    return {"first": query.first, "last": query.last}


def _number(answer: pa.Table) -> int:
    number: int = answer["counted"][0].as_py()
    return number


def _counts(answer: pa.Table, names: Sequence[str]) -> pd.DataFrame:
    """Return counts in these columns; sums of whole numbers are whole, however a database adds."""
    columns = ((name, answer[name]) for name in names)
    return pd.DataFrame(
        {
            name: values.cast(pa.int64()).to_numpy()
            if name not in ("category", "marked")
            else values.to_numpy(zero_copy_only=False)
            for name, values in columns
        }
    )


def _pairs(answer: pa.Table) -> dict[str, int]:
    return dict(zip(*(answer[name].to_pylist() for name in ("value", "counted")), strict=True))


def _step(found: Sequence[Row]) -> Step | None:
    return (found[0]["first"], found[0]["first_at_latest"]) if found else None


def _plain(row: Row) -> Row:
    """Return a row as the table in memory has it: with tuples, and NaN where there is no point."""
    return {
        name: tuple(value)
        if isinstance(value, list)
        else nan
        if value is None and name in ("longitude", "latitude")
        else value
        for name, value in row.items()
        if name != "number"
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
        own = (events_of(about.columns), WORDS, OCCURRENCES, VALUES)
        for table in (*own, *tables_of(about)):
            if not connections.has(table):
                line = f"the table {table.get_name()} is not as it was loaded; load its file again"
                raise CurationError([f"{worded(address)}: {line}"])
    except CurationError:
        connections.close()
        raise
    return about.records, Database(connections, about)


def digests_at(address: str) -> tuple[str, ...] | None:
    """Return from which files a database was loaded; None where a file is to be loaded into it.

    Raises CurationError with one line for what was not loaded here, and must not be lost.
    """
    module = module_of(address)
    if not module.is_there(address):
        return None
    connections = Connections(module.Reader(address))
    try:
        return read_digests(connections, worded(address))
    finally:
        connections.close()
