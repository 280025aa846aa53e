"""A question is a value: a range of days, filters and words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

FACETS: dict[str, str] = {
    "category": "category",
    "place": "place",
    "source": "outlet",
    "side": "sides",
    "status": "status",
}
"""The filters: their name in a question and in the link, and their column in the frame."""


@dataclass(frozen=True)
class Query:
    """What to show. Days count from 1970-01-01, both ends included; empty means all.

    An event matches a range when any day that it covers lies in it, and a filter when any of
    its values is among those chosen.
    """

    first: int
    last: int
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Per filter of FACETS the values wanted; a filter that is absent or empty wants all."""
    text: str = ""

    def choose(self, facet: str, values: Iterable[str]) -> "Query":
        """Return the question with other values in one filter."""
        kept = {name: wanted for name, wanted in self.chosen.items() if name != facet}
        wanted = tuple(values)
        return replace(self, chosen={**kept, facet: wanted} if wanted else kept)

    def between(self, first: int, last: int) -> "Query":
        """Return the question over other days."""
        return replace(self, first=first, last=last)

    @property
    def filters(self) -> "Query":
        """The same question over all days."""
        return self.between(-(2**31), 2**31 - 1)
