"""GeoParquet of any program: in any reference system, with any column of geometry."""

import json
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from events.importers.fields import COLUMNS
from events.importers.readers.exported import NOT_GUESSED, with_own
from events.importers.readers.geojson import about_of
from events.importers.readers.json_text import MOST_CELLS, MOST_COLUMNS, object_in
from events.importers.readers.shapes import DEGREES, moved, system
from events.importers.report import Answers
from events.importers.sheet import Sheet
from events.records.rows import JOINER

NONE: Answers = {}

MOST_ROWS = 5_000_000

MOST_UNPACKED = 2_000_000_000
"""Bytes of the columns, unpacked."""


def read_geoparquet(content: bytes, _answers: Answers = NONE) -> Sheet:
    """Lay the rows of a file out as text. Raises ValueError for what cannot be read."""
    table = _table(content)
    metadata = table.schema.metadata or {}
    geo = object_in(metadata.get(b"geo", b""))
    name = _geometry_column(table, geo)
    cells = {one: text_column(table[one]) for one in table.column_names if one != name}
    sheet = Sheet(
        pd.DataFrame(cells, copy=False),
        np.arange(1, table.num_rows + 1),
        about=about_of(object_in(metadata.get(b"about", b"")) or _texts(metadata)),
        vocabulary=object_in(metadata.get(b"vocabulary", b"")),
    )
    if b"dataset" in metadata.get(b"about", b""):  # it was exported here
        kept = {field: field for field in COLUMNS if field in cells}
        sheet = with_own(replace(sheet, columns={**NOT_GUESSED, **kept}))
    if not name:
        return sheet
    described = _member(geo, "columns", name)
    geometry = _geometries(table.select([name]), described.get("encoding"))
    crs = system(described["crs"]) if described.get("crs") else DEGREES
    placed, remarks = moved(geometry, crs)
    return replace(sheet, geometry=placed, remarks=tuple(remarks))


def _table(content: bytes) -> pa.Table:
    try:
        file = pq.ParquetFile(BytesIO(content))
        about = file.metadata
        unpacked = sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups))
        if about.num_rows > MOST_ROWS:
            raise ValueError(f"has more than {MOST_ROWS:,} rows")
        if about.num_columns > MOST_COLUMNS or about.num_rows * about.num_columns > MOST_CELLS:
            raise ValueError(f"has more than {MOST_COLUMNS} columns or {MOST_CELLS:,} cells")
        if unpacked > MOST_UNPACKED:
            raise ValueError(f"holds more than {MOST_UNPACKED:,} bytes when it is unpacked")
        return file.read()
    except (pa.ArrowException, OSError) as error:
        raise ValueError(f"is not Parquet that can be read ({error})") from None


def _member(content: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return an object inside others; an empty one if it is missing."""
    found: Any = content
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _texts(metadata: Mapping[bytes, bytes]) -> dict[str, str]:
    return {name.decode(errors="replace"): text.decode(errors="replace")[:2000]
            for name, text in metadata.items()}  # fmt: skip


def _geometry_column(table: pa.Table, geo: Mapping[str, Any]) -> str:
    """Return the name of the column of geometry; an empty one if there is none."""
    candidates = [str(geo.get("primary_column") or ""), "geometry", "geom", "wkb_geometry"]
    return next((name for name in candidates if name in table.column_names), "")


def _geometries(table: pa.Table, encoding: Any) -> NDArray[np.object_]:
    """Read the geometries of the only column, as WKB or as GeoArrow; None for what is neither."""
    column = table.column(0)
    kind = column.type
    if pa.types.is_binary_view(kind):
        column = column.cast(pa.binary())
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(kind):
        read = shapely.from_wkb(column.to_numpy(), on_invalid="ignore")
    else:
        named = table.schema.field(0).with_metadata({EXTENSION: f"geoarrow.{encoding}"})
        try:
            frame = gpd.GeoDataFrame.from_arrow(table.cast(pa.schema([named])))
        except (ValueError, TypeError, KeyError, pa.ArrowException):
            raise ValueError(f"has geometry of a kind that is not read ({kind})") from None
        read = np.array(frame.geometry.array, dtype=object)
    read[shapely.is_empty(read)] = None
    return np.asarray(shapely.force_2d(read), dtype=object)


EXTENSION = "ARROW:extension:name"
"""Under which Arrow's metadata has the name of a type."""


def text_column(column: pa.ChunkedArray) -> "pd.Series[str]":
    """Write a column of any type as text.

    >>> text_column(pa.chunked_array([[["a", "b"], []]])).tolist()
    ['a | b', nan]
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        return text_column(column.cast(kind.value_type))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        texts = column.cast(pa.list_(pa.string())) if _is_plain(kind.value_type) else _json(column)
        column = pc.binary_join(texts, JOINER) if _is_plain(kind.value_type) else texts
    elif pa.types.is_timestamp(kind):
        seconds = column.cast(pa.timestamp("s", kind.tz and "UTC"), safe=False)
        column = pc.strftime(seconds, "%Y-%m-%dT%H:%M:%S" + ("Z" if kind.tz else ""))
    elif not _is_plain(kind):
        column = _json(column)
    text = column.cast(pa.large_string())
    return pd.Series(pc.if_else(pc.equal(text, ""), None, text).to_pandas(), dtype="str")


def _is_plain(kind: pa.DataType) -> bool:
    return not (pa.types.is_nested(kind) or "binary" in str(kind))


def _json(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write what has parts as JSON."""
    texts = [None if one is None else json.dumps(one, ensure_ascii=False, default=str)
             for one in column.to_pylist()]  # fmt: skip
    return pa.chunked_array([pa.array(texts, pa.large_string())])
