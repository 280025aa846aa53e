"""Which words each column uses for the same people and acts, found in its own words.

A fragment that is quoted within an outlet's words is somebody else's and is not searched.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from events.compare.columns import Column
from events.records.models import Event, Excerpt
from events.records.reading import Dataset
from events.report.measures import ITSELF

NAMINGS: dict[str, tuple[str, ...]] = {
    "Armies and soldiers": (
        "IDF", "Israel Defense Forces", "Israel Defence Forces", "Israeli army", "Israeli forces",
        "Israeli military", "Israeli soldier", "Israeli troop", "occupation army",
        "occupation force", "occupation soldier", "invading force", "soldier", "troop",
    ),
    "Armed Palestinian groups": (
        "armed group", "fighter", "gunman", "gunmen", "militant", "operative", "resistance",
        "terror group", "terror organisation", "terror organization", "terrorist",
        "terrorist group", "terrorist organisation", "terrorist organization",
    ),
    "The state of Israel": (
        "Israeli regime", "Jewish state", "occupation", "Zionist entity", "Zionist regime",
    ),
    "Gaza": ("besieged strip", "coastal strip", "enclave", "occupied territory"),
    "People who are held": (
        "abductee", "captive", "detainee", "hostage", "inmate", "prisoner", "prisoner of war",
    ),
    "How people are taken": (
        "abducted", "arrested", "captured", "detained", "kidnapped", "seized", "taken hostage",
    ),
    "How people die": (
        "assassinated", "died", "executed", "killed", "martyred", "murdered", "slain",
        "slaughtered",
    ),
    "Acts of war": (
        "aggression", "assault", "attack", "battle", "ethnic cleansing", "fighting", "genocide",
        "incursion", "invasion", "massacre", "offensive", "onslaught", "operation", "pogrom",
        "raid", "terror attack", "war",
    ),
}  # fmt: skip
"""Words that tell how somebody or something is seen. Whom they mean, only the fragment shows."""

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*’(?!\w)")


@dataclass(frozen=True)
class Use:
    """A word in a fragment: the fragment's text stands in `excerpt`, the word from start to end."""

    event: Event
    excerpt: Excerpt
    start: int
    end: int


def _searched(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    options = "|".join(f"({re.escape(word)})" for word in longest_first)
    return re.compile(rf"\b(?:{options})(?:s|es)?\b", re.IGNORECASE)


_PATTERNS = {subject: _searched(words) for subject, words in NAMINGS.items()}


def is_own(excerpt: Excerpt, column: Column, dataset: Dataset, by: str) -> bool:
    """Tell whether a fragment is in the column's own words: the outlet's, or a side's speakers'."""
    return dataset.speakers[excerpt.speaker].side == (column.id if by == "sides" else ITSELF)


def uses(text: str, subject: str) -> list[tuple[str, int, int]]:
    """List the words for a subject in a text: the word of NAMINGS, its start and its end.

    >>> uses("the IDF and “terrorists”", "Armies and soldiers")
    [('IDF', 4, 7)]
    >>> uses("the IDF and “terrorists”", "Armed Palestinian groups")
    []
    """
    open_words = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    names = sorted(NAMINGS[subject], key=len, reverse=True)
    return [
        (names[(found.lastindex or 1) - 1], *found.span())
        for found in _PATTERNS[subject].finditer(open_words)
    ]


def namings(
    compared: Sequence[Column], dataset: Dataset, by: str
) -> dict[str, dict[str, list[list[Use]]]]:
    """Find, per subject and word, the uses in each column; words that none uses are left out."""
    found: dict[str, dict[str, list[list[Use]]]] = {}
    for number, column in enumerate(compared):
        for event, excerpt in column.excerpts:
            if excerpt.language != "en" or not is_own(excerpt, column, dataset, by):
                continue
            for subject in NAMINGS:
                for word, start, end in uses(excerpt.text, subject):
                    words = found.setdefault(subject, {})
                    cells = words.setdefault(word, [[] for _ in compared])
                    cells[number].append(Use(event, excerpt, start, end))
    return {
        subject: dict(sorted(found[subject].items(), key=lambda item: item[0].casefold()))
        for subject in NAMINGS
        if subject in found
    }
