"""A story's screens: the opening, one for each event, and the closing; and what to say to them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.records.models import Event, Excerpt, Figure, Source, sources_in_order, sources_of
from events.records.reading import Dataset
from events.records.stories import Step, Story
from events.records.vocabulary import CATEGORY, STATUSES
from events.table.curated import Row
from events.telling.markup import Element, direction, element, note
from events.telling.quotations import NOT_TOLD, voice
from events.telling.signs import badge, distance
from events.telling.veil import Blind, outlet_names, without_figures

MOST_QUOTED, MOST_COUNTED = 2, 3
"""Excerpts and figures on one screen: more cannot be read from the back row."""


@dataclass(frozen=True)
class Cover:
    """What a class is not shown yet: names of outlets, and figures."""

    blind: Blind | None = None
    figures: bool = True

    def text(self, text: str) -> str:
        """Return a text with what is covered replaced by signs."""
        shown = self.blind.text(text) if self.blind else text
        return shown if self.figures else without_figures(shown)

    def dated(self, text: str) -> str:
        """Cover a text whose figures are a date."""
        return self.blind.text(text) if self.blind else text


def cover(story: Story, dataset: Dataset, *, names: bool, figures: bool) -> Cover:
    """Cover a story as asked; its outlets are lettered in the order in which they come."""
    if names:
        return Cover(None, figures)
    cited = [name for event in _events(story, dataset) for name in sources_in_order(event)]
    outlets = [dataset.sources[name].outlet for name in cited]
    return Cover(Blind(tuple(dict.fromkeys([*outlets, *outlet_names(dataset)]))), figures)


def leading(story: Story, dataset: Dataset) -> frozenset[str]:
    """Return the sources that a story is about: those quoted in half of its steps or more."""
    events = _events(story, dataset)
    quoted = Counter(name for e in events for name in {excerpt.source for excerpt in e.excerpts})
    return frozenset(name for name, times in quoted.items() if 2 * times >= len(events))


def _events(story: Story, dataset: Dataset) -> list[Event]:
    return [dataset.by_id[step.event] for step in story.steps]


def opening(story: Story, dataset: Dataset, covered: Cover) -> Element:
    """Ask the story's question."""
    number = len(story.steps)
    counted = f"{number} event{'s' * (number != 1)}. Go on with →, Page Down or the button Next."
    return element(
        "article",
        element("p", covered.dated(dataset.info.title), class_="when", dir="auto"),
        element("h1", covered.dated(story.title), dir="auto"),
        _question(story, covered),
        element("p", counted, class_="where"),
        class_="slide",
    )


def closing(story: Story, covered: Cover) -> Element:
    """Ask the question once more, and what to look back on."""
    return element(
        "article",
        element("h1", "Looking back"),
        _question(story, covered),
        element("p", covered.text(story.closing), dir="auto") if story.closing else None,
        class_="slide",
    )


def _question(story: Story, covered: Cover) -> Element | None:
    if not story.question:
        return None
    return element("p", covered.text(story.question), class_="question", dir="auto")


def event_screen(
    step: Step,
    event: Event,
    row: Row,
    dataset: Dataset,
    covered: Cover,
    first: frozenset[str] = frozenset(),
) -> Element:
    """Show one event: when, what, where, and at most two voices with their sources.

    Sources of `first` are quoted before others.
    """
    chosen = voices(event, dataset, first)
    quoted = [_quotation(excerpt, dataset, covered) for excerpt in chosen]
    return element(
        "article",
        element("p", row["date_words"], class_="when"),
        element("h1", covered.text(event.title), dir="auto"),
        element("p", *_where(event, row, covered), class_="where", dir="auto"),
        element("p", covered.text(step.line), dir="auto") if step.line else None,
        *_folded(event, quoted, covered),
        _counted(event.figures, dataset, covered),
        _others(event, chosen, dataset, covered),
        class_="slide",
    )


