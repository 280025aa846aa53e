"""The screens of a story: the opening, one for each event, and the closing."""

from collections import Counter
from collections.abc import Sequence

from events.markup import Element, element, note
from events.records import (
    STATUSES,
    Event,
    Excerpt,
    Figure,
    Records,
    Source,
    Step,
    Story,
    sources_in_order,
    sources_of,
)
from events.records.stories import MOST_CHOSEN
from events.stories.drafts import Draft
from events.table import Row
from events.telling import Veil, badge, distance, draw_veil, folded, quotation, voice
from events.telling.quotations import figure_giver

MOST_QUOTED, MOST_COUNTED = 2, 3
"""Excerpts and figures on one screen: more cannot be read from the back row."""


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


def opening(story: Story, records: Records, veil: Veil) -> Element:
    """Ask the story's question."""
    number = len(story.steps)
    counted = f"{number} event{'s' * (number != 1)}. Go on with →, Page Down or the button Next."
    return element(
        "article",
        element("p", veil.dated(records.info.title), class_="when", dir="auto"),
        element("h1", veil.dated(story.title), dir="auto"),
        _question(story, veil),
        element("p", counted, class_="where"),
        class_="slide",
    )


def closing(story: Story, veil: Veil) -> Element:
    """Ask the question once more, and what to look back on."""
    return element(
        "article",
        element("h1", "Looking back"),
        _question(story, veil),
        element("p", veil.text(story.closing), dir="auto") if story.closing else None,
        class_="slide",
    )


def _question(story: Story, veil: Veil) -> Element | None:
    if not story.question:
        return None
    return element("p", veil.text(story.question), class_="question", dir="auto")


def event_screen(
    step: Step,
    event: Event,
    row: Row,
    records: Records,
    veil: Veil,
    first: frozenset[str] = frozenset(),
) -> Element:
    """Show one event: when, what, where, and its chosen voices with their sources.

    Without a choice they are two, sources of `first` before others.
    """
    event = step.shown(event)
    chosen = list(event.excerpts) if step.excerpts else voices(event, records, first)
    quoted = [_quotation(excerpt, records, veil) for excerpt in chosen]
    return element(
        "article",
        element("p", row["date_words"], class_="when"),
        element("h1", veil.text(event.title), dir="auto"),
        element("p", *_where(event, row, records, veil), class_="where", dir="auto"),
        element("p", veil.text(step.line), dir="auto") if step.line else None,
        None if step.excerpts == () else _quotations(event, quoted, veil),
        _counted(event.figures, MOST_CHOSEN if step.figures else MOST_COUNTED, records, veil),
        _others(event, chosen, records, veil),
        class_="slide",
    )


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
    within = f", within {distance(row['precision_m'])}" if row["precision"] != "exact" else ""
    category = records.vocabulary.category[event.category]
    facts = (f"{place}{within}", category.label, STATUSES[event.status])
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
    return f"{veil.name(source.outlet)}, {source.date_words}"


def _quotations(event: Event, cards: Sequence[Element], veil: Veil) -> Element:
    """Set the excerpts side by side, folded where the event carries a note on its content."""
    if not cards:
        return element("p", "No fragment is quoted.", class_="none")
    return element("div", *folded(event, cards, veil), class_="excerpts")


def _counted(figures: Sequence[Figure], most: int, records: Records, veil: Veil) -> Element | None:
    """List at most so many figures, each with who gives it, and how many more there are."""
    if not figures or veil.hides_figures:
        return None
    shown = figures[:most]
    said = [f"{f.what}: {f.as_reported}, says {figure_giver(f, records)}" for f in shown]
    lines = [element("li", veil.dated(line), dir="auto") for line in said]
    more = len(figures) - len(lines)
    rest = element("li", f"and {more} more on the page Explore") if more else None
    return element("ul", *lines, rest, class_="figures")


def _others(
    event: Event, quoted: Sequence[Excerpt], records: Records, veil: Veil
) -> Element | None:
    """Name the sources that the screen does not quote."""
    shown = {excerpt.source for excerpt in quoted}
    others = [records.sources[name] for name in sources_of(event) if name not in shown]
    named = "; ".join(dict.fromkeys(_named(source, veil) for source in others))
    return note(f"Also: {named}.") if named else None
