"""What the script of the one file reads: the map's files, and each event as a line and a panel."""

import base64
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from events.query.engines.arrays import SEARCHED
from events.query.text import UNHEARD, fold
from events.records.reading import Dataset
from events.records.vocabulary import CATEGORIES
from events.table.curated import rows_of
from events.table.identifiers import Identifiers
from events.telling.cards import Cards
from geodata.load import load_geography, load_layers, load_places
from geodata.models import ZOOMS
from geodata.webmap.columns import Files, write_files

ROWS = "rows-*"
"""What the script calls a selection that it made itself."""


def hold(frame: pd.DataFrame, dataset: Dataset) -> str:
    """Return it as JSON; days count from 1970-01-01."""
    layers = load_layers()
    files, contents = _map_files(frame)
    names = {"columns": files.columns, "base": files.base, "titles": files.titles}
    told = {
        "map": {**names, "rows": ROWS, "mode": "standing", "host": "stage"},
        "held": contents,
        "events": list(_events(frame, dataset)),
        "span": [int(frame["first"].min()), int(frame["last"].max())],
        "centre": (31.42, 34.38),
        "zooms": ZOOMS,
        "layers": sum(1 << number for number, layer in enumerate(layers) if layer.drawn),
        "unheard": UNHEARD,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _map_files(frame: pd.DataFrame) -> tuple[Files, dict[str, str]]:
    """Return the map's files by name, in base 64."""
    with tempfile.TemporaryDirectory(prefix="corridors-") as made:
        folder = Path(made)
        files = write_files(folder, frame, CATEGORIES, load_geography())
        contents = {
            path.name: base64.b64encode(path.read_bytes()).decode()
            for path in sorted(folder.iterdir())
        }
    return files, contents


def _events(frame: pd.DataFrame, dataset: Dataset) -> Iterator[dict[str, Any]]:
    cards = Cards(dataset, frame, Identifiers(frame["id"]), load_places())
    lines = cards.rows(list(range(len(frame))), None)
    for row, line in zip(rows_of(frame), lines, strict=True):
        yield {
            "id": row["id"],
            "category": row["category"],
            "first": int(row["first"]),
            "last": int(row["last"]),
            "text": fold("\n".join(str(row[name]) for name in SEARCHED if name in row)),
            "line": line.as_data(),
            "panel": [part.as_data() for part in cards.tell(row) if part is not None],
        }
