"""The teacher's sheet of a handout: the plan, and each event with all that is known of it."""

from collections.abc import Iterable, Iterator, Sequence

from events.markup import Element, descriptions, element
from events.publish.references import Entry, References
from events.publish.sheets import Handout, Task
from events.records import STATUSES, Event, Excerpt, Figure
from events.stories import plan_page, step_plan
from events.table import Row
from events.telling import badge, paragraphs, place_names, quotation, voice, within
from events.telling.quotations import SOURCE_NOT_KNOWN, figure_table, figure_what


def teacher_sheet(
    handout: Handout,
    entries: Sequence[Entry],
    references: References,
    page: Iterable[Element],
    remarks: Sequence[Element],
) -> Iterator[Element]:
    """Give the plan, the events with every fragment, and the sources, with the key to letters.

    `page` is what the students read, in which these letters occur.
    """
    plan = plan_page(handout.story, references.records) if handout.story else []
    question, closing = handout.question, handout.closing
    events = zip(handout.tasks, entries, strict=True)
    yield element(
        "section",
        element("p", "For the teacher", class_="small"),
        element("h1", handout.title, dir="auto"),
        element("p", question, class_="question", dir="auto") if question else None,
        *plan,
        *(_event(task, row, event, handout, references) for task, (row, event) in events),
        element("h2", "To close") if entries else None,
        element("p", closing, dir="auto") if entries else None,
        *_sources(references, page),
        *remarks,
        class_="teacher",
    )


def _event(
    task: Task, row: Row, event: Event | None, handout: Handout, references: References
) -> Element:
    """Print an event whole, with other questions and possible answers."""
    return element(
        "article",
        _heading(task, row, references),
        element("p", f"Content note: {event.content_note}", class_="warned")
        if event and event.content_note
        else None,
        element("p", task.line, class_="line", dir="auto") if task.line else None,
        *paragraphs(row["summary"]),
        *(_record(event, references) if event else _report(row, references)),
        element("p", task.prompt, class_="prompt", dir="auto") if task.prompt else None,
        *(step_plan(handout.story, task.number - 1, references.records) if handout.story else ()),
        class_="event",
    )


def _heading(task: Task, row: Row, references: References) -> Element:
    place = place_names(row, references.records)
    category = references.records.vocabulary.category[row["category"]]
    facts: list[Element | str] = [badge(category), f" {category.label} · {STATUSES[row['status']]}"]
    return element(
        "header",
        element("span", str(task.number), class_="number"),
        element(
            "div",
            element("h2", row["title"], dir="auto"),
            element("p", f"{row['date_words']} · ", *facts, class_="facts"),
            element("p", place, " · ", within(row), class_="facts"),
        ),
    )


def _record(event: Event, references: References) -> Iterator[Element | None]:
    if event.contested:
        yield element("p", element("strong", "Contested: "), event.contested, dir="auto")
    if event.excerpts:
        cards = (_excerpt(excerpt, references) for excerpt in event.excerpts)
        yield element("div", *cards, class_="excerpts")
    else:
        yield element("p", "No fragment is quoted.", class_="small")
    yield _figures(event.figures, references)
    if event.also_reported_by:
        marks = ", ".join(references.mark(name) for name in event.also_reported_by)
        yield element("p", f"Also reported by {marks}.", class_="small", dir="auto")


def _report(row: Row, references: References) -> Iterator[Element]:
    words = f"Reported by {references.mark(row['id'])}. This set holds no excerpts."
    yield element("p", words, class_="small", dir="auto")


def _excerpt(excerpt: Excerpt, references: References) -> Element:
    source = references.records.sources[excerpt.source]
    cited = element("p", f"{references.mark(excerpt.source)}, {source.date_words}", dir="auto")
    return quotation(excerpt, voice(excerpt, references.records), cited)


def _figures(figures: tuple[Figure, ...], references: References) -> Element | None:
    rows = [
        (
            figure_what(figure),
            figure.as_reported,
            references.records.speakers[figure.according_to].name,
            references.mark(figure.source) if figure.source else SOURCE_NOT_KNOWN,
        )
        for figure in figures
    ]
    return figure_table(rows)


def _sources(references: References, page: Iterable[Element]) -> Iterator[Element]:
    """Yield the list of sources, with the key to the letters on a page of the students'."""
    if not (cited := list(references.cited())):
        return
    blind = references.veil.is_blind
    key = [(letter, [name]) for letter, name in references.key(page)] if blind else []
    yield element(
        "section",
        element("h2", "The sources"),
        descriptions(key) if key else None,
        element("ol", *cited),
        class_="sources",
    )
