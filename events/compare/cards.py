"""How a contrast is shown: one card, first without names, then with who says it and where."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from events.compare.columns import Layout
from events.compare.contrasts import Contrast, card_rules
from events.compare.differences import Half, Quoted
from events.markup import Element, direction, element, note
from events.records import Event, Excerpt, Records, When, sources_of
from events.telling import Veil, citation, folded, voice
from events.telling.quotations import figure_giver

MOST_ABSENT = 3
"""Events that a card names as missing in one of the two; of the others, their number is given."""

MOST_NAMED = 3
"""Speakers that are named of one side."""

HOW_CHOSEN = (
    "By fixed rules, counted from the excerpts and figures of this set; no opinion on bias is in "
    "them. One card of each kind comes in this order, at most five; a card that a note covers does "
    "not begin. Of more than two columns the two with most cards are shown."
)
ON_THE_SHEET = "The words are on the teacher’s sheet."


def contrast_card(
    contrast: Contrast, records: Records, veil: Veil, *, paper: bool = False
) -> Element:
    """Draw a card; where the veil hides an outlet, or any outlet of sides, nobody is named.

    On paper, what a note covers is left out of a blind card, and stands on an open one.
    """
    card = _Card(Layout(contrast.columns, records, contrast.by, veil), contrast, paper)
    difference, rule = contrast.difference, contrast.rule
    about = veil.text(difference.about)
    return element(
        "article",
        element("p", rule.title, class_="kind"),
        element("header", element("h2", about, dir="auto"), card.which_event()),
        element("div", *(card.half(number) for number in (0, 1)), class_="halves"),
        _offered(difference.offered),
        element("p", rule.ask, class_="ask"),
        class_="card",
    )


def _offered(words: Sequence[str]) -> Element | None:
    if not words:
        return None
    return element("ul", *(element("li", word) for word in words), class_="words")


class _Card:
    """Draws the parts of one card."""

    def __init__(self, layout: Layout, contrast: Contrast, paper: bool) -> None:
        self.layout, self.records, self.veil = layout, layout.records, layout.veil
        self.contrast, self.paper = contrast, paper

    def event(self, event: Event) -> Element:
        """Name an event with its date."""
        words = f"{self.veil.text(event.title)}, {When(event.date).words}"
        return element("p", words, class_="which", dir="auto")

    def which_event(self) -> Element | None:
        """Name the event of both halves, or say that it is not the same."""
        difference = self.contrast.difference
        if difference.event:
            return self.event(difference.event)
        told = {half.quoted.event.id for half in difference.halves if half.quoted}
        return element("p", "Two different events", class_="which") if len(told) > 1 else None

    def half(self, number: int) -> Element:
        """Draw what one of the two has."""
        half, told = self.contrast.difference.halves[number], self._is_told(number)
        content: list[Element | None] = []
        if half.quoted:
            content = self._quoted(half.quoted, told=told)
        elif half.figure:
            figure = half.figure
            said = element("p", self.veil.text(figure_giver(figure, self.records)), dir="auto")
            content = [_large(f"“{self.veil.text(figure.as_reported)}”"), said if told else None]
        elif half.voices:
            content = [self._voices(half, told=told)]
        elif self.contrast.rule.kind == "missing":
            content = self._absent(half.absent)
        label = element("h3", self._label(number, told=told), dir="auto")
        return element("div", label, *content, class_="half")

    def _is_told(self, number: int) -> bool:
        outlet = self.layout.outlet_of(self.layout.columns[number])
        return not (self.veil.hides(outlet) if outlet else self.veil.is_blind)

    def _label(self, number: int, *, told: bool) -> str:
        """Name one of the two; an article by its outlet alone, if the other is of another."""
        if self.contrast.by == "sides":
            return self.layout.labels[number] if told else f"Side {'AB'[number]}"
        outlets = [self.layout.outlet_of(column) or "" for column in self.contrast.columns]
        alike = outlets[0] == outlets[1]
        return self.layout.labels[number] if alike else self.layout.outlet(outlets[number])

    def _quoted(self, quoted: Quoted, *, told: bool) -> list[Element | None]:
        """Quote a fragment; told, with who says it and where."""
        excerpt, event = quoted.excerpt, quoted.event
        draw = _gap if self.contrast.rule.kind == "gap" and not told else _strong
        translated = self.veil.text(excerpt.translation) if excerpt.translation else None
        words = [
            element(
                "blockquote",
                *("“", *_pieces(quoted, self.veil, draw), "”"),
                lang=excerpt.language,
                dir=direction(excerpt.language),
            ),
            element("p", f"In English: {translated}", dir="auto") if translated else None,
        ]
        source = self.records.sources[excerpt.source]
        shows = told and not self.veil.hides(source.outlet)
        cited = element("p", *citation(source), class_="citation", dir="auto") if shows else None
        return [
            None if self.contrast.difference.event else self.event(event),
            *self._covered(event, element("div", *words), told=told),
            self._speaker(excerpt) if told else None,
            cited,
        ]

    def _speaker(self, excerpt: Excerpt) -> Element:
        """Say whose words they are; the role of somebody who is quoted stands small."""
        said = self.veil.text(voice(excerpt, self.records))
        name = said
        if not self.records.is_outlet(excerpt.speaker):
            name = self.veil.text(self.records.speakers[excerpt.speaker].name)
        role = said.removeprefix(name).removeprefix(", ")
        return element("p", element("strong", name), note(role or None), dir="auto")

    def _covered(self, event: Event, words: Element, *, told: bool) -> list[Element]:
        """Cover words of which a note warns."""
        if not self.paper:
            return folded(event, [words], self.veil)
        if told or event.content_note is None:
            return [words]
        warned = f"{self.veil.text(event.content_note)}. {ON_THE_SHEET}"
        return [element("p", warned, class_="none")]

    def _voices(self, half: Half, *, told: bool) -> Element:
        labels = self.records.vocabulary.side_labels
        lines = []
        for side, number, names in half.voices:
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            named = self.veil.text("; ".join(names[:MOST_NAMED]) + more) if told else ""
            count = element("strong", f"{number:,}")
            class_ = None if number else "none"
            lines.append(
                element("li", count, f" {labels[side]}", note(named or None), class_=class_)
            )
        return element("ul", *lines, class_="voices")

    def _absent(self, events: Sequence[Event]) -> list[Element | None]:
        if not events:
            then = "" if self.contrast.by == "sides" else " and that was over by then"
            nothing = f"It has every event that the other has{then}."
            return [element("p", nothing, class_="none")]
        lines = [
            element("li", self.veil.text(event.title), note(_reported(event)), dir="auto")
            for event in events[:MOST_ABSENT]
        ]
        more = f"and {len(events) - MOST_ABSENT} more events"
        return [
            element("p", "This set has nothing from it on:"),
            element("ul", *lines, class_="absent"),
            note(more) if len(events) > MOST_ABSENT else None,
        ]


def _reported(event: Event) -> str:
    number = len(sources_of(event))
    return f"{When(event.date).words}; {number} source{'s' * (number != 1)} in this set"


def _large(words: str) -> Element:
    return element("p", words, class_="large", dir="auto")


def _strong(word: str) -> list[Element]:
    return [element("strong", word)]


def _gap(word: str) -> list[Element]:
    """Leave a word out, for the eye and for the ear."""
    return [
        element("span", "_____", class_="gap", aria_hidden="true"),
        element("span", "a word is left out", class_="spoken"),
    ]


def _pieces(
    quoted: Quoted, veil: Veil, draw: Callable[[str], list[Element]]
) -> list[Element | str]:
    """Cut a fragment at its marks, unless that would show a name that the veil hides."""
    text = quoted.excerpt.text
    ends = [0, *(end for mark in quoted.marks for end in mark), len(text)]
    pieces = [text[start:end] for start, end in pairwise(ends)]
    if "".join(map(veil.text, pieces)) != veil.text(text):
        return [veil.text(text)]
    drawn: list[Element | str] = []
    for number, piece in enumerate(pieces):
        drawn += draw(piece) if number % 2 else [veil.text(piece)]
    return drawn


def tell_rules(contrasts: Sequence[Contrast], records: Records, *, paper: bool = False) -> Element:
    """Say by which rules the cards were chosen, in their order; on a screen it is folded."""
    shown = {contrast.rule.kind for contrast in contrasts}
    rules = (
        element(
            "li",
            element("strong", f"{rule.title}. "),
            rule.chosen,
            None if rule.kind in shown else " Nothing of this kind is on a card here.",
        )
        for rule in card_rules(records)
    )
    return element(
        "section" if paper else "details",
        element("h2" if paper else "summary", "How these cards were chosen"),
        element("p", HOW_CHOSEN),
        element("ol", *rules, class_="prose"),
        class_="rules",
    )
