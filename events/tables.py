"""Big sets of events as GeoParquet: the same columns and checks as the curated files, in bulk.

A table has no excerpts: each event names the outlet that reports it and, where one is known, the
address of the report.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from events.dates import When
from events.load import CurationError
from events.vocabulary import CATEGORY, SIDES, STATUSES
from geodata import Precision

REQUIRED: tuple[str, ...] = (
    "id", "title", "summary", "date", "category", "status", "place", "precision", "precision_m",
    "source", "side", "geometry",
)  # fmt: skip
OPTIONAL: tuple[str, ...] = ("url",)

KNOWN: dict[str, tuple[str, ...]] = {
    "category": tuple(CATEGORY),
    "status": tuple(STATUSES),
    "side": tuple(SIDES),
    "precision": get_args(Precision),
}
"""Columns with a closed list of values."""

MOST = 5_000_000
"""Events in a table."""


def read_table(path: Path) -> gpd.GeoDataFrame:
    """Read a GeoParquet file into the frame that everything reads, sorted by first day.

    Points are longitude and latitude in degrees (WKB, EPSG:4326). Raises CurationError with every
    problem at once: a line for each column and kind of fault, with the first row that has it.
    """
    table = _open(path)
    problems = [f"{path.name}: {line}" for line in _column_problems(table)]
    if problems:
        raise CurationError(problems)
    longitude, latitude = _coordinates(table)
    spans, unread = _spans(table["date"])
    problems += [f"{path.name}: {line}" for line in (*unread, *_value_problems(table))]
    problems += [f"{path.name}: {line}" for line in _place_problems(longitude, latitude)]
    if problems:
        raise CurationError(problems)
    return _frame(table, longitude, latitude, spans)


def _open(path: Path) -> pa.Table:
    try:
        file = pq.ParquetFile(path)
        if file.metadata.num_rows > MOST:
            raise CurationError([f"{path.name}: file: has more than {MOST:,} rows"])
        present = [name for name in (*REQUIRED, *OPTIONAL) if name in file.schema_arrow.names]
        return file.read(columns=present)
    except (pa.ArrowInvalid, OSError) as error:
        raise CurationError([f"{path.name}: file: is not Parquet ({error})"]) from None


def _column_problems(table: pa.Table) -> Iterator[str]:
    for name in REQUIRED:
        if name not in table.column_names:
            yield f"{name}: the column is missing"
        elif table[name].null_count:
            yield f"{name}: {table[name].null_count} rows have no value"
    if not table.num_rows:
        yield "file: has no rows"


def _value_problems(table: pa.Table) -> Iterator[str]:
    for name, known in KNOWN.items():
        for value in pc.unique(table[name]).to_pylist():
            if value not in known:
                yield f"{name}: must be one of {', '.join(known)} (got {value!r})"
    if pc.count_distinct(table["id"]).as_py() != table.num_rows:
        yield "id: is used twice"
    metres = pc.min_max(table["precision_m"]).as_py()
    if not 0 < metres["min"] <= metres["max"] <= 100_000:
        yield f"precision_m: must lie between 1 and 100,000 (got {metres['min']}, {metres['max']})"
    for name in ("id", "title", "place", "source"):
        longest = pc.max(pc.utf8_length(table[name])).as_py()
        if longest > 200:
            yield f"{name}: is longer than 200 characters (got {longest})"


def _coordinates(table: pa.Table) -> tuple[np.ndarray, np.ndarray]:
    points = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    return shapely.get_x(points), shapely.get_y(points)


def _place_problems(longitude: np.ndarray, latitude: np.ndarray) -> Iterator[str]:
    for name, values, limit in (("longitude", longitude, 180), ("latitude", latitude, 90)):
        wrong = np.flatnonzero(~(np.abs(values) <= limit))
        if wrong.size:
            row = int(wrong[0])
            yield (
                f"geometry: {name} must lie between {-limit} and {limit} in {wrong.size} rows "
                f"(got {values[row]} in row {row})"
            )


def _spans(dates: pa.ChunkedArray) -> tuple[pd.DataFrame, list[str]]:
    """Read each different date once; return the first and last day of every row."""
    encoded = pc.dictionary_encode(dates).combine_chunks()
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    rows, problems = [], []
    for text in encoded.dictionary.to_pylist():
        try:
            when = When(text)
            rows.append((when.first, when.last, when.words, when.precision, when.is_certain))
        except ValueError as error:
            problems.append(f"date: {error}")
            rows.append((0, 0, "", "day", True))
    names = ["first", "last", "date_words", "date_precision", "certain"]
    different = pd.DataFrame(rows, columns=names).astype(
        {"first": "int32", "last": "int32", "date_words": "category", "date_precision": "category"}
    )
    return different.take(codes).reset_index(drop=True), problems


def _frame(
    table: pa.Table, longitude: np.ndarray, latitude: np.ndarray, spans: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Put the columns together; text stays in Arrow's memory, repeated values are coded."""
    order = np.lexsort((spans["last"], spans["first"]))
    text = {name: pd.arrays.ArrowExtensionArray(table[name]) for name in ("id", "title", "summary")}
    coded = {
        name: pd.Categorical.from_codes(*_codes(table[column]))
        for name, column in {
            "category": "category",
            "status": "status",
            "place": "place",
            "precision": "precision",
            "sources": "source",
            "sides": "side",
        }.items()
    }
    columns = pd.DataFrame({**text, **coded, "precision_m": table["precision_m"].to_numpy()})
    columns = pd.concat([columns, spans], axis=1).take(order).reset_index(drop=True)
    columns["place_name"] = columns["place"]
    points = gpd.points_from_xy(longitude[order], latitude[order], crs="EPSG:4326")
    return gpd.GeoDataFrame(columns, geometry=points)


def _codes(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    encoded = pc.dictionary_encode(column).combine_chunks()
    return encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist()
