"""Pack a table of events for the browser: numbers in one binary file, names in another."""

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import get_args

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from geodata.models import Layer, Precision
from geodata.webmap.background import draw_background, name_places

COLUMNS: tuple[tuple[str, str], ...] = (
    ("longitude", "<f4"),
    ("latitude", "<f4"),
    ("first", "<i4"),
    ("days", "<u2"),
    ("decametres", "<u2"),
    ("place", "<u2"),
    ("category", "u1"),
    ("precision", "u1"),
)
"""The binary file: one column after another, the widest first so that each is aligned.

`days` is how many days an event lasts beyond its first, `decametres` how far its place can be off
in steps of 10 m; both stop at 65,535.
"""

TITLES = 4096
"""Titles in a file; a map fetches a file when it first needs a title in it."""

PRECISIONS: tuple[str, ...] = get_args(Precision)


@dataclass(frozen=True)
class Files:
    """Names of the files that a map fetches; each holds a hash of its content."""

    columns: str
    titles: str
    base: str


def write_files(
    folder: Path,
    frame: gpd.GeoDataFrame,
    categories: Sequence[dict[str, str]],
    layers: Sequence[Layer],
    places: gpd.GeoDataFrame,
    shapes: gpd.GeoDataFrame,
) -> Files:
    """Write what a map fetches into a folder.

    `frame` needs the columns id, title, first, last, category, precision, precision_m, place,
    place_name and point geometries in degrees.
    """
    codes = {name: number for number, name in enumerate(dict.fromkeys(frame["place"]))}
    base = {
        "count": len(frame),
        "span": [int(frame["first"].min()), int(frame["last"].max())],
        "titles": TITLES,
        "columns": [[name, dtype.lstrip("<")] for name, dtype in COLUMNS],
        "categories": list(categories),
        **draw_background(layers, shapes, places),
        "places": name_places(frame, places),
    }
    packed = pack(frame, [category["id"] for category in categories], codes)
    return Files(
        columns=_write(folder, "events", "bin", packed),
        base=_write(folder, "base", "json", _json(base)),
        titles=_write_titles(folder, frame["title"].tolist()),
    )


def write_rows(folder: Path, mask: NDArray[np.bool_]) -> str:
    """Write which rows are shown, a bit each, and return the name of the selection.

    Only the KEPT newest selections stay; an older one is written again when it is asked for.
    """
    packed = np.packbits(mask).tobytes()
    name = hashlib.sha256(packed).hexdigest()[:16]
    path = folder / ROWS.replace("*", name)
    with _WRITING:
        if not path.exists():
            kept = sorted(folder.glob(ROWS), key=lambda file: file.stat().st_mtime)
            for old in kept[: max(0, len(kept) - KEPT)]:
                old.unlink()
            # There whole or not at all: a browser keeps for ever what it fetches.
            part = folder / f"{name}.part"
            part.write_bytes(gzip.compress(packed, 1, mtime=0))
            part.replace(path)
    return name


_WRITING = Lock()
"""Many visitors write selections into one folder."""

ROWS = "rows-*.bin.gz"
KEPT = 200
"""Selections of rows that stay on disk: 25 MB for a million events."""


def pack(frame: gpd.GeoDataFrame, categories: Sequence[str], places: dict[str, int]) -> bytes:
    """Return the columns of COLUMNS, one after another, in the frame's order."""
    columns = {
        "longitude": frame["longitude"],
        "latitude": frame["latitude"],
        "first": frame["first"],
        "days": (frame["last"] - frame["first"]).clip(upper=65_535),
        "decametres": (frame["precision_m"] / 10).round().clip(1, 65_535),
        "place": frame["place"].map(places),
        "category": frame["category"].map({name: n for n, name in enumerate(categories)}),
        "precision": frame["precision"].map({name: n for n, name in enumerate(PRECISIONS)}),
    }
    return b"".join(np.asarray(columns[name], dtype=dtype).tobytes() for name, dtype in COLUMNS)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def write_hashed(folder: Path, name: str, ending: str, content: bytes) -> str:
    """Write a file that is named by its content, so that it can be kept for ever."""
    file = f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
    (folder / file).write_bytes(content)
    return file


def _write(folder: Path, name: str, ending: str, content: bytes) -> str:
    file = f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.{ending}.gz"
    (folder / file).write_bytes(gzip.compress(content, 1, mtime=0))
    return file


def _write_titles(folder: Path, titles: list[str]) -> str:
    parts = [_json(titles[start : start + TITLES]) for start in range(0, len(titles), TITLES)]
    name = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    for number, part in enumerate(parts):
        path = folder / f"titles-{name[:16]}-{number}.json.gz"
        path.write_bytes(gzip.compress(part, 1, mtime=0))
    return f"titles-{name[:16]}-*.json.gz"
