"""What is counted of an event: whose voices, whose dead, which kinds of sources."""

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from events.records.models import Event, Excerpt, sources_of
from events.records.reading import Dataset
from events.records.vocabulary import OUTLET_KINDS, SIDES

ITSELF = "newspaper"
"""The side of an outlet's own words that credit nobody; it is none of the others' voices."""

VOICES: dict[str, str] = {**SIDES, ITSELF: "The outlet itself"}

DEATHS = re.compile(r"\b(?:killed|dead|died)\b", re.IGNORECASE)
"""What a figure that counts dead has in its `what`."""

DEAD: dict[str, str] = {
    "Hostages": r"hostages?",
    "Israeli soldiers": r"Israeli (?:soldiers|officers|reservists|troops)",
    "Aid workers, medics": r"aid workers|medics|paramedics",
    "Fighters": r"fighters|gunmen|militants|Hamas members",
    "In Israel": r"in (?:southern )?Israel",
    "In Gaza": (
        r"in (?:(?:northern|central|southern|eastern|western) )?(?:Gaza|Rafah|Khan Younis|"
        r"al-Mawasi|Tel al-Sultan|Nuseirat|Bureij|Maghazi|Deir al-Balah|Jabalia|Beit Hanoun|"
        r"Beit Lahia|the Gaza Strip)"
    ),
}
"""Whose dead a figure counts, by the words of its `what`; the first that is found holds."""

UNKNOWN = "Not recognised"

Counted = Iterator[tuple[str, Hashable]]
"""A value, and what is counted under it: the same thing twice in a group counts once."""


@dataclass(frozen=True)
class Measure:
    """What is counted of an event, and under which values."""

    title: str
    unit: str
    labels: dict[str, str]
    find: Callable[[Event, Dataset], Counted]


def voice(excerpt: Excerpt, dataset: Dataset) -> str:
    """Return whose side an excerpt's words count under, that of whom an outlet credits before it.

    It is ITSELF for an outlet's own words that credit nobody.
    """
    side = dataset.speakers[excerpt.speaker].side
    if side == ITSELF and excerpt.crediting:
        return dataset.speakers[excerpt.crediting].side
    return side


def whose_dead(what: str) -> str | None:
    """Return whose dead a figure counts by its words, UNKNOWN, or None if it counts no dead."""
    if not DEATHS.search(what):
        return None
    found = (name for name, words in DEAD.items() if re.search(rf"\b(?:{words})\b", what, re.I))
    return next(found, UNKNOWN)


def _voices(event: Event, dataset: Dataset) -> Counted:
    for number, excerpt in enumerate(event.excerpts):
        yield voice(excerpt, dataset), (event.id, number)


def _dead(event: Event, _: Dataset) -> Counted:
    for number, figure in enumerate(event.figures):
        if whose := whose_dead(figure.what):
            yield whose, (event.id, number)


def _sources(event: Event, dataset: Dataset) -> Counted:
    for name in sources_of(event):
        yield dataset.sources[name].kind, name


VOICE = Measure("Whose voices are quoted", "excerpts", VOICES, _voices)
DEATH = Measure("Whose dead are counted", "figures", {n: n for n in (*DEAD, UNKNOWN)}, _dead)
SOURCE = Measure("Sources by kind", "sources", {k: k.capitalize() for k in OUTLET_KINDS}, _sources)
MEASURES = (VOICE, DEATH, SOURCE)
