"""What a comparison finds: what columns share or have alone, whom they quote, and their words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from events.compare.columns import Column, Layout, Part
from events.records import LANGUAGE, Event, Excerpt, Records, When
from events.report import side_of


def shared_events(columns: Sequence[Column]) -> list[Event]:
    """List the events that two columns or more report, by date."""
    counts = Counter(name for column in columns for name in column.parts)
    found = {n: p.event for c in columns for n, p in c.parts.items() if counts[n] > 1}
    return sorted(found.values(), key=_date)


def events_of_one(column: Column, columns: Sequence[Column]) -> list[Event]:
    """List the events that this column reports and none of the others, by date."""
    others = {name for other in columns if other.id != column.id for name in other.parts}
    found = [part.event for name, part in column.parts.items() if name not in others]
    return sorted(found, key=_date)


def _date(event: Event) -> tuple[int, str]:
    return When(event.date).first, event.id


def shared_categories(
    columns: Sequence[Column], records: Records
) -> Iterator[tuple[str, list[list[Part]]]]:
    """Yield the categories on which two columns or more have excerpts or figures, with their parts.

    Only of events that one column alone reports: those of several stand beside each other already.
    """
    alone = [[column.parts[e.id] for e in events_of_one(column, columns)] for column in columns]
    for category in records.vocabulary.categories:
        parts = [
            [p for p in own if p.event.category == category.id and (p.excerpts or p.figures)]
            for own in alone
        ]
        if sum(map(bool, parts)) > 1:
            yield category.id, parts


def sides_quoted(column: Column, records: Records) -> Counter[str]:
    """Count a column's excerpts by the side whose voice they are."""
    return Counter(side_of(excerpt, records) for _, excerpt in column.excerpts)


def speakers_quoted(column: Column, records: Records) -> tuple[Counter[str], Counter[str]]:
    """Count by speaker how often a column quotes one, and credits one in its own words."""
    quoted, credited = Counter[str](), Counter[str]()
    for _, excerpt in column.excerpts:
        if not records.is_outlet(excerpt.speaker):
            quoted[excerpt.speaker] += 1
        elif excerpt.crediting:
            credited[excerpt.crediting] += 1
    return quoted, credited


@dataclass(frozen=True)
class Use:
    """A word in a fragment: it stands in the excerpt's text from `start` to `end`."""

    event: Event
    excerpt: Excerpt
    start: int
    end: int


Namings = dict[str, dict[str, list[list[Use]]]]
"""By subject and word, the uses in each column."""


def find_namings(layout: Layout) -> Namings:
    """Find which words each column uses, in its own words, for the same people and acts.

    The words are those of the vocabulary, and are sought in its language; what no column uses is
    left out.
    """
    namings = layout.records.vocabulary.namings
    found: Namings = {}
    for number, column in enumerate(layout.columns):
        for event, excerpt in column.excerpts:
            if excerpt.language != LANGUAGE or not is_own(excerpt, column, layout):
                continue
            for subject, words in namings.items():
                for word, start, end in uses(excerpt.text, words):
                    rows = found.setdefault(subject, {})
                    cells = rows.setdefault(word, [[] for _ in layout.columns])
                    cells[number].append(Use(event, excerpt, start, end))
    return {
        subject: dict(sorted(found[subject].items(), key=lambda item: item[0].casefold()))
        for subject in namings
        if subject in found
    }


def is_own(excerpt: Excerpt, column: Column, layout: Layout) -> bool:
    """Tell whether a fragment is in the column's own words: the outlet's, or a side's speakers'."""
    own = column.id if layout.by == "sides" else layout.records.vocabulary.itself
    return layout.records.speakers[excerpt.speaker].side == own


_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*’(?!\w)")


def uses(text: str, words: Iterable[str]) -> list[tuple[str, int, int]]:
    """List which of some words stand in a text: word, start and end.

    What is quoted within the text is somebody else's, and is not searched.

    >>> uses("the army and “rebels”, then an army corps", ["rebel", "army"])
    [('army', 4, 8), ('army', 31, 35)]
    """
    return list(_uses(text, tuple(words)))


# The cards and the tables of a comparison ask for the same again, and so does its next visitor.
@lru_cache(2**14)
def _uses(text: str, words: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    unquoted = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    longest_first = tuple(sorted(words, key=lambda word: (-len(word), word)))
    return tuple(
        (longest_first[(found.lastindex or 1) - 1], *found.span())
        for found in _pattern(longest_first).finditer(unquoted)
    )


@lru_cache(256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Find any of some words, also in the plural; each has a group of its own."""
    options = "|".join(f"({re.escape(word)})" for word in words)
    return re.compile(rf"\b(?:{options})(?:s|es)?\b", re.IGNORECASE)
