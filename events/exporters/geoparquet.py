"""GeoParquet with the columns that a big set of events is read from: a file opens here again."""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from events.exporters.about import About
from events.exporters.rows import PIECE, events_of, several
from events.records import Records, Vocabulary
from events.table import Row

TEXTS = ("id", "title", "summary", "date", "category", "status", "place", "precision")

SCHEMA = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in TEXTS),
        pa.field("precision_m", pa.int32()),
        pa.field("source", pa.list_(pa.string())),
        pa.field("side", pa.list_(pa.string())),
        pa.field("url", pa.string()),
        pa.field("geometry", pa.binary()),
    ]
)

_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""GeoParquet's own metadata; without a reference system it is longitude and latitude (CRS84)."""


def write_geoparquet(frame: pd.DataFrame, records: Records, about: About) -> Iterator[bytes]:
    """Write one row an event, and what the file says of itself in the schema's metadata."""
    rows = (_columns(row) for row, _ in events_of(frame, records))
    yield write_rows(rows, dict(about.lines), records.vocabulary)


def write_rows(
    rows: Iterable[Mapping[str, Any]], about: Mapping[str, str], vocabulary: Vocabulary | None
) -> bytes:
    """Write rows of SCHEMA, the geometry as a pair of longitude and latitude.

    The vocabulary goes into the file, so that categories look the same when it is opened again.

    Raises pyarrow.ArrowException, TypeError or ValueError where a value is of another type.
    """
    metadata = {"geo": json.dumps(_GEO), "about": json.dumps(dict(about), ensure_ascii=False)}
    if vocabulary:
        metadata["vocabulary"] = vocabulary.model_dump_json()
    file, rows = BytesIO(), iter(rows)
    with pq.ParquetWriter(file, SCHEMA.with_metadata(metadata), compression="zstd") as writer:
        while some := list(islice(rows, PIECE)):
            points = shapely.to_wkb(shapely.points([row["geometry"] for row in some]))
            columns = {name: [row[name] for row in some] for name in SCHEMA.names}
            writer.write_table(pa.table({**columns, "geometry": points}, writer.schema))
    return file.getvalue()


def _columns(row: Row) -> Row:
    url = row.get("url")
    return {
        **row,
        "place": row["place_name"],
        "source": several(row["outlet"]),
        "side": several(row["sides"]),
        "url": url if isinstance(url, str) else None,
        "geometry": (row["longitude"], row["latitude"]),
    }
