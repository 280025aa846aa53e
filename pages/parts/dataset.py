"""The dataset that this server shows: read once, shared by all visitors, never changed."""

import argparse
import atexit
import gc
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import geopandas as gpd
import pandas as pd
import streamlit as st

from events.link import Offers
from events.query.comparison import subject
from events.query.engines import Arrays, Engine
from events.query.filters import FILTERS, name_values
from events.records.reading import DATA, Dataset, load_dataset
from events.records.vocabulary import CATEGORIES, LANGUAGES, SIDES, VALUE_NAMES
from events.table.curated import to_frame
from events.table.geoparquet import Progress, read_table
from events.table.identifiers import Identifiers
from events.telling.cards import Cards
from geodata.load import load_geography, load_layers, load_places, load_shapes
from geodata.models import Layer
from geodata.webmap.columns import Files, write_files


@dataclass(frozen=True)
class Shared:
    """Everything that pages read."""

    dataset: Dataset
    frame: pd.DataFrame
    engine: Engine
    identifiers: Identifiers
    cards: Cards
    labels: dict[str, dict[str, str]]
    """How each value of each filter is named."""
    layers: tuple[Layer, ...]
    shapes: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    offers: Offers
    folder: Path
    """Where the files lie that maps fetch."""
    files: Files


class _Shelf:
    """Holds a dataset once it was read; who comes meanwhile waits."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.shared: Shared | None = None


@st.cache_resource(show_spinner=False)
def _shelf(path: Path) -> _Shelf:
    return _Shelf()


def data_path() -> Path:
    """Return the folder or file named behind `--data` on the command line, or the curated one.

    Behind a `--data` without a name is no file, which reading it tells.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", nargs="?", const=Path("--data"), default=DATA, type=Path)
    path: Path = parser.parse_known_args(sys.argv[1:])[0].data
    return path


def load_shared(path: Path) -> Shared:
    """Read a dataset once for all visitors, telling the first one what is being done.

    Raises CurationError where the files have problems.
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

    Raises CurationError where the files have problems.
    """
    shelf = _shelf(path)
    with shelf.lock:
        shelf.shared = shelf.shared or _load(path, progress)
        return shelf.shared


def _load(path: Path, progress: Progress) -> Shared:
    """Read a dataset and prepare what the pages need."""
    if path.suffix == ".parquet":
        dataset, frame = read_table(path, progress)
    else:
        dataset = load_dataset(path)
        frame = to_frame(dataset)
    progress(f"Preparing {len(frame):,} events …")
    layers, shapes, places = load_layers(), load_shapes(), load_places()
    engine = Arrays(frame)
    served = Path(tempfile.mkdtemp(prefix="corridors-"))
    atexit.register(shutil.rmtree, served, ignore_errors=True)
    files = write_files(served, frame, CATEGORIES, load_geography())
    identifiers = Identifiers(frame["id"])
    offers = _offers(dataset, engine, identifiers, layers)
    cards = Cards(dataset, frame, identifiers, places)
    labels = name_values(offers.values, frame, VALUE_NAMES)
    # Streamlit collects garbage after every run; what is frozen here is never walked again.
    gc.freeze()
    return Shared(
        dataset, frame, engine, identifiers, cards, labels, layers, shapes, places, offers,
        served, files,
    )  # fmt: skip


def _offers(
    dataset: Dataset, engine: Engine, identifiers: Identifiers, layers: tuple[Layer, ...]
) -> Offers:
    """Gather what a link to this dataset may name."""
    first, last = engine.span
    return Offers(
        first,
        last,
        values={name: engine.values(name) for name in FILTERS},
        events=frozenset(event.id for event in dataset.events) or identifiers,
        layers=tuple(layer.id for layer in layers),
        layers_on=tuple(layer.id for layer in layers if layer.drawn),
        languages=tuple(LANGUAGES),
        stories={story.id: story for story in dataset.stories},
        showable=identifiers if dataset.events else frozenset(),
        withdrawn=frozenset(e.id for e in dataset.events if e.status == "withdrawn"),
        versions=tuple(version.id for version in dataset.versions),
        columns={
            "articles": tuple(dataset.sources),
            "outlets": tuple(dict.fromkeys(s.outlet for s in dataset.sources.values())),
            "sides": tuple(SIDES),
        },
        subjects=frozenset(_subjects(dataset, identifiers, engine)),
        bounds=astuple(BASE_MAP),
        zooms=ZOOMS,
    )


def _subjects(dataset: Dataset, identifiers: Identifiers, engine: Engine) -> Iterator[str]:
    """Yield all that a comparison can be about; nothing for a set without excerpts."""
    if dataset.events:
        yield from (subject("place", name) for name in engine.values("place"))
        yield from (subject("period", period.id) for period in dataset.periods)
    for event in dataset.events:
        if identifiers.number(event.id) is not None:
            yield subject("event", event.id)
