"""The pages of a handout for students: a map, fragments side by side, questions, and lines.

They carry nothing that answers a question: no summary, no status, no note on what is contested.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from events.markup import Element, descriptions, element
from events.publish.references import Entry, References
from events.publish.sheets import CLOSING_LINES, Handout, Options, Task
from events.records import Event, Excerpt, Figure, Records, Source
from events.stories import leading, voices
from events.table import Row
from events.telling import NO_SOURCE, badge, quotation
from events.telling.document import HEIGHTS, figure
from events.telling.pictures import Held, picture_figures
from events.telling.plain import plain_date
from events.telling.quotations import figure_giver, figure_what
from geodata.picture import draw_picture, in_ranges

MAP_SIDE = 1200
"""Pixels of the map, which is a square beside the question."""

MOST_WORDS = 3
"""Terms of the glossary beside the map."""

SPARE_LINES = 4
"""Ruled lines beyond those that are asked for, where the page has room; so has handout.css."""

WIDE, HALF, SMALL = 84, 41, 50
"""Characters on a line: across the page, in a fragment beside another, and of who said it."""

LINE, SMALL_LINE, RULE, GAP = 5.3, 4.5, 8.0, 3.0
"""Millimetres: of a line of text, of small print, of a ruled line, and around an event."""

OPENING = 119.0
"""Millimetres above the first event: the name, the title and the map."""

PRINTED = 900
"""Pixels of the longer side of a picture on paper."""

PICTURE = 36.0
"""Millimetres of a picture with its credit, of which handout.css gives 28 to the picture."""

MOST_QUOTED, MOST_COUNTED = 6, 3
"""Excerpts of an event on paper, and figures of one without a plan."""


@dataclass(frozen=True)
class Printed:
    """An event on paper, with the excerpts and the figures that its question needs."""

    task: Task
    row: Row
    event: Event | None
    excerpts: Sequence[Excerpt] = ()
    figures: Sequence[Figure] = ()


def student_pages(
    handout: Handout,
    entries: Sequence[Entry],
    references: References,
    options: Options,
    remarks: Sequence[Element],
) -> Iterator[Element]:
    """Set the events that are for paper on full pages, the closing question at the end."""
    printed = _on_paper(handout, entries, references.records)
    blocks = [
        (_height(part, references.records), _event(part, references, options)) for part in printed
    ]
    if printed:
        end = LINE * 4 + RULE * CLOSING_LINES
        blocks.append(
            (end, element("div", _closing(handout, references, options), *remarks, class_="ending"))
        )
    else:
        blocks += [(0.0, remark) for remark in remarks]
    size = HEIGHTS[options.paper]
    pages, used = [list(_opening(handout, printed, references, options))], OPENING
    for height, block in blocks:
        if used + height > size:
            pages.append([])
            used = 0.0
        pages[-1].append(block)
        used += height
    for blocks_of_page in pages:
        yield element("section", *blocks_of_page, class_="page", style=f"--size:{size}")


def student_texts(
    handout: Handout, entries: Sequence[Entry], references: References
) -> Iterator[Element]:
    """Yield what the pages say, without the map: which letters occur on them."""
    options = Options(lines=False)
    for text in (handout.title, handout.question or ""):
        yield element("p", references.text(text))
    if words := _words(handout, references):
        yield words
    for part in _on_paper(handout, entries, references.records):
        yield _event(part, references, options)
    yield _closing(handout, references, options)


def _on_paper(handout: Handout, entries: Sequence[Entry], records: Records) -> list[Printed]:
    together = zip(handout.tasks, entries, strict=True)
    first = leading(handout.story, records) if handout.story else frozenset()
    return [
        Printed(task, row, event, *_shown(handout, task, event, first, records))
        for task, (row, event) in together
        if task.on_paper
    ]


def _shown(
    handout: Handout, task: Task, event: Event | None, first: frozenset[str], records: Records
) -> tuple[Sequence[Excerpt], Sequence[Figure]]:
    """Choose what the step chooses, or what an answer can rest on, or what a slide shows."""
    if event is None:
        return (), ()
    step = handout.story.steps[task.number - 1] if handout.story else None
    if step and not (step.excerpts is None and step.figures is None):
        return event.excerpts, event.figures
    planned = handout.plan.step(event.id) if handout.plan else None
    if planned is None:
        return voices(event, records, first), event.figures[:MOST_COUNTED]
    evidence = [found for answer in planned.answers for found in answer.rests_on]

    def carries(source: str | None, text: str) -> bool:
        return any(e.source == source and e.words.casefold() in text.casefold() for e in evidence)

    excerpts = [excerpt for excerpt in event.excerpts if carries(excerpt.source, excerpt.text)]
    figures = [figure for figure in event.figures if carries(figure.source, figure.as_reported)]
    return excerpts[:MOST_QUOTED], figures


def _opening(
    handout: Handout, printed: Sequence[Printed], references: References, options: Options
) -> Iterator[Element]:
    if options.lines:
        blanks = (element("p", f"{name}:") for name in ("Name", "Class", "Date"))
        yield element("div", *blanks, class_="pupil")
    yield element("h1", references.text(handout.title), dir="auto")
    question = references.text(handout.question) if handout.question else None
    beside = element(
        "div",
        element("p", question, class_="question", dir="auto") if question else None,
        _words(handout, references),
    )
    if not printed:
        yield beside
        return
    yield Element("div", (("class", "beside"),), (_map(handout, printed, references), beside))


def _map(handout: Handout, printed: Sequence[Printed], references: References) -> Element:
    records = references.records
    steps = [part.task.number for part in printed]
    table = handout.table.iloc[[number - 1 for number in steps]]
    days = int(table["first"].min()), int(table["last"].max())
    picture = draw_picture(
        table, records.vocabulary.categories, MAP_SIDE, MAP_SIDE,
        geography=records.geography, days=days, steps=steps,
    )  # fmt: skip
    disclaimer = references.text(records.info.disclaimer)
    return figure(picture.svg(), references.text(_map_words(printed, records)), [disclaimer])


def _map_words(printed: Sequence[Printed], records: Records) -> str:
    """Say in words what the map shows: which events are at which place."""
    places: dict[str, list[int]] = {}
    for part in printed:
        places.setdefault(str(part.row["place_name"]), []).append(part.task.number)
    numbered = "; ".join(f"{name}: {in_ranges(numbers)}" for name, numbers in places.items())
    subject = records.geography.region.subject
    return f"Map of {subject} with the numbers of the events. {numbered}."


def _words(handout: Handout, references: References) -> Element | None:
    """Explain a few words; which side uses which is for the class to find."""
    if handout.plan is None or not handout.plan.words:
        return None
    terms = [references.records.glossary[name] for name in handout.plan.words[:MOST_WORDS]]
    return descriptions((references.text(t.term), [references.text(t.meaning)]) for t in terms)


def _event(printed: Printed, references: References, options: Options) -> Element:
    """Print an event: when and where, who says what, and a question."""
    task, row, text = printed.task, printed.row, references.text
    category = references.records.vocabulary.category[row["category"]]
    where = f"{plain_date(row['date_words'])} · {text(row['place_name'])}"
    return element(
        "article",
        element(
            "header",
            element("span", str(task.number), class_="number"),
            element(
                "div",
                element("h2", text(row["title"]), dir="auto"),
                element("p", badge(category), f" {where}", class_="facts", dir="auto"),
            ),
        ),
        *_said(printed, references),
        element("p", text(task.prompt), class_="prompt", dir="auto") if task.prompt else None,
        _ruled(task.lines) if options.lines else None,
        class_="event",
        style=f"--rows:{task.lines}",
    )


def _said(printed: Printed, references: References) -> Iterator[Element | None]:
    """Print excerpts and figures, unless the event has a note on its content."""
    if printed.event is None:
        yield from _report(printed.row, references)
    elif printed.event.content_note:
        covered = "What is quoted here is on your teacher’s sheet. It has this note: "
        note = references.text(printed.event.content_note)
        yield element("p", f"{covered}{note}.", class_="warned")
    else:
        yield from _pictures(printed.event, references)
        cards = [_excerpt(excerpt, references) for excerpt in printed.excerpts]
        yield element("div", *cards, class_="excerpts") if cards else None
        yield _figures(printed.figures, references)


def _pictures(event: Event, references: References) -> Iterator[Element]:
    """Print the first picture of an event that bears no warning: paper cannot hide one."""
    open_ = [picture for picture in event.pictures if not picture.warning][:1]
    shown = event.model_copy(update={"pictures": tuple(open_)})
    draw = Held(PRINTED).draw_at_once
    yield from picture_figures(shown, references.records, draw, references.veil)


def _report(row: Row, references: References) -> Iterator[Element]:
    told = f"Reported by {references.text(row['outlets'])}" if row["outlets"] else NO_SOURCE
    words = f"{told[0].upper()}{told[1:]}. This set holds no excerpts."
    yield element("p", words, class_="small", dir="auto")


def _excerpt(excerpt: Excerpt, references: References) -> Element:
    speaker, source = _named(excerpt, references.records)
    cited = element("p", references.text(f"{source.outlet}, {plain_date(source.date_words)}"))
    return quotation(excerpt, references.text(speaker), cited, veil=references.veil)


def _named(excerpt: Excerpt, records: Records) -> tuple[str, Source]:
    """Name who speaks, without a role, and the source."""
    speaker = records.speakers[excerpt.speaker]
    own = "The newspaper’s own words"
    if excerpt.crediting:
        own += f", crediting {records.speakers[excerpt.crediting].name}"
    return own if records.is_outlet(speaker.id) else speaker.name, records.sources[excerpt.source]


def _figures(figures: Sequence[Figure], references: References) -> Element | None:
    """List numbers, each with who gives it."""
    lines = [
        element("li", references.text(_counted(figure, references.records)), dir="auto")
        for figure in figures
    ]
    return element("ul", *lines, class_="figures") if lines else None


def _counted(figure: Figure, records: Records) -> str:
    return f"{figure_what(figure)}: “{figure.as_reported}”, says {figure_giver(figure, records)}"


def _closing(handout: Handout, references: References, options: Options) -> Element:
    plan = handout.plan
    title, question = ("Exit ticket", plan.exit_ticket) if plan else ("To close", handout.closing)
    return element(
        "section",
        element("h2", title),
        element("p", references.text(question), dir="auto"),
        _ruled(CLOSING_LINES) if options.lines else None,
        class_="closing",
        style=f"--rows:{CLOSING_LINES}",
    )


def _ruled(number: int) -> Element:
    """Draw lines to write on; the page cuts those for which it has no room."""
    lines = (element("div", class_="rule") for _ in range(number + SPARE_LINES))
    return element("div", *lines, class_="rules", aria_hidden="true")


def _height(printed: Printed, records: Records) -> float:
    """Estimate how many millimetres an event takes on paper."""
    task = printed.task
    height = GAP + LINE * 2.3 + RULE * task.lines + LINE * ceil(len(task.prompt) / WIDE)
    if printed.event is None or printed.event.content_note:
        return height + LINE * 2
    if any(not picture.warning for picture in printed.event.pictures):
        height += PICTURE
    alone = len(printed.excerpts) == 1
    cards = [_card_height(excerpt, records, alone=alone) for excerpt in printed.excerpts]
    rows = (max(cards[n : n + 2]) for n in range(0, len(cards), 2))
    counted = (_counted(figure, records) for figure in printed.figures)
    return height + sum(rows) + sum(LINE * ceil(len(line) / WIDE) for line in counted)


def _card_height(excerpt: Excerpt, records: Records, *, alone: bool) -> float:
    """Estimate the height of a fragment, which has half the page or, alone, all of it."""
    width, small = (WIDE, SMALL * 2) if alone else (HALF, SMALL)
    speaker, source = _named(excerpt, records)
    spoken = sum(ceil(len(text) / width) for text in (excerpt.text, excerpt.translation or ""))
    named = ceil(len(speaker) / small) + ceil((len(source.outlet) + 20) / small)
    return 6.0 + LINE * spoken + SMALL_LINE * named
