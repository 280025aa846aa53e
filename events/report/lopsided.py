"""Where a set is lopsided: each function yields where, the numbers, and ids of events."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from events.collection import Collection
from events.records import Event, Records
from events.report.measures import UNKNOWN, VOICE, side_of, whose_dead
from events.report.tallies import DIMENSIONS, MONTH, WHOLE, Dimension, Group, tally

ENOUGH = 5
"""Fewer excerpts in a month, a place or a category show nothing by their shares."""

Found = Iterator[tuple[str, str, tuple[str, ...]]]
"""Where, the numbers, and ids of events."""


def above(
    collection: Collection, *, share: Fraction, dimensions: tuple[Dimension, ...], least: int
) -> Found:
    """Find sides with more than a share of the voices; an outlet's own words are no voice."""
    itself, labels = _words(collection)
    for dimension, group in _groups(collection, dimensions):
        voices = {side: n for side, n in group.counts.items() if side != itself}
        total = sum(voices.values())
        for side, number in voices.items():
            if total >= least and number > share * total:
                numbers = f"{labels[side]} {number} of {total} voices ({number / total:.0%})"
                yield _where(dimension, group), numbers, ()


def missing(collection: Collection) -> Found:
    """Find where there are excerpts enough, and none of a party."""
    _, labels = _words(collection)
    for dimension, group in _groups(collection, DIMENSIONS):
        total = sum(group.counts.values())
        for side in collection.records.vocabulary.parties:
            if total >= ENOUGH and not group.counts[side]:
                yield _where(dimension, group), f"{labels[side]} 0 of {total} excerpts", ()


def _words(collection: Collection) -> tuple[str, dict[str, str]]:
    """Return the side of an outlet's own words, and how sides are named."""
    vocabulary = collection.records.vocabulary
    return vocabulary.itself, vocabulary.side_labels


def _groups(
    collection: Collection, dimensions: tuple[Dimension, ...]
) -> Iterator[tuple[Dimension, Group]]:
    for dimension in dimensions:
        for group in tally(collection, dimension, VOICE).groups:
            yield dimension, group


def _where(dimension: Dimension, group: Group) -> str:
    return "all events" if dimension is WHOLE else f"{dimension.title.lower()} {group.name}"


def one_sided(collection: Collection) -> Found:
    """Find events in which one party alone is quoted or credited."""
    records = collection.records
    for side in records.vocabulary.parties:
        events = [event for event in records.shown if _sides(event, records) == {side}]
        yield from _listed(
            f"only {records.vocabulary.side_labels[side]} voices", events, collection
        )


def _sides(event: Event, records: Records) -> set[str]:
    """The sides whose words are quoted, without those of outlets themselves."""
    return {side_of(excerpt, records) for excerpt in event.excerpts} - {records.vocabulary.itself}


def weak(collection: Collection) -> Found:
    """Find events of which no source is firm."""
    records = collection.records
    events = [event for event in records.shown if not records.rests_firmly(event)]
    yield from _listed("no other source", events, collection)


def unknown_dead(collection: Collection) -> Found:
    """Find figures of dead whose words do not say whose they are."""
    deaths = collection.records.vocabulary.deaths
    for event in collection.records.shown:
        unknown = [f.what for f in event.figures if whose_dead(f.what, deaths) == UNKNOWN]
        for what in dict.fromkeys(unknown):
            yield event.id, f"“{what}”", ()


def _listed(where: str, events: list[Event], collection: Collection) -> Found:
    if events:
        ids = tuple(event.id for event in events)
        yield where, f"{len(events)} of {collection.engine.size} events", ids


def empty_months(collection: Collection) -> Found:
    """Find runs of months in which no event begins, between the first month and the last."""
    names = [group.name for group in tally(collection, MONTH, VOICE).groups]
    months = [12 * int(name[:4]) + int(name[5:]) - 1 for name in names]
    for before, after in pairwise(months):
        if after - before > 1:
            first, last = _month(before + 1), _month(after - 1)
            where = f"month {first}" if first == last else f"months {first} to {last}"
            yield where, f"0 events in {after - before - 1} of {_span(months)} months", ()


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _span(months: list[int]) -> int:
    return months[-1] - months[0] + 1
