"""What this server gives to every visitor: a collection, which it opens once, and map files."""

import argparse
import atexit
import gc
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Timer
from weakref import WeakKeyDictionary

import folium
import streamlit as st

from events.collection import Collection, open_collection
from events.query import Engine, Query, extract, filters_of
from events.query.engines.tiles import Tiles
from events.query.question import Sides
from events.records import STATUSES, CurationError
from events.table import Progress
from geodata.webmap import Files, Mode, Rows, has_part, write_files, write_part
from geodata.webmap.columns import KEPT_PARTS, READ

DATA = "CORRIDORS_DATA"
"""The variable that names the collection where the command line does not."""


@dataclass(frozen=True)
class MapFiles:
    """The files that the maps of a collection fetch, and the maps, which are drawn once."""

    folder: Path
    names: Files
    address: str | None = None
    """Where a map's frame finds them; None where the folder is served as a component's."""
    drawn: dict[Mode, folium.Map] = field(default_factory=dict)
    live: bool = True
    """Whether a map has all events; else it is told which part of them to draw."""
    parts: dict[Hashable, str] = field(default_factory=dict)
    """The names of the parts that were written, by what was asked for."""


_map_files: WeakKeyDictionary[Collection, MapFiles] = WeakKeyDictionary()


class _Opened:
    """Holds a collection once it is ready; until then visitors wait."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.collection: Collection | None = None


@st.cache_resource(show_spinner=False)
def _opened(source: str | None) -> _Opened:
    return _Opened()


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    data: str | None
    """The collection; None stands for the default one."""
    room: bool
    """Whether devices of the same network are to reach the server."""


def parse(words: list[str]) -> tuple[Asked, list[str]]:
    """Read our options of a command line; return them, and the words that are none of ours.

    A `--data` without a name stands for a file that does not exist, so that opening it says so.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", nargs="?", const="--data")
    parser.add_argument("--room", action="store_true")
    known, others = parser.parse_known_args(words)
    return Asked(known.data, known.room), others


def asked() -> Asked:
    """Return what the command line asks for. Anything else in it ends the program with a line."""
    known, others = parse(sys.argv[1:])
    if others:
        sys.exit(
            f"{shlex.join(others)}: not known; after “--” stand --data with a collection’s name, "
            "folder or file, and --room, and Streamlit’s own options, such as --server.port, stand "
            "before it"
        )
    return known


def source() -> str | None:
    """Return what `--data` names on the command line, or DATA in the environment.

    None stands for the default collection.
    """
    return asked().data or os.environ.get(DATA, "").strip() or None


def opened_collection() -> Collection | None:
    """Return the collection; None as long as nobody has waited for it."""
    return _opened(source()).collection


def load_collection() -> Collection:
    """Open the collection once for all visitors, and show the first one how far it has got.

    Raises CurationError where it cannot be opened.
    """
    if collection := opened_collection():
        return collection
    place = st.empty()
    with place.status("Reading the events …", expanded=False) as status:
        collection = read_collection(lambda step: status.update(label=step))
    place.empty()
    return collection


def read_collection(
    progress: Progress = lambda step: None, watch: Callable[[Engine], Engine] | None = None
) -> Collection:
    """Open the collection once for all visitors, on a page or before there is one.

    `watch` returns what takes the place of its engine, to see what is asked.

    Raises CurationError where it cannot be opened.
    """
    opened = _opened(source())
    with opened.lock:
        if opened.collection is None:
            collection = replace(open_collection(source(), progress), watch=watch)
            progress(f"Preparing {collection.engine.size:,} events …")
            prepare_maps(collection, scratch_folder())
            opened.collection = collection
            # From here on the garbage collector never walks what all visitors read.
            gc.freeze()
            _prepare_later(collection)
        return opened.collection


IN_BROWSER = "CORRIDORS_IN_BROWSER"
"""The variable that says how many events a browser gets all of, where that is not LIVE."""

LIVE = 1_000_000
"""Events that a map holds all of, so that each frame of a drag shows them; else those in view, or
counts. With as many a frame took 6 ms of scripts in the median (benchmarks/README.md)."""

PREPARING = 10.0
"""Seconds after which what a search reads is built: the page of the first visitor comes first."""


def _prepare_later(collection: Collection) -> None:
    """Build what the first search would wait for, some seconds with a million events."""
    timer = Timer(PREPARING, collection.engine.prepare)
    timer.daemon = True
    timer.start()


def map_files(collection: Collection) -> MapFiles:
    """Return the files of the maps of a collection, which was opened before."""
    return _map_files[collection]


_scratch: set[Path] = set()


def scratch_folder() -> Path:
    """Make a folder with a name that cannot be guessed; it is removed when the server stops."""
    folder = Path(tempfile.mkdtemp(prefix="corridors-"))
    _scratch.add(folder)
    return folder


@atexit.register
def clear_scratch() -> None:
    """Remove all such folders. A server that is told to stop ends without what Python does last."""
    while _scratch:
        shutil.rmtree(_scratch.pop(), ignore_errors=True)


def prepare_maps(collection: Collection, folder: Path, address: str | None = None) -> None:
    """Write the files of a collection's maps into a folder, and note where a frame finds them."""
    records, engine = collection.records, collection.engine
    live, whole = engine.size <= _most_live(), records.geography.region.bounds.box
    first = engine.columns(READ) if live else _rows(collection, Query(*engine.span), whole)
    signs, geography = records.vocabulary.categories, records.geography
    names = write_files(folder, first, signs, geography, records.spans, STATUSES, engine.span)
    _map_files[collection] = MapFiles(folder, names, address, live=live)


def _most_live() -> int:
    """Return how many events a browser gets all of. Raises CurationError for what is no number."""
    given = os.environ.get(IN_BROWSER, "").strip() or str(LIVE)
    if not given.isdecimal():
        raise CurationError([f"{IN_BROWSER}: write a number of events, as {LIVE} (got {given!r})"])
    return int(given)


def _rows(collection: Collection, query: Query, sides: Sides, event: str | None = None) -> Rows:
    """Return the part of the events, or the counts, that a map draws."""
    found = extract(collection.engine, query, sides, event)
    return Rows(found.rows, found.bars, found.bar_days, found.days, found.zoom, found.hidden)


def part_of(collection: Collection, query: Query, sides: Sides | None, event: str | None) -> str:
    """Write the part of the events that a map draws, and return its name.

    It is empty where the map has all events. Visitors who ask for the same get the same files.
    """
    files = _map_files[collection]
    if files.live:
        return ""
    sides = sides or collection.records.geography.region.bounds.box
    asked = (filters_of(query), query.first, query.last, Tiles.cover(sides), event)
    name = files.parts.get(asked)
    if name is None or not has_part(files.folder, name):
        rows = _rows(collection, query, sides, event)
        records = collection.records
        signs, geography = records.vocabulary.categories, records.geography
        name = write_part(files.folder, rows, signs, geography, STATUSES)
        while len(files.parts) >= KEPT_PARTS:
            files.parts.pop(next(iter(files.parts)), None)
        files.parts[asked] = name
    return name
