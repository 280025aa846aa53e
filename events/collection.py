"""A collection that was opened: one read-only value that pages, commands and exports share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from events.link import Offers, subject
from events.query.engines import Arrays, Engine
from events.query.filters import FILTERS, name_values
from events.records.reading import BUILT_IN, CurationError, Records, read_records
from events.records.statuses import STATUSES
from events.table.curated import build_table
from events.table.geoparquet import read_geoparquet
from geodata import read_yaml

Progress = Callable[[str], None]
"""Is given a line for each step of what is being done."""

PARQUET = (".parquet", ".geoparquet")
"""Endings of a GeoParquet file, in any case."""

IMPORTED = (".geojson", ".json")
"""Endings of files that the import turns into GeoParquet."""


@dataclass(frozen=True)
class Collection:
    """The records of a collection, its table, and who answers questions about them."""

    records: Records
    table: pd.DataFrame
    """A row an event, sorted by first day; a GeoDataFrame where the events are curated."""

    @cached_property
    def engine(self) -> Engine:
        """Who answers questions about the events."""
        return Arrays(self.table)

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """How each value of each filter is named; outlets name themselves."""
        vocabulary = self.records.vocabulary
        places = self.table[["place", "place_name"]].drop_duplicates("place")
        names = {
            "category": {category.id: category.label for category in vocabulary.categories},
            "place": dict(zip(places["place"], places["place_name"], strict=True)),
            "side": vocabulary.side_labels,
            "status": STATUSES,
        }
        return name_values(self.engine, names)

    @cached_property
    def offers(self) -> Offers:
        """What a link to the collection may name."""
        records, engine = self.records, self.engine
        region, layers = records.geography.region, records.geography.layers
        first, last = engine.span
        return Offers(
            first,
            last,
            values={name: engine.values(name) for name in FILTERS},
            events=frozenset(event.id for event in records.events) or engine,
            layers=tuple(layer.id for layer in layers),
            layers_on=tuple(layer.id for layer in layers if layer.drawn),
            languages=tuple(language.code for language in region.all_languages),
            stories={story.id: story for story in records.stories},
            presentable=engine if records.events else frozenset(),
            withdrawn=frozenset(e.id for e in records.events if e.status == "withdrawn"),
            versions=tuple(version.id for version in records.versions),
            columns={
                "articles": tuple(records.sources),
                "outlets": tuple(dict.fromkeys(s.outlet for s in records.sources.values())),
                "sides": tuple(records.vocabulary.side_labels),
            },
            subjects=frozenset(self._subjects()),
            bounds=region.bounds.as_tuple,
            zooms=region.zooms.as_tuple,
        )

    def _subjects(self) -> Iterator[str]:
        """Yield all that a comparison can be about; nothing without excerpts."""
        if not self.records.events:
            return
        yield from (subject("place", name) for name in self.engine.values("place"))
        yield from (subject("period", period.id) for period in self.records.periods)
        yield from (subject("event", event.id) for event in self.records.shown)


def built_in() -> tuple[str, ...]:
    """List the names of the collections that come with the dashboard."""
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob("*/collection.yaml")))


def default_collection() -> str:
    """Return the name of the collection that opens where none is named."""
    return str(read_yaml(BUILT_IN / "default.yaml")["collection"])


def open_collection(
    source: str | Path | None = None, progress: Progress = lambda _: None
) -> Collection:
    """Open a collection by its name, its folder or its GeoParquet file.

    Reads every file once, and changes nothing. Raises CurationError with every problem at once, or
    with one line that says what can be opened.
    """
    path = locate(source)
    if path.is_dir():
        progress(f"Reading {path.name} …")
        records = read_records(path)
        return Collection(records, build_table(records))
    records, table = read_geoparquet(path, progress)
    return Collection(records, table)


def locate(source: str | Path | None) -> Path:
    """Return the folder or the GeoParquet file that a name or a path stands for.

    A path that exists goes before the name of a collection that comes with the dashboard. Raises
    CurationError with one line where it can be neither.
    """
    if source is None:
        source = default_collection()
    path = Path(source)
    if path.is_dir() or (path.is_file() and path.suffix.lower() in PARQUET):
        return path
    if not path.exists() and str(source) in built_in():
        return BUILT_IN / str(source)
    raise CurationError([f"{source}: {_why_not(path)}"])


def _why_not(path: Path) -> str:
    """Say why a path cannot be opened, and what can be done."""
    offered = (
        f"one of the collections {', '.join(built_in())}, the folder of another, or a GeoParquet "
        f"file ({' or '.join(PARQUET)}) can be opened"
    )
    if not path.exists():
        return f"there is no such file or folder; {offered}"
    if path.suffix.lower() in IMPORTED:
        table = path.with_suffix(".parquet").name
        return (
            f"is not GeoParquet; `python -m events import {path.name} -o {table}` turns GeoJSON "
            f"that was exported here into GeoParquet; {offered}"
        )
    return (
        f"is not GeoParquet; save it as GeoParquet, for example with geopandas "
        f"(`geopandas.read_file(…).to_parquet(…)`); {offered}"
    )
