"""A handout: a story, or events that were chosen, as one page to print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from events.publish.handout.event import rules, told_event
from events.publish.handout.references import References, Told, number_sources
from events.records.dates import in_words, to_day
from events.records.reading import Dataset
from events.records.stories import Story
from events.records.vocabulary import CATEGORIES
from events.table.curated import rows_of
from events.telling.document import figure, write_document
from events.telling.markup import Element, descriptions, element
from geodata.load import load_geography, load_places
from geodata.picture import draw_picture, in_ranges

MOST_PRINTED = 50
"""Events on a handout; how many were left out is said on it."""

WIDTH, HEIGHT = 1600, 1040
"""Pixels of the map, as wide as the page: half of it is left for the first event."""

PROMPT = "Who says so, how do they know, and what is missing?"
"""Asked of an event that stands in no story."""

CLOSING = "Look back: whose voices did you hear often, and whose hardly at all?"


@dataclass(frozen=True)
class Options:
    """How a handout is printed."""

    paper: str = "a4"
    """One of PAPERS."""
    blind: bool = False
    """Whether letters stand for outlets, and the sources are on pages for the teacher alone."""
    lines: bool = True
    """Whether there are lines to write on."""


@dataclass(frozen=True)
class Sheet:
    """What is on a handout."""

    title: str
    question: str | None
    frame: pd.DataFrame
    """The events, in the order in which they are told."""
    notes: tuple[tuple[str | None, str], ...]
    """For each event a line, and a question for the class."""
    closing: str
    left_out: int = 0


def story_sheet(story: Story, frame: pd.DataFrame) -> Sheet:
    """Lay out a story, step after step."""
    rows = frame.set_index("id", drop=False).loc[[step.event for step in story.steps]]
    notes = tuple((step.line, step.prompt) for step in story.steps)
    return Sheet(story.title, story.question, rows, notes, story.closing)


def selection_sheet(
    rows: pd.DataFrame, dataset: Dataset, number: int | None = None, chosen_by: str | None = None
) -> Sheet:
    """Lay out events of a table, at most MOST_PRINTED of the `number` that were chosen.

    `chosen_by` says in words how they were chosen.
    """
    printed = rows.iloc[:MOST_PRINTED]
    chosen = len(rows) if number is None else number
    notes = ((None, PROMPT),) * len(printed)
    left_out = chosen - len(printed)
    return Sheet(dataset.info.title, chosen_by, printed, notes, CLOSING, left_out)


def write_handout(sheet: Sheet, dataset: Dataset, options: Options, made: date) -> bytes:
    """Write a handout as one HTML file, with the day on which it is made."""
    told: tuple[Told, ...] = tuple(
        (row, dataset.by_id.get(row["id"])) for row in rows_of(sheet.frame)
    )
    words = [sheet.title, sheet.closing, *(text for note in sheet.notes for text in note if text)]
    references = number_sources(dataset, told, words, blind=options.blind)
    body = [*_opening(sheet, references, options, made), *_events(sheet, references, options)]
    if told:
        body.append(_closing(sheet, references, options))
    return write_document(
        references.text(sheet.title), options.paper, [*body, *_sources(body, references)]
    )


def _opening(
    sheet: Sheet, references: References, options: Options, made: date
) -> Iterator[Element]:
    if options.lines:
        blanks = (element("p", f"{name}:") for name in ("Name", "Class", "Date"))
        yield element("div", *blanks, class_="pupil")
    yield element("h1", references.text(sheet.title), dir="auto")
    if sheet.question:
        yield element("p", references.text(sheet.question), class_="question", dir="auto")
    yield element("p", _made(references.dataset, made), class_="made", dir="auto")
    for note in _remarks(sheet, options):
        yield element("p", note, class_="small")
    if references.told:
        yield _map(sheet, references)


def _made(dataset: Dataset, made: date) -> str:
    info = dataset.info
    changed = in_words(to_day(info.modified)) if info.modified else "on a day not known"
    licence = info.licence or "Licence not known"
    return (
        f"Made on {in_words(to_day(made))} with Corridors, from “{info.title}”, version "
        f"{info.version or 'not known'}, changed {changed}. {licence}."
    )


def _remarks(sheet: Sheet, options: Options) -> Iterator[str]:
    number = len(sheet.frame)
    if sheet.left_out:
        chosen = number + sheet.left_out
        yield f"The first {number} of {chosen:,} events: {sheet.left_out:,} are left out."
    if not number:
        yield "No event was chosen."
    if options.blind:
        yield (
            "Letters stand for the names of outlets, within quotations too; the end, for the "
            "teacher, tells whose they are."
        )


def _map(sheet: Sheet, references: References) -> Element:
    frame = sheet.frame
    picture = draw_picture(
        frame,
        CATEGORIES,
        WIDTH,
        HEIGHT,
        geography=load_geography(),
        days=(int(frame["first"].min()), int(frame["last"].max())),
        steps=range(1, len(frame) + 1),
    )
    disclaimer = references.text(references.dataset.info.disclaimer)
    return figure(picture.svg(), references.text(_in_words(frame)), [disclaimer])


def _in_words(frame: pd.DataFrame) -> str:
    """Say what the map shows: at which place which events are."""
    places: dict[str, list[int]] = {}
    for number, name in enumerate(frame["place_name"], 1):
        places.setdefault(str(name), []).append(number)
    told = "; ".join(f"{name}: {in_ranges(numbers)}" for name, numbers in places.items())
    return f"Map of the Gaza Strip with the numbers of the events. {told}."


def _events(sheet: Sheet, references: References, options: Options) -> Iterator[Element]:
    places = load_places()
    together = zip(references.told, sheet.notes, strict=True)
    for number, ((row, event), (line, prompt)) in enumerate(together, 1):
        yield told_event(number, row, event, line, prompt, references, places, lines=options.lines)


def _closing(sheet: Sheet, references: References, options: Options) -> Element:
    return element(
        "section",
        element("h2", "To close"),
        element("p", references.text(sheet.closing), dir="auto"),
        rules(5) if options.lines else None,
        class_="closing",
    )


def _sources(body: Sequence[Element], references: References) -> Iterator[Element]:
    key = list(references.key(body))
    facts = descriptions((letter, [name]) for letter, name in key) if key else None
    cited = list(references.cited())
    if not cited:
        return
    yield element(
        "section",
        element("h2", "Sources" if references.blind is None else "For the teacher: the sources"),
        facts,
        element("ol", *cited),
        class_="sources" if references.blind is None else "sources teacher",
    )
