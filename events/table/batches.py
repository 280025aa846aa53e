"""A GeoParquet file of any length: checked first, and then read in batches."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from events.records import Records, Vocabulary
from events.table.checks import (
    COLUMNS,
    DAYS,
    SEVERAL,
    Fault,
    closed,
    column_faults,
    is_list,
    merged,
    point_faults,
    shape_faults,
    table_problems,
    value_faults,
    values_of,
)
from events.table.columns import LONG, Dates, completed, joined, text_of
from events.table.geoparquet import (
    CODED,
    LISTS,
    VALUES,
    Progress,
    coordinates,
    gazetteer_of,
    info_of,
    open_file,
    refusal,
    vocabulary_of,
)
from events.table.rows import OWN
from geodata import UNPLACED, world_geography

MOST_BATCHED = 1_000_000_000
"""Events in a file that is read in batches."""

CHECKED = 65_536
"""Rows that are checked at once, which bounds the memory that is needed."""

Integers = NDArray[np.int64]


@dataclass
class _Found:
    """What checking has found so far in all batches."""

    faults: list[Fault] = field(default_factory=list)
    is_typed: bool = True
    """Whether no column itself is wrong."""
    dates: Counter[str] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)
    values: dict[str, Counter[str]] = field(default_factory=dict)
    closed: dict[str, dict[str, None]] = field(default_factory=dict)
    hashes: list[NDArray[np.uint64]] = field(default_factory=list)
    edges: list[tuple[float, ...]] = field(default_factory=list)
    gaps: Counter[str] = field(default_factory=Counter)
    """Rows in which an optional column has no value."""


class Batches:
    """Events of a file, checked, that are read in batches, each event with its number by day."""

    def __init__(
        self,
        path: Path,
        progress: Progress = lambda _: None,
        known: Vocabulary | None = None,
    ) -> None:
        """Check all rows by the rules of `read_geoparquet`.

        Raises CurationError with every problem at once.
        """
        self._path = path
        self._file, self._names = open_file(path, MOST_BATCHED)
        self._metadata: Mapping[bytes, bytes] = self._file.schema_arrow.metadata or {}
        self.size: int = self._file.metadata.num_rows
        found = self._check(progress)
        problems: list[object] = [*merged(found.faults)]
        if not found.is_typed:
            raise refusal(path, problems)
        self._dates = DistinctDates(found.dates)
        ids = self._repeated(found)
        problems[:0] = [*self._dates.problems, *table_problems(ids, len(found.places))]
        values = {name: _by_frequency(counted) for name, counted in found.values.items()}
        vocabulary, unknown = vocabulary_of(values, found.closed, self._metadata, known)
        gazetteer, wrong = gazetteer_of(self._metadata)
        problems += [*unknown, *wrong]
        if vocabulary is None or problems:
            raise refusal(path, problems)
        self._listed = tuple(name for name in SEVERAL if found.gaps[name])
        self._days = tuple(name for name in DAYS if name in self._names and not found.gaps[name])
        geography = world_geography(*_extent(found.edges)) if found.edges else world_geography()
        self.records = Records(info_of(path), vocabulary, geography, gazetteer)
        self.span = self._dates.span

    def _read(
        self, size: int, names: list[str] | None = None, groups: range | None = None
    ) -> Iterator[pa.Table]:
        try:
            for batch in self._file.iter_batches(size, groups, names or self._names):
                yield pa.Table.from_batches([batch]).replace_schema_metadata(self._metadata)
        except (pa.ArrowException, OSError) as error:
            raise refusal(self._path, [f"file: is not Parquet ({error})"]) from None

    def _check(self, progress: Progress) -> _Found:
        found, done = _Found(), 0
        batches = self._read(CHECKED) if self.size else [self._file.schema_arrow.empty_table()]
        for batch in batches:
            _check(batch, done, found)
            done += len(batch)
            progress(f"Checking {done:,} of {self.size:,} events …")
        pa.default_memory_pool().release_unused()
        return found

    def _repeated(self, found: _Found) -> pa.Array:
        """Return the ids that can be there twice: those of which another has the same hash."""
        hashes = np.concatenate(found.hashes) if found.hashes else np.zeros(0, np.uint64)
        found.hashes.clear()
        hashes.sort()
        twice = np.unique(hashes[1:][np.diff(hashes) == 0])
        del hashes
        if not len(twice):
            return pa.array([], pa.string())
        ids = (
            batch["id"].cast(pa.string()).combine_chunks() for batch in self._read(CHECKED, ["id"])
        )
        return pa.concat_arrays(
            [some.filter(pa.array(np.isin(_hashed(some), twice))) for some in ids]
        )

    @property
    def columns(self) -> dict[str, str]:
        """The type of each column of a batch, as `columns_of` names those of a table."""
        own = (name for name in self._names if name not in COLUMNS)
        lists = {name: "array<string>" for name, source in LISTS.items() if self._has_lists(source)}
        return {
            **dict.fromkeys((*LONG, *(f"{OWN}{name}" for name in own)), "string"),
            **dict.fromkeys(("first", "last", "first_at_latest"), "int32"),
            **dict.fromkeys(WORDED, "string"),
            "certain": "boolean",
            **dict.fromkeys((*CODED, "place", *LISTS), "string"),
            **lists,
            "precision_m": "int32",
            "longitude": "float32",
            "latitude": "float32",
            **dict.fromkeys(self._days, "int32"),
        }

    def _has_lists(self, source: str) -> bool:
        if source in self._listed or source not in self._names:
            return True
        return is_list(self._file.schema_arrow.field(source).type)

    def batches(self, start: int, size: int) -> Iterator[pa.Table]:
        """Yield the events from a row of the file on, at most so many at once.

        `number` is the rank of an event by first and last day, and then by row.
        """
        numbering, left = Numbering(self._dates), start
        for batch in self._read(size, ["date"]) if start else ():
            numbering.numbers(self._dates.code(batch["date"][:left]))
            left -= min(left, len(batch))
            if not left:
                break
        for batch in self._from(start, size):
            table = completed(batch, self._listed)
            codes = self._dates.code(table["date"])
            columns = {"number": numbering.numbers(codes), **self._columns(table, codes)}
            yield pa.table(columns)

    def _from(self, start: int, size: int) -> Iterator[pa.Table]:
        """Yield the rows from one on, without reading the groups of rows before it."""
        group = 0
        while start and start >= (rows := self._file.metadata.row_group(group).num_rows):
            start, group = start - rows, group + 1
            if group == self._file.num_row_groups:
                return
        for batch in self._read(size, groups=range(group, self._file.num_row_groups)):
            if start < len(batch):
                yield batch[start:]
            start -= min(start, len(batch))

    def _columns(self, table: pa.Table, codes: Integers) -> dict[str, object]:
        """Return the columns that `read_geoparquet` gives a table, in the order of the rows."""
        missing = pa.nulls(len(table), pa.large_string())
        texts = {name: name for name in LONG}
        texts |= {f"{OWN}{name}": name for name in table.column_names if name not in COLUMNS}
        longitude, latitude = coordinates(table)
        place = table["place"]
        for name, value in VALUES.items():
            place = pc.if_else(pc.equal(place, name), value, place)
        return {
            **{
                name: text_of(table[column]) if column in table.column_names else missing
                for name, column in texts.items()
            },
            **self._dates.columns(codes),
            **{name: joined(table[column], ", ") for name, column in CODED.items()},
            "place": place,
            **{name: table[column] for name, column in LISTS.items()},
            "precision_m": table["precision_m"].cast(pa.int32()),
            "longitude": pa.array(longitude.astype(np.float32), from_pandas=True),
            "latitude": pa.array(latitude.astype(np.float32), from_pandas=True),
            **{name: table[name].cast(pa.int32()) for name in self._days},
        }


WORDED: dict[str, str] = {
    "date": "text",
    "date_words": "words",
    "date_precision": "precision",
    "date_limits": "limits",
}
"""Columns of the table with what is said of a date, and what each says."""


class DistinctDates:
    """Every date of a file once, with how many rows have it."""

    def __init__(self, counted: Mapping[str, int]) -> None:
        dates = Dates(pa.chunked_array([pa.array(counted, pa.string())]))
        self.problems = dates.problems
        days = ("first", "last", "first_at_latest")
        first, last, latest = (dates.days(name) for name in days)
        self._codes = {text: code for code, text in enumerate(counted)}
        self._columns = {
            **{
                name: pa.array(values)
                for name, values in zip(days, (first, last, latest), strict=True)
            },
            **{
                name: pa.array([*map(str, dates.distinct(said))], pa.string())
                for name, said in WORDED.items()
            },
            "certain": pa.array(dates.certain),
        }
        self.span = int(first.min()), int(last.max())
        order = np.lexsort((last, first))
        begins = np.diff(first[order], prepend=np.nan) != 0
        begins |= np.diff(last[order], prepend=np.nan) != 0
        self.groups = np.empty(len(order), dtype=np.int64)
        """For each date the rank of its days, which other dates may have too."""
        self.groups[order] = np.cumsum(begins) - 1
        rows = np.fromiter(counted.values(), np.int64, len(counted))
        self.sizes = np.bincount(self.groups, rows).astype(np.int64)
        """How many rows have the days of each rank."""

    def code(self, dates: pa.ChunkedArray) -> Integers:
        """Number the dates of some rows."""
        encoded = pc.dictionary_encode(dates.combine_chunks())
        known = [self._codes[text] for text in encoded.dictionary.to_pylist()]
        codes: Integers = np.array(known, dtype=np.int64)[encoded.indices.to_numpy()]
        return codes

    def columns(self, codes: Integers) -> dict[str, pa.Array]:
        """Return what is said of the dates of some rows."""
        at = pa.array(codes)
        return {name: distinct.take(at) for name, distinct in self._columns.items()}


class Numbering:
    """Numbers rows by their days without sorting them all, as long as they come in order."""

    def __init__(self, dates: DistinctDates) -> None:
        self._groups = dates.groups
        self._next = np.cumsum(dates.sizes) - dates.sizes

    def numbers(self, codes: Integers) -> NDArray[np.int32]:
        """Return the numbers of the next rows, by the codes of their dates."""
        groups = self._groups[codes]
        order = np.argsort(groups, kind="stable")
        found, starts, lengths = np.unique(groups[order], return_index=True, return_counts=True)
        numbers = np.empty(len(codes), dtype=np.int32)
        numbers[order] = np.arange(len(codes)) + (self._next[found] - starts).repeat(lengths)
        self._next[found] += lengths
        return numbers


def _check(batch: pa.Table, done: int, found: _Found) -> None:
    """Check a batch behind so many rows, and add what is found."""
    if wrong := list(column_faults(batch)):
        found.is_typed = False
        found.faults = merged([*found.faults, *wrong])
        return
    for name in (*SEVERAL, *DAYS):
        given = batch[name].null_count if name in batch.column_names else len(batch)
        if not (name in SEVERAL and name in batch.column_names and is_list(batch[name].type)):
            found.gaps[name] += given
    table = completed(batch)
    longitude, latitude = coordinates(table)
    given = table["geometry"].is_valid().to_numpy()
    faults = [
        *value_faults(table),
        *point_faults(longitude, latitude, given),
        *shape_faults(table),
    ]
    found.faults = merged([*found.faults, *(replace(each, row=each.row + done) for each in faults)])
    found.dates.update(_counted(table["date"]))
    found.places.update(pc.unique(table["place"]).to_pylist())
    for name in ("category", "side"):
        found.values.setdefault(name, Counter()).update(_counted(values_of(table[name])))
    for name, values in closed(table).items():
        found.closed.setdefault(name, {}).update(dict.fromkeys(values))
    found.hashes.append(_hashed(table["id"]))
    placed = pc.invert(pc.is_in(table["precision"], pa.array(UNPLACED))).to_numpy()
    if placed.any():
        east, north = (each[placed].astype(np.float32) for each in (longitude, latitude))
        edges = (east.min(), north.min(), east.max(), north.max())
        found.edges.append(tuple(map(float, edges)))


def _extent(edges: list[tuple[float, ...]]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of all batches."""
    west, south, east, north = zip(*edges, strict=True)
    return min(west), min(south), max(east), max(north)


def _counted(values: pa.ChunkedArray) -> dict[str, int]:
    counts = pc.value_counts(values)
    fields = (counts.field(name).to_pylist() for name in ("values", "counts"))
    return dict(zip(*fields, strict=True))


def _by_frequency(counted: Mapping[str, int]) -> list[str]:
    return sorted(counted, key=lambda value: (-counted[value], value))


def _hashed(ids: pa.Array | pa.ChunkedArray) -> NDArray[np.uint64]:
    return pd.util.hash_array(ids.to_numpy(zero_copy_only=False), categorize=False)
