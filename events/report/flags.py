"""What is lopsided in a collection: rules as data, each with what a curator can do about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise

from events.collection import Collection
from events.records import Event, Records, month_in_words
from events.report.tallies import (
    DIMENSIONS,
    UNKNOWN,
    VOICE,
    WHOLE,
    Dimension,
    Group,
    groups_of_dead,
    month_of,
    side_of,
    tally,
)
from events.table import rows_of

ENOUGH = 5
"""Fewer excerpts in a month, a place or a category show nothing by their shares."""

Found = Iterator[tuple[str, str, tuple[str, ...]]]
"""Where, in numbers, and the ids of the events that it is about."""


@dataclass(frozen=True)
class Flag:
    """Something lopsided: what, where, in numbers, and what a curator can do."""

    what: str
    where: str
    numbers: str
    advice: str
    events: tuple[str, ...] = ()
    """The ids of the events, where the flag is about some."""


@dataclass(frozen=True)
class Rule:
    """How something lopsided is found."""

    what: str
    advice: str
    find: Callable[[Collection], Found]


def find_flags(collection: Collection) -> tuple[Flag, ...]:
    """Return what the rules find in a collection, in the order of the rules."""
    return tuple(
        Flag(rule.what, where, numbers, rule.advice, events)
        for rule in RULES
        for where, numbers, events in rule.find(collection)
    )


def _large_shares(
    collection: Collection, *, share: Fraction, dimensions: tuple[Dimension, ...], least: int
) -> Found:
    """Find sides with more than a share of the voices; an outlet's own words are not a voice."""
    vocabulary = collection.records.vocabulary
    for dimension, group in _groups(collection, dimensions):
        voices = {side: n for side, n in group.counts.items() if side != vocabulary.itself}
        total = sum(voices.values())
        for side, number in voices.items():
            if total >= least and number > share * total:
                label = vocabulary.side_labels[side]
                numbers = f"{label} {number} of {total} voices ({number / total:.0%})"
                yield _where(dimension, group), numbers, ()


def _missing_parties(collection: Collection) -> Found:
    """Find groups with enough excerpts, and none of a party."""
    vocabulary = collection.records.vocabulary
    for dimension, group in _groups(collection, DIMENSIONS):
        total = sum(group.counts.values())
        for side in vocabulary.parties:
            if total >= ENOUGH and not group.counts[side]:
                label = vocabulary.side_labels[side]
                yield _where(dimension, group), f"{label} 0 of {total} excerpts", ()


def _groups(
    collection: Collection, dimensions: tuple[Dimension, ...]
) -> Iterator[tuple[Dimension, Group]]:
    for dimension in dimensions:
        for group in tally(collection, dimension, VOICE).groups:
            yield dimension, group


def _where(dimension: Dimension, group: Group) -> str:
    return "all events" if dimension is WHOLE else f"{dimension.title.lower()} {group.name}"


def _one_sided(collection: Collection) -> Found:
    """Find events in which one party alone is quoted or credited."""
    records = collection.records
    for side in records.vocabulary.parties:
        events = [event for event in records.shown if _sides(event, records) == {side}]
        where = f"only {records.vocabulary.side_labels[side]} voices"
        yield from _listed(where, events, collection)


def _sides(event: Event, records: Records) -> set[str]:
    """Return the sides whose words are quoted, without that of the outlets themselves."""
    return {side_of(excerpt, records) for excerpt in event.excerpts} - {records.vocabulary.itself}


def _weak(collection: Collection) -> Found:
    """Find events of which no source is firm."""
    records = collection.records
    events = [event for event in records.shown if not records.rests_firmly(event)]
    kinds = ", ".join(records.vocabulary.weak_kinds)
    yield from _listed(f"only {kinds} or copies", events, collection)


def _listed(where: str, events: list[Event], collection: Collection) -> Found:
    if events:
        ids = tuple(event.id for event in events)
        yield where, f"{len(events)} of {collection.engine.size} events", ids


def _unknown_dead(collection: Collection) -> Found:
    """Find figures of dead whose words do not say whose they are."""
    deaths = collection.records.vocabulary.deaths
    for event in collection.records.shown:
        unknown = [f.what for f in event.figures if UNKNOWN in groups_of_dead(f, deaths)]
        for what in dict.fromkeys(unknown):
            yield event.id, f"“{what}”", ()


def _empty_months(collection: Collection) -> Found:
    """Find runs of months in which no event begins, between the first month and the last."""
    months = sorted({month_of(row) for row in rows_of(collection.table)})
    for before, after in pairwise(months):
        if after - before > 1:
            first, last = month_in_words(before + 1), month_in_words(after - 1)
            where = f"month {first}" if first == last else f"months {first} to {last}"
            span = months[-1] - months[0] + 1
            yield where, f"0 events in {after - before - 1} of {span} months", ()


_OTHERS = "quote the others, from these sources or from more"

RULES: tuple[Rule, ...] = (
    Rule(
        "One side has above half of all voices",
        _OTHERS,
        partial(_large_shares, share=Fraction(1, 2), dimensions=(WHOLE,), least=1),
    ),
    Rule(
        "One side has above two thirds of the voices",
        _OTHERS,
        partial(_large_shares, share=Fraction(2, 3), dimensions=DIMENSIONS, least=ENOUGH),
    ),
    Rule(
        "A party's voices are missing",
        "add a source that quotes or credits them",
        _missing_parties,
    ),
    Rule(
        "Events with one party's words only",
        "quote what the other party or a third says of it, or note that no answer is known",
        _one_sided,
    ),
    Rule(
        "Events on weak sources alone",
        "add a source of a firm kind that is not a copy; until then keep it `reported`",
        _weak,
    ),
    Rule(
        "Figures of dead that do not say whose",
        "say it in `what` (killed in a town), or add its words to `deaths` in vocabulary.yaml",
        _unknown_dead,
    ),
    Rule(
        "Months in which no event begins",
        "look for what happened then, or say in the description that it is not covered",
        _empty_months,
    ),
)
"""What is looked for, in the order of the report."""
