"""An opened collection: one read-only value that pages, commands and exports share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from events.link import Offers
from events.query import FILTERS, Arrays, Engine, Query, fold, subject
from events.query.engines.sql.addresses import check_address, is_address
from events.query.question import name_values
from events.records import (
    LANGUAGE,
    CurationError,
    Records,
    Surroundings,
    read_records,
    read_surroundings,
)
from events.records.locations import TABLE, is_table, locate
from events.table import Batches, Progress, build_table, read_geoparquet


@dataclass(frozen=True, eq=False)
class Collection:
    """The records of a collection, its table, and the engine that answers queries.

    A collection equals itself alone, so that it can be the key of a cache.
    """

    records: Records
    held: pd.DataFrame | Engine
    """The table of the events, or the engine of a database that has it."""
    notice: str | None = None
    """What a reader should know of how it was opened, as that rows of a file wait."""
    watch: Callable[[Engine], Engine] | None = None
    """Returns what takes the place of the engine, for whoever counts what is asked."""

    @cached_property
    def engine(self) -> Engine:
        """The engine that answers queries about the events."""
        engine = self._engine(self.held) if isinstance(self.held, pd.DataFrame) else self.held
        return self.watch(engine) if self.watch else engine

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row for each event, sorted by first day; a GeoDataFrame if the events are curated.

        Of a database it is read when it is first asked for, and then held.
        """
        if isinstance(self.held, pd.DataFrame):
            return self.held
        return self.held.select(Query(*self.held.span), self.held.size)

    def _engine(self, table: pd.DataFrame) -> Engine:
        languages = [language.code for language in self.records.geography.region.languages]
        return Arrays(table, self.records.gazetteer, (LANGUAGE, *languages))

    @cached_property
    def withdrawn(self) -> Engine | None:
        """The engine that answers queries about the events that were withdrawn, if there are any.

        Their rows are in no table: only who tells of changes asks for them.
        """
        if not self.records.withdrawn:
            return None
        return self._engine(build_table(self.records, withdrawn=True))

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The label of each value of each filter; outlets are their own labels."""
        names = {name: entry.names(self.records.vocabulary) for name, entry in FILTERS.items()}
        places = self.records.gazetteer.places
        names["place"] = {value: place.name for value, place in places.items()}
        values = {name: self.engine.values(name) for name in FILTERS}
        found = {name: self.engine.names(name) for name in FILTERS}
        return name_values(values, found, names)

    @cached_property
    def place_names(self) -> dict[str, tuple[str, ...]]:
        """All names of each place of the filter, folded, with a space before every word."""
        known = self.records.gazetteer.places
        names = {
            place: (label, *(known[place].aliases if place in known else ()))
            for place, label in self.labels["place"].items()
        }
        return {place: tuple(f" {fold(name)}" for name in all_) for place, all_ in names.items()}

    @cached_property
    def place_tree(self) -> tuple[tuple[str, int], ...]:
        """The places of the filter as a tree is read, each with how many stand above it."""
        labels = self.labels["place"]
        return self.records.gazetteer.in_order(labels, labels)

    @cached_property
    def offers(self) -> Offers:
        """What a link to the collection can refer to."""
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
            languages=tuple(language.code for language in region.languages),
            stories={story.id: story for story in records.stories},
            showable=engine if records.events else frozenset(),
            withdrawn=frozenset(event.id for event in records.withdrawn),
            versions=tuple(version.id for version in records.versions),
            columns={
                "articles": tuple(records.sources),
                "outlets": tuple(dict.fromkeys(s.outlet for s in records.sources.values())),
                "sides": tuple(records.vocabulary.side_labels),
            },
            subjects=frozenset(self._subjects()),
            bounds=region.bounds.box,
            zooms=region.zooms.pair,
        )

    def _subjects(self) -> Iterator[str]:
        """Yield every subject of a comparison; a table, which has no excerpts, has none."""
        if not self.records.events:
            return
        yield from (subject("place", name) for name in self.engine.values("place"))
        yield from (subject("period", period.id) for period in self.records.periods)
        yield from (subject("event", event.id) for event in self.records.shown)


def open_collection(
    source: str | Path | None = None, progress: Progress = lambda _: None
) -> Collection:
    """Open a collection by its name, its folder, its file, or the address of a database.

    A file is GeoParquet, or one that can be imported.

    Reads every file once, and has no other effect. Raises CurationError with every problem at once,
    or with one line that says what can be opened.
    """
    if isinstance(source, str) and is_address(source):
        return _open_database(source)
    path = locate(source)
    if (path / TABLE).is_file():
        return _open_table(path, progress)
    if path.is_dir():
        progress(f"Reading {path.name} …")
        records = read_records(path)
        return Collection(records, build_table(records))
    if is_table(path):
        try:
            return Collection(*read_geoparquet(path, progress))
        except CurationError:
            if not _is_importable(path):
                raise
    # Importers know collections, so they are loaded only here, for a file that is not ours.
    from events.importers import open_file

    return open_file(path, progress)


def _is_importable(path: Path) -> bool:
    from events.importers import FORMATS

    endings = (ending for form in FORMATS.values() for ending in form.endings)
    return path.name.casefold().endswith(tuple(endings))


def _open_database(address: str) -> Collection:
    check_address(address)
    # A collection of files is opened without the libraries that ask a database.
    from events.query.engines.sql.database import open_database

    records, engine = open_database(address)
    return Collection(records, engine)


def open_batches(path: Path, progress: Progress = lambda _: None) -> tuple[Records, Batches] | None:
    """Open a GeoParquet file, or a folder with one, to be read in batches; None for other files.

    Raises CurationError with every problem at once.
    """
    if (path / TABLE).is_file():
        around = read_surroundings(path)
        batches = Batches(path / TABLE, progress, around.vocabulary)
        return _surrounded(batches.records, around), batches
    if not is_table(path):
        return None
    try:
        batches = Batches(path, progress)
    except CurationError:
        if not _is_importable(path):
            raise
        return None
    return batches.records, batches


def _open_table(folder: Path, progress: Progress) -> Collection:
    """Open a folder whose events are a table, with what its other files say."""
    around = read_surroundings(folder)
    records, table = read_geoparquet(folder / TABLE, progress, around.vocabulary)
    return Collection(_surrounded(records, around), table)


def _surrounded(records: Records, around: Surroundings) -> Records:
    """Return what is known of a table with what the other files of its folder say."""
    geography = around.geography or records.geography
    return replace(records, info=around.info, geography=geography, periods=around.periods)
