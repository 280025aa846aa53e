"""Ways on where nothing matches: the filter to blame, and the nearest question with answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from events.collection import Collection
from events.query import FILTERS, Query
from events.records import in_words

MOST_AT_ONCE = 3
"""Filters that a way changes at most: with more, it is hardly the same question."""

MOST_NAMED = 2
"""Values of a filter that a way names; the others are counted."""


@dataclass(frozen=True)
class WayOut:
    """A question with answers, near one that has none."""

    words: str
    """What it changes."""
    count: int
    """Of the events that match it."""
    query: Query

    @property
    def label(self) -> str:
        """What a button to it says."""
        return f"{self.words}: {self.count:,} event{'s' * (self.count != 1)}"


Changed = Iterator[tuple[str, Query]]
"""What is changed, in words, and the query so changed."""


def ways_out(query: Query, collection: Collection) -> tuple[WayOut, ...]:
    """Return the nearest questions with answers, those with most events first.

    As few filters as can be are changed: one alone wherever that is enough.
    """
    changes = _changes(query, collection)
    for number in range(1, min(MOST_AT_ONCE, len(changes)) + 1):
        ways = [
            WayOut(words, count, changed)
            for some in combinations(changes, number)
            for words, changed in _together(query, some)
            if (count := collection.engine.count(changed))
        ]
        if ways:
            return tuple(sorted(ways, key=lambda way: -way.count))
    return ()


def _together(query: Query, changes: tuple[Callable[[Query], Changed], ...]) -> Changed:
    first, *others = changes
    for words, changed in first(query):
        if not others:
            yield words, changed
        else:
            for more, both in _together(changed, tuple(others)):
                yield f"{words}; {more[0].lower()}{more[1:]}", both


def _changes(query: Query, collection: Collection) -> list[Callable[[Query], Changed]]:
    """List what can be changed; the dates come last, since their nearest depend on the others."""
    changes: list[Callable[[Query], Changed]] = []
    if query.text.strip():
        changes.append(partial(_without_text, collection))
    changes += [
        partial(_without_filter, collection, name) for name in FILTERS if query.chosen.get(name)
    ]
    if query.within:
        changes.append(_everywhere)
    return [*changes, partial(_nearest_dates, collection)]


def _without_text(collection: Collection, query: Query) -> Changed:
    if meant := collection.engine.spelt(query.text):
        yield f"Search for “{meant}”", replace(query, text=meant)
    yield f"Without Search: “{query.text}”", replace(query, text="")


def _without_filter(collection: Collection, name: str, query: Query) -> Changed:
    labels, chosen = collection.labels[name], query.chosen[name]
    named = [labels.get(value, value) for value in chosen[:MOST_NAMED]]
    more = len(chosen) - len(named)
    named += [f"{more:,} more"] if more else []
    yield f"Without {FILTERS[name].title}: {' or '.join(named)}", query.choose(name, ())


def _everywhere(query: Query) -> Changed:
    yield "Beyond what the map shows", query.look(None)


def _nearest_dates(collection: Collection, query: Query) -> Changed:
    """Widen the dates to the nearest day on which an event that passes the filters can begin."""
    before, after = collection.engine.neighbours(query)
    if before and (not after or query.first - before[1] <= after[0] - query.last):
        yield f"Dates from {in_words(before[0])}", query.between(before[0], query.last)
    elif after:
        yield f"Dates to {in_words(after[0])}", query.between(query.first, after[0])
