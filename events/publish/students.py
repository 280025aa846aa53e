"""The pages of a handout for students: a map, fragments side by side, questions, and lines.

They carry nothing that answers a question: no summary, no status, no note on what is contested.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from events.markup import Element, descriptions, element
from events.publish.references import Entry, References
from events.publish.sheets import CLOSING_LINES, Handout, Options, Task
from events.records import Event, Excerpt, Figure, Records, Source
from events.stories import leading
from events.stories.slides import MOST_COUNTED, voices
from events.table import Row
from events.telling import badge, quotation
from events.telling.document import HEIGHTS, figure
from events.telling.plain import plain_date
from events.telling.quotations import figure_giver, figure_what
from geodata.picture import draw_picture, in_ranges

MAP_SIDE = 1200
"""Pixels of the map, which is a square beside the question."""

MOST_WORDS = 4
"""Terms of the glossary beside the map."""

SPARE_LINES = 4
"""Ruled lines beyond those that are asked for, where the page has room; so has handout.css."""

WIDE, HALF, SMALL = 84, 41, 50
"""Characters on a line: across the page, in a fragment beside another, and of who said it."""

LINE, SMALL_LINE, RULE, GAP = 5.3, 4.5, 8.0, 7.0
"""Millimetres: of a line of text, of small print, of a ruled line, and around an event."""

OPENING = 118.0
"""Millimetres above the first event: the name, the title and the map."""


def student_pages(
    handout: Handout,
    entries: Sequence[Entry],
    references: References,
    options: Options,
    remarks: Sequence[Element],
) -> Iterator[Element]:
    """Set the events that are for paper on full pages, the closing question at the end."""
    printed = _on_paper(handout, entries)
    first = _leading(handout, references.records)
    blocks = [
        (_height(entry, first, references.records), _event(entry, first, references, options))
        for entry in printed
    ]
    if printed:
        end = GAP * 3 + RULE * CLOSING_LINES
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
    """Yield what the pages say of events, without the map: which letters occur on them."""
    for text in (handout.title, handout.question or "", handout.closing):
        yield element("p", references.text(text))
    first = _leading(handout, references.records)
    for entry in _on_paper(handout, entries):
        yield _event(entry, first, references, Options(lines=False))


Printed = tuple[Task, Row, Event | None]
"""An event on paper: what is asked, its row, and its record if it is curated."""


def _on_paper(handout: Handout, entries: Sequence[Entry]) -> list[Printed]:
    together = zip(handout.tasks, entries, strict=True)
    return [(task, row, event) for task, (row, event) in together if task.on_paper]


def _leading(handout: Handout, records: Records) -> frozenset[str]:
    return leading(handout.story, records) if handout.story else frozenset()


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
    steps = [task.number for task, *_ in printed]
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
    for task, row, _ in printed:
        places.setdefault(str(row["place_name"]), []).append(task.number)
    numbered = "; ".join(f"{name}: {in_ranges(numbers)}" for name, numbers in places.items())
    subject = records.geography.region.subject
    return f"Map of {subject} with the numbers of the events. {numbered}."


def _words(handout: Handout, references: References) -> Element | None:
    """Explain a few words; which side uses which is for the class to find."""
    if handout.plan is None or not handout.plan.words:
        return None
    terms = [references.records.glossary[name] for name in handout.plan.words[:MOST_WORDS]]
    return descriptions((references.text(t.term), [references.text(t.meaning)]) for t in terms)


def _event(
    printed: Printed, first: frozenset[str], references: References, options: Options
) -> Element:
    """Print an event: when and where, who says what, and a question."""
    (task, row, event), text = printed, references.text
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
        *(_record(event, first, references) if event else _report(row, references)),
        element("p", text(task.prompt), class_="prompt", dir="auto") if task.prompt else None,
        _ruled(task.lines) if options.lines else None,
        class_="event",
        style=f"--rows:{task.lines}",
    )


def _record(
    event: Event, first: frozenset[str], references: References
) -> Iterator[Element | None]:
    if event.content_note:
        covered = "What is quoted here is on your teacher’s sheet. It has this note: "
        yield element("p", f"{covered}{references.text(event.content_note)}.", class_="warned")
        return
    cards = [_excerpt(excerpt, references) for excerpt in voices(event, references.records, first)]
    yield element("div", *cards, class_="excerpts") if cards else None
    yield _figures(event.figures[:MOST_COUNTED], references)


def _report(row: Row, references: References) -> Iterator[Element]:
    words = f"Reported by {references.text(str(row['outlets']))}. This set holds no excerpts."
    yield element("p", words, class_="small", dir="auto")


def _excerpt(excerpt: Excerpt, references: References) -> Element:
    speaker, source = _said(excerpt, references.records)
    cited = element("p", references.text(f"{source.outlet}, {plain_date(source.date_words)}"))
    return quotation(excerpt, references.text(speaker), cited, veil=references.veil)


def _said(excerpt: Excerpt, records: Records) -> tuple[str, Source]:
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


def _height(printed: Printed, first: frozenset[str], records: Records) -> float:
    """Estimate how many millimetres an event takes on paper."""
    task, _, event = printed
    height = GAP + LINE * 2.3 + RULE * task.lines + LINE * ceil(len(task.prompt) / WIDE)
    if event is None or event.content_note:
        return height + LINE * 2
    quoted = voices(event, records, first)
    width, small = (WIDE, SMALL * 2) if len(quoted) == 1 else (HALF, SMALL)
    cards = [0.0]
    for excerpt in quoted:
        speaker, source = _said(excerpt, records)
        spoken = sum(ceil(len(text) / width) for text in (excerpt.text, excerpt.translation or ""))
        named = ceil(len(speaker) / small) + ceil((len(source.outlet) + 20) / small)
        cards.append(4.0 + LINE * spoken + SMALL_LINE * named)
    counted = [_counted(figure, records) for figure in event.figures[:MOST_COUNTED]]
    return height + max(cards) + sum(LINE * ceil(len(line) / WIDE) for line in counted)
