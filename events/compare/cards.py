"""A comparison for a reader: the columns, and what they say of the same thing, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.compare.columns import Column, Part
from events.records.dates import When
from events.records.models import Event, Excerpt
from events.records.reading import Dataset
from events.report.measures import VOICES
from events.telling.markup import Element, direction, element, note
from events.telling.quotations import citation, voice
from events.telling.signs import badge
from events.telling.veil import Blind

MOST_PARTS = 4
"""Events of one subject in a column; of more, their number is said."""

MOST_QUOTED = 6
"""Excerpts of one event in a column."""

MOST_LISTED = 10
"""Events in the list of those that one column alone tells."""


@dataclass(frozen=True)
class Sheet:
    """What is drawn: columns of a dataset, and which outlets are hidden."""

    compared: tuple[Column, ...]
    dataset: Dataset
    by: str
    blind: Blind

    @property
    def labels(self) -> list[str]:
        """How each column is named; those that would be named alike have titles, or are counted."""
        plain = [self._label(column.id) for column in self.compared]
        labels = [
            label + self._title(column.id) if plain.count(label) > 1 else label
            for column, label in zip(self.compared, plain, strict=True)
        ]
        return [
            f"{label} ({labels[:n].count(label) + 1})" if labels.count(label) > 1 else label
            for n, label in enumerate(labels)
        ]

    def _title(self, name: str) -> str:
        if self.by != "articles":
            return ""
        source = self.dataset.sources[name]
        told = source.title and not self.blind.hides(source.outlet)
        return f", “{source.title}”" if told else ""

    def _label(self, name: str) -> str:
        if self.by == "sides":
            return VOICES[name]
        if self.by == "outlets":
            return self.outlet(name)
        return self.article(name)

    def article(self, name: str) -> str:
        """Name an article by its outlet and date."""
        source = self.dataset.sources[name]
        return f"{self.outlet(source.outlet)}, {source.date_words}"

    def outlet(self, name: str) -> str:
        """Name an outlet, or give its letter."""
        return self.blind.name(name) if self.blind.hides(name) else name

    def outlet_of(self, column: Column) -> str | None:
        """Return the outlet that a column is of; None where it is a side."""
        if self.by == "sides":
            return None
        return column.id if self.by == "outlets" else self.dataset.sources[column.id].outlet


def beside(cells: Sequence[Element]) -> Element:
    """Set cells side by side, or below each other where there is no room."""
    return element("div", *cells, class_="beside")


def heads(sheet: Sheet) -> Element:
    """Name each column, with what it rests on and a button that reveals it where it is hidden."""
    cells = []
    for number, (column, label) in enumerate(zip(sheet.compared, sheet.labels, strict=True)):
        outlet = sheet.outlet_of(column)
        hidden = outlet is not None and sheet.blind.hides(outlet)
        button = element("button", f"Reveal {label}", data_action=f"reveal:{number}")
        cells.append(
            element(
                "article",
                element("h3", label, dir="auto"),
                element("p", counted(column)),
                *(_cited(sheet, column.id) if sheet.by == "articles" else ()),
                button if hidden else None,
                class_="cell head",
            )
        )
    return beside(cells)


def counted(column: Column) -> str:
    """Say how much of a column is compared."""
    figures = sum(len(part.figures) for part in column.parts.values())
    numbers = (len(column.parts), "event"), (len(column.excerpts), "excerpt"), (figures, "figure")
    return ", ".join(f"{n:,} {what}{'s' * (n != 1)}" for n, what in numbers)


def _cited(sheet: Sheet, name: str) -> Iterator[Element]:
    source = sheet.dataset.sources[name]
    if sheet.blind.hides(source.outlet):
        hidden = " Its title, author and address are hidden." if sheet.by == "articles" else ""
        yield element("p", f"{sheet.article(name)}.{hidden}", class_="citation")
        return
    parts = citation(source)
    shown = [sheet.blind.text(part) if isinstance(part, str) else part for part in parts]
    yield element("p", *shown, class_="citation", dir="auto")


def told_by(sheet: Sheet, event: Event) -> Element:
    """Set what the columns say of one event side by side."""
    told = [_told(sheet, column.parts.get(event.id)) for column in sheet.compared]
    return _cells(sheet, told)


def _cells(sheet: Sheet, told: Sequence[Sequence[Element]]) -> Element:
    """Set cells side by side, each under its column's name, which narrow pages repeat."""
    headed = zip(sheet.labels, told, strict=True)
    return beside(
        [element("div", element("h4", label, dir="auto"), *c, class_="cell") for label, c in headed]
    )


