"""GeoParquet with the columns that the dashboard reads, so that it opens the file again."""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely import Point

from events.exporters.own import own_names, own_of
from events.exporters.plain import (
    PIECE,
    day_of,
    events_of,
    has_point,
    metres_of,
    several,
    shape_text,
    url_of,
)
from events.exporters.provenance import Provenance
from events.records import Gazetteer, Records, Vocabulary
from events.table import Row
from events.table.checks import DAYS

TEXTS = ("id", "title", "summary", "date", "category", "status", "place", "precision")

SCHEMA = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in TEXTS),
        pa.field("precision_m", pa.int32()),
        pa.field("source", pa.list_(pa.string())),
        pa.field("side", pa.list_(pa.string())),
        pa.field("url", pa.string()),
        pa.field("shape", pa.string()),
        pa.field("created", pa.date32()),
        pa.field("modified", pa.date32()),
        pa.field("geometry", pa.binary()),
    ]
)

GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""GeoParquet's metadata; it names no reference system, which means longitude and latitude."""


def write_geoparquet(
    table: pd.DataFrame, records: Records, provenance: Provenance
) -> Iterator[bytes]:
    """Write a row for each event, and provenance, vocabulary and names of places as metadata."""
    own = own_names(table, frozenset(SCHEMA.names))
    rows = (_columns(row) | own_of(row, own) for row, _ in events_of(table, records))
    places = records.gazetteer.by_name(set(table["place"]))
    about = dict(provenance.lines)
    yield write_rows(rows, about, records.vocabulary, places, own=own.values())


def write_rows(
    rows: Iterable[Mapping[str, Any]],
    about: Mapping[str, str],
    vocabulary: Vocabulary | None,
    places: Gazetteer | None = None,
    *,
    own: Iterable[str] = (),
) -> bytes:
    """Write rows of SCHEMA, each with its geometry as a pair of longitude and latitude, or None.

    The shape and the days of DAYS may be missing; `own` are names of further columns of text.

    With the vocabulary in the file, categories look the same when it is opened again, and with the
    places a place holds the same others. Raises
    pyarrow.ArrowException, TypeError or ValueError for a value of another type.
    """
    metadata = {"geo": json.dumps(GEO), "about": json.dumps(dict(about), ensure_ascii=False)}
    if vocabulary:
        metadata["vocabulary"] = vocabulary.model_dump_json()
    if places and places.places:
        metadata["places"] = places.model_dump_json(exclude_defaults=True)
    file, rows = BytesIO(), iter(rows)
    schema = pa.schema([*SCHEMA, *(pa.field(name, pa.string()) for name in own)], metadata)
    optional = ("shape", *DAYS, *schema.names[len(SCHEMA.names) :])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(rows, PIECE)):
            points = shapely.to_wkb([row["geometry"] and Point(row["geometry"]) for row in some])
            columns = {
                name: [row[name] for row in some] for name in schema.names if name not in optional
            }
            columns |= {name: [row.get(name) for row in some] for name in optional}
            writer.write_table(pa.table({**columns, "geometry": points}, writer.schema))
    return file.getvalue()


def _columns(row: Row) -> Row:
    return {
        **row,
        "place": row["place_name"],
        "source": several(row["outlet"]),
        "side": several(row["sides"]),
        "url": url_of(row),
        "shape": shape_text(row),
        "created": day_of(row, "created"),
        "modified": day_of(row, "modified"),
        "precision_m": metres_of(row),
        "geometry": (row["longitude"], row["latitude"]) if has_point(row) else None,
    }
