"""Big sets of events as GeoParquet: the curated files' columns and checks, in bulk.

A table has no excerpts: each event names the outlet that reports it, or several, and, where one is
known, the address of the report.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from events.records.models import Info
from events.records.reading import CurationError, Records
from events.table.checks import OPTIONAL, REQUIRED, column_problems, place_problems, value_problems
from events.table.columns import Dates, coded, lists, sorted_text

MOST = 5_000_000
"""Events in a table."""

PIECE = 65_536
"""Points that are read at once, which bounds the memory that is needed."""

Progress = Callable[[str], None]
"""Is told what is being done."""


def read_table(path: Path, progress: Progress = lambda step: None) -> tuple[Records, pd.DataFrame]:
    """Read a GeoParquet file; return what is known of it, and its events sorted by first day.

    Points are longitude and latitude in degrees (WKB, EPSG:4326). Raises CurationError with every
    problem at once: a line for each column and kind of fault.
    """
    progress(f"Reading {path.name} …")
    table = _open(path)
    _refuse(path, column_problems(table))
    progress(f"Checking {table.num_rows:,} events …")
    longitude, latitude = _coordinates(table)
    dates = Dates(table["date"])
    _refuse(path, [*dates.problems, *value_problems(table), *place_problems(longitude, latitude)])
    progress("Sorting by day …")
    frame = _frame(table, longitude, latitude, dates)
    del table
    pa.default_memory_pool().release_unused()
    return _records(path), frame


def _refuse(path: Path, problems: Iterator[str] | list[str]) -> None:
    lines = [f"{path.name}: {line}" for line in problems]
    if lines:
        raise CurationError(lines)


def _open(path: Path) -> pa.Table:
    if path.is_dir():
        raise CurationError([f"{path.name}: file: is a folder; name a Parquet file"])
    try:
        file = pq.ParquetFile(path)
        names = [name for name in (*REQUIRED, *OPTIONAL) if name in file.schema_arrow.names]
        if file.metadata.num_rows > MOST:
            raise CurationError([f"{path.name}: file: has more than {MOST:,} rows"])
        return file.read(columns=names)
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


def _dataset(path: Path) -> Records:
    """What is known of a table: its file's name, and nothing else."""
    info = Info(
        id="table",
        title=path.name,
        description=f"Events read from the file {path.name}.",
        version=None,
        created=None,
        modified=None,
        licence=None,
        disclaimer="What the file says is shown as it is; its licence is not known.",
    )
    return Records(info, (), {}, {}, ())
