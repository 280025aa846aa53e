"""The slides of a story: the opening, one for each event, and the closing."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from events.markup import Element, element
from events.records import (
    Event,
    Excerpt,
    Records,
    Source,
    Step,
    Story,
    sources_in_order,
    sources_of,
)
from events.stories.drafts import Draft
from events.stories.plan import story_warnings
from events.table import Row
from events.telling import NO_SOURCE, Veil, badge, distance, draw_veil, quotation, voice
from events.telling.pictures import Draw, picture_figures, served
from events.telling.plain import plain_date, plain_status
from events.telling.quotations import figure_giver

MOST_QUOTED = 2
"""Excerpts of an event on its slides, unless a story chooses them."""

Stage = Literal["headline", "quotes", "figures"]
"""What can be revealed at a key of its own."""


@dataclass(frozen=True)
class Block:
    """A part of a slide that is never cut: where it does not fit it begins another screen."""

    stage: Stage
    content: Element


@dataclass(frozen=True)
class Slide:
    """What a class sees of one step: a head, which every screen of it bears, and blocks."""

    heading: str
    head: tuple[Element, ...]
    blocks: tuple[Block, ...] = ()
    cover: str | None = None
    """What the quotes and figures are like that stay covered until they are asked for."""
    question: str = ""
    """What the class is asked."""

    @property
    def elements(self) -> tuple[Element, ...]:
        """All that it shows, in reading order."""
        return (*self.head, *(block.content for block in self.blocks))


def story_veil(story: Story, records: Records, *, names: bool, figures: bool) -> Veil:
    """Hide names or figures of a story; its outlets are lettered in the order of the story."""
    if names:
        return Veil(hides_figures=not figures)
    cited = [name for event in _events(story, records) for name in sources_in_order(event)]
    outlets = [records.sources[name].outlet for name in cited]
    return draw_veil(records, outlets, hides_figures=not figures)


def leading(story: Story | Draft, records: Records) -> frozenset[str]:
    """Return the sources that a story is about: those quoted in at least half of its steps."""
    events = _events(story, records)
    quoted = Counter(name for e in events for name in {excerpt.source for excerpt in e.excerpts})
    return frozenset(name for name, times in quoted.items() if 2 * times >= len(events))


def _events(story: Story | Draft, records: Records) -> list[Event]:
    return [step.shown(records.by_id[step.event]) for step in story.steps]


def opening(story: Story, records: Records, veil: Veil) -> Slide:
    """Ask the story's question."""
    number = len(story.steps)
    counted = f"{number} event{'s' * (number != 1)}"
    head = (
        element("p", veil.dated(records.info.title), class_="when", dir="auto"),
        _heading(veil.dated(story.title)),
    )
    warnings = "; ".join(story_warnings(story, records))
    care = [_headline("p", veil.dated(f"Take care: {warnings}."), class_="care")]
    blocks = (
        *_asked(story, veil),
        _headline("p", counted, class_="where"),
        *(care if warnings else ()),
    )
    return Slide(veil.dated(story.title), head, blocks)


def closing(story: Story, veil: Veil) -> Slide:
    """Ask the question once more, and what to look back on."""
    looking = [_headline("p", veil.text(story.closing))] if story.closing else []
    heading = "Looking back"
    return Slide(heading, (_heading(heading),), (*_asked(story, veil), *looking))


def _asked(story: Story, veil: Veil) -> list[Block]:
    asked = _headline("p", veil.text(story.question), class_="question")
    return [asked] if story.question else []


def _heading(text: str) -> Element:
    return element("h1", text, dir="auto")


def _headline(tag: str, text: str, *, class_: str | None = None) -> Block:
    return Block("headline", element(tag, text, class_=class_, dir="auto"))


