"""Append events to those of a database, so that it answers as if all came from one file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import sqlglot.expressions as sge
from ibis.backends.sql import SQLBackend

from events.query.engines.sql.about import About, parse_about
from events.query.engines.sql.addresses import module_of, worded
from events.query.engines.sql.counts import tables_of, write_counts, zooms_of
from events.query.engines.sql.loading import BATCH, Source, about_rows, ahead, write_words
from events.query.engines.sql.rows import Rows
from events.query.engines.sql.tables import (
    ABOUT,
    BATCHES_WORDS,
    OCCURRENCES,
    VALUES,
    WORDS,
    events_of,
)
from events.records import CurationError, Gazetteer
from events.records.dates import Limits
from events.records.vocabulary import derive_vocabulary
from events.table import OWN, Progress
from events.table.checks import is_list
from events.table.columns import Dates
from geodata import UNPLACED, Geography, world_geography

MOVES = ibis.table({"appended": "boolean", "number": "int32", "moved": "int32"}, name="moves")
"""Which number becomes which, while events are appended."""

DAYS = ("first", "last", "first_at_latest")

ENDS = ibis.table({"date": "string", **dict.fromkeys(DAYS, "int32")}, name="ends")
"""The days of dates that are open on a side, while events are appended."""

CLOSED: Limits = "given"
"""What is said of a date whose beginning and end are known."""

NAMED = 3
"""Events that are named where more are there already."""


def append_source(
    address: str, source: Source, digest: str, progress: Progress = lambda _: None
) -> int:
    """Add events to those that a database has; return how many it has then.

    All are added, or nothing is changed. Raises CurationError where some are there already, or
    have other columns.
    """
    module = module_of(address)
    progress("Copying what is there …")
    with module.appending(address) as backend:
        about = parse_about(_rows(backend, ABOUT), worded(address))
        if problems := list(_unlike(about.columns, source.columns)):
            raise CurationError([f"{worded(address)}: {line}" for line in problems])
        appending = Appending(module, backend, about, source)
        for done in appending.batches():
            progress(f"{done:,} of {source.size:,} events …")
        appending.check(worded(address))
        progress("Numbering the events, and counting days and places …")
        appending.finish(digest)
    return about.size + source.size


def _rows(backend: SQLBackend, question: ibis.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = backend.to_pyarrow(question).to_pylist()
    return rows


class Appending:
    """Writes events beside those that are there, and then joins them."""

    def __init__(
        self, module: ModuleType, backend: SQLBackend, about: About, source: Source
    ) -> None:
        """Make tables beside those that are there."""
        self._module = module
        self._backend = backend
        self._about = about
        self._source = source
        self._own = (events_of(about.columns), OCCURRENCES, VALUES)
        self._gazetteer = _both(about.records.gazetteer, source.records.gazetteer)
        places = self._gazetteer.places.items()
        self._rows = Rows(about.columns, [value for value, place in places if place.outlined])
        for table in self._own:
            backend.create_table(_new(table).get_name(), schema=table.schema(), overwrite=True)
        name = BATCHES_WORDS.get_name()
        backend.create_table(name, schema=BATCHES_WORDS.schema(), overwrite=True)

    def batches(self) -> Iterator[int]:
        """Write one batch after another; yield how many events are written."""
        names = {table.get_name(): _new(table).get_name() for table in self._own}
        done = 0
        for tables in ahead(map(self._prepare, self._source.batches(0, BATCH))):
            rows = {names.get(name, name): rows for name, rows in tables.items()}
            self._module.insert(self._backend, rows)
            done += len(tables["events"])
            yield done

    def _prepare(self, batch: pa.Table) -> dict[str, pa.Table]:
        columns = {name: _like(batch, name, kind) for name, kind in self._about.columns.items()}
        return self._rows.tables(pa.table({"number": batch["number"], **columns}))

    def check(self, where: str) -> None:
        """Raise CurationError if events with the same ids are there already."""
        events = self._own[0]
        both = _new(events).semi_join(events, "id").select("id")
        number = _rows(self._backend, both.aggregate(number=both.count()))[0]["number"]
        if number:
            first = _rows(self._backend, both.order_by("id").limit(NAMED))
            names = ", ".join(row["id"] for row in first) + (" …" if number > NAMED else "")
            line = f"{number:,} events of the file are there already, and none is added ({names})"
            raise CurationError([f"{where}: {line}"])

    def finish(self, digest: str) -> None:
        """Number all events by their days, join them, and count anew."""
        self._module.give_room(self._backend)
        is_world = self._is_world()
        self._open_ends()
        self._write_moves()
        self._make_room()
        for table in self._own:
            self._backend.insert(table.get_name(), _moved(_new(table), appended=True))
        write_words(self._backend, WORDS, BATCHES_WORDS)
        counts = map(ibis.Table.get_name, tables_of(self._about))
        names = (MOVES, BATCHES_WORDS, *map(_new, self._own))
        for name in (*counts, *map(ibis.Table.get_name, names)):
            self._backend.drop_table(name)
        about = self._together(digest, self._world() if is_world else None)
        write_counts(self._backend, about)
        self._backend.create_table(ABOUT.get_name(), schema=ABOUT.schema(), overwrite=True)
        self._module.insert(self._backend, {ABOUT.get_name(): about_rows(about)})

    @property
    def _span(self) -> tuple[int, int]:
        firsts, lasts = zip(self._about.span, self._source.span, strict=True)
        return min(firsts), max(lasts)

    def _open_ends(self) -> None:
        """Let what has no beginning or no end reach as far as all events do."""
        for events, span in (
            (self._own[0], self._about.span),
            (_new(self._own[0]), self._source.span),
        ):
            if span == self._span:
                continue
            ends = events.filter(events.date_limits != CLOSED)
            texts = self._backend.to_pyarrow(ends.select("date").distinct())["date"]
            if not len(texts):
                continue
            dates = Dates(texts, self._span)
            days = {name: dates.days(name) for name in DAYS}
            known = pa.table({"date": texts.cast(pa.string()), **days})
            self._backend.create_table(ENDS.get_name(), schema=ENDS.schema(), overwrite=True)
            self._module.insert(self._backend, {ENDS.get_name(): known})
            names = events.schema().names
            joined = ends.inner_join(ENDS, ends.date == ENDS.date)
            dated = joined.select(
                **{name: ENDS[name] if name in DAYS else ends[name] for name in names}
            )
            column = sge.column("date_limits", quoted=True)
            self._replace(events, sge.NEQ(this=column, expression=sge.convert(CLOSED)), dated)
            self._backend.drop_table(ENDS.get_name())

    def _write_moves(self) -> None:
        """Write which number each event has among all: those of a day in the order they came."""
        known, further = (
            events.select("first", "last", "number", appended=ibis.literal(appended))
            for events, appended in ((self._own[0], False), (_new(self._own[0]), True))
        )
        both = known.union(further)
        order = [both["first"], both["last"], both.appended, both.number]
        moves = both.select(
            "appended", "number", moved=ibis.row_number().over(order_by=order).cast("int32")
        )
        self._backend.create_table(MOVES.get_name(), moves, overwrite=True)

    def _make_room(self) -> None:
        """Give the events that were there the numbers that they have among all."""
        changed = MOVES.filter(~MOVES.appended, MOVES.number != MOVES.moved)
        (row,) = _rows(self._backend, changed.aggregate(start=changed.number.min()))
        if row["start"] is None:
            return
        for table in self._own:
            behind = table.filter(table.number >= row["start"])
            column = sge.column("number", quoted=True)
            condition = sge.GTE(this=column, expression=sge.convert(row["start"]))
            self._replace(table, condition, _moved(behind, appended=False))

    def _replace(self, table: ibis.Table, condition: sge.Condition, rows: ibis.Table) -> None:
        """Replace the rows of a table of which a condition is true."""
        name, apart = table.get_name(), ibis.table(table.schema(), name="apart")
        self._backend.create_table("apart", rows, overwrite=True)
        those = sge.delete(sge.to_identifier(name, quoted=True), where=condition)
        self._backend.raw_sql(those.sql(dialect=self._backend.dialect))
        self._backend.insert(name, apart)
        self._backend.drop_table("apart")

    def _world(self) -> Geography:
        """Return the geography that a file has which brings none."""
        events = self._own[0]
        placed = events.filter(events.precision.notin(UNPLACED))
        sides = {
            "west": placed.longitude.min(), "south": placed.latitude.min(),
            "east": placed.longitude.max(), "north": placed.latitude.max(),
        }  # fmt: skip
        row = self._backend.to_pyarrow(placed.aggregate(**sides)).to_pylist()[0]
        extent = [row[name] for name in sides]
        return world_geography() if None in extent else world_geography(*extent)

    def _is_world(self) -> bool:
        """Tell whether the region is drawn around the events, and thus follows further ones."""
        return self._world().region == self._about.records.geography.region

    def _together(self, digest: str, geography: Geography | None) -> About:
        """Return what the database then says of itself."""
        about, records = self._about, self._about.records
        further = self._source.records.vocabulary
        vocabulary = derive_vocabulary(
            further.category, further.side_labels, known=records.vocabulary
        )
        records = replace(
            records,
            vocabulary=vocabulary,
            gazetteer=self._gazetteer,
            geography=geography or records.geography,
        )
        return replace(
            about,
            digests=(*about.digests, digest),
            size=about.size + self._source.size,
            span=self._span,
            zooms=zooms_of(records.geography.region),
            records=records,
        )


def _new(table: ibis.Table) -> ibis.Table:
    """Return the table of the further events beside one."""
    return ibis.table(table.schema(), name=f"{table.get_name()}_new")


def _moved(table: ibis.Table, *, appended: bool) -> ibis.Table:
    """Return rows with the numbers that MOVES gives them, in the same columns."""
    moves = MOVES.filter(MOVES.appended == appended)
    joined = table.inner_join(moves, table.number == moves.number)
    names = table.schema().names
    return joined.select(
        **{name: moves.moved if name == "number" else table[name] for name in names}
    )


def _both(known: Gazetteer, further: Gazetteer) -> Gazetteer:
    """Return the places of two lists; of those in both, the first one's."""
    return Gazetteer(places={**further.places, **known.places})


def _unlike(known: Mapping[str, str], further: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each column that cannot be added to those that are there."""
    for name in further:
        if name not in known:
            yield f"{_named(name)}: no event there has this column; load both files as one"
    for name, kind in known.items():
        given = further.get(name)
        if given is None and not name.startswith(OWN):
            yield f"{_named(name)}: the events there have this column; load both files as one"
        elif given and given.startswith("array") and not kind.startswith("array"):
            yield f"{_named(name)}: no event there has several values; load both files as one"


def _named(name: str) -> str:
    return name.removeprefix(OWN)


def _like(batch: pa.Table, name: str, kind: str) -> pa.Array | pa.ChunkedArray:
    """Return a column as those that are there have it: texts alone as lists, what lacks as gaps."""
    if name not in batch.column_names:
        return pa.nulls(len(batch), pa.string())
    column = batch[name]
    if kind.startswith("array") and not is_list(column.type):
        texts = column.cast(pa.string()).combine_chunks()
        return pa.ListArray.from_arrays(pa.array(np.arange(len(texts) + 1, dtype=np.int32)), texts)
    return column
