"""What this server gives to every visitor: a collection, which it opens once, and map files."""

import argparse
import atexit
import gc
import shlex
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import streamlit as st

from events.collection import Collection, open_collection
from events.records import STATUSES
from events.table import Progress
from geodata.webmap import Files, write_files


@dataclass(frozen=True)
class MapFiles:
    """The files that maps fetch; they last as long as the server."""

    folder: Path
    names: Files


class _Opened:
    """Holds a collection and its map files once they are ready; until then visitors wait."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.collection: Collection | None = None
        self.map_files: MapFiles | None = None


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
    """Return what `--data` names on the command line; None stands for the default collection."""
    return asked().data


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


def read_collection(progress: Progress = lambda step: None) -> Collection:
    """Open the collection once for all visitors, on a page or before there is one.

    Raises CurationError where it cannot be opened.
    """
    opened = _opened(source())
    with opened.lock:
        if opened.collection is None:
            collection = open_collection(source(), progress)
            progress(f"Preparing {collection.engine.size:,} events …")
            opened.map_files = _write_map_files(collection)
            opened.collection = collection
            # From here on the garbage collector never walks what all visitors read.
            gc.freeze()
        return opened.collection


def map_files() -> MapFiles:
    """Return the files of the maps of the collection that is served."""
    files = _opened(source()).map_files
    assert files is not None, "a page opens the collection before it draws a map"
    return files


def _write_map_files(collection: Collection) -> MapFiles:
    """Write the files into a folder that is removed when the server stops."""
    folder = Path(tempfile.mkdtemp(prefix="corridors-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    records = collection.records
    names = write_files(
        folder,
        collection.table,
        records.vocabulary.categories,
        records.geography,
        records.spans,
        STATUSES,
    )
    return MapFiles(folder, names)
