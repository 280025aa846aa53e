"""Where a set is lopsided: each function yields where, the numbers, and ids of events."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import pandas as pd

from events.records.models import Event
from events.records.reading import Dataset, rests_firmly
from events.report.measures import ITSELF, UNKNOWN, VOICE, VOICES, voice, whose_dead
from events.report.tallies import DIMENSIONS, MONTH, WHOLE, Dimension, Group, tally

ENOUGH = 5
"""Fewer excerpts in a month, a place or a category show nothing by their shares."""

PARTIES = ("israeli", "palestinian")
"""Whose voices are missed where there are none."""


Found = Iterator[tuple[str, str, tuple[str, ...]]]
"""Where, the numbers, and ids of events."""


def above(
    dataset: Dataset,
    frame: pd.DataFrame,
    *,
    share: Fraction,
    dimensions: tuple[Dimension, ...],
    least: int,
) -> Found:
    """Find sides with more than a share of the voices; an outlet's own words are no voice."""
    for dimension, group in _groups(dataset, frame, dimensions):
        voices = {side: n for side, n in group.counts.items() if side != ITSELF}
        total = sum(voices.values())
        for side, number in voices.items():
            if total >= least and number > share * total:
                numbers = f"{VOICES[side]} {number} of {total} voices ({number / total:.0%})"
                yield _where(dimension, group), numbers, ()


def missing(dataset: Dataset, frame: pd.DataFrame) -> Found:
    """Find where there are excerpts enough, and none of a party."""
    for dimension, group in _groups(dataset, frame, DIMENSIONS):
        total = sum(group.counts.values())
        for side in PARTIES:
            if total >= ENOUGH and not group.counts[side]:
                yield _where(dimension, group), f"{VOICES[side]} 0 of {total} excerpts", ()


def _groups(
    dataset: Dataset, frame: pd.DataFrame, dimensions: tuple[Dimension, ...]
) -> Iterator[tuple[Dimension, Group]]:
    for dimension in dimensions:
        for group in tally(dataset, frame, dimension, VOICE).groups:
            yield dimension, group


def _where(dimension: Dimension, group: Group) -> str:
    return "all events" if dimension is WHOLE else f"{dimension.title.lower()} {group.name}"


def one_sided(dataset: Dataset, frame: pd.DataFrame) -> Found:
    """Find events in which one party alone is quoted or credited."""
    for side in PARTIES:
        yield from _listed(
            f"only {VOICES[side]} voices",
            [e for e in _shown(dataset, frame) if _sides(e, dataset) == {side}],
            frame,
        )


def _sides(event: Event, dataset: Dataset) -> set[str]:
    return {voice(excerpt, dataset) for excerpt in event.excerpts} - {ITSELF}


def weak(dataset: Dataset, frame: pd.DataFrame) -> Found:
    """Find events of which no source is firm."""
    events = [e for e in _shown(dataset, frame) if not rests_firmly(e, dataset)]
    yield from _listed("no other source", events, frame)


def unknown_dead(dataset: Dataset, frame: pd.DataFrame) -> Found:
    """Find figures of dead whose words tell nothing of whose they are."""
    for event in _shown(dataset, frame):
        unknown = [f.what for f in event.figures if whose_dead(f.what) == UNKNOWN]
        for what in dict.fromkeys(unknown):
            yield event.id, f"“{what}”", ()


def _shown(dataset: Dataset, frame: pd.DataFrame) -> list[Event]:
    shown = set(frame["id"])
    return [event for event in dataset.events if event.id in shown]


def _listed(where: str, events: list[Event], frame: pd.DataFrame) -> Found:
    if events:
        ids = tuple(event.id for event in events)
        yield where, f"{len(events)} of {len(frame)} events", ids


def empty_months(dataset: Dataset, frame: pd.DataFrame) -> Found:
    """Find runs of months in which no event begins, between the first month and the last."""
    names = [group.name for group in tally(dataset, frame, MONTH, VOICE).groups]
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
