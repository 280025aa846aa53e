"""Where two columns differ: a finder for each kind of contrast card, and what it measures."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, product

from events.compare.columns import Column, Layout
from events.compare.findings import (
    Namings,
    Use,
    events_of_one,
    find_namings,
    shared_events,
    sides_quoted,
    uses,
)
from events.records import LANGUAGE, Event, Excerpt, Figure, Records, When, sources_of
from events.report import side_of

MOST_OFFERED = 6
"""Words to choose from, in place of one that is left out."""

FEWEST_FRAGMENTS = 3
"""Of a column, to say anything of the shares of sides in it."""


@dataclass(frozen=True)
class Quoted:
    """An excerpt, and the spans of the words in it that differ."""

    event: Event
    excerpt: Excerpt
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Half:
    """What one of the two has on a card; what a kind of card does not show is empty."""

    quoted: Quoted | None = None
    figure: Figure | None = None
    voices: tuple[tuple[str, int, tuple[str, ...]], ...] = ()
    """Each side, how many excerpts are its words, and the names of those who speak."""
    absent: tuple[Event, ...] = ()


Halves = tuple[Half, Half]


@dataclass(frozen=True)
class Difference:
    """Something in which two columns differ, and how much by each measure that applies."""

    about: str
    halves: Halves
    points: Mapping[str, float]
    event: Event | None = None
    """The event that both tell of, if it is one."""
    offered: tuple[str, ...] = ()
    """Words to choose from, in place of one that is left out."""


def other_words(pair: Layout) -> Iterator[Difference]:
    """Find events that both tell in their own words, with different words of one list."""
    own = [_by_fragment(find_namings(pair), number) for number in (0, 1)]
    for (one, said), (other, answered) in product(own[0].items(), own[1].items()):
        differing = [s for s in said if s in answered and _apart(said[s], answered[s])]
        if differing and one.event.id == other.event.id:
            halves = _marked(one, said, differing), _marked(other, answered, differing)
            yield Difference(
                "; ".join(differing), halves, {"words-apart": len(differing)}, one.event
            )


def _by_fragment(namings: Namings, number: int) -> dict[Quoted, dict[str, dict[str, Use]]]:
    """Return a column's uses by fragment, subject and word."""
    found: dict[Quoted, dict[str, dict[str, Use]]] = defaultdict(lambda: defaultdict(dict))
    for subject, words in namings.items():
        for word, cells in words.items():
            for use in cells[number]:
                found[Quoted(use.event, use.excerpt)][subject][word] = use
    return found


def _apart(one: Mapping[str, Use], other: Mapping[str, Use]) -> bool:
    return one.keys().isdisjoint(other)


def _marked(quoted: Quoted, said: Mapping[str, Mapping[str, Use]], subjects: list[str]) -> Half:
    """Mark the words of some subjects in a fragment; spans that overlap become one."""
    spans = sorted((use.start, use.end) for s in subjects for use in said[s].values())
    marks: list[tuple[int, int]] = []
    for start, end in spans:
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return Half(quoted=replace(quoted, marks=tuple(marks)))


def two_accounts(pair: Layout) -> Iterator[Difference]:
    """Find pairs of fragments on one category of events."""
    records = pair.records
    for category in records.vocabulary.categories:
        own = [
            [
                (Quoted(e, x), side_of(x, records), _is_credited(x, records), When(e.date).first)
                for e, x in column.excerpts
                if e.category == category.id
            ]
            for column in pair.columns
        ]
        for (one, side, credited, day), (other, side_2, credited_2, day_2) in product(*own):
            same = one.event.id == other.event.id
            points = {
                "same-event": same,
                "open": _is_open(one.event, other.event),
                "credited": credited + credited_2,
                "sides-apart": side != side_2,
                "near-in-time": -abs(day - day_2),
            }
            event = one.event if same else None
            yield Difference(category.label, (Half(one), Half(other)), points, event)


def _is_open(*events: Event) -> bool:
    return not any(event.content_note for event in events)


def _is_credited(excerpt: Excerpt, records: Records) -> bool:
    """Tell whether words are somebody's: credited to one by the outlet, or quoted."""
    return excerpt.crediting is not None or not records.is_outlet(excerpt.speaker)


def other_figures(pair: Layout) -> Iterator[Difference]:
    """Find two numbers for the same thing in one event that do not overlap."""
    for event in shared_events(pair.columns):
        for one, other in product(*(column.parts[event.id].figures for column in pair.columns)):
            if (one.what, one.unit) != (other.what, other.unit):
                continue
            if (apart := _distance(one, other)) is not None:
                givers = one.according_to != other.according_to
                points = {"givers-apart": givers, "figures-apart": apart}
                yield Difference(one.what, (Half(figure=one), Half(figure=other)), points, event)


