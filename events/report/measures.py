"""What is counted of an event: whose voices, whose dead, which kinds of sources."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from events.records import Event, Excerpt, Records, Vocabulary, sources_of
from events.records.vocabulary import Deaths, phrases

UNKNOWN = "Not recognised"

Counted = Iterator[tuple[str, Hashable]]
"""A value, and what is counted under it: the same thing twice in a group counts once."""


@dataclass(frozen=True)
class Measure:
    """What is counted of an event, and under which values."""

    title: str
    unit: str
    labels: Callable[[Vocabulary], dict[str, str]]
    """Names each value, in order."""
    find: Callable[[Event, Records], Counted]


def side_of(excerpt: Excerpt, records: Records) -> str:
    """Return the side under which an excerpt's words count.

    It is that of whom an outlet credits before that of the outlet itself.
    """
    if records.is_outlet(excerpt.speaker) and excerpt.crediting:
        return records.speakers[excerpt.crediting].side
    return records.speakers[excerpt.speaker].side


def whose_dead(what: str, deaths: Deaths) -> str | None:
    """Return whose dead a figure counts by its words, UNKNOWN, or None if it counts no dead."""
    if not deaths.words or not phrases(deaths.words).search(what):
        return None
    found = (name for name, words in deaths.whose.items() if phrases(words).search(what))
    return next(found, UNKNOWN)


def _voices(event: Event, records: Records) -> Counted:
    for number, excerpt in enumerate(event.excerpts):
        yield side_of(excerpt, records), (event.id, number)


def _dead(event: Event, records: Records) -> Counted:
    for number, figure in enumerate(event.figures):
        if whose := whose_dead(figure.what, records.vocabulary.deaths):
            yield whose, (event.id, number)


def _sources(event: Event, records: Records) -> Counted:
    for name in sources_of(event):
        yield records.sources[name].kind, name


def _whose(vocabulary: Vocabulary) -> dict[str, str]:
    return {name: name for name in (*vocabulary.deaths.whose, UNKNOWN)}


def _kinds(vocabulary: Vocabulary) -> dict[str, str]:
    return {kind.id: kind.id.capitalize() for kind in vocabulary.outlet_kinds}


VOICE = Measure(
    "Whose voices are quoted", "excerpts", lambda vocabulary: vocabulary.side_labels, _voices
)
DEATH = Measure("Whose dead are counted", "figures", _whose, _dead)
SOURCE = Measure("Sources by kind", "sources", _kinds, _sources)
MEASURES = (VOICE, DEATH, SOURCE)
