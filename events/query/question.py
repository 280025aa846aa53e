"""What can be asked about events: a range of days, filters and words, and what is compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from events.records import STATUSES, Vocabulary


@dataclass(frozen=True)
class Box:
    """A part of the earth between two meridians and two parallels, in degrees.

    It crosses the antimeridian where its west is greater than its east.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def words(self) -> str:
        """The box for a reader.

        >>> Box(-25.5, -38, -24, -37.5).words
        'west -25.5, south -38, east -24, north -37.5 degrees'
        """
        sides = {name: getattr(self, name) for name in ("west", "south", "east", "north")}
        return ", ".join(f"{name} {degrees:.10g}" for name, degrees in sides.items()) + " degrees"


Sides = tuple[float, float, float, float]
"""West, south, east and north of a Box, in degrees."""

DECIMALS = 4
"""Of the sides of a part of the map: some 11 metres."""

WHOLE = 360
"""Degrees around the earth."""


@dataclass(frozen=True)
class Query:
    """What to show. Days count from 1970-01-01, both ends included; empty means all.

    An event matches a range when it begins before its end and ends after its start, a filter when
    any of its values is among those chosen, and a box when it can have happened in it.
    """

    first: int
    last: int
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The values wanted, by the name of a filter in FILTERS; absent or empty means all."""
    text: str = ""
    """Words, all of which an event's text must have."""
    box: Box | None = None
    """Where to look; None means everywhere."""
    within: Sides | None = None
    """The part of the map to look in, by the points alone: an area or a line counts where its
    representative point lies, however far it reaches. What has no mark on a map is out: what
    happened in no known place, or in the whole of a territory that the map outlines."""

    def choose(self, name: str, values: Iterable[str]) -> "Query":
        """Return the query with other values in one filter."""
        others = {other: wanted for other, wanted in self.chosen.items() if other != name}
        wanted = tuple(values)
        return replace(self, chosen={**others, name: wanted} if wanted else others)

    def toggle(self, name: str, value: str) -> "Query":
        """Return the query with one more value in a filter, or without it where it is chosen."""
        chosen = self.chosen.get(name, ())
        others = tuple(each for each in chosen if each != value)
        return self.choose(name, others if value in chosen else (*chosen, value))

    def between(self, first: int, last: int) -> "Query":
        """Return the query over other days."""
        return replace(self, first=first, last=last)

    def look(self, sides: Sides | None) -> "Query":
        """Return the query for a part of the map, or for all of it.

        A map that turns around the earth gives longitudes beyond 180 degrees; one that shows all
        of it narrows nothing.
        """
        if sides is None or sides[2] - sides[0] >= WHOLE:
            return replace(self, within=None)
        west, south, east, north = (round(side, DECIMALS) + 0.0 for side in sides)
        west, east = (
            side if -180 <= side <= 180 else round((side + 180) % 360 - 180, DECIMALS)
            for side in (west, east)
        )
        return replace(self, within=(west, max(south, -90.0), east, min(north, 90.0)))

    @property
    def filters(self) -> "Query":
        """The same query over all days."""
        return self.between(-(2**31), 2**31 - 1)


@dataclass(frozen=True)
class Filter:
    """Where a filter finds its values, and how it is named."""

    column: str
    """Of the table: one value an event, or a list of them."""
    title: str
    """For a reader."""
    parameter: str
    """In a link, and as an option of the command line."""
    value: str
    """What one value is, for the help of the command line."""
    name_column: str | None = None
    """Of the table: the names of the values of `column`, if the table has them."""
    names: Callable[[Vocabulary], Mapping[str, str]] = lambda vocabulary: {}
    """Returns the names of values that the table does not have; a value may name itself."""


FILTERS: dict[str, Filter] = {
    "category": Filter(
        "category", "Category", "cat", "a category of the set", names=lambda v: v.category_labels
    ),
    "place": Filter("place", "Place", "place", "a place of the set", name_column="place_name"),
    "source": Filter("outlet", "Source", "source", "the name of an outlet, as the set has it"),
    "side": Filter(
        "sides",
        "Who speaks or is credited",
        "side",
        "a side of the set",
        names=lambda v: v.side_labels,
    ),
    "status": Filter("status", "Status", "status", "a status of the set", names=lambda _: STATUSES),
}
"""Every filter by its name in a query, in the order in which a page shows them."""


def name_values(
    values: Mapping[str, Sequence[str]],
    found: Mapping[str, Mapping[str, str]],
    known: Mapping[str, Mapping[str, str]],
) -> dict[str, dict[str, str]]:
    """Return what each value of each filter is called.

    `values` has the values of each filter, `found` the names that stand in the table by filter and
    value, `known` all others. A value without a name, as an outlet, names itself.
    """
    return {
        name: {
            value: found[name].get(value) or known.get(name, {}).get(value, value)
            for value in values[name]
        }
        for name in FILTERS
    }


BY: dict[str, str] = {"articles": "Articles", "outlets": "Outlets", "sides": "Sides that speak"}
"""What the columns of a comparison can be, and how that is named."""

SUBJECTS: dict[str, str] = {"event": "Event", "place": "Place", "period": "Period"}
"""What a comparison can be about, other than all events that pass the filters."""

MOST_COLUMNS = 4
"""Columns of a comparison at most."""


@dataclass(frozen=True)
class Comparison:
    """What a visitor compares."""

    by: str = "articles"
    """What the columns are: a key of BY."""
    columns: tuple[str, ...] | None = None
    """Ids of sources, names of outlets, or sides; None where the page is to choose."""
    about: str | None = None
    """A kind of subject and an id, as `period.spring`; None for all that pass the filters."""
    blind: bool = False
    """Whether the names of outlets are hidden."""


def subject(kind: str, name: str) -> str:
    """Write what a comparison is about.

    >>> subject("period", "spring")
    'period.spring'
    """
    return f"{kind}.{name}"
