"""Turn a GeoJSON file that was exported here into a table: python -m events import FILE -o FILE"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa

from events.commands.export import write_out
from events.exporters.geoparquet import write_rows
from events.records.reading import CurationError
from events.table.geoparquet import read_table

MOST_BYTES = 1_000_000_000
"""Of a GeoJSON file: it is read at once."""

NAMES: dict[str, str] = {
    "title": "title", "summary": "summary", "date": "date", "category": "category",
    "status": "status", "place": "location", "precision": "geo_precision",
    "precision_m": "uncertainty_m", "source": "outlets", "side": "sides",
}  # fmt: skip
"""Each column of a table, and the property of a feature that it comes from."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Name what can be asked for."""
    parser.add_argument("file", type=Path, metavar="FILE.geojson")
    parser.add_argument("-o", "--output", required=True, metavar="FILE.parquet")


def run(arguments: argparse.Namespace) -> None:
    """Write the table, and say how to open it."""
    write_out(iter([to_table(arguments.file)]), arguments.output)
    print(f"{arguments.output}: open it with --data")


def to_table(path: Path) -> bytes:
    """Return a GeoJSON file of this project as GeoParquet.

    Excerpts and figures are left behind: a table has none. Raises CurationError with every
    problem, as for a table.
    """
    content = _read(path)
    try:
        rows = (_row(feature) for feature in content["features"])
        table = write_rows(rows, _about(content))
    except (LookupError, TypeError, ValueError, AttributeError, pa.ArrowException) as error:
        reason = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise _wrong(path, f"is no file that `python -m events export` writes ({reason})") from None
    with tempfile.TemporaryDirectory() as folder:
        checked = Path(folder) / path.name
        checked.write_bytes(table)
        read_table(checked)
    return table


def _wrong(path: Path, what: str) -> CurationError:
    return CurationError([f"{path.name}: file: {what}"])


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _wrong(path, f"has more than {MOST_BYTES:,} bytes")
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _wrong(path, "is missing") from None
    except (OSError, ValueError, RecursionError) as error:
        raise _wrong(path, f"is not JSON ({error})") from None
    if not isinstance(content, dict):
        raise _wrong(path, "is no FeatureCollection")
    return content


def _row(feature: dict[str, Any]) -> dict[str, Any]:
    properties, geometry = feature["properties"], feature["geometry"]
    longitude, latitude = geometry["coordinates"] if geometry else properties["drawn_at"]
    return {
        "id": feature["id"],
        **{name: properties[known] for name, known in NAMES.items()},
        "url": properties.get("url"),
        "geometry": (float(longitude), float(latitude)),
    }


def _about(content: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in content["dataset"].items() if value is not None}
