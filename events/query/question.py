"""A query is a value: a range of days, filters and words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Query:
    """What to show. Days count from 1970-01-01, both ends included; empty means all.

    An event matches a range when any day that it covers lies in it, and a filter when any of
    its values is among those chosen.
    """

    first: int
    last: int
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The values wanted, by the name of a filter in FILTERS; absent or empty means all."""
    text: str = ""

    def choose(self, name: str, values: Iterable[str]) -> "Query":
        """Return the query with other values in one filter."""
        others = {other: wanted for other, wanted in self.chosen.items() if other != name}
        wanted = tuple(values)
        return replace(self, chosen={**others, name: wanted} if wanted else others)

    def between(self, first: int, last: int) -> "Query":
        """Return the query over other days."""
        return replace(self, first=first, last=last)

    @property
    def filters(self) -> "Query":
        """The same query over all days."""
        return self.between(-(2**31), 2**31 - 1)
