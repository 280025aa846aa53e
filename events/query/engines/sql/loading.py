"""Load a table of events into a database: batch by batch, with all that questions are put to."""

import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import count

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.sql import SQLBackend
from numpy.typing import NDArray

from events.query.engines.positions import EARTH_M, in_parts, is_marked
from events.query.engines.sql.about import About, write_about
from events.query.engines.sql.addresses import module_of
from events.query.engines.sql.counts import write_counts, zooms_of
from events.query.engines.sql.tables import (
    ABOUT,
    OCCURRENCES,
    VALUES,
    WORDS,
    columns_of,
    events_of,
    several,
)
from events.query.engines.tiles import tiles_at
from events.query.question import FILTERS
from events.query.text import folded, searched
from events.records import Records
from events.table import Progress
from geodata import UNPLACED

BATCH = 65_536
"""Rows that are written at once, which bounds the memory that is needed."""


def write_events(
    address: str,
    records: Records,
    table: pd.DataFrame,
    digest: str,
    progress: Progress = lambda _: None,
) -> None:
    """Write a table, sorted by first day, and the records around it into a database.

    What the database had before stays whole until all is written. Raises CurationError with one
    line where it cannot be written.
    """
    span = int(table["first"].iloc[0]), int(table["last"].max())
    zooms = zooms_of(records.geography.region)
    about = About(digest, len(table), span, columns_of(table), zooms, records)
    with module_of(address).writing(address) as backend:
        loading = Loading(backend, about, table)
        begun = time.monotonic()
        for done in loading.batches():
            left = (time.monotonic() - begun) / done * (len(table) - done)
            progress(f"{done:,} of {len(table):,} events, about {left:.0f} seconds left …")
        progress("Writing the words, and counts of days and places …")
        loading.finish()


class Loading:
    """Writes the events of a table, and counts their words on the way."""

    def __init__(self, backend: SQLBackend, about: About, table: pd.DataFrame) -> None:
        self._backend = backend
        self._about = about
        self._table = table
        self._events = events_of(about.columns)
        self._several = several(about.columns)
        places = about.records.gazetteer.places.items()
        self._outlined = [value for value, place in places if place.outlined]
        self._codes: dict[str, int] = defaultdict(count().__next__)
        self._frequencies = np.zeros(0, dtype=np.int64)
        for each in (ABOUT, self._events, WORDS, OCCURRENCES, VALUES):
            backend.create_table(each.get_name(), schema=each.schema())

    def batches(self) -> Iterator[int]:
        """Write one batch after another; yield how many events are written."""
        for start in range(0, len(self._table), BATCH):
            rows = self._table.iloc[start : start + BATCH]
            numbers = np.arange(start, start + len(rows), dtype=np.int32)
            texts, occurrences = self._words(rows, numbers)
            self._insert(self._events, {**self._columns(rows, numbers), "folded": texts})
            self._insert(OCCURRENCES, occurrences)
            for name in sorted(self._several):
                self._insert(VALUES, _values(name, rows[FILTERS[name].column], numbers))
            yield start + len(rows)

    def finish(self) -> None:
        """Write the words, and at last what the database is."""
        words = {"code": list(self._codes.values()), "word": list(self._codes)}
        self._insert(WORDS, {**words, "frequency": self._frequencies})
        write_counts(self._backend, self._about)
        rows = write_about(self._about)
        self._insert(ABOUT, {"name": list(rows), "content": list(rows.values())})

    def _insert(self, into: ibis.Table, columns: dict[str, object]) -> None:
        """Append columns to a table, each in the type that it has there."""
        schema = into.schema().to_pyarrow()
        arrays = [_array(columns[field.name], field.type) for field in schema]
        self._backend.insert(into.get_name(), pa.Table.from_arrays(arrays, schema=schema))

    def _columns(self, rows: pd.DataFrame, numbers: NDArray[np.int32]) -> dict[str, object]:
        """Return the columns of the table, and those that questions are put to."""
        longitude, latitude = (
            rows[name].to_numpy(dtype=np.float64) for name in ("longitude", "latitude")
        )
        placed = ~rows["precision"].isin(UNPLACED).to_numpy()
        metres = rows["precision_m"].to_numpy(dtype=np.float64)
        across, down = tiles_at(longitude, latitude)
        return {
            "number": numbers,
            **{name: rows[name] for name in self._about.columns},
            "longitude_parts": in_parts(longitude),
            "latitude_parts": in_parts(latitude),
            "across": across,
            "down": down,
            "is_marked": is_marked(rows, self._outlined),
            "reach": np.where(placed, np.cos(np.maximum(metres, 1) / EARTH_M), np.nan),
        }

    def _words(
        self, rows: pd.DataFrame, numbers: NDArray[np.int32]
    ) -> tuple[pa.Array, dict[str, object]]:
        """Return the text of each row, folded, and which row has which word, sorted by word."""
        columns = [_array(rows[name], pa.large_string()) for name in searched(rows)]
        between = pa.scalar("\n", pa.large_string())
        lists = pc.utf8_split_whitespace(
            pc.binary_join_element_wise(*columns, between, null_handling="skip")
        )
        words = pc.dictionary_encode(lists.flatten())
        spelt = folded(words.dictionary)
        known = np.array([self._codes[word] for word in spelt.to_pylist()], dtype=np.int64)
        codes = known[words.indices.to_numpy()]
        counted = np.bincount(codes, minlength=len(self._codes))
        counted[: len(self._frequencies)] += self._frequencies
        self._frequencies = counted
        at = numbers[lists.value_parent_indices().to_numpy(zero_copy_only=False)]
        pairs = np.sort(codes << 32 | at)  # many times as quick as `np.unique`
        once = pairs[np.diff(pairs, prepend=-1) > 0]
        apart = pa.LargeListArray.from_arrays(lists.offsets, spelt.take(words.indices))
        joined = pc.binary_join(apart, pa.scalar(" ", pa.large_string()))
        # A sign alone is folded to nothing, between two spaces.
        texts = pc.replace_substring_regex(joined, " +", " ")
        codes, at = (once >> 32).astype(np.int32), once.astype(np.int32)
        return pc.utf8_trim(texts, " "), {"code": codes, "number": at}


def _values(name: str, column: pd.Series, numbers: NDArray[np.int32]) -> dict[str, object]:
    """Return the values of a column of lists, each with the number of its row."""
    lengths = np.fromiter(map(len, column), dtype=np.int64, count=len(column))
    values = [value for values in column for value in values]
    return {"filter": [name] * len(values), "value": values, "number": numbers.repeat(lengths)}


def _array(values: object, kind: pa.DataType) -> pa.Array:
    """Return values as one array of a type; what is no number has no value."""
    is_object = isinstance(values, pd.Series) and values.dtype == object
    if is_object or isinstance(values, list):
        return pa.array(values, kind, from_pandas=True)
    array = values if isinstance(values, pa.Array) else pa.array(values, from_pandas=True)
    return (array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array).cast(kind)
