"""Read the files of a collection, and report every problem with its file and field."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from events.records.checks import (
    CATEGORIES,
    KINDS,
    OWED,
    PLACES,
    SIDES,
    choice_faults,
    event_faults,
    owed_faults,
    source_faults,
    story_faults,
    unexplained_faults,
    wording_faults,
)
from events.records.dates import When
from events.records.gazetteer import Gazetteer
from events.records.lists import EVENTS, read_events
from events.records.locations import UNNAMED, CurationError, geography_of
from events.records.models import (
    Event,
    FirstComparison,
    Info,
    OwnPlace,
    Period,
    Source,
    Speaker,
    Version,
    sources_of,
)
from events.records.pictures import FOLDER, SAID, PictureFile, picture_faults, read_pictures
from events.records.plans import Term, plan_faults, term_faults
from events.records.reader import R, Reader
from events.records.stories import Story
from events.records.versions import version_problems
from events.records.vocabulary import Vocabulary, derive_vocabulary
from events.records.wording import Fault, Wording, general_rules
from geodata import GeodataError, Geography, Place, read_geography, world_geography
from geodata.region import slug_of

LANGUAGE = "en"
"""The language in which collections are written; its general rules of wording apply."""

GLOSSARY = "glossary.yaml"


@dataclass(frozen=True)
class Records:
    """Everything that the files of a collection say, checked."""

    info: Info
    vocabulary: Vocabulary
    geography: Geography
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    events: tuple[Event, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    periods: tuple[Period, ...] = ()
    stories: tuple[Story, ...] = ()
    glossary: Mapping[str, Term] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    """The newest first; empty if the collection does not record them."""
    warnings: tuple[str, ...] = ()
    """What should be corrected, but prevents nothing."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    """The files of pictures by their names."""

    @cached_property
    def by_id(self) -> dict[str, Event]:
        """The events by id, including withdrawn ones."""
        return {event.id: event for event in self.events}

    @property
    def shown(self) -> tuple[Event, ...]:
        """The events that are not withdrawn."""
        return tuple(event for event in self.events if event.status != "withdrawn")

    @cached_property
    def shown_pictures(self) -> dict[str, PictureFile]:
        """The files of the pictures of these events, by the digests that addresses name."""
        names = {picture.file for event in self.shown for picture in event.pictures}
        return {self.pictures[name].digest: self.pictures[name] for name in sorted(names)}

    @property
    def withdrawn(self) -> tuple[Event, ...]:
        """The events that are withdrawn."""
        return tuple(event for event in self.events if event.status == "withdrawn")

    @property
    def spans(self) -> list[tuple[str, int, int]]:
        """The title, the first and the last day of each period, for a timeline."""
        whens = [(period.title, When(period.date)) for period in self.periods]
        return [(title, when.first, when.last) for title, when in whens]

    def is_outlet(self, speaker: str) -> bool:
        """Tell whether a speaker stands for an outlet's own words."""
        return self.speakers[speaker].side == self.vocabulary.itself

    def is_firm(self, source: Source) -> bool:
        """Tell whether a source suffices for an event: it is of a firm kind, and not a copy."""
        return source.kind in self.vocabulary.firm_kinds and source.copy_on is None

    def rests_firmly(self, event: Event) -> bool:
        """Tell whether an event cites at least one firm source."""
        return any(self.is_firm(self.sources[name]) for name in sources_of(event))


