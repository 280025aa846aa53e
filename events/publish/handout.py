"""A handout: the events of a story, or a selection, as one page to print, with numbered sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from events.markup import Element, descriptions, element
from events.publish.references import Entry, References, number_sources
from events.records import (
    STATUSES,
    Event,
    Excerpt,
    Figure,
    Records,
    Step,
    Story,
    in_words,
)
from events.table import Row, rows_of
from events.telling import badge, place_names, quotation, voice, within
from events.telling.document import Head, figure, write_document
from events.telling.quotations import SOURCE_NOT_KNOWN, figure_table, figure_what
from geodata.picture import draw_picture, in_ranges

MOST_PRINTED = 50
"""Events on a handout; it says how many were left out."""

MOST_EXCERPTS = 4
"""Excerpts of an event that are printed side by side; the event says how many more there are."""

LINES, CLOSING_LINES = 3, 5
"""Ruled lines to write on, under the question to an event and at the end."""

WIDTH, HEIGHT = 1600, 1040
"""Pixels of the map, as wide as the page: half of it is left for the first event."""

PROMPT = "Who says so, how do they know, and what is missing?"
"""The question to an event that is not part of a story."""

CLOSING = "Look back: whose voices did you hear often, and whose hardly at all?"


@dataclass(frozen=True)
class Options:
    """How a handout is printed."""

    paper: str = "a4"
    """One of PAPERS."""
    blind: bool = False
    """Whether letters stand for outlets, and only the pages for the teacher name the sources."""
    lines: bool = True
    """Whether there are lines to write on."""


@dataclass(frozen=True)
class Handout:
    """The content of a handout."""

    title: str
    question: str | None
    table: pd.DataFrame
    """The events, in the order in which they are printed."""
    notes: tuple[tuple[str | None, str], ...]
    """For each event a line, and a question for the class."""
    closing: str
    left_out: int = 0
    """How many events were chosen and are not printed."""
    steps: tuple[Step, ...] = ()
    """What a story shows of its events; empty for a selection."""


def story_handout(story: Story, table: pd.DataFrame) -> Handout:
    """Lay out a story, step by step."""
    rows = table.set_index("id", drop=False).loc[[step.event for step in story.steps]]
    notes = tuple((step.line, step.prompt) for step in story.steps)
    return Handout(story.title, story.question, rows, notes, story.closing, steps=story.steps)


def selection_handout(
    rows: pd.DataFrame, records: Records, number: int | None = None, chosen_by: str | None = None
) -> Handout:
    """Lay out rows of a table, at most MOST_PRINTED of the `number` that were chosen.

    `chosen_by` says in words how they were chosen.
    """
    printed = rows.iloc[:MOST_PRINTED]
    chosen = len(rows) if number is None else number
    notes = ((None, PROMPT),) * len(printed)
    left_out = chosen - len(printed)
    return Handout(records.info.title, chosen_by, printed, notes, CLOSING, left_out)


def write_handout(
    handout: Handout, records: Records, options: Options, made: date, address: str | None = None
) -> bytes:
    """Write a handout as one HTML file; `made` is the day that it bears.

    `address` is where it will be found, if that is known.
    """
    entries: list[Entry] = [(row, records.by_id.get(row["id"])) for row in rows_of(handout.table)]
    if handout.steps:
        together = zip(entries, handout.steps, strict=True)
        entries = [(row, event and step.shown(event)) for (row, event), step in together]
    words = [
        handout.title,
        handout.closing,
        *(text for note in handout.notes for text in note if text),
    ]
    references = number_sources(records, entries, words, blind=options.blind)
    body = [
        *_opening(handout, references, options, made),
        *_events(handout, entries, references, options),
    ]
    if entries:
        body.append(_closing(handout, references, options))
    page = [*body, *_sources(body, references)]
    head = Head(references.text(_described(handout)), address=address)
    return write_document(references.text(handout.title), options.paper, page, head)


def _described(handout: Handout) -> str:
    """Say what the file is, for whoever finds it."""
    number = len(handout.table)
    events = "1 event" if number == 1 else f"{number} events"
    return f"A handout to print, of {events}. {handout.question}".strip()


def _opening(
    handout: Handout, references: References, options: Options, made: date
) -> Iterator[Element]:
    if options.lines:
        blanks = (element("p", f"{name}:") for name in ("Name", "Class", "Date"))
        yield element("div", *blanks, class_="pupil")
    yield element("h1", references.text(handout.title), dir="auto")
    if handout.question:
        yield element("p", references.text(handout.question), class_="question", dir="auto")
    yield element("p", _imprint(references.records, made), class_="made", dir="auto")
    for note in _remarks(handout, options):
        yield element("p", note, class_="small")
    if len(handout.table):
        yield _map(handout, references)


def _imprint(records: Records, made: date) -> str:
    info = records.info
    changed = in_words(info.modified) if info.modified else "on a day not known"
    licence = info.licence or "Licence not known"
    return (
        f"Made on {in_words(made)} with Corridors, from “{info.title}”, version "
        f"{info.version or 'not known'}, changed {changed}. {licence}."
    )


def _remarks(handout: Handout, options: Options) -> Iterator[str]:
    number = len(handout.table)
    if handout.left_out:
        chosen = number + handout.left_out
        yield f"The first {number} of {chosen:,} events: {handout.left_out:,} are left out."
    if not number:
        yield "No event was chosen."
    if options.blind:
        yield (
            "Letters stand for the names of outlets, within quotations too; the end, for the "
            "teacher, tells whose they are."
        )


def _map(handout: Handout, references: References) -> Element:
    table, records = handout.table, references.records
    picture = draw_picture(
        table,
        records.vocabulary.categories,
        WIDTH,
        HEIGHT,
        geography=records.geography,
        days=(int(table["first"].min()), int(table["last"].max())),
        steps=range(1, len(table) + 1),
    )
    disclaimer = references.text(records.info.disclaimer)
    return figure(picture.svg(), references.text(_map_words(table, records)), [disclaimer])


def _map_words(table: pd.DataFrame, records: Records) -> str:
    """Say in words what the map shows: which events are at which place."""
    places: dict[str, list[int]] = {}
    for number, name in enumerate(table["place_name"], 1):
        places.setdefault(str(name), []).append(number)
    numbered = "; ".join(f"{name}: {in_ranges(numbers)}" for name, numbers in places.items())
    subject = records.geography.region.subject
    return f"Map of {subject} with the numbers of the events. {numbered}."


def _events(
    handout: Handout, entries: Sequence[Entry], references: References, options: Options
) -> Iterator[Element]:
    together = zip(entries, handout.notes, strict=True)
    for number, (entry, note) in enumerate(together, 1):
        yield _event(number, entry, note, references, options)


def _event(
    number: int, entry: Entry, note: tuple[str | None, str], references: References,
    options: Options,
) -> Element:  # fmt: skip
    """Print an event in the order in which a class meets it."""
    (row, event), (line, prompt), text = entry, note, references.text
    warning = event.content_note if event else None
    return element(
        "article",
        element("p", f"Content note: {text(warning)}", class_="warned") if warning else None,
        _heading(number, row, event, references),
        element("p", text(line), class_="line", dir="auto") if line else None,
        element("p", text(row["summary"]), dir="auto"),
        *(_record(event, references) if event else _report(row, references)),
        element("p", text(prompt), class_="prompt", dir="auto"),
        _ruled(LINES) if options.lines else None,
        class_="event",
    )


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


def _record(event: Event, references: References) -> Iterator[Element | None]:
    if event.contested:
        contested = references.text(event.contested)
        yield element("p", element("strong", "Contested: "), contested, dir="auto")
    yield from _excerpts(event, references)
    yield _figures(event.figures, references)
    if event.also_reported_by:
        marks = ", ".join(references.mark(name) for name in event.also_reported_by)
        yield element("p", f"Also reported by {marks}.", class_="small", dir="auto")


def _report(row: Row, references: References) -> Iterator[Element]:
    words = f"Reported by {references.mark(row['id'])}. This set holds no excerpts."
    yield element("p", words, class_="small", dir="auto")


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
            text(figure_what(figure)),
            text(figure.as_reported),
            text(speakers[figure.according_to].name),
            references.mark(figure.source) if figure.source else SOURCE_NOT_KNOWN,
        )
        for figure in figures
    ]
    return figure_table(rows)


def _closing(handout: Handout, references: References, options: Options) -> Element:
    return element(
        "section",
        element("h2", "To close"),
        element("p", references.text(handout.closing), dir="auto"),
        _ruled(CLOSING_LINES) if options.lines else None,
        class_="closing",
    )


def _ruled(number: int) -> Element:
    """Draw lines to write on."""
    lines = (element("div", class_="rule") for _ in range(number))
    return element("div", *lines, class_="rules", aria_hidden="true")


def _sources(body: Sequence[Element], references: References) -> Iterator[Element]:
    """Yield the list of sources; on a blind handout with the key to the letters of its body."""
    cited = list(references.cited())
    if not cited:
        return
    blind = references.veil.is_blind
    key = [(letter, [name]) for letter, name in references.key(body)]
    yield element(
        "section",
        element("h2", "For the teacher: the sources" if blind else "Sources"),
        descriptions(key) if key else None,
        element("ol", *cited),
        class_="sources teacher" if blind else "sources",
    )
