"""Load events into a database: batch by batch, with all that questions are put to."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any, TypeVar

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
from ibis.backends.sql import SQLBackend

from events.query.engines.sql.about import About, write_about
from events.query.engines.sql.addresses import module_of
from events.query.engines.sql.counts import write_counts, zooms_of
from events.query.engines.sql.rows import Rows, batches_of
from events.query.engines.sql.tables import (
    ABOUT,
    BATCHES_WORDS,
    FORMAT,
    OCCURRENCES,
    PROGRESS,
    VALUES,
    WORDS,
    columns_of,
    events_of,
)
from events.records import Records
from events.table import Batches, Progress

BATCH = 122_880
"""Rows that are written at once, which bounds the memory that is needed: a block of DuckDB's."""


@dataclass(frozen=True)
class Source:
    """Events that were checked, and are read in batches."""

    records: Records
    size: int
    span: tuple[int, int]
    columns: Mapping[str, str]
    """The type of each column as the database has it."""
    batches: Callable[[int, int], Iterator[pa.Table]]
    """Yields the events from one on, so many at once: their columns, and `number` by first day."""


def write_events(
    address: str,
    records: Records,
    table: pd.DataFrame,
    digest: str,
    progress: Progress = lambda _: None,
) -> None:
    """Write a table, sorted by first day, and the records around it into a database.

    Raises CurationError as `write_source` does.
    """
    write_source(address, source_of_table(records, table), digest, progress)


def source_of_table(records: Records, table: pd.DataFrame) -> Source:
    """Return the events of a table that is sorted by first day, with the records around them."""
    span = int(table["first"].iloc[0]), int(table["last"].max())
    return Source(records, len(table), span, columns_of(table), partial(batches_of, table))


def source_of(records: Records, batches: Batches) -> Source:
    """Return the events of a file that are read in batches, with the records around them."""
    return Source(records, batches.size, batches.span, batches.columns, batches.batches)


def write_source(
    address: str, source: Source, digest: str, progress: Progress = lambda _: None
) -> None:
    """Write events and the records around them into a database.

    What the database had before stays whole until all is written. A load of the same file that was
    killed goes on where it ended. Raises CurationError with one line where nothing can be written.
    """
    zooms = zooms_of(source.records.geography.region)
    about = About((digest,), source.size, source.span, dict(source.columns), zooms, source.records)
    module = module_of(address)
    with module.loading(address) as backend:
        loading = Loading(module, backend, about)
        if loading.done:
            line = "events were written before this load was ended, and stay"
            progress(f"{loading.done:,} of {source.size:,} {line} …")
        begun, start = time.monotonic(), loading.done
        prepared = map(loading.prepare, source.batches(start, BATCH))
        for tables in ahead(prepared):
            done = loading.write(tables)
            left = (time.monotonic() - begun) / (done - start) * (source.size - done)
            progress(f"{done:,} of {source.size:,} events, about {left:.0f} seconds left …")
        progress("Writing the words, and counts of days and places …")
        loading.finish()


T = TypeVar("T")


def ahead(values: Iterator[T]) -> Iterator[T]:
    """Yield values, each of which is made while the one before is used."""
    with ThreadPoolExecutor(1) as maker:
        following = maker.submit(next, values, None)
        while (value := following.result()) is not None:
            following = maker.submit(next, values, None)
            yield value


class Loading:
    """Writes the events of a file, and remembers how far it came."""

    def __init__(self, module: ModuleType, backend: SQLBackend, about: About) -> None:
        """Go on with the same file, or begin anew."""
        self._module = module
        self._backend = backend
        self._about = about
        self._events = events_of(about.columns)
        self._own = (PROGRESS, self._events, BATCHES_WORDS, OCCURRENCES, VALUES)
        self._digest = f"{FORMAT}:{about.digests[0]}"
        places = about.records.gazetteer.places.items()
        self._rows = Rows(about.columns, [value for value, place in places if place.outlined])
        self.done = self._written()
        """How many events are written."""
        kept = {table.get_name() for table in self._own} if self.done else set()
        for name in {*module.tables(backend)} - kept:
            backend.drop_table(name, force=True)
        if not self.done:
            for each in self._own:
                backend.create_table(each.get_name(), schema=each.schema())

    def _written(self) -> int:
        """Return how many events of the same file an earlier load has written."""
        there = self._module.tables(self._backend)
        if not {table.get_name() for table in self._own} <= set(there):
            return 0
        rows = self._progress()
        if {row["digest"] for row in rows} != {self._digest}:
            return 0
        return max(int(row["done"]) for row in rows)

    def _progress(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._backend.to_pyarrow(PROGRESS).to_pylist()
        return rows

    def prepare(self, batch: pa.Table) -> dict[str, pa.Table]:
        """Return the rows of each table for a batch, which need no database."""
        return self._rows.tables(batch)

    def write(self, tables: Mapping[str, pa.Table]) -> int:
        """Write a batch, all or nothing of it; return how many events are written."""
        numbers = tables["events"]["number"].to_numpy()
        done = self.done + len(numbers)
        pa.default_memory_pool().release_unused()
        is_sorted = bool((numbers == np.arange(self.done, done)).all())
        told = pa.table({"digest": [self._digest], "done": [done], "is_sorted": [is_sorted]})
        self._module.insert(self._backend, {**tables, PROGRESS.get_name(): told})
        self.done = done
        return done

    def finish(self) -> None:
        """Write the words and the counts, and at last what the database is.

        Whoever is killed in between begins this again.
        """
        self._module.give_room(self._backend)
        if not all(row["is_sorted"] for row in self._progress()):
            # So that some days, or a page of the list, are few blocks.
            in_order = self._events.order_by("number")
            self._backend.create_table(self._events.get_name(), in_order, overwrite=True)
        write_words(self._backend, BATCHES_WORDS)
        write_counts(self._backend, self._about)
        self._backend.create_table(ABOUT.get_name(), schema=ABOUT.schema(), overwrite=True)
        self._module.insert(self._backend, {ABOUT.get_name(): about_rows(self._about)})
        self._backend.drop_table(PROGRESS.get_name())
        self._backend.drop_table(BATCHES_WORDS.get_name())


def about_rows(about: About) -> pa.Table:
    """Return what a database says of itself as rows of ABOUT."""
    said = write_about(about)
    return pa.table({"name": list(said), "content": list(said.values())})


def write_words(backend: SQLBackend, *counted: ibis.Table) -> None:
    """Write each word once, with how often it occurs in all."""
    every = counted[0].union(*counted[1:]) if counted[1:] else counted[0]
    by = every.group_by("code", "word").aggregate(frequency=every.frequency.sum())
    schema = WORDS.schema()
    typed = by.select(**{name: by[name].cast(schema[name]) for name in schema})
    backend.create_table(WORDS.get_name(), typed.order_by("word"), overwrite=True)
