"""What this server gives to every visitor: a collection, opened once, and the maps' files."""

import argparse
import atexit
import gc
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import streamlit as st

from events.collection import Collection, open_collection
from events.table import Progress
from geodata.webmap import Files, write_files


@dataclass(frozen=True)
class MapFiles:
    """The files that maps fetch; they last as long as the server."""

    folder: Path
    names: Files


class _Shelf:
    """A collection once it has been opened; who comes meanwhile waits."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.collection: Collection | None = None
        self.map_files: MapFiles | None = None


@st.cache_resource(show_spinner=False)
def _shelf(source: str | None) -> _Shelf:
    return _Shelf()


def source() -> str | None:
    """Return what `--data` names on the command line; None stands for the default collection.

    A `--data` without a name stands for a file that does not exist, so that opening it says so.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", nargs="?", const="--data")
    named: str | None = parser.parse_known_args(sys.argv[1:])[0].data
    return named


def load_collection() -> Collection:
    """Open the collection once for all visitors, and show the first one how far it has got.

    Raises CurationError where it cannot be opened.
    """
    if collection := _shelf(source()).collection:
        return collection
    place = st.empty()
    with place.status("Reading the events …", expanded=False) as status:
        collection = read_collection(lambda step: status.update(label=step))
    place.empty()
    return collection


def read_collection(progress: Progress = lambda step: None) -> Collection:
    """Open the collection once for all, on a page or off it.

    Raises CurationError where it cannot be opened.
    """
    shelf = _shelf(source())
    with shelf.lock:
        if shelf.collection is None:
            collection = open_collection(source(), progress)
            progress(f"Preparing {collection.engine.size:,} events …")
            shelf.map_files = _write_map_files(collection)
            shelf.collection = collection
            # Whatever collects garbage from here on need never walk what all visitors share.
            gc.freeze()
        return shelf.collection


def map_files() -> MapFiles:
    """Return the files of the maps of the collection that is served."""
    files = _shelf(source()).map_files
    assert files is not None, "a page opens the collection before it draws a map"
    return files


def _write_map_files(collection: Collection) -> MapFiles:
    """Write the files into a folder that goes when the server stops."""
    folder = Path(tempfile.mkdtemp(prefix="corridors-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    categories, geography = collection.records.vocabulary.categories, collection.records.geography
    return MapFiles(folder, write_files(folder, collection.table, categories, geography))