def read_records(folder: Path) -> Records:
    """Read and check the files of a collection; events and stories are sorted by id.

    Raises CurationError with every problem at once.
    """
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "is missing"
        raise CurationError([f"{folder}: folder: {what}; name a folder of curated files"])
    reader = Reader(folder)
    info = _read_info(reader)
    reader.curated = info is None or info.curated
    vocabulary = reader.read_file("vocabulary.yaml", Vocabulary)
    rules = (*general_rules(LANGUAGE), *reader.read_rules("wording.yaml"))
    wording = Wording(rules, None if reader.curated else "warn")
    sources = _read_sources(reader)
    speakers = reader.read_list("speakers", Speaker)
    periods = reader.read_list("periods", Period)
    events, labels, sources = _read_events(reader, sources)
    geography = _read_geography(reader, events)
    events = _at_known_places(events, geography)
    if vocabulary:
        reader.problems += [f"vocabulary.yaml: {line}" for line in vocabulary.problems()]
    if not reader.curated:
        vocabulary = _completed(reader, vocabulary, events, sources, speakers)
    if vocabulary:
        reader.ids |= _ids_of(vocabulary)
        _check_vocabulary(reader, vocabulary, events, sources, speakers)
    if info:
        _check_comparison(reader, info.compare, wording)
    _check_events(reader, events, labels, vocabulary, wording)
    pictures = _read_pictures(reader, events, labels)
    glossary = _read_glossary(reader, events, speakers, wording)
    stories = _read_stories(reader, events, glossary, wording, geography)
    versions = _read_versions(reader, info)
    if reader.problems or info is None or vocabulary is None or geography is None:
        raise CurationError(reader.problems)
    return Records(
        info, vocabulary, geography, Gazetteer.of(geography.places), _by_id(events), sources,
        speakers, tuple(periods.values()), _by_id(stories), glossary, versions,
        tuple(reader.warnings), pictures,
    )  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """What the files of a folder say beside its events, where those are a table."""

    info: Info
    vocabulary: Vocabulary | None
    geography: Geography | None
    periods: tuple[Period, ...]


def read_surroundings(folder: Path) -> Surroundings:
    """Read what a folder says beside a table of events; its title alone is needed.

    Raises CurationError with every problem at once.
    """
    reader = Reader(folder)
    info = _read_info(reader)
    reader.curated = False
    vocabulary = reader.read_file("vocabulary.yaml", Vocabulary)
    periods = reader.read_list("periods", Period)
    geography = _read_geography(reader, {}) if geography_of(folder).is_dir() else None
    if reader.problems or info is None:
        raise CurationError(reader.problems)
    return Surroundings(info, vocabulary, geography, tuple(periods.values()))


def _read_info(reader: Reader) -> Info | None:
    """Read what a collection is; its id is made of the folder's name where it is left out.

    Of a folder whose name says nothing it is made of the title.
    """
    name = slug_of(reader.folder.resolve().name)
    info = reader.read_file("collection.yaml", Info, {"id": name})
    if info is None or info.id != UNNAMED:
        return info
    return info.model_copy(update={"id": slug_of(info.title)})


def _by_id(records: Mapping[str, R]) -> tuple[R, ...]:
    return tuple(sorted(records.values(), key=lambda record: str(getattr(record, "id", ""))))


def _read_sources(reader: Reader) -> dict[str, Source]:
    sources = reader.read_list("sources", Source)
    for source in sources.values():
        label = f"{reader.file('sources')}: {source.id}"
        reader.add(label, source_faults(source))
        if reader.curated:
            reader.add(label, unexplained_faults(source))
    return sources


def _read_events(
    reader: Reader, sources: dict[str, Source]
) -> tuple[dict[str, Event], dict[str, str], dict[str, Source]]:
    """Read the events, by id or by the names of their files, where each stands, and all sources."""
    is_list = (reader.folder / EVENTS).exists()
    if is_list and reader.stands_alone(EVENTS, "events"):
        return read_events(reader, sources)
    events = reader.read_folder("events", Event)
    labels = {name: f"events/{name}.yaml" for name in events}
    for name, event in events.items():
        if event.id != name:
            what = f"must equal the file's name (got {event.id!r})"
            reader.problems.append(f"{labels[name]}: id: {what}")
    return events, labels, sources


def _completed(
    reader: Reader,
    vocabulary: Vocabulary | None,
    events: Mapping[str, Event],
    sources: Mapping[str, Source],
    speakers: Mapping[str, Speaker],
) -> Vocabulary | None:
    """Add to a vocabulary, which may be missing, the values in use, the frequent first."""
    if not events:
        return vocabulary
    sides = Counter(speaker.side for speaker in speakers.values())
    sides.update(side for event in events.values() for side in event.sides)
    categories = Counter(event.category for event in events.values())
    try:
        return derive_vocabulary(
            (name for name, _ in categories.most_common()),
            (name for name, _ in sides.most_common()),
            (source.kind for source in sources.values()),
            vocabulary,
        )
    except ValueError as error:
        is_list = (reader.folder / EVENTS).exists()
        reader.problems.append(f"{EVENTS if is_list else 'events'}: {error}")
        return None


