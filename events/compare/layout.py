"""A comparison for a reader: the columns, and what they say of the same thing, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.compare.columns import Column, Part
from events.records import Event, Excerpt, Records, When
from events.telling import Veil, badge, citation, folded, quotation, voice
from events.telling.markup import Element, element, note

MOST_PARTS = 4
"""Events of one subject in a column; of more, their number is said."""

MOST_QUOTED = 6
"""Excerpts of one event in a column."""

MOST_LISTED = 10
"""Events in the list of those that one column alone tells."""


@dataclass(frozen=True)
class Layout:
    """What is drawn: columns of a collection, and which outlets are hidden."""

    compared: tuple[Column, ...]
    records: Records
    by: str
    veil: Veil

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
        source = self.records.sources[name]
        told = source.title and not self.veil.hides(source.outlet)
        return f", “{source.title}”" if told else ""

    def _label(self, name: str) -> str:
        if self.by == "sides":
            return self.records.vocabulary.side_labels[name]
        if self.by == "outlets":
            return self.outlet(name)
        return self.article(name)

    def article(self, name: str) -> str:
        """Name an article by its outlet and date."""
        source = self.records.sources[name]
        return f"{self.outlet(source.outlet)}, {source.date_words}"

    def outlet(self, name: str) -> str:
        """Name an outlet, or give its letter."""
        return self.veil.name(name) if self.veil.hides(name) else name

    def outlet_of(self, column: Column) -> str | None:
        """Return the outlet that a column is of; None where it is a side."""
        if self.by == "sides":
            return None
        return column.id if self.by == "outlets" else self.records.sources[column.id].outlet


def beside(cells: Sequence[Element]) -> Element:
    """Set cells side by side, or below each other where there is no room."""
    return element("div", *cells, class_="beside")


def heads(layout: Layout) -> Element:
    """Name each column, with what it rests on and a button that reveals it where it is hidden."""
    cells = []
    for number, (column, label) in enumerate(zip(layout.compared, layout.labels, strict=True)):
        outlet = layout.outlet_of(column)
        hidden = outlet is not None and layout.veil.hides(outlet)
        button = element("button", f"Reveal {label}", data_action=f"reveal:{number}")
        cells.append(
            element(
                "article",
                element("h3", label, dir="auto"),
                element("p", counted(column)),
                *(_cited(layout, column.id) if layout.by == "articles" else ()),
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


def _cited(layout: Layout, name: str) -> Iterator[Element]:
    source = layout.records.sources[name]
    if layout.veil.hides(source.outlet):
        hidden = " Its title, author and address are hidden." if layout.by == "articles" else ""
        yield element("p", f"{layout.article(name)}.{hidden}", class_="citation")
        return
    parts = citation(source)
    shown = [layout.veil.text(part) if isinstance(part, str) else part for part in parts]
    yield element("p", *shown, class_="citation", dir="auto")


def told_by(layout: Layout, event: Event) -> Element:
    """Set what the columns say of one event side by side."""
    told = [_told(layout, column.parts.get(event.id)) for column in layout.compared]
    return _cells(layout, told)


def _cells(layout: Layout, told: Sequence[Sequence[Element]]) -> Element:
    """Set cells side by side, each under its column's name, which narrow pages repeat."""
    headed = zip(layout.labels, told, strict=True)
    return beside(
        [element("div", element("h4", label, dir="auto"), *c, class_="cell") for label, c in headed]
    )


def _told(layout: Layout, part: Part | None) -> list[Element]:
    if part is None:
        return [element("p", "Nothing of it is in this set.", class_="none")]
    if not part.excerpts and not part.figures:
        return [element("p", "It reports this too; nothing of it is quoted here.", class_="none")]
    if not part.excerpts:
        return [element("p", "It gives figures; no words of it are quoted here.", class_="none")]
    return quotes(layout, part)


def quotes(layout: Layout, part: Part) -> list[Element]:
    """Quote what a column has on an event; folded where the event carries a note on its content."""
    cards: list[Element] = [_quote(layout, excerpt) for excerpt in part.excerpts[:MOST_QUOTED]]
    cards += _more(len(part.excerpts) - MOST_QUOTED, "excerpt")
    return folded(part.event, cards, layout.veil)


def _quote(layout: Layout, excerpt: Excerpt) -> Element:
    says = layout.veil.text(voice(excerpt, layout.records))
    cited = () if layout.by == "articles" else _cited(layout, excerpt.source)
    return quotation(excerpt, says, *cited, veil=layout.veil)


def _more(number: int, what: str) -> list[Element]:
    words = f"and {number:,} more {what}{'s' * (number != 1)}"
    return [element("p", words, class_="note")] if number > 0 else []


def title(layout: Layout, event: Event, tag: str) -> Element:
    """Name an event with its date, as a heading or a line; its name opens it."""
    name = layout.veil.text(event.title)
    return element(
        tag,
        badge(layout.records.vocabulary.category[event.category]),
        element(
            "span",
            element("button", name, dir="auto", data_action=f"open:{event.id}"),
            " ",
            note(When(event.date).words),
        ),
        class_="named",
    )


def on_subject(layout: Layout, parts: Sequence[Sequence[Part]]) -> Element:
    """Set what the columns say on one subject side by side: each of events of its own."""
    cells = []
    for own in parts:
        told = [child for part in own[:MOST_PARTS] for child in _about(layout, part)]
        nothing = element("p", "Nothing on this is in this set.", class_="none")
        cells.append([*(told or [nothing]), *_more(len(own) - MOST_PARTS, "event")])
    return _cells(layout, cells)


def _about(layout: Layout, part: Part) -> list[Element]:
    return [title(layout, part.event, "p"), *(quotes(layout, part) if part.excerpts else [])]


def alone(layout: Layout, events: Sequence[Sequence[Event]]) -> Element:
    """List for each column the events that it alone tells."""
    cells = []
    for own in events:
        lines = [title(layout, event, "li") for event in own[:MOST_LISTED]]
        listed = element("ul", *lines) if lines else element("p", "None.", class_="none")
        cells.append([listed, *_more(len(own) - MOST_LISTED, "event")])
    return _cells(layout, cells)
