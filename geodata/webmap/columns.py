"""Pack a table of events for the browser: numbers in one binary file, names in another."""

import base64
import gzip
import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.colours import Sign
from geodata.geography import Geography
from geodata.places import PRECISIONS
from geodata.webmap.background import background, name_places, outline_events
from geodata.webmap.base import Base, Part

COLUMNS: tuple[tuple[str, str], ...] = (
    ("longitude", "<f4"),
    ("latitude", "<f4"),
    ("first", "<i4"),
    ("days", "<u4"),
    ("decametres", "<u2"),
    ("place", "<u2"),
    ("category", "u1"),
    ("precision", "u1"),
    ("dating", "u1"),
    ("status", "u1"),
)
"""The binary file: one column after another, the widest first so that each is aligned.

`days` is how many days an event lasts beyond its first, `decametres` how far its place can be off
in steps of 10 m, which stops at 65,535. `dating` adds up what is not known of a date: 1 where the
day is not given, 2 where it is approximate or inferred, and four times the number of its LIMITS.
"""

PART: tuple[tuple[str, str], ...] = (("number", "<i4"), ("weight", "<u4"), *COLUMNS)
"""The same for a part of the events, or for counts of them.

`number` is that of the event's row among all events, -1 of several events; `weight` is how many
events a count stands for, 0 of an event itself.
"""

BARS: tuple[tuple[str, str], ...] = (
    ("day", "<i4"),
    ("weight", "<u4"),
    ("category", "u1"),
    ("marked", "u1"),
    ("ends", "u1"),
)
"""The columns of counts for the timeline, those of events that begin before those of the same that
end; `marked` tells whether the events have marks."""

READ = (
    "id", "title", "first", "last", "date_precision", "date_limits", "certain", "category",
    "status", "precision", "precision_m", "place", "place_name", "longitude", "latitude", "shape",
)  # fmt: skip
"""The columns of a table that a map is made of; the last it can do without."""

VAGUE = ("month", "season", "year", "years", "one-of")
"""What `date_precision` says of dates without a day."""

LIMITS = ("given", "beginning open", "beginning not known", "end open", "end not known")
"""What `date_limits` says of dates that have a beginning and an end, or lack one of them."""

TITLES = 4096
"""Titles in a file; a map fetches a file when it first needs a title in it."""


@dataclass(frozen=True)
class Files:
    """Names of the files that a map fetches; each holds a hash of its content."""

    columns: str
    titles: str
    base: str


@dataclass(frozen=True)
class Rows:
    """A part of the events of a map, or counts of them."""

    table: pd.DataFrame
    """With the columns of READ, sorted by first day, and of a part `number` and `weight`."""
    bars: pd.DataFrame | None = None
    """Counts of all events: the columns of BARS."""
    bar_days: int = 1
    """How long the days of such a count are."""
    days: int = 1
    """How long those of a count of the table are."""
    zoom: int = 0
    """That of the tiles in which such a count's events lie."""
    hidden: int = -1
    """A row that is not drawn."""


def write_files(
    folder: Path,
    table: pd.DataFrame | Rows,
    categories: Sequence[Sign],
    geography: Geography,
    periods: Sequence[tuple[str, int, int]],
    statuses: Mapping[str, str],
    span: tuple[int, int] | None = None,
) -> Files:
    """Write what a map fetches into a folder.

    `table` needs the columns of READ, where longitude and latitude are in degrees; where a map
    holds no more than a part of the events, it is the first one. A period is its title, its first
    and its last day; statuses have their words; `span` is that of all events, if not of the table.
    """
    live, rows = not isinstance(table, Rows), table if isinstance(table, Rows) else Rows(table)
    part, columns = _packed(rows, categories, geography, statuses, COLUMNS if live else PART)
    shown = rows.table
    base: Base = {
        **part,
        "live": live,
        "span": span or (int(shown["first"].min()), int(shown["last"].max())),
        "titles": TITLES,
        "categories": [
            {
                "id": category.id,
                "label": category.label,
                "letter": category.letter,
                "colour": category.colour,
                "ink": category.ink,
            }
            for category in categories
        ],
        **background(geography),
        "periods": [
            {"title": title, "first": first, "last": last} for title, first, last in periods
        ],
        "statuses": list(statuses.values()),
    }
    return Files(
        columns=_write(folder, "events", "bin", columns),
        base=_write(folder, "base", "json", _json(base)),
        titles=_write_titles(folder, shown["title"].tolist()),
    )


def write_part(
    folder: Path,
    rows: Rows,
    categories: Sequence[Sign],
    geography: Geography,
    statuses: Mapping[str, str],
) -> str:
    """Write a part of the events, or counts of them, and return its name.

    Only the files of the KEPT_PARTS newest parts stay.
    """
    part, columns = _packed(rows, categories, geography, statuses, PART)
    described = _json(part)
    name = hashlib.sha256(described + columns).hexdigest()[:16]
    titles = rows.table["title"].tolist()
    contents = {f"part-{name}.json.gz": described, f"part-{name}.bin.gz": columns}
    for start in range(0, len(titles), TITLES):
        contents[f"part-{name}-{start // TITLES}.json.gz"] = _json(titles[start : start + TITLES])
    with _WRITING:
        if not (folder / f"part-{name}.json.gz").exists():
            _forget(folder)
            for file, content in contents.items():
                _write_whole(folder / file, content)
    return name


