"""How even-handed a collection is, counted: a measure of the events in each group of a dimension.

Figures of dead are counted, their numbers never added up.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace

from events.collection import Collection
from events.records import (
    Event,
    Excerpt,
    Figure,
    Records,
    Vocabulary,
    month_in_words,
    sources_of,
)
from events.records.vocabulary import Deaths, phrases
from events.table import Row, rows_of
from geodata.days import parts_of

UNKNOWN = "Not recognised"
"""Stands for those dead of whom a figure's words do not say whose they are."""

Counted = Iterator[tuple[str, Hashable]]
"""A value, and what is counted under it: the same thing twice in a group counts once."""


@dataclass(frozen=True)
class Measure:
    """What is counted of an event, and under which values."""

    title: str
    unit: str
    labels: Callable[[Vocabulary], dict[str, str]]
    """Names each value, in order."""
    find: Callable[[Event, Records], Counted]


def side_of(excerpt: Excerpt, records: Records) -> str:
    """Return the side under which an excerpt's words count.

    Words that an outlet credits to somebody count under that side, not under the outlet's own.
    """
    if records.is_outlet(excerpt.speaker) and excerpt.crediting:
        return records.speakers[excerpt.crediting].side
    return records.speakers[excerpt.speaker].side


def whose_dead(what: str, deaths: Deaths) -> str | None:
    """Return whose dead a figure counts by its words, UNKNOWN, or None if it counts no dead."""
    if not deaths.words or not phrases(deaths.words).search(what):
        return None
    found = (name for name, words in deaths.whose.items() if phrases(words).search(what))
    return next(found, UNKNOWN)


def groups_of_dead(figure: Figure, deaths: Deaths) -> frozenset[str]:
    """Return whose dead a figure and its parts count; UNKNOWN only if none of them says whose.

    A figure counts once in each group: “two sheep and five hens drowned” is of both.
    """
    counted = (figure.what, *(part.what for part in figure.parts))
    found = {whose for what in counted if (whose := whose_dead(what, deaths))}
    return frozenset(found - {UNKNOWN} or found)


def _voices(event: Event, records: Records) -> Counted:
    for number, excerpt in enumerate(event.excerpts):
        yield side_of(excerpt, records), (event.id, number)


def _dead(event: Event, records: Records) -> Counted:
    for number, figure in enumerate(event.figures):
        for whose in groups_of_dead(figure, records.vocabulary.deaths):
            yield whose, (event.id, number)


def _sources(event: Event, records: Records) -> Counted:
    for name in sources_of(event):
        yield records.sources[name].kind, name


def _whose(vocabulary: Vocabulary) -> dict[str, str]:
    return {name: name for name in (*vocabulary.deaths.whose, UNKNOWN)}


def _kinds(vocabulary: Vocabulary) -> dict[str, str]:
    # By their ids: labels are too long for the heads of columns.
    return {kind.id: kind.id.capitalize() for kind in vocabulary.outlet_kinds}


VOICE = Measure(
    "Whose voices are quoted", "excerpts", lambda vocabulary: vocabulary.side_labels, _voices
)
DEATH = Measure("Whose dead are counted", "figures", _whose, _dead)
SOURCE = Measure("Sources by kind", "sources", _kinds, _sources)
MEASURES = (VOICE, DEATH, SOURCE)


@dataclass(frozen=True)
class Dimension:
    """What events are grouped by."""

    title: str
    group: Callable[[Row, Vocabulary], str]
    """Names an event's group."""
    order: Callable[[str, int, Vocabulary], tuple[int, str]]
    """Sorts groups, by their names and their numbers of events."""
    words: Callable[[str], str] = str
    """Writes a sorted group's name for a reader."""


def _by_name(name: str, events: int, vocabulary: Vocabulary) -> tuple[int, str]:
    return 0, name


def _by_events(name: str, events: int, vocabulary: Vocabulary) -> tuple[int, str]:
    return -events, name


def _by_vocabulary(name: str, events: int, vocabulary: Vocabulary) -> tuple[int, str]:
    return [category.label for category in vocabulary.categories].index(name), name


def month_of(row: Row) -> int:
    """Count the month of an event's first day from January of the year 0."""
    year, month, _ = parts_of(row["first"])
    return 12 * year + month - 1


WHOLE = Dimension("Set", lambda row, vocabulary: "All", _by_name)
MONTH = Dimension(
    "Month",
    lambda row, vocabulary: str(month_of(row)),
    lambda name, events, vocabulary: (int(name), name),
    lambda name: month_in_words(int(name)),
)
PLACE = Dimension("Place", lambda row, vocabulary: str(row["place_name"]), _by_events)
CATEGORY = Dimension(
    "Category",
    lambda row, vocabulary: vocabulary.category[row["category"]].label,
    _by_vocabulary,
)
DIMENSIONS = (MONTH, PLACE, CATEGORY)
"""An event belongs to the month of its first day; places come in the order of their events."""


@dataclass(frozen=True)
class Group:
    """A row of a tally: a month, a place, a category or all."""

    name: str
    events: int
    counts: dict[str, int]
    """A number for each value of the measure, 0 where there is none."""


@dataclass(frozen=True)
class Tally:
    """A dimension by a measure."""

    dimension: Dimension
    measure: Measure
    labels: dict[str, str]
    """Names the values of the measure."""
    groups: tuple[Group, ...]


def tally(collection: Collection, dimension: Dimension, measure: Measure) -> Tally:
    """Count a measure of a collection's events in each group that has any."""
    records = collection.records
    vocabulary = records.vocabulary
    grouped: dict[str, list[Event]] = defaultdict(list)
    for row in rows_of(collection.table):
        grouped[dimension.group(row, vocabulary)].append(records.by_id[row["id"]])
    labels = measure.labels(vocabulary)
    groups = [_group(name, events, measure, labels, records) for name, events in grouped.items()]
    groups.sort(key=lambda group: dimension.order(group.name, group.events, vocabulary))
    named = (replace(group, name=dimension.words(group.name)) for group in groups)
    return Tally(dimension, measure, labels, tuple(named))


def _group(
    name: str, events: list[Event], measure: Measure, labels: dict[str, str], records: Records
) -> Group:
    found: dict[str, set[Hashable]] = {value: set() for value in labels}
    for event in events:
        for value, thing in measure.find(event, records):
            found[value].add(thing)
    return Group(name, len(events), {value: len(things) for value, things in found.items()})


def counted_values(counts: Tally) -> dict[str, str]:
    """Name the values that are counted at all."""
    labels = counts.labels.items()
    return {value: name for value, name in labels if any(g.counts[value] for g in counts.groups)}


def in_columns(counts: Tally) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the heads and the rows of a table, without columns of zeros alone."""
    values = counted_values(counts)
    rows = [
        (group.name, str(group.events), *(str(group.counts[value]) for value in values))
        for group in counts.groups
    ]
    return (counts.dimension.title, "Events", *values.values()), rows


def caption(counts: Tally) -> str:
    """Name a table."""
    what, by = counts.measure.title, counts.dimension
    return what if by is WHOLE else f"{what}, by {by.title.lower()}"


def with_total(counts: Tally, whole: Tally) -> Tally:
    """Add the row of all events; it is no sum where a source is cited in more than one group."""
    return replace(counts, groups=(*counts.groups, *whole.groups))
