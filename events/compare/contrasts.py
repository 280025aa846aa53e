"""Contrast cards: the strongest differences between two columns, chosen by rules that are data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from heapq import nsmallest
from itertools import combinations
from pathlib import Path

from pydantic import TypeAdapter

from events.compare.columns import (
    Column,
    Layout,
    build_columns,
    choose_columns,
    count_excerpts,
)
from events.compare.differences import FINDERS, Difference, Half, offer_words
from events.query import Comparison
from events.query.question import BY
from events.records import CardRule, Records, Story
from events.stories import leading
from events.telling import Veil, draw_veil
from events.telling.veil import OPEN
from geodata.files import read_yaml

MOST, FEWEST = 5, 3
"""Cards of a comparison, where there is enough that differs."""

MOST_WEIGHED = 40
"""Differences of a kind from which its cards are taken, the greatest first."""

GENERAL = Path(__file__).parents[1] / "data" / "contrasts.yaml"
"""The rules for a collection without its own."""


@dataclass(frozen=True)
class Contrast:
    """A difference between two columns, and the rule by which it was chosen."""

    rule: CardRule
    difference: Difference
    columns: tuple[Column, ...]
    by: str
    """What the columns are: a key of BY."""


@cache
def _general_rules() -> tuple[CardRule, ...]:
    return TypeAdapter(tuple[CardRule, ...]).validate_python(read_yaml(GENERAL))


def card_rules(records: Records) -> tuple[CardRule, ...]:
    """Return the rules by which a collection's cards are chosen."""
    return records.info.compare.cards or _general_rules()


def find_contrasts(layout: Layout) -> tuple[Contrast, ...]:
    """Choose three to five differences between two columns, or as many as there are.

    Of several columns those two are taken of which there are most cards, the first of equals.
    """
    layouts = (replace(layout, columns=two, veil=OPEN) for two in combinations(layout.columns, 2))
    return max(map(_choose, layouts), key=len, default=())


def _choose(pair: Layout) -> tuple[Contrast, ...]:
    """Choose one of each kind in the order of the rules, and more where these are under three.

    No fragment stands on two cards, and what a note covers is not on the first.
    """
    chosen: list[Contrast] = []
    found = [(rule, _greatest(rule, pair)) for rule in card_rules(pair.records)]
    for enough in (MOST, *[FEWEST] * (FEWEST - 1)):
        for rule, differences in found:
            if len(chosen) < enough and (free := next(_free(differences, chosen), None)):
                if rule.kind == "gap":
                    free = replace(free, offered=offer_words(free.about, free.halves, pair.records))
                chosen.append(Contrast(rule, free, pair.columns, pair.by))
    return tuple(_open_first(chosen))


def _greatest(rule: CardRule, pair: Layout) -> list[Difference]:
    """Return what differs most by a rule's measures; of equals the one that is found first."""
    found = FINDERS[rule.kind](pair)
    return nsmallest(
        MOST_WEIGHED, found, key=lambda each: [-each.points.get(m, 0) for m in rule.prefer]
    )


def _free(differences: Sequence[Difference], chosen: Sequence[Contrast]) -> Iterator[Difference]:
    """Yield those that show nothing that a chosen card shows."""
    shown = [half for contrast in chosen for half in contrast.difference.halves]
    quoted = {_fragment(half) for half in shown} - {None}
    for each in differences:
        again = {_fragment(half) for half in each.halves} & quoted
        if not again and not any(half in shown for half in each.halves):
            yield each


def _fragment(half: Half) -> tuple[str, str, str] | None:
    if half.quoted is None:
        return None
    excerpt = half.quoted.excerpt
    return excerpt.source, excerpt.speaker, excerpt.text


def _tells(contrast: Contrast) -> bool:
    """Tell whether a card shows words or numbers of a source, and not a list of ours."""
    return any(half.quoted or half.figure for half in contrast.difference.halves)


def is_covered(contrast: Contrast) -> bool:
    """Tell whether a note on content covers a fragment of a card."""
    quoted = (half.quoted for half in contrast.difference.halves)
    return any(each and each.event.content_note for each in quoted)


def _open_first(contrasts: Sequence[Contrast]) -> list[Contrast]:
    """Put the first card with words or numbers that nothing covers before the others."""
    first = next((each for each in contrasts if _tells(each) and not is_covered(each)), None)
    if first is None:
        return list(contrasts)
    return [first, *(each for each in contrasts if each is not first)]


def story_contrasts(story: Story, records: Records) -> tuple[Contrast, ...]:
    """Choose cards for a story: of the two articles quoted in most steps, else of outlets or sides.

    The first of these is taken that gives three cards, two of them with words or numbers.
    """
    found = [find_contrasts(_story_layout(story, records, by)) for by in BY]
    full = (each for each in found if len(each) >= FEWEST and sum(map(_tells, each)) > 1)
    return next(full, max(found, key=len))


def _story_layout(story: Story, records: Records, by: str) -> Layout:
    events = [records.by_id[step.event] for step in story.steps]
    counts = count_excerpts(events, records, by)
    if by == "articles":
        first = leading(story, records)
        ordered = sorted(counts, key=lambda name: (name not in first, -counts[name], name))
        names: tuple[str, ...] = tuple(ordered[:2])
    else:
        names = choose_columns(Comparison(by), counts, records)
    return Layout(build_columns(events, records, by, names), records, by)


def blind_veil(contrasts: Sequence[Contrast], records: Records) -> Veil:
    """Hide the outlets of a collection; those of the cards have the first letters."""
    layouts = (Layout(each.columns, records, each.by) for each in contrasts[:1])
    outlets = (layout.outlet_of(column) for layout in layouts for column in layout.columns)
    return draw_veil(records, [outlet for outlet in outlets if outlet])
