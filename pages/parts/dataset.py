"""A dataset with all that pages read of it; nothing changes it once it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from events.compare.choice import subject
from events.link import Defaults
from events.query.engines import Arrays, Engine
from events.query.filters import name_values
from events.query.question import FACETS
from events.records.reading import Dataset, load_dataset
from events.records.vocabulary import LANGUAGES, SIDES
from events.table.curated import to_frame
from events.table.geoparquet import Progress, read_table
from events.table.identifiers import Identifiers
from events.telling.cards import Cards
from geodata.load import load_layers, load_places, load_shapes
from geodata.models import Layer


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
    defaults: Defaults


def read_dataset(path: Path, progress: Progress = lambda step: None) -> Shared:
    """Read a dataset and prepare what pages need.

    Raises CurationError or GeodataError where the files have problems.
    """
    if path.suffix == ".parquet":
        dataset, frame = read_table(path, progress)
    else:
        dataset = load_dataset(path)
        frame = to_frame(dataset)
    progress(f"Preparing {len(frame):,} events …")
    layers, shapes, places = load_layers(), load_shapes(), load_places()
    engine = Arrays(frame)
    identifiers = Identifiers(frame["id"])
    defaults = _defaults(dataset, engine, identifiers, layers)
    cards = Cards(dataset, frame, identifiers, places)
    labels = name_values(engine, frame)
    return Shared(
        dataset, frame, engine, identifiers, cards, labels, layers, shapes, places, defaults
    )


def _defaults(
    dataset: Dataset, engine: Engine, identifiers: Identifiers, layers: tuple[Layer, ...]
) -> Defaults:
    """Gather what a link to this dataset may name."""
    first, last = engine.span
    return Defaults(
        first,
        last,
        values={facet: engine.values(facet) for facet in FACETS},
        events=frozenset(event.id for event in dataset.events) or identifiers,
        layers=tuple(layer.id for layer in layers),
        layers_on=tuple(layer.id for layer in layers if layer.drawn),
        languages=tuple(LANGUAGES),
        stories={story.id: story for story in dataset.stories},
        told=identifiers if dataset.events else frozenset(),
        withdrawn=frozenset(e.id for e in dataset.events if e.status == "withdrawn"),
        versions=tuple(version.id for version in dataset.versions),
        columns={
            "articles": tuple(dataset.sources),
            "outlets": tuple(dict.fromkeys(s.outlet for s in dataset.sources.values())),
            "sides": tuple(SIDES),
        },
        subjects=frozenset(_subjects(dataset, identifiers, engine)),
    )


def _subjects(dataset: Dataset, identifiers: Identifiers, engine: Engine) -> Iterator[str]:
    """Yield all that a comparison can be about; nothing for a set without excerpts."""
    if dataset.events:
        yield from (subject("place", name) for name in engine.values("place"))
        yield from (subject("period", period.id) for period in dataset.periods)
    for event in dataset.events:
        if identifiers.number(event.id) is not None:
            yield subject("event", event.id)
