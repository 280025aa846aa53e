"""Which words each column uses for the same people and acts, found in its own words.

A fragment that is quoted within an outlet's words is somebody else's and is not searched.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from events.compare.columns import Column
from events.records import Event, Excerpt, Records

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*’(?!\w)")


@dataclass(frozen=True)
class Use:
    """A word in a fragment: the fragment's text stands in `excerpt`, the word from start to end."""

    event: Event
    excerpt: Excerpt
    start: int
    end: int


@lru_cache(256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Find any of some words, also in the plural; each has a group of its own."""
    options = "|".join(f"({re.escape(word)})" for word in words)
    return re.compile(rf"\b(?:{options})(?:s|es)?\b", re.IGNORECASE)


def uses(text: str, words: Iterable[str]) -> list[tuple[str, int, int]]:
    """List which of some words stand in a text, outside quotations: word, start and end.

    >>> uses("the army and “rebels”, then an army corps", ["rebel", "army"])
    [('army', 4, 8), ('army', 31, 35)]
    """
    open_words = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    longest_first = tuple(sorted(words, key=lambda word: (-len(word), word)))
    return [
        (longest_first[(found.lastindex or 1) - 1], *found.span())
        for found in _pattern(longest_first).finditer(open_words)
    ]


def is_own(excerpt: Excerpt, column: Column, records: Records, by: str) -> bool:
    """Tell whether a fragment is in the column's own words: the outlet's, or a side's speakers'."""
    own = column.id if by == "sides" else records.vocabulary.itself
    return records.speakers[excerpt.speaker].side == own


def find_namings(
    compared: Sequence[Column], records: Records, by: str
) -> dict[str, dict[str, list[list[Use]]]]:
    """Find, per subject and word, the uses in each column; words that none uses are left out."""
    namings = records.vocabulary.namings
    found: dict[str, dict[str, list[list[Use]]]] = {}
    for number, column in enumerate(compared):
        for event, excerpt in column.excerpts:
            if excerpt.language != "en" or not is_own(excerpt, column, records, by):
                continue
            for subject, words in namings.items():
                for word, start, end in uses(excerpt.text, words):
                    cells = found.setdefault(subject, {}).setdefault(word, [[] for _ in compared])
                    cells[number].append(Use(event, excerpt, start, end))
    return {
        subject: dict(sorted(found[subject].items(), key=lambda item: item[0].casefold()))
        for subject in namings
        if subject in found
    }