def _forget(folder: Path) -> None:
    """Remove the oldest parts, of which a new one would be too many."""
    kept = sorted(folder.glob("part-*.bin.gz"), key=lambda file: file.stat().st_mtime)
    for old in kept[: max(0, len(kept) - KEPT_PARTS + 1)]:
        for file in folder.glob(f"{old.name.removesuffix('.bin.gz')}*"):
            file.unlink()


def has_part(folder: Path, name: str) -> bool:
    """Tell whether the files of a part are there still."""
    return (folder / f"part-{name}.json.gz").exists()


def _packed(
    rows: Rows,
    categories: Sequence[Sign],
    geography: Geography,
    statuses: Mapping[str, str],
    columns: Sequence[tuple[str, str]],
) -> tuple[Part, bytes]:
    """Describe rows for the browser, and pack them with the counts for the timeline behind them."""
    ids = [each.id for each in categories]
    table, bars = rows.table, rows.bars
    described: Part = {
        "count": len(table),
        "columns": [(name, dtype.lstrip("<")) for name, dtype in columns],
        "bars": 0 if bars is None else len(bars),
        "bar_days": rows.bar_days,
        "bar_columns": [(name, dtype.lstrip("<")) for name, dtype in BARS],
        "days": rows.days,
        "zoom": rows.zoom,
        "hidden": rows.hidden,
        "places": name_places(table, geography),
        "outlines": outline_events(table),
    }
    return described, pack(table, ids, list(statuses), columns) + _pack_bars(bars, ids)


def _pack_bars(bars: pd.DataFrame | None, categories: Sequence[str]) -> bytes:
    if bars is None:
        return b""
    columns = {name: bars[name] for name, _ in BARS}
    columns["category"] = _numbered(bars["category"], categories)
    return b"".join(np.asarray(columns[name], dtype=dtype).tobytes() for name, dtype in BARS)


def hold_map(
    table: pd.DataFrame,
    categories: Sequence[Sign],
    geography: Geography,
    periods: Sequence[tuple[str, int, int]],
    statuses: Mapping[str, str],
    mode: str,
) -> dict[str, Any]:
    """Return, for JSON, all that a page needs which holds its map itself; see `write_files`.

    `map` is what the map's script takes, of which `rows` names the selections that the page makes;
    `files` is the content of each file in Base64, `centre` latitude and longitude in degrees,
    `zooms` the farthest and the nearest, and `layers` a bit for each that is drawn.
    """
    with tempfile.TemporaryDirectory(prefix="corridors-") as name:
        folder = Path(name)
        files = write_files(folder, table, categories, geography, periods, statuses)
        contents = {
            path.name: base64.b64encode(path.read_bytes()).decode()
            for path in sorted(folder.iterdir())
        }
    region = geography.region
    return {
        "map": {**asdict(files), "rows": "rows-*", "parts": PARTS, "mode": mode, "host": "stage"},
        "files": contents,
        "centre": [region.centre.latitude, region.centre.longitude],
        "zooms": [region.zooms.farthest, region.zooms.nearest],
        "layers": sum(1 << number for number, layer in enumerate(geography.layers) if layer.drawn),
    }


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
            _write_whole(path, packed)
    return name


def _write_whole(path: Path, content: bytes) -> None:
    """Write a packed file whole or not at all: a browser keeps for ever what it fetches."""
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(gzip.compress(content, 1, mtime=0))
    unfinished.replace(path)


_WRITING = Lock()
"""Many visitors write selections and parts into one folder."""

KEPT_PARTS = 300
"""Parts of the events that stay on disk: some 100 MB."""

PARTS = "part-*"
ROWS = "rows-*.bin.gz"
KEPT = 200
"""Selections of rows that stay on disk: 25 MB for a million events."""


def pack(
    table: pd.DataFrame,
    categories: Sequence[str],
    statuses: Sequence[str],
    names: Sequence[tuple[str, str]] = COLUMNS,
) -> bytes:
    """Return the columns of COLUMNS, or of PART, one after another, in the table's order.

    Places are numbered in the order of their first event, as `name_places` lists them.
    """
    columns = {
        "longitude": table["longitude"],
        "latitude": table["latitude"],
        "first": table["first"],
        "days": table["last"].astype(np.int64) - table["first"],
        "decametres": np.ceil(table["precision_m"] / 10).clip(upper=65_535),
        "place": _numbered(table["place"], list(dict.fromkeys(table["place"]))),
        "category": _numbered(table["category"], categories),
        "precision": _numbered(table["precision"], PRECISIONS),
        "dating": table["date_precision"].isin(VAGUE)
        + 2 * ~table["certain"].astype(bool)
        + 4 * _numbered(table["date_limits"], LIMITS).astype(int),
        "status": _numbered(table["status"], statuses),
        **{name: table[name] for name in ("number", "weight") if name in table},
    }
    return b"".join(np.asarray(columns[name], dtype=dtype).tobytes() for name, dtype in names)


def _numbered(column: "pd.Series[str]", values: Sequence[str]) -> "pd.Series[int]":
    """Replace each value by its number among all of them."""
    return column.map({value: number for number, value in enumerate(values)})


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
