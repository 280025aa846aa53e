"""A batch of events as a database has it: the columns that questions are put to, and the words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from events.query.engines.positions import EARTH_M, in_parts
from events.query.engines.sql.tables import BATCHES_WORDS, OCCURRENCES, VALUES, events_of, several
from events.query.engines.tiles import tiles_at
from events.query.question import FILTERS
from events.query.text import SEARCHED, folded
from geodata import UNPLACED, WHOLE

TEXT = pa.large_string()


class Rows:
    """Makes the rows of tables from columns of a batch of events."""

    def __init__(self, columns: Mapping[str, str], outlined: Collection[str]) -> None:
        """Take the types of the columns, and the places of which the map has the outline."""
        self._events = events_of(columns).schema().to_pyarrow()
        self._several = sorted(several(columns))
        self._outlined = pa.array(sorted(outlined), pa.string())

    def tables(self, batch: pa.Table) -> dict[str, pa.Table]:
        """Return the rows to add to each table for events with their numbers."""
        words = words_of(batch)
        columns = {name: batch[name] for name in batch.column_names}
        columns |= {**self._derived(batch), "folded": words.texts}
        arrays = [array_of(columns[field.name], field.type) for field in self._events]
        numbers = batch["number"].to_numpy()
        values = [_values(name, batch[FILTERS[name].column], numbers) for name in self._several]
        return {
            "events": pa.Table.from_arrays(arrays, schema=self._events),
            OCCURRENCES.get_name(): words.occurrences(numbers),
            BATCHES_WORDS.get_name(): words.counted,
            **({VALUES.get_name(): pa.concat_tables(values)} if values else {}),
        }

    def _derived(self, batch: pa.Table) -> dict[str, pa.Array]:
        """Return where the events are, in what questions compare."""
        longitude, latitude, metres = (
            batch[name].cast(pa.float64()).to_numpy()
            for name in ("longitude", "latitude", "precision_m")
        )
        precision, place = batch["precision"].cast(pa.string()), batch["place"].cast(pa.string())
        placed = pc.invert(pc.is_in(precision, pa.array(UNPLACED)))
        outlined = pc.is_in(place, self._outlined)
        whole = pc.and_(pc.equal(precision, WHOLE), outlined)
        reach = np.cos(np.maximum(metres, 1) / EARTH_M)
        across, down = tiles_at(longitude, latitude)
        return {
            "longitude_parts": pa.array(in_parts(longitude)),
            "latitude_parts": pa.array(in_parts(latitude)),
            "across": pa.array(across),
            "down": pa.array(down),
            "is_marked": pc.and_(placed, pc.invert(whole)),
            "reach": pc.if_else(placed, pa.array(reach), pa.scalar(None, pa.float64())),
        }


@dataclass(frozen=True)
class BatchWords:
    """The words of a batch of events."""

    texts: pa.Array
    """The text of each event, folded."""
    counted: pa.Table
    """Each word with its code and how often it occurs, as BATCHES_WORDS."""
    pairs: NDArray[np.int64]
    """Which event has which word, sorted: the row of `counted`, and in 32 digits its own."""

    def occurrences(self, numbers: NDArray[np.int32]) -> pa.Table:
        """Return which event has which word, the events by their numbers, as OCCURRENCES."""
        codes = self.counted["code"].to_numpy()[self.pairs >> 32]
        return pa.table({"code": codes, "number": numbers[self.pairs.astype(np.int32)]})


def words_of(batch: pa.Table) -> BatchWords:
    """Read the words of each event; each that is spelt in another way is folded once."""
    columns = [array_of(batch[name], TEXT) for name in SEARCHED if name in batch.column_names]
    between = pa.scalar("\n", TEXT)
    texts = pc.binary_join_element_wise(*columns, between, null_handling="skip")
    is_ascii = pc.all(pc.string_is_ascii(texts)).as_py()
    lists = pc.ascii_split_whitespace(texts) if is_ascii else pc.utf8_split_whitespace(texts)
    words = pc.dictionary_encode(lists.flatten())
    spelt = pc.dictionary_encode(folded(words.dictionary))
    codes = hashes_of(spelt.dictionary)
    order = np.argsort(codes)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    known = ranks[spelt.indices.to_numpy()][words.indices.to_numpy()]
    ends = lists.offsets.to_numpy().astype(np.int64)
    rows = np.arange(len(lists)).repeat(np.diff(ends))
    pairs = np.sort(known << 32 | rows)  # many times as quick as `np.unique`
    counted = {
        "code": codes[order],
        "word": spelt.dictionary.take(pa.array(order)).cast(pa.string()),
        "frequency": np.bincount(known, minlength=len(order)),
    }
    return BatchWords(
        _joined(spelt, words, ends), pa.table(counted), pairs[np.diff(pairs, prepend=-1) > 0]
    )


def _joined(
    spelt: pa.DictionaryArray, words: pa.DictionaryArray, ends: NDArray[np.int64]
) -> pa.Array:
    """Join the folded words of each event; a sign alone is folded to nothing, and left out."""
    bare = spelt.dictionary.take(spelt.indices).take(words.indices)
    there = pc.not_equal(bare, "").to_numpy(zero_copy_only=False)
    if not there.all():
        bare = bare.filter(pa.array(there))
        ends = np.concatenate([[0], np.cumsum(there)])[ends]
    lists = pa.LargeListArray.from_arrays(pa.array(ends), bare)
    return pc.binary_join(lists, pa.scalar(" ", TEXT))


def hashes_of(texts: pa.Array) -> NDArray[np.int64]:
    """Return a number of 64 digits for each text, the same in every process."""
    values = texts.to_numpy(zero_copy_only=False).astype(object)
    return pd.util.hash_array(values, categorize=False).view(np.int64)


def _values(name: str, column: pa.ChunkedArray, numbers: NDArray[np.int32]) -> pa.Table:
    """Return the values of a column of lists, each with the number of its row."""
    values = pc.list_flatten(column).combine_chunks().cast(pa.string())
    lengths = pc.list_value_length(column).fill_null(0).to_numpy()
    filters = pa.array([name], pa.string()).take(pa.array(np.zeros(len(values), np.int8)))
    return pa.table({"filter": filters, "value": values, "number": numbers.repeat(lengths)})


def batches_of(table: pd.DataFrame, start: int, size: int) -> Iterator[pa.Table]:
    """Yield the rows of a table from one on in batches; numbers are those of the rows."""
    names = [str(name) for name in table.columns if name != "geometry"]
    for begin in range(start, len(table), size):
        rows = table.iloc[begin : begin + size]
        numbers = np.arange(begin, begin + len(rows), dtype=np.int32)
        columns = {name: pa.array(rows[name], from_pandas=True) for name in names}
        yield pa.table({"number": numbers, **columns})


def array_of(values: pa.Array | pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    """Return values as one array of a type."""
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    return array if array.type == kind else array.cast(kind)