def _distance(one: Figure, other: Figure) -> float | None:
    """Return how far apart two numbers are, as a share of the greater; None if they overlap."""
    below, above = sorted((_ends(one), _ends(other)))
    if below[1] >= above[0]:
        return None
    return (above[0] - below[1]) / max(abs(above[0]), abs(below[1]))


def _ends(figure: Figure) -> tuple[float, float]:
    """Return from where to where a number can be; without a number it can be anything."""
    given = [n for n in (figure.low, figure.best, figure.high) if n is not None]
    low = float("-inf") if not given or (figure.low is None and figure.best is None) else given[0]
    high = float("inf") if not given or (figure.high is None and figure.best is None) else given[-1]
    return low, high


def who_speaks(pair: Layout) -> Iterator[Difference]:
    """Compare the shares that each side has of the fragments of two columns."""
    if pair.by == "sides":
        return
    counts = [sides_quoted(column, pair.records) for column in pair.columns]
    totals = [count.total() for count in counts]
    if min(totals) < FEWEST_FRAGMENTS:
        return
    sides = [side for side in pair.records.vocabulary.side_labels if any(c[side] for c in counts)]
    shares = [
        [count[side] / total for side in sides] for count, total in zip(counts, totals, strict=True)
    ]
    apart = sum(abs(one - other) for one, other in zip(*shares, strict=True))
    halves = (
        Half(voices=tuple((s, count[s], _speakers(column, s, pair.records)) for s in sides))
        for column, count in zip(pair.columns, counts, strict=True)
    )
    one, other = halves
    if apart:
        yield Difference("Whose words the fragments are", (one, other), {"voices-apart": apart})


def _speakers(column: Column, side: str, records: Records) -> tuple[str, ...]:
    """Name who speaks for a side: those quoted, and those credited by the outlet."""
    names = [
        records.speakers[excerpt.crediting or excerpt.speaker].name
        for _, excerpt in column.excerpts
        if side_of(excerpt, records) == side
        and (excerpt.crediting or not records.is_outlet(excerpt.speaker))
    ]
    return tuple(dict.fromkeys(names))


def words_left_out(pair: Layout) -> Iterator[Difference]:
    """Find fragments with words for the same, each of which the other column does not use.

    Of outlets alone: another word in what somebody said would be a quotation of nobody.
    """
    if pair.by == "sides":
        return
    for subject, words in find_namings(pair).items():
        alone = [
            [cells[n] for cells in words.values() if cells[n] and not cells[1 - n]] for n in (0, 1)
        ]
        for one, other in product(*(chain(*cells) for cells in alone)):
            halves = tuple(
                Half(Quoted(use.event, use.excerpt, ((use.start, use.end),)))
                for use in (one, other)
            )
            points = {
                "words-apart": sum(map(len, alone)),
                "open": _is_open(one.event, other.event),
                "near-in-time": -abs(When(one.event.date).first - When(other.event.date).first),
            }
            yield Difference(subject, (halves[0], halves[1]), points)


def offer_words(subject: str, halves: Halves, records: Records) -> tuple[str, ...]:
    """Return the words of a list that the collection quotes most, with those on the card."""
    words = records.vocabulary.namings[subject]
    counts = Counter(
        word
        for event in records.shown
        for excerpt in event.excerpts
        if excerpt.language == LANGUAGE
        for word, _, _ in uses(excerpt.text, words)
    )
    used = [
        word
        for half in halves
        if half.quoted
        for word, start, end in uses(half.quoted.excerpt.text, words)
        if (start, end) in half.quoted.marks
    ]
    most = sorted(counts, key=lambda word: (-counts[word], word))
    return tuple(sorted(list(dict.fromkeys([*used, *most]))[:MOST_OFFERED], key=str.casefold))


def untold(pair: Layout) -> Iterator[Difference]:
    """Find what only the other column tells, and was over when this one was published."""
    one, other = pair.columns
    halves = _absent(one, other, pair), _absent(other, one, pair)
    sources = sum(len(sources_of(event)) for half in halves for event in half.absent)
    if sources:
        yield Difference("Told by the other alone", halves, {"sources": sources})


def _absent(column: Column, other: Column, pair: Layout) -> Half:
    day = _last_day(column, pair)
    events = [e for e in events_of_one(other, pair.columns) if When(e.date).last <= day]
    events.sort(key=lambda event: -len(sources_of(event)))
    return Half(absent=tuple(events))


def _last_day(column: Column, pair: Layout) -> float:
    """Return the latest day on which anything of a column was published; a side has none."""
    if pair.by == "sides":
        return float("inf")
    named = {column.id} if pair.by == "articles" else {x.source for _, x in column.excerpts}
    days = [When(day).last for name in named if (day := pair.records.sources[name].published)]
    return max(days, default=float("-inf"))


FINDERS: dict[str, Callable[[Layout], Iterator[Difference]]] = {
    "words": other_words,
    "subject": two_accounts,
    "figures": other_figures,
    "voices": who_speaks,
    "gap": words_left_out,
    "missing": untold,
}
"""What finds the differences of each kind of card."""
