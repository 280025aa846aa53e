"""Large collections as GeoParquet: a table with the columns and the checks of curated files.

A table has no excerpts. Each event names the outlet, or the outlets, that report it and, where it
is known, the address of the report.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray
from pydantic import ValidationError

from events.records import CurationError, Gazetteer, Info, Records, Vocabulary
from events.records.vocabulary import derive_vocabulary
from events.table.checks import (
    DAYS,
    closed,
    column_faults,
    point_faults,
    shape_faults,
    table_problems,
    unknown_values,
    value_faults,
    values_of,
)
from events.table.columns import Dates, coded, completed, lists, sorted_text
from events.table.curated import NOWHERE, UNNAMED
from geodata import UNPLACED, world_geography
from geodata.files import explain

MOST = 5_000_000
"""Events in a table."""

PIECE = 65_536
"""Points that are decoded at once, which bounds the memory that is needed."""

Progress = Callable[[str], None]
"""Is given a line for each step of what is being done."""


def read_geoparquet(
    path: Path, progress: Progress = lambda _: None, known: Vocabulary | None = None
) -> tuple[Records, pd.DataFrame]:
    """Read a GeoParquet file; return what is known of it, and its events sorted by first day.

    Points are longitude and latitude in degrees (WKB, EPSG:4326). The vocabulary stands in the
    metadata of the file, or is derived from its values, which are added to a known one.
    Raises CurationError with every problem at once: a line for each column and kind of fault.
    """
    progress(f"Reading {path.name} …")
    table, metadata = _read(path)
    if faults := list(column_faults(table)):
        raise refusal(path, faults)
    progress(f"Checking {table.num_rows:,} events …")
    table = completed(table)
    longitude, latitude = coordinates(table)
    dates = Dates(table["date"])
    given = table["geometry"].is_valid().to_numpy()
    problems = [
        *dates.problems,
        *table_problems(table["id"], pc.count_distinct(table["place"]).as_py()),
        *value_faults(table),
        *point_faults(longitude, latitude, given),
        *shape_faults(table),
    ]
    values = {name: _values(table, name) for name in ("category", "side")}
    vocabulary, unknown = vocabulary_of(values, closed(table), metadata, known)
    gazetteer, wrong = gazetteer_of(metadata)
    problems += [*unknown, *wrong]
    if vocabulary is None or problems:
        raise refusal(path, problems)
    progress("Sorting by day …")
    events = _assemble(table, longitude, latitude, dates)
    del table
    pa.default_memory_pool().release_unused()
    extent = _extent(events)
    geography = world_geography(*extent) if extent else world_geography()
    return Records(info_of(path), vocabulary, geography, gazetteer), events


def refusal(path: Path, problems: Iterable[object]) -> CurationError:
    """Return what says what is wrong with a file, a line for each problem."""
    return CurationError([f"{path.name}: {line}" for line in problems])


def _read(path: Path) -> tuple[pa.Table, Mapping[bytes, bytes]]:
    """Read the columns that are needed, and the metadata of the file."""
    file, names = open_file(path, MOST)
    try:
        return file.read(columns=names), file.schema_arrow.metadata or {}
    except (pa.ArrowException, OSError) as error:
        raise refusal(path, [f"file: is not Parquet ({error})"]) from None


def open_file(path: Path, most: int) -> tuple[pq.ParquetFile, list[str]]:
    """Open a file; return it, and the names of the columns that are needed."""
    if path.is_dir():
        raise refusal(path, ["file: is a folder; name a Parquet file"])
    try:
        file = pq.ParquetFile(path)
    except FileNotFoundError:
        raise refusal(path, ["file: is missing"]) from None
    except (pa.ArrowException, OSError) as error:
        raise refusal(path, [f"file: is not Parquet ({error})"]) from None
    if file.metadata.num_rows > most:
        raise refusal(path, [f"file: has more than {most:,} rows"])
    if system := _foreign_system(file.schema_arrow.metadata or {}):
        raise refusal(path, [f"geometry: must be in degrees of WGS 84 (got {system})"])
    return file, [name for name in file.schema_arrow.names if name not in UNREAD]


def _foreign_system(metadata: Mapping[bytes, bytes]) -> str | None:
    """Name the coordinate system of a file's points; None if it is longitude and latitude."""
    try:
        geo = json.loads(metadata.get(b"geo", b"{}"))
        system = geo["columns"][geo["primary_column"]].get("crs")
        code = system and (system["id"]["authority"], str(system["id"]["code"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not system or code in (("OGC", "CRS84"), ("EPSG", "4326")):
        return None
    return f"{system.get('name', 'another system')}, {code[0]}:{code[1]}"


def coordinates(table: pa.Table) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Read longitudes and latitudes; what is no point gives NaN, which the checks report."""
    pieces = []
    for batch in table.select(["geometry"]).to_batches(max_chunksize=PIECE):
        plain = _plain_points(batch.column(0))
        if plain is None:
            plain = _points(batch.column(0).to_numpy(zero_copy_only=False))
        pieces.append(plain)
    longitude, latitude = np.concatenate(pieces, axis=1)
    return longitude, latitude


_PLAIN_POINT = np.dtype([("begin", "V5"), ("x", "<f8"), ("y", "<f8")])
"""Most points: of the byte order of most machines, and flat."""

_BEGIN = np.frombuffer(b"\x01\x01\0\0\0", "V5")[0]


def _plain_points(texts: pa.Array) -> NDArray[np.float64] | None:
    """Read points that are all flat and plain, many times as quick; None where one is not."""
    if not len(texts) or texts.null_count:
        return None
    if not pc.all(pc.equal(pc.binary_length(texts), _PLAIN_POINT.itemsize)).as_py():
        return None
    # Without gaps and all of one length, so that the bytes lie one after another.
    points = np.frombuffer(texts.buffers()[2], _PLAIN_POINT, len(texts), _offset(texts))
    if (points["begin"] != _BEGIN).any():
        return None
    return np.stack([points["x"], points["y"]])


def _offset(texts: pa.Array) -> int:
    """Return where the bytes of the first text begin."""
    kind = np.int64 if pa.types.is_large_binary(texts.type) else np.int32
    return int(
        np.frombuffer(texts.buffers()[1], kind, 1, texts.offset * np.dtype(kind).itemsize)[0]
    )


def _points(texts: NDArray[np.object_]) -> NDArray[np.float64]:
    geometries = shapely.from_wkb(texts, on_invalid="ignore")
    geometries[shapely.is_empty(geometries)] = None
    return np.stack([shapely.get_x(geometries), shapely.get_y(geometries)])


def _assemble(
    table: pa.Table, longitude: NDArray[np.float64], latitude: NDArray[np.float64], dates: Dates
) -> pd.DataFrame:
    """Assemble the columns; long texts stay with Arrow, and repeated values are numbered."""
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
        "date_limits": dates.categories("limits")[order],
        "certain": dates.certain[order],
        **{name: coded(table[column])[order] for name, column in CODED.items()},
        "place": coded(table["place"]).rename_categories(VALUES)[order],
        **{name: lists(table[column])[order] for name, column in LISTS.items()},
        "precision_m": table["precision_m"].to_numpy().astype(np.int32)[order],
        "longitude": longitude.astype(np.float32)[order],
        "latitude": latitude.astype(np.float32)[order],
        **{
            name: table[name].cast(pa.int32()).to_numpy()[order]
            for name in DAYS
            if name in table.column_names and not table[name].null_count
        },
    }
    return pd.DataFrame(columns, copy=False)


CODED: dict[str, str] = {
    "category": "category",
    "status": "status",
    "place_name": "place",
    "precision": "precision",
    "outlets": "source",
}
"""Columns of the table with few distinct values, and the columns of the file they come from."""

UNREAD = ("__index_level_0__", "bbox")
"""Columns that other programs add: pandas its index, and GeoParquet the boxes of shapes."""

VALUES: dict[str, str] = {name: value for value, name in (UNNAMED, NOWHERE)}
"""What stands in `place` for names that are none; any other place is known by its name."""

LISTS: dict[str, str] = {"sources": "source", "outlet": "source", "sides": "side"}
"""Columns of the table that hold several values an event where the file does."""


def _extent(events: pd.DataFrame) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of the events that have a place on a map, in degrees."""
    placed = events[~events["precision"].isin(UNPLACED)]
    if placed.empty:
        return None
    longitude, latitude = placed["longitude"], placed["latitude"]
    edges = longitude.min(), latitude.min(), longitude.max(), latitude.max()
    west, south, east, north = (float(edge) for edge in edges)
    return west, south, east, north


def vocabulary_of(
    values: Mapping[str, list[str]],
    found: Mapping[str, Iterable[str]],
    metadata: Mapping[bytes, bytes],
    known: Vocabulary | None,
) -> tuple[Vocabulary | None, list[str]]:
    """Read or derive the vocabulary; return it, and what is wrong with it or does not fit it.

    The `values` of categories and sides come the most frequent first; `found` is as `closed` has
    it.
    """
    try:
        if known is None and (written := metadata.get(b"vocabulary")) is not None:
            vocabulary = Vocabulary.model_validate_json(written)
        else:
            vocabulary = derive_vocabulary(values["category"], values["side"], known=known)
    except ValidationError as error:
        return None, [f"vocabulary: {line}" for line in explain(error)]
    except ValueError as error:
        return None, [str(error)]
    faults = [f"vocabulary: {line}" for line in vocabulary.problems()]
    return vocabulary, [*faults, *unknown_values(found, vocabulary)]


def gazetteer_of(metadata: Mapping[bytes, bytes]) -> tuple[Gazetteer, list[str]]:
    """Read which places belong together, where the file says so, and what is wrong with it."""
    try:
        return Gazetteer.model_validate_json(metadata.get(b"places", b"{}")), []
    except ValidationError as error:
        return Gazetteer(), [f"places: {line}" for line in explain(error)]


def _values(table: pa.Table, name: str) -> list[str]:
    """List the distinct values of a column, the most frequent first."""
    counts = pc.value_counts(values_of(table[name]))
    pairs = zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True)
    return [value for value, _ in sorted(pairs, key=lambda pair: (-pair[1], pair[0]))]


def info_of(path: Path) -> Info:
    """Say what is known of a file: nothing but its name."""
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