def voices(event: Event, dataset: Dataset, first: frozenset[str] = frozenset()) -> list[Excerpt]:
    """Choose two fragments: of sources in `first`, and as unlike as can be.

    They differ in source where both are of `first`, else in side, speaker or source.
    """
    if len(event.excerpts) <= MOST_QUOTED:
        return list(event.excerpts)
    begin = min(event.excerpts, key=lambda excerpt: excerpt.source not in first)
    rest = [excerpt for excerpt in event.excerpts if excerpt is not begin]

    def likeness(excerpt: Excerpt) -> tuple[bool, ...]:
        sides = {dataset.speakers[name].side for name in (excerpt.speaker, begin.speaker)}
        same_source = excerpt.source == begin.source
        awaited = excerpt.source in first and not same_source
        return not awaited, len(sides) == 1, excerpt.speaker == begin.speaker, same_source

    return [begin, min(rest, key=likeness)]


def _where(event: Event, row: Row, covered: Cover) -> list[Element | str]:
    place = covered.dated(row["place_name"])
    within = f", within {distance(row['precision_m'])}" if row["precision"] != "exact" else ""
    label, status = CATEGORY[event.category].label, STATUSES[event.status]
    return [badge(event.category), f" {place}{within} · {label} · {status}"]


def _quotation(excerpt: Excerpt, dataset: Dataset, covered: Cover) -> Element:
    text = element(
        "blockquote",
        f"“{covered.text(excerpt.text)}”",
        lang=excerpt.language,
        dir=direction(excerpt.language),
    )
    translated = element("p", covered.text(excerpt.translation)) if excerpt.translation else None
    source = dataset.sources[excerpt.source]
    speaker = element("strong", covered.dated(_speaker(excerpt, dataset)))
    named = element("p", speaker, f". {_named(source, covered)}", dir="auto", class_="voice")
    return element("div", text, translated, named, class_="quotation")


def _speaker(excerpt: Excerpt, dataset: Dataset) -> str:
    """Name who speaks, without the role, which is among the notes."""
    speaker = dataset.speakers[excerpt.speaker]
    return voice(excerpt, dataset) if speaker.side == "newspaper" else speaker.name


def _named(source: Source, covered: Cover) -> str:
    """Name a source in short: its outlet and its date."""
    outlet = covered.blind.name(source.outlet) if covered.blind else source.outlet
    return f"{outlet}, {source.date_words}"


def _folded(event: Event, quoted: Sequence[Element], covered: Cover) -> Iterator[Element]:
    """Keep excerpts folded where an event carries a note on what it tells."""
    if not quoted:
        yield element("p", "No fragment is quoted.", class_="voice")
    elif event.content_note is None:
        yield element("div", *quoted, class_="quotations")
    else:
        summary = element("summary", f"Show: {covered.text(event.content_note)}")
        yield element("details", summary, *quoted, class_="quotations")


def _counted(figures: Sequence[Figure], dataset: Dataset, covered: Cover) -> Element | None:
    """List figures, each with who gives it; those of one thing stand together."""
    if not figures or not covered.figures:
        return None
    told = [f"{f.what}: {f.as_reported}, says {_giver(f, dataset)}" for f in figures]
    lines = [element("li", covered.dated(line), dir="auto") for line in told[:MOST_COUNTED]]
    more = len(figures) - len(lines)
    rest = element("li", f"and {more} more on the page Explore") if more else None
    return element("ul", *lines, rest, class_="figures")


def _giver(figure: Figure, dataset: Dataset) -> str:
    name = dataset.speakers[figure.according_to].name
    source = dataset.sources[figure.source].outlet if figure.source else NOT_TOLD
    return name if name == source else f"{name} ({source})"


def _others(
    event: Event, quoted: Sequence[Excerpt], dataset: Dataset, covered: Cover
) -> Element | None:
    """Name the sources of which nothing is quoted on the screen."""
    shown = {excerpt.source for excerpt in quoted}
    others = [dataset.sources[name] for name in sources_of(event) if name not in shown]
    named = "; ".join(dict.fromkeys(_named(source, covered) for source in others))
    return note(f"Also: {named}.") if named else None
