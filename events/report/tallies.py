"""How even-handed a set is, counted: what is shown by month, place and category.

Each table is a dimension by a measure. Figures of dead are counted, their numbers never added up.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from events.collection import Collection
from events.records import Event, Records, Vocabulary, to_date
from events.report.measures import Measure
from events.table import Row, rows_of


@dataclass(frozen=True)
class Dimension:
    """What events are grouped by; `order` sorts by a group's name and its number of events."""

    title: str
    group: Callable[[Row, Vocabulary], str]
    order: Callable[[str, int, Vocabulary], tuple[int, str]]


@dataclass(frozen=True)
class Group:
    """A line of a table: a month, a place, a category or all."""

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


def _by_name(name: str, events: int, vocabulary: Vocabulary) -> tuple[int, str]:
    return 0, name


def _by_events(name: str, events: int, vocabulary: Vocabulary) -> tuple[int, str]:
    return -events, name


def _by_vocabulary(name: str, events: int, vocabulary: Vocabulary) -> tuple[int, str]:
    return [category.label for category in vocabulary.categories].index(name), name


WHOLE = Dimension("Set", lambda row, vocabulary: "All", _by_name)
MONTH = Dimension(
    "Month", lambda row, vocabulary: f"{to_date(row['first']):%Y-%m}".zfill(7), _by_name
)
PLACE = Dimension("Place", lambda row, vocabulary: str(row["place_name"]), _by_events)
CATEGORY = Dimension(
    "Category",
    lambda row, vocabulary: vocabulary.category[row["category"]].label,
    _by_vocabulary,
)
DIMENSIONS = (MONTH, PLACE, CATEGORY)
"""A month is that of an event's first day; places come in the order of their events."""


def tally(collection: Collection, dimension: Dimension, measure: Measure) -> Tally:
    """Count a measure of a collection's events in each group that holds any."""
    records = collection.records
    vocabulary = records.vocabulary
    grouped: dict[str, list[Event]] = defaultdict(list)
    for row in rows_of(collection.table):
        grouped[dimension.group(row, vocabulary)].append(records.by_id[row["id"]])
    labels = measure.labels(vocabulary)
    groups = [_group(name, events, measure, labels, records) for name, events in grouped.items()]
    groups.sort(key=lambda group: dimension.order(group.name, group.events, vocabulary))
    return Tally(dimension, measure, labels, tuple(groups))


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
    """Return the heads and the rows of a table, without columns that hold nothing."""
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
    """Add the line of all; it is no sum where a source is cited in more than one group."""
    return replace(counts, groups=(*counts.groups, *whole.groups))
