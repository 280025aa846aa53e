"""Big sets of events as GeoParquet: the curated files' columns and checks, in bulk.

A table has no excerpts: each event names the outlet that reports it, or several, and, where one is
known, the address of the report.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray
from pydantic import ValidationError

from events.records import CurationError, Info, Records, Vocabulary
from events.records.vocabulary import derive_vocabulary
from events.table.checks import (
    OPTIONAL,
    REQUIRED,
    column_problems,
    is_list,
    place_problems,
    value_problems,
)
from events.table.columns import Dates, coded, lists, sorted_text
from geodata import UNPLACED, world_geography
from geodata.files import explain

MOST = 5_000_000
"""Events in a table."""

PIECE = 65_536
"""Points that are read at once, which bounds the memory that is needed."""

Progress = Callable[[str], None]
"""Is told what is being done."""


def read_geoparquet(
    path: Path, progress: Progress = lambda step: None
) -> tuple[Records, pd.DataFrame]:
    """Read a GeoParquet file; return what is known of it, and its events sorted by first day.

    Points are longitude and latitude in degrees (WKB, EPSG:4326). Raises CurationError with every
    problem at once: a line for each column and kind of fault.
    """
    progress(f"Reading {path.name} …")
    table, metadata = _open(path)
    _refuse(path, column_problems(table))
    progress(f"Checking {table.num_rows:,} events …")
    longitude, latitude = _coordinates(table)
    dates = Dates(table["date"])
    vocabulary = _vocabulary(path, metadata, table)
    _refuse(path, [f"vocabulary: {line}" for line in vocabulary.problems()])
    _refuse(
        path,
        [
            *dates.problems,
            *value_problems(table, vocabulary),
            *place_problems(longitude, latitude),
        ],
    )
    progress("Sorting by day …")
    frame = _frame(table, longitude, latitude, dates)
    del table
    pa.default_memory_pool().release_unused()
    return Records(_info(path), vocabulary, world_geography(*_extent(frame))), frame


def _refuse(path: Path, problems: Iterator[str] | list[str]) -> None:
    lines = [f"{path.name}: {line}" for line in problems]
    if lines:
        raise CurationError(lines)


def _open(path: Path) -> tuple[pa.Table, Mapping[bytes, bytes]]:
    """Read the columns that count, and the metadata of the file."""
    if path.is_dir():
        raise CurationError([f"{path.name}: file: is a folder; name a Parquet file"])
    try:
        file = pq.ParquetFile(path)
        names = [name for name in (*REQUIRED, *OPTIONAL) if name in file.schema_arrow.names]
        if file.metadata.num_rows > MOST:
            raise CurationError([f"{path.name}: file: has more than {MOST:,} rows"])
        return file.read(columns=names), file.schema_arrow.metadata or {}
    except FileNotFoundError:
        raise CurationError([f"{path.name}: file: is missing"]) from None
    except (pa.ArrowException, OSError) as error:
        raise CurationError([f"{path.name}: file: is not Parquet ({error})"]) from None


def _coordinates(table: pa.Table) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Read the points; what is no point becomes not-a-number, which the checks name."""
    pieces = [
        _points(batch.column(0).to_numpy(zero_copy_only=False))
        for batch in table.select(["geometry"]).to_batches(max_chunksize=PIECE)
    ]
    longitude, latitude = np.concatenate(pieces, axis=1)
    return longitude, latitude


def _points(texts: NDArray[np.object_]) -> NDArray[np.float64]:
    geometries = shapely.from_wkb(texts, on_invalid="ignore")
    geometries[shapely.is_empty(geometries)] = None
    return np.stack([shapely.get_x(geometries), shapely.get_y(geometries)])


def _frame(
    table: pa.Table, longitude: NDArray[np.float64], latitude: NDArray[np.float64], dates: Dates
) -> pd.DataFrame:
    """Put the columns together; text stays in Arrow's memory, repeated values are coded."""
    first, last = dates.days("first"), dates.days("last")
    order = np.lexsort((last, first))
    columns: dict[str, object] = {
        **sorted_text(table, order),
        "first": first[order],
        "last": last[order],
        "first_at_latest": dates.days("first_at_latest")[order],
        "date": dates.categories("text")[order],
        "date_words": dates.categories("words")[order],
        "date_precision": dates.categories("precision")[order],
        "certain": dates.certain[order],
        **{name: coded(table[column])[order] for name, column in CODED.items()},
        **{name: lists(table[column])[order] for name, column in LISTS.items()},
        "precision_m": table["precision_m"].to_numpy().astype(np.int32)[order],
        "longitude": longitude.astype(np.float32)[order],
        "latitude": latitude.astype(np.float32)[order],
    }
    return pd.DataFrame(columns, copy=False)


CODED: dict[str, str] = {
    "category": "category",
    "status": "status",
    "place": "place",
    "place_name": "place",
    "precision": "precision",
    "outlets": "source",
}
"""Columns of the frame that hold few different values, and where they come from."""

LISTS: dict[str, str] = {"sources": "source", "outlet": "source", "sides": "side"}
"""Columns of the frame that hold several values an event where the table does."""


def _extent(frame: pd.DataFrame) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the events that have a place on a map, in degrees."""
    placed = frame[~frame["precision"].isin(UNPLACED)]
    if placed.empty:
        return -180.0, -60.0, 180.0, 75.0
    longitude, latitude = placed["longitude"], placed["latitude"]
    edges = longitude.min(), latitude.min(), longitude.max(), latitude.max()
    west, south, east, north = (float(edge) for edge in edges)
    return west, south, east, north


def _vocabulary(path: Path, metadata: Mapping[bytes, bytes], table: pa.Table) -> Vocabulary:
    """Read the vocabulary that a file brings, or make one of the values in it."""
    try:
        if (written := metadata.get(b"vocabulary")) is not None:
            return Vocabulary.model_validate_json(written)
        return derive_vocabulary(*(_values(table, name) for name in ("category", "side")))
    except ValidationError as error:
        lines = [f"{path.name}: vocabulary: {line}" for line in explain(error)]
        raise CurationError(lines) from None
    except ValueError as error:
        raise CurationError([f"{path.name}: {error}"]) from None


def _values(table: pa.Table, name: str) -> list[str]:
    """List the different values of a column, the most frequent first."""
    column = table[name]
    counts = pc.value_counts(pc.list_flatten(column) if is_list(column.type) else column)
    pairs = zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True)
    return [value for value, _ in sorted(pairs, key=lambda pair: (-pair[1], pair[0]))]


def _info(path: Path) -> Info:
    """What is known of a file: its name, and nothing else."""
    return Info(
        id="table",
        title=path.name,
        description=f"Events read from the file {path.name}.",
        version=None,
        created=None,
        modified=None,
        licence=None,
        disclaimer="What the file says is shown as it is; its licence is not known.",
    )
