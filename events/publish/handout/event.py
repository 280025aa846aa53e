"""One event on paper: what is told of it, by whom, and a question with room for an answer."""

from collections.abc import Iterator

from events.publish.handout.references import References
from events.records import STATUSES, Event, Excerpt, Figure
from events.table import Row
from events.telling.markup import Element, element
from events.telling.panel import place_names, within
from events.telling.quotations import SOURCE_NOT_KNOWN, figure_table, quotation, voice
from events.telling.signs import badge

MOST_EXCERPTS = 4
"""Excerpts of an event that are printed side by side; how many more there are is said."""

RULES = 3
"""Lines to write on under a question."""


def told_event(
    number: int, row: Row, event: Event | None, line: str | None, prompt: str,
    references: References, *, lines: bool,
) -> Element:  # fmt: skip
    """Tell an event in the order in which a class meets it."""
    text = references.text
    notes = event.content_note if event else None
    return element(
        "article",
        element("p", f"Content note: {text(notes)}", class_="warned") if notes else None,
        _heading(number, row, event, references),
        element("p", text(line), class_="line", dir="auto") if line else None,
        element("p", text(row["summary"]), dir="auto"),
        *(_accounts(event, references) if event else _report(row, references)),
        element("p", text(prompt), class_="prompt", dir="auto"),
        rules(RULES) if lines else None,
        class_="event",
    )


def rules(number: int) -> Element:
    """Draw lines to write on."""
    lines = (element("div", class_="rule") for _ in range(number))
    return element("div", *lines, class_="rules", aria_hidden="true")


def _heading(number: int, row: Row, event: Event | None, references: References) -> Element:
    place = place_names(event, references.records) if event else element("span", row["place_name"])
    category = references.records.vocabulary.category[row["category"]]
    status = STATUSES[row["status"]]
    facts: list[Element | str] = [badge(category), f" {category.label} · {status}"]
    return element(
        "header",
        element("span", str(number), class_="number"),
        element(
            "div",
            element("h2", references.text(row["title"]), dir="auto"),
            element("p", f"{row['date_words']} · ", *facts, class_="facts"),
            element("p", place, " · ", within(row), class_="facts"),
        ),
    )


def _accounts(event: Event, references: References) -> Iterator[Element | None]:
    if event.contested:
        contested = references.text(event.contested)
        yield element("p", element("strong", "Contested: "), contested, dir="auto")
    yield from _excerpts(event, references)
    yield _figures(event.figures, references)
    if event.also_reported_by:
        marks = ", ".join(references.mark(name) for name in event.also_reported_by)
        yield element("p", f"Also reported by {marks}.", class_="small", dir="auto")


def _report(row: Row, references: References) -> Iterator[Element]:
    told = f"Reported by {references.mark(row['id'])}. This set holds no excerpts."
    yield element("p", told, class_="small", dir="auto")


def _excerpts(event: Event, references: References) -> Iterator[Element]:
    printed = event.excerpts[:MOST_EXCERPTS]
    if not printed:
        yield element("p", "No fragment is quoted.", class_="small")
        return
    cards = (_excerpt(excerpt, references) for excerpt in printed)
    yield element("div", *cards, class_="excerpts")
    if more := len(event.excerpts) - len(printed):
        yield element("p", f"{more} more excerpts are not printed here.", class_="small")


def _excerpt(excerpt: Excerpt, references: References) -> Element:
    source = references.records.sources[excerpt.source]
    cited = element("p", f"{references.mark(excerpt.source)}, {source.date_words}", dir="auto")
    speaker = references.text(voice(excerpt, references.records))
    return quotation(excerpt, speaker, cited, veil=references.veil)


def _figures(figures: tuple[Figure, ...], references: References) -> Element | None:
    text, speakers = references.text, references.records.speakers
    rows = [
        (
            text(figure.what),
            text(figure.as_reported),
            text(speakers[figure.according_to].name),
            references.mark(figure.source) if figure.source else SOURCE_NOT_KNOWN,
        )
        for figure in figures
    ]
    return figure_table(rows)