def _read_geography(reader: Reader, events: Mapping[str, Event]) -> Geography | None:
    folder = geography_of(reader.folder)
    if not folder.is_dir():
        reader.ids[PLACES] = set()
        if reader.curated:
            reader.warnings.append(
                "geodata: folder: is missing; the map shows the world around the events"
            )
        return _world(events.values())
    try:
        geography = read_geography(folder)
    except GeodataError as error:
        reader.problems += [f"geodata/{line}" for line in error.problems]
        return None
    reader.ids[PLACES] = set(geography.places)
    return geography


def _world(events: Iterable[Event]) -> Geography:
    """Frame the events that have a position of their own; the whole world if there are none."""
    places = [event.place for event in events if isinstance(event.place, OwnPlace)]
    points = [
        (place.longitude, place.latitude)
        for place in places
        if place.longitude is not None and place.latitude is not None
    ]
    if not points:
        return world_geography()
    longitudes, latitudes = zip(*points, strict=True)
    return world_geography(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _at_known_places(events: dict[str, Event], geography: Geography | None) -> dict[str, Event]:
    """Put events of a list that name a place of the gazetteer, and no other position, there."""
    places = geography.places.values() if geography else ()
    known = {name: place for place in places for name in (place.id, place.name)}

    def placed(event: Event) -> Event:
        own = event.place if isinstance(event.place, OwnPlace) else None
        place = known.get(own.name) if own and own.name else None
        if own is None or place is None or not _is_there(own, place):
            return event
        off = own.precision_m if own.precision_m != place.precision_m else None
        return event.model_copy(update={"place": place.id, "precision_m": off})

    return {name: placed(event) for name, event in events.items()}


def _is_there(own: OwnPlace, place: Place) -> bool:
    """Tell whether a position is that of a place, as far as it says anything."""
    at = (own.longitude, own.latitude)
    is_same = at in ((None, None), (place.longitude, place.latitude))
    return is_same and own.precision in ("unstated", place.precision)


def _ids_of(vocabulary: Vocabulary) -> dict[str, set[str]]:
    return {
        CATEGORIES: set(vocabulary.category),
        SIDES: set(vocabulary.side_labels),
        KINDS: set(vocabulary.kind_labels),
    }


def _check_vocabulary(
    reader: Reader,
    vocabulary: Vocabulary,
    events: Mapping[str, Event],
    sources: Mapping[str, Source],
    speakers: Mapping[str, Speaker],
) -> None:
    """Find kinds and sides that the vocabulary lacks; warn of categories without events."""
    for file, name, part, named in (
        ("sources", "kind", KINDS, [(s.id, s.kind) for s in sources.values()]),
        ("speakers", "side", SIDES, [(s.id, s.side) for s in speakers.values()]),
    ):
        reader.problems += [
            f"{reader.file(file)}: {record}: {name}: is not in {part} (got {value!r})"
            for record, value in named
            if value not in reader.ids[part]
        ]
    categories = {event.category for event in events.values()}
    reader.warnings += [
        f"{CATEGORIES}: {category.id}: no event is of this category"
        for category in vocabulary.categories
        if category.id not in categories
    ]


def _check_comparison(reader: Reader, compare: FirstComparison, wording: Wording) -> None:
    for name, ids, part in (
        ("articles", compare.articles, reader.file("sources")),
        ("sides", compare.sides, SIDES),
    ):
        known = reader.ids.get(part)
        reader.problems += [
            f"collection.yaml: compare.{name}: is not in {part} (got {value!r})"
            for value in ids
            if known is not None and value not in known
        ]
    for number, rule in enumerate(compare.cards):
        faults = [
            *wording.note(rule.title),
            *wording.note(rule.chosen),
            *wording.question(rule.ask),
        ]
        reader.add(f"collection.yaml: compare.cards.{number}", faults)


def _check_events(
    reader: Reader,
    events: Mapping[str, Event],
    labels: Mapping[str, str],
    vocabulary: Vocabulary | None,
    wording: Wording,
) -> None:
    if not reader.ids["events"]:
        nothing = f"contains no .yaml file, or is missing; or write {EVENTS}"
        if (reader.folder / EVENTS).exists():
            reader.problems.append(f"{EVENTS}: file: has no rows")
        else:
            reader.problems.append(f"events: folder: {nothing}")
    for name, event in events.items():
        label = labels[name]
        reader.add(label, event_faults(event, reader.ids))
        if reader.curated:
            reader.add(label, owed_faults(event))
            reader.add(label, picture_faults(event))
            reader.add(label, wording_faults(event, wording))
    if not reader.curated:
        reader.warnings += _unsaid(events.values())
    reader.problems += _duplicate_ids("events", events)
    if vocabulary:
        reader.warnings += [
            f"{labels[name]}: content_note: is missing, although a figure counts people killed"
            for name, event in events.items()
            if event.content_note is None and vocabulary.deaths.tells_of(event)
        ]
    if events and all(event.status == "withdrawn" for event in events.values()):
        reader.problems.append("events: folder: every event is withdrawn; keep at least one")


def _unsaid(events: Collection[Event]) -> Iterator[str]:
    """Count the events of a list that leave open what a curated one must say."""
    for what, is_said in OWED.values():
        if number := sum(not is_said(event) for event in events):
            yield f"events: {number:,} of {len(events):,} have no {what}"
    pictures = [picture for event in events for picture in event.pictures]
    for field_ in SAID:
        if number := sum(getattr(picture, field_) is None for picture in pictures):
            yield f"pictures: {number:,} of {len(pictures):,} have no {field_}"


def _read_pictures(
    reader: Reader, events: Mapping[str, Event], labels: Mapping[str, str]
) -> dict[str, PictureFile]:
    """Look at the pictures of the events, and say which files are named by none."""
    named = tuple(picture for event in events.values() for picture in event.pictures)
    found, wrong = read_pictures(reader.folder, named)
    reader.problems += [
        f"{labels[name]}: pictures.{number}.file: {wrong[picture.file]} (got {picture.file!r})"
        for name, event in events.items()
        for number, picture in enumerate(event.pictures)
        if picture.file in wrong
    ]
    there = {path.name for path in (reader.folder / FOLDER).glob("[!.]*")}
    reader.warnings += [
        f"{FOLDER}/{name}: file: no event shows it"
        for name in sorted(there - {picture.file for picture in named})
    ]
    return found


def _read_glossary(
    reader: Reader,
    events: Mapping[str, Event],
    speakers: Mapping[str, Speaker],
    wording: Wording,
) -> dict[str, Term]:
    if not (reader.folder / GLOSSARY).exists():
        return {}
    glossary = reader.read_list("glossary", Term)
    for name, term in glossary.items():
        faults = term_faults(term, speakers, events.values(), wording)
        reader.add(f"{GLOSSARY}: {name}", faults)
    return glossary


def _read_stories(
    reader: Reader,
    events: Mapping[str, Event],
    glossary: Mapping[str, Term],
    wording: Wording,
    geography: Geography | None,
) -> dict[str, Story]:
    stories = reader.read_folder("stories", Story)
    known = reader.ids["events"] | {event.id for event in events.values()}
    withdrawn = {event.id for event in events.values() if event.status == "withdrawn"}
    region = geography.region if geography else None
    for name, story in stories.items():
        reader.add(f"stories/{name}.yaml", choice_faults(story, events))
        faults = story_faults(name, story, known, withdrawn, wording, region)
        reader.add(f"stories/{name}.yaml", faults)
        if story.plan:
            steps = [step.event for step in story.steps]
            told = {event.id: event for event in events.values()}
            for fault in plan_faults(story.plan, steps, told, glossary, wording):
                reader.add(f"stories/{name}.yaml", [Fault(f"plan.{fault.words}", fault.level)])
    reader.problems += _duplicate_ids("stories", stories)
    return stories


def _read_versions(reader: Reader, info: Info | None) -> tuple[Version, ...]:
    if not (reader.folder / "versions.yaml").exists():
        return ()
    versions = tuple(reader.read_list("versions", Version).values())
    if versions and info:
        found = version_problems(versions, info.version, reader.ids["events"])
        reader.problems += [f"versions.yaml: {line}" for line in found]
    return versions


def _duplicate_ids(folder: str, records: Mapping[str, R]) -> Iterator[str]:
    files: dict[str, list[str]] = {}
    for name, record in records.items():
        files.setdefault(str(getattr(record, "id", "")), []).append(f"{name}.yaml")
    for record_id, names in files.items():
        if len(names) > 1:
            yield f"{folder}/{names[-1]}: id: {record_id!r} is also the id of {names[0]}"