def event_slide(
    step: Step,
    event: Event,
    row: Row,
    records: Records,
    veil: Veil,
    first: frozenset[str] = frozenset(),
    draw: Draw = served,
) -> Slide:
    """Show one event: when, what, where, its chosen voices with their sources, and figures.

    Without a choice they are two, sources of `first` before others. Where nobody is quoted, what
    happened is told in the collection's own words.
    """
    event = step.shown(event)
    chosen = list(event.excerpts) if step.excerpts else voices(event, records, first)
    is_unquoted = not chosen and step.excerpts is None
    title, line, told = map(veil.text, (event.title, step.line, event.summary))
    head = (element("p", plain_date(row["date_words"]), class_="when"), _heading(title))
    where = element("p", *_where(event, row, records, veil), class_="where", dir="auto")
    blocks = [
        Block("headline", where),
        *([_headline("p", line)] if line else []),
        *([_headline("p", told, class_="summary")] if told and is_unquoted else []),
        *(Block("headline", shown) for shown in picture_figures(event, records, draw, veil)),
        *(Block("quotes", _quotation(excerpt, records, veil)) for excerpt in chosen),
        *([] if chosen else [_headline("p", _unquoted(event, step, records, veil), class_="none")]),
        *([] if veil.hides_figures else _counted(event, records, veil)),
    ]
    is_covered = event.content_note is not None and (chosen or event.figures)
    cover = veil.text(event.content_note or "") if is_covered else None
    return Slide(title, head, tuple(blocks), cover, veil.text(step.prompt))


def voices(event: Event, records: Records, first: frozenset[str] = frozenset()) -> list[Excerpt]:
    """Choose two fragments, of sources in `first` where there are any, and as unlike as can be.

    They differ in source where both are of `first`, else in side, speaker or source.
    """
    if len(event.excerpts) <= MOST_QUOTED:
        return list(event.excerpts)
    begin = min(event.excerpts, key=lambda excerpt: excerpt.source not in first)
    rest = [excerpt for excerpt in event.excerpts if excerpt is not begin]

    def likeness(excerpt: Excerpt) -> tuple[bool, ...]:
        sides = {records.speakers[name].side for name in (excerpt.speaker, begin.speaker)}
        same_source = excerpt.source == begin.source
        is_another_first = excerpt.source in first and not same_source
        return not is_another_first, len(sides) == 1, excerpt.speaker == begin.speaker, same_source

    return [begin, min(rest, key=likeness)]


def _where(event: Event, row: Row, records: Records, veil: Veil) -> list[Element | str]:
    place = veil.dated(row["place_name"])
    metres = row["precision_m"] if row["precision"] != "exact" else 0
    within = f", within {distance(metres)}" if metres else ""
    category = records.vocabulary.category[event.category]
    facts = (f"{place}{within}", category.label, plain_status(event.status))
    return [badge(category), f" {' · '.join(facts)}"]


def _quotation(excerpt: Excerpt, records: Records, veil: Veil) -> Element:
    source = element("p", _named(records.sources[excerpt.source], veil), class_="citation")
    return quotation(excerpt, veil.dated(_speaker(excerpt, records)), source, veil=veil)


def _speaker(excerpt: Excerpt, records: Records) -> str:
    """Name who speaks, without the role, which is among the notes."""
    speaker = records.speakers[excerpt.speaker]
    return voice(excerpt, records) if records.is_outlet(speaker.id) else speaker.name


def _named(source: Source, veil: Veil) -> str:
    """Name a source in short: its outlet and its date."""
    return f"{veil.name(source.outlet)}, {plain_date(source.date_words)}"


def _unquoted(event: Event, step: Step, records: Records, veil: Veil) -> str:
    """Name the sources of an event that no excerpt speaks for, by choice or for want of one."""
    named = dict.fromkeys(_named(records.sources[name], veil) for name in sources_of(event))
    reported = f"Reported by {'; '.join(named)}." if named else f"{NO_SOURCE.capitalize()}."
    return f"No fragment is quoted. {reported}" if step.excerpts is None else reported


def _counted(event: Event, records: Records, veil: Veil) -> list[Block]:
    """List figures, each with who gives it."""
    said = (f"{f.what}: {f.as_reported}, says {figure_giver(f, records)}" for f in event.figures)
    return [
        Block("figures", element("p", veil.dated(line), class_="figure", dir="auto"))
        for line in said
    ]
