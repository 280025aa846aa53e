"""How even-handed a set is, counted: what is shown by month, place and category.

Each table is a dimension by a measure. Figures of dead are counted, their numbers never added up.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

import pandas as pd

from events.records.dates import to_date
from events.records.models import Event
from events.records.reading import Dataset
from events.records.vocabulary import CATEGORIES, CATEGORY
from events.report.measures import Measure
from events.table.curated import Row, rows_of


@dataclass(frozen=True)
class Dimension:
    """What events are grouped by; `order` sorts by a group's name and its number of events."""

    title: str
    group: Callable[[Row], str]
    order: Callable[[str, int], tuple[int, str]]


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
    groups: tuple[Group, ...]


_RANK = {category.label: number for number, category in enumerate(CATEGORIES)}

WHOLE = Dimension("Set", lambda row: "All", lambda name, events: (0, name))
MONTH = Dimension(
    "Month", lambda row: f"{to_date(row['first']):%Y-%m}".zfill(7), lambda name, events: (0, name)
)
PLACE = Dimension("Place", lambda row: str(row["place_name"]), lambda name, events: (-events, name))
CATEGORY_OF = Dimension(
    "Category",
    lambda row: CATEGORY[row["category"]].label,
    lambda name, events: (_RANK[name], name),
)
DIMENSIONS = (MONTH, PLACE, CATEGORY_OF)
"""A month is that of an event's first day; places come in the order of their events."""


def tally(dataset: Dataset, frame: pd.DataFrame, dimension: Dimension, measure: Measure) -> Tally:
    """Count a measure of the frame's events in each group that holds any."""
    grouped: dict[str, list[Event]] = defaultdict(list)
    for row in rows_of(frame):
        grouped[dimension.group(row)].append(dataset.by_id[row["id"]])
    groups = [_group(name, held, measure, dataset) for name, held in grouped.items()]
    groups.sort(key=lambda group: dimension.order(group.name, group.events))
    return Tally(dimension, measure, tuple(groups))


def _group(name: str, events: list[Event], measure: Measure, dataset: Dataset) -> Group:
    found: dict[str, set[Hashable]] = {value: set() for value in measure.labels}
    for event in events:
        for value, thing in measure.find(event, dataset):
            found[value].add(thing)
    return Group(name, len(events), {value: len(things) for value, things in found.items()})


def used(counts: Tally) -> dict[str, str]:
    """Name the values that are counted at all."""
    labels = counts.measure.labels.items()
    return {value: name for value, name in labels if any(g.counts[value] for g in counts.groups)}


def in_columns(counts: Tally) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the heads and the rows of a table, without columns that hold nothing."""
    values = used(counts)
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
