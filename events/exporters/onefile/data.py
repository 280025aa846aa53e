"""What the script of the one page reads: the map's files, and each event as a line and a panel."""

import base64
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from events.query import fold
from events.query.engines.arrays import SEARCHED
from events.query.text import IGNORED
from events.records import Records
from events.table import rows_of
from events.telling.panel import list_item, row_parts
from geodata.webmap import Files, write_files

ROWS = "rows-*"
"""What the script calls a selection that it made itself."""


def page_data(frame: pd.DataFrame, records: Records) -> str:
    """Return it as JSON; days count from 1970-01-01."""
    geography = records.geography
    region = geography.region
    files, contents = _map_files(frame, records)
    names = {"columns": files.columns, "base": files.base, "titles": files.titles}
    data = {
        "map": {**names, "rows": ROWS, "mode": "standing", "host": "stage"},
        "held": contents,
        "events": list(_events(frame, records)),
        "span": [int(frame["first"].min()), int(frame["last"].max())],
        "centre": [region.centre.latitude, region.centre.longitude],
        "zooms": [region.zooms.farthest, region.zooms.nearest],
        "layers": sum(1 << number for number, layer in enumerate(geography.layers) if layer.drawn),
        "unheard": IGNORED,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _map_files(frame: pd.DataFrame, records: Records) -> tuple[Files, dict[str, str]]:
    """Return the map's files by name, in base 64."""
    with tempfile.TemporaryDirectory(prefix="corridors-") as made:
        folder = Path(made)
        files = write_files(folder, frame, records.vocabulary.categories, records.geography)
        contents = {
            path.name: base64.b64encode(path.read_bytes()).decode()
            for path in sorted(folder.iterdir())
        }
    return files, contents


def _events(frame: pd.DataFrame, records: Records) -> Iterator[dict[str, Any]]:
    for row in rows_of(frame):
        yield {
            "id": row["id"],
            "category": row["category"],
            "first": int(row["first"]),
            "last": int(row["last"]),
            "text": fold("\n".join(str(row[name]) for name in SEARCHED if name in row)),
            "line": list_item(row, records).as_data(),
            "panel": [part.as_data() for part in row_parts(row, records) if part is not None],
        }
