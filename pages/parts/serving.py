"""What this server gives to every visitor: the dataset, read once, and the files of its maps."""

import argparse
import atexit
import gc
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

import streamlit as st

from events.records.reading import DATA
from events.records.vocabulary import CATEGORIES
from events.table.geoparquet import Progress
from geodata.webmap.columns import Files, write_files
from pages.parts.dataset import Shared, read_dataset


@dataclass(frozen=True)
class MapFiles:
    """The files that maps fetch; they last as long as the server."""

    folder: Path
    names: Files


class _Shelf:
    """A dataset once it has been read; who comes meanwhile waits."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.shared: Shared | None = None
        self.map_files: MapFiles | None = None


@st.cache_resource(show_spinner=False)
def _shelf(path: Path) -> _Shelf:
    return _Shelf()


def data_path() -> Path:
    """Return the folder or file named behind `--data` on the command line, or the curated one.

    A `--data` without a name stands for a file that does not exist, so that reading it says so.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", nargs="?", const=Path("--data"), default=DATA, type=Path)
    path: Path = parser.parse_known_args(sys.argv[1:])[0].data
    return path


def load_shared(path: Path) -> Shared:
    """Read a dataset once for all visitors, and show the first one how far it has got.

    Raises CurationError or GeodataError where the files have problems.
    """
    if shared := _shelf(path).shared:
        return shared
    place = st.empty()
    with place.status("Reading the events …", expanded=False) as status:
        shared = read_shared(path, lambda step: status.update(label=step))
    place.empty()
    return shared


def read_shared(path: Path, progress: Progress = lambda step: None) -> Shared:
    """Read a dataset once for all, on a page or off it.

    Raises CurationError or GeodataError where the files have problems.
    """
    shelf = _shelf(path)
    with shelf.lock:
        if shelf.shared is None:
            shared = read_dataset(path, progress)
            shelf.map_files = _write_map_files(shared)
            shelf.shared = shared
            # Streamlit collects garbage after every run; what is frozen is never walked again.
            gc.freeze()
        return shelf.shared


def map_files() -> MapFiles:
    """Return the files of the maps of the dataset that is served."""
    files = _shelf(data_path()).map_files
    assert files is not None, "a page reads the dataset before it draws a map"
    return files


def _write_map_files(shared: Shared) -> MapFiles:
    """Write the files into a folder that goes when the server stops."""
    folder = Path(tempfile.mkdtemp(prefix="corridors-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    categories = [asdict(category) for category in CATEGORIES]
    frame, layers, places, shapes = shared.frame, shared.layers, shared.places, shared.shapes
    return MapFiles(folder, write_files(folder, frame, categories, layers, places, shapes))