def _told(sheet: Sheet, part: Part | None) -> list[Element]:
    if part is None:
        return [element("p", "Nothing of it is in this set.", class_="none")]
    if not part.excerpts and not part.figures:
        return [element("p", "It reports this too; nothing of it is quoted here.", class_="none")]
    if not part.excerpts:
        return [element("p", "It gives figures; no words of it are quoted here.", class_="none")]
    return quotes(sheet, part)


def quotes(sheet: Sheet, part: Part) -> list[Element]:
    """Quote what a column has on an event; folded where the event carries a note on its content."""
    cards: list[Element] = [_quote(sheet, excerpt) for excerpt in part.excerpts[:MOST_QUOTED]]
    return fold_in(sheet, part.event, cards + _more(len(part.excerpts) - MOST_QUOTED, "excerpt"))


def fold_in(sheet: Sheet, event: Event, cards: list[Element]) -> list[Element]:
    """Fold what is quoted of an event that carries a note on its content."""
    if event.content_note is None:
        return cards
    note = sheet.blind.text(event.content_note)
    return [element("details", element("summary", f"Show: {note}"), *cards)]


def _quote(sheet: Sheet, excerpt: Excerpt) -> Element:
    text = f"“{sheet.blind.text(excerpt.text)}”"
    says = sheet.blind.text(voice(excerpt, sheet.dataset))
    translated = sheet.blind.text(excerpt.translation) if excerpt.translation else None
    cited = () if sheet.by == "articles" else _cited(sheet, excerpt.source)
    return element(
        "article",
        element("blockquote", text, lang=excerpt.language, dir=direction(excerpt.language)),
        element("p", translated, dir="auto") if translated else None,
        element("p", element("strong", says), dir="auto"),
        *cited,
        class_="excerpt",
    )


def _more(number: int, what: str) -> list[Element]:
    words = f"and {number:,} more {what}{'s' * (number != 1)}"
    return [element("p", words, class_="note")] if number > 0 else []


def title(sheet: Sheet, event: Event, tag: str) -> Element:
    """Name an event with its date, as a heading or a line; its name opens it."""
    name = sheet.blind.text(event.title)
    return element(
        tag,
        badge(event.category),
        element(
            "span",
            element("button", name, dir="auto", data_action=f"open:{event.id}"),
            " ",
            note(When(event.date).words),
        ),
        class_="named",
    )


def on_subject(sheet: Sheet, parts: Sequence[Sequence[Part]]) -> Element:
    """Set what the columns say on one subject side by side: each of events of its own."""
    cells = []
    for own in parts:
        told = [child for part in own[:MOST_PARTS] for child in _about(sheet, part)]
        nothing = element("p", "Nothing on this is in this set.", class_="none")
        cells.append([*(told or [nothing]), *_more(len(own) - MOST_PARTS, "event")])
    return _cells(sheet, cells)


def _about(sheet: Sheet, part: Part) -> list[Element]:
    return [title(sheet, part.event, "p"), *(quotes(sheet, part) if part.excerpts else [])]


def alone(sheet: Sheet, events: Sequence[Sequence[Event]]) -> Element:
    """List for each column the events that it alone tells."""
    cells = []
    for own in events:
        lines = [title(sheet, event, "li") for event in own[:MOST_LISTED]]
        listed = element("ul", *lines) if lines else element("p", "None.", class_="none")
        cells.append([listed, *_more(len(own) - MOST_LISTED, "event")])
    return _cells(sheet, cells)
