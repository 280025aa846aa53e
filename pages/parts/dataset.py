"""The dataset that this server shows: read once, shared by all visitors, never changed."""

import atexit
import gc
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import geopandas as gpd
import streamlit as st

from events import (
    CATEGORIES,
    DATA,
    FACETS,
    LANGUAGES,
    Cards,
    Dataset,
    Defaults,
    Index,
    load_dataset,
    to_frame,
)
from geodata import Files, Layer, load_layers, load_places, load_shapes, write_files


@dataclass(frozen=True)
class Shared:
    """Everything that pages read."""

    dataset: Dataset
    frame: gpd.GeoDataFrame
    index: Index
    cards: Cards
    layers: tuple[Layer, ...]
    shapes: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    defaults: Defaults
    folder: Path
    """Where the files lie that maps fetch."""
    files: Files


def data_folder() -> Path:
    """Return the folder named behind `--data` on the command line, or the curated one."""
    words = sys.argv[1:]
    return Path(words[words.index("--data") + 1]) if "--data" in words[:-1] else DATA


@st.cache_resource(show_spinner="Reading the events …")
def load_shared(folder: Path) -> Shared:
    """Read a dataset and prepare what the pages need.

    Raises CurationError where the files have problems.
    """
    dataset = load_dataset(folder)
    layers, shapes, places = load_layers(), load_shapes(), load_places()
    frame = to_frame(dataset)
    index = Index(frame)
    served = Path(tempfile.mkdtemp(prefix="corridors-"))
    atexit.register(shutil.rmtree, served, ignore_errors=True)
    files = write_files(served, frame, [asdict(c) for c in CATEGORIES], layers, places, shapes)
    first, last = index.span
    defaults = Defaults(
        first,
        last,
        values={facet: index.values(facet) for facet in FACETS},
        events=frozenset(event.id for event in dataset.events),
        layers=tuple(layer.id for layer in layers),
        layers_on=tuple(layer.id for layer in layers if layer.drawn),
        languages=tuple(LANGUAGES),
    )
    cards = Cards(dataset, frame, places)
    # Streamlit collects garbage after every run; what is frozen here is never walked again.
    gc.freeze()
    return Shared(dataset, frame, index, cards, layers, shapes, places, defaults, served, files)
