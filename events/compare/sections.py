"""How a comparison is shown: its sections, each with questions that a reader can put to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from events.compare.columns import Column, Layout, Part
from events.compare.findings import (
    Use,
    events_of_one,
    find_namings,
    shared_categories,
    shared_events,
    sides_quoted,
    speakers_quoted,
)
from events.markup import Cell, Element, element, note, table
from events.records import Event, Excerpt, Figure, When
from events.telling import badge, citation, folded, quotation, voice

PAGE = 4
"""Events on a page of those that several columns report."""

MOST_PARTS = 4
"""Events of one category in a column; of the others, their number is given."""

MOST_QUOTED = 6
"""Excerpts of one event in a column."""

MOST_LISTED = 10
"""Events in the list of those that one column alone reports."""

MOST_SPEAKERS = 15
"""Rows in a table of speakers or outlets."""

MOST_FIGURES = 12
"""Rows in a table of figures."""

MOST_FRAGMENTS = 3
"""Fragments that show one word in one column."""

LIMITS = (
    "Everything below is computed from the excerpts and figures of this set. They are a choice of "
    "ours, each shorter than a sentence: what is missing here can well stand in the article."
)

QUESTIONS: dict[str, tuple[str, ...]] = {
    "Who says it": (
        "Who wrote this, when, and for which readers?",
        "Was the writer there? If not, from whom does the writer have it?",
        "What would this writer, or the outlet, like to be true?",
    ),
    "The same event": (
        "On what do they agree? Could one have it from the other?",
        "Where they differ: does one know more, or count something else?",
        "What would have to be found to settle it?",
    ),
    "The same subject": (
        "How much time lies between these events, and what had changed?",
        "Which of these statements could be checked, and where?",
    ),
    "Whom they quote": (
        "Who speaks for themselves, and who is only spoken about?",
        "How does each person quoted know what they say?",
    ),
    "Words for the same": (
        "Which words are the writer’s, and which are somebody else’s?",
        "Put another word in its place: what would a reader think now?",
    ),
    "Told by one alone": (
        "Could the other have known of it when it was published?",
        "Would the picture change if the other had it too?",
    ),
}
"""The sections by their headings, and what to ask in each."""


def draw_sections(layout: Layout, first: int, pager: Element | None) -> list[Element]:
    """Draw a comparison, each section folded under its heading.

    Of the events that several columns report, a page is drawn from `first` on.
    """
    shared = shared_events(layout.columns)
    some_alone = any(column.parts.keys() - {e.id for e in shared} for column in layout.columns)
    content: dict[str, Sequence[Element | None]] = {
        "Who says it": [_heads(layout)],
        "The same event": [*_events(layout, shared[first : first + PAGE]), pager],
        "The same subject": _categories(layout) if some_alone else (),
        "Words for the same": [element("p", _searched(layout)), *_namings(layout)],
        "Whom they quote": [_voices(layout), *_speakers(layout)],
        "Told by one alone": [_alone(layout)] if some_alone else (),
    }
    # In a blind comparison the first section has the buttons that reveal.
    opened = {"Who says it"} if layout.veil.is_blind else set[str]()
    return [_section(n, parts, is_open=n in opened) for n, parts in content.items() if parts]


def _section(name: str, content: Sequence[Element | None], *, is_open: bool) -> Element:
    """Fold a section under its heading, and set its questions beside it."""
    questions = [element("li", question) for question in QUESTIONS[name]]
    ask = element("div", element("h3", "Ask"), element("ul", *questions), class_="ask")
    heading = element("summary", element("h2", name))
    return element(
        "details", heading, ask, *content, class_="compared", open="" if is_open else None
    )


def _beside(cells: Iterable[Element]) -> Element:
    """Set cells side by side, or below each other where there is no room."""
    return element("div", *cells, class_="beside")


def _cells(layout: Layout, columns: Iterable[Iterable[Element]]) -> Element:
    """Set a cell for each column side by side, under its column's name."""
    headed = zip(layout.labels, columns, strict=True)
    return _beside(
        element("div", element("h4", label, dir="auto"), *content, class_="cell")
        for label, content in headed
    )


def _more(number: int, what: str = "") -> list[Element]:
    """Give the number of what is left out, where anything is."""
    if number <= 0:
        return []
    named = f" {what}{'s' * (number != 1)}" if what else ""
    return [element("p", f"and {number:,} more{named}", class_="note")]


def _heads(layout: Layout) -> Element:
    """Name each column, with what it rests on, and a button that reveals it where it is hidden."""
    cells = []
    for number, (column, label) in enumerate(zip(layout.columns, layout.labels, strict=True)):
        outlet = layout.outlet_of(column)
        hidden = outlet is not None and layout.veil.hides(outlet)
        button = element("button", f"Reveal {label}", data_action=f"reveal:{number}")
        cells.append(
            element(
                "article",
                element("h3", label, dir="auto"),
                element("p", _size(column)),
                _cited(layout, column.id) if layout.by == "articles" else None,
                button if hidden else None,
                class_="cell head",
            )
        )
    return _beside(cells)


def _size(column: Column) -> str:
    """Say how much of a column is compared."""
    figures = sum(len(part.figures) for part in column.parts.values())
    numbers = (len(column.parts), "event"), (len(column.excerpts), "excerpt"), (figures, "figure")
    return ", ".join(f"{n:,} {what}{'s' * (n != 1)}" for n, what in numbers)


def _cited(layout: Layout, name: str) -> Element:
    """Cite an article as far as its outlet is not hidden."""
    source = layout.records.sources[name]
    if layout.veil.hides(source.outlet):
        hidden = " Its title, author and address are hidden." if layout.by == "articles" else ""
        return element("p", f"{layout.article(name)}.{hidden}", class_="citation")
    parts = citation(source)
    shown = [layout.veil.text(part) if isinstance(part, str) else part for part in parts]
    return element("p", *shown, class_="citation", dir="auto")


def _title(layout: Layout, event: Event, tag: str) -> Element:
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


def _events(layout: Layout, events: Sequence[Event]) -> list[Element]:
    """Set what the columns say of each event side by side."""
    if not events:
        return [element("p", "No event is told by two of them in this set.", class_="none")]
    sections = []
    for event in events:
        parts = [column.parts.get(event.id) for column in layout.columns]
        cells = _cells(layout, [_quoted_or_not(layout, part) for part in parts])
        figures = _figures(layout, event.title, [[part] if part else [] for part in parts])
        sections.append(element("section", _title(layout, event, "h3"), cells, *figures))
    return sections


def _quoted_or_not(layout: Layout, part: Part | None) -> list[Element]:
    """Quote what a column has on an event, or say why there is nothing to quote."""
    if part is None:
        nothing = "Nothing of it is in this set."
    elif not part.excerpts and not part.figures:
        nothing = "It reports this too; nothing of it is quoted here."
    elif not part.excerpts:
        nothing = "It gives figures; no words of it are quoted here."
    else:
        return _quotations(layout, part)
    return [element("p", nothing, class_="none")]


def _quotations(layout: Layout, part: Part) -> list[Element]:
    """Quote what a column has on an event; folded where the event carries a note on its content."""
    cards: list[Element] = [_quotation(layout, excerpt) for excerpt in part.excerpts[:MOST_QUOTED]]
    cards += _more(len(part.excerpts) - MOST_QUOTED, "excerpt")
    return folded(part.event, cards, layout.veil)


def _quotation(layout: Layout, excerpt: Excerpt) -> Element:
    speaker = layout.veil.text(voice(excerpt, layout.records))
    cited = None if layout.by == "articles" else _cited(layout, excerpt.source)
    return quotation(excerpt, speaker, cited, veil=layout.veil)


def _categories(layout: Layout) -> list[Element]:
    """Set what the columns say on each category side by side, each of events of its own."""
    sections = []
    for name, parts in shared_categories(layout.columns, layout.records):
        category = layout.records.vocabulary.category[name]
        heading = element("h3", badge(category), f" {category.label}")
        cells = _cells(layout, [_on_category(layout, own) for own in parts])
        figures = _figures(layout, category.label, parts)
        sections.append(element("section", heading, cells, *figures))
    return sections or [
        element("p", "No subject is told by two of them in this set.", class_="none")
    ]


def _on_category(layout: Layout, parts: Sequence[Part]) -> Iterator[Element]:
    if not parts:
        yield element("p", "Nothing on this is in this set.", class_="none")
    for part in parts[:MOST_PARTS]:
        yield _title(layout, part.event, "p")
        yield from _quotations(layout, part) if part.excerpts else ()
    yield from _more(len(parts) - MOST_PARTS, "event")


def _alone(layout: Layout) -> Element:
    """List for each column the events that it alone reports."""
    return _cells(layout, [_own_events(layout, column) for column in layout.columns])


def _own_events(layout: Layout, column: Column) -> Iterator[Element]:
    events = events_of_one(column, layout.columns)
    lines = [_title(layout, event, "li") for event in events[:MOST_LISTED]]
    yield element("ul", *lines) if lines else element("p", "None.", class_="none")
    yield from _more(len(events) - MOST_LISTED, "event")


def _figures(layout: Layout, name: str, parts: Sequence[Sequence[Part]]) -> Iterator[Element]:
    """Set figures next to each other: a row for each thing counted, a cell for each column."""
    given = [[figure for part in own for figure in part.figures] for own in parts]
    counted = list(dict.fromkeys(figure.what for own in given for figure in own))
    if not counted:
        return
    rows = [
        (layout.veil.text(what), *(_given(layout, what, own) for own in given))
        for what in counted[:MOST_FIGURES]
    ]
    caption = f"Figures: {layout.veil.text(name)}"
    yield table(caption, ("What", *layout.labels), rows, row_heads=True)
    yield from _more(len(counted) - MOST_FIGURES)


def _given(layout: Layout, what: str, figures: Iterable[Figure]) -> str:
    values = [
        f"{figure.as_reported} (according to {layout.records.speakers[figure.according_to].name})"
        for figure in figures
        if figure.what == what
    ]
    return layout.veil.text("; ".join(values)) or "Not in this set"


def _voices(layout: Layout) -> Element:
    """Count the excerpts by side; those of a side by the outlet that prints them."""
    return _by_outlet(layout) if layout.by == "sides" else _by_side(layout)


def _by_outlet(layout: Layout) -> Element:
    counts = [
        Counter(layout.records.sources[x.source].outlet for _, x in column.excerpts)
        for column in layout.columns
    ]
    total = sum(counts, Counter[str]())
    ordered = sorted(total, key=lambda name: (-total[name], name))[:MOST_SPEAKERS]
    rows = [(layout.outlet(name), *(f"{own[name]:,}" for own in counts)) for name in ordered]
    caption = "Excerpts by the outlet that prints them"
    caption += f": the {MOST_SPEAKERS} with most" if len(total) > MOST_SPEAKERS else ""
    return table(caption, ("Outlet", *layout.labels), rows, row_heads=True)


def _by_side(layout: Layout) -> Element:
    counts = [sides_quoted(column, layout.records) for column in layout.columns]
    labels = layout.records.vocabulary.side_labels
    rows = [
        (labels[side], *(f"{own[side]:,}" for own in counts))
        for side in labels
        if any(own[side] for own in counts)
    ]
    caption = "Excerpts by side; an outlet’s own words count under the side that they credit"
    return table(caption, ("Side", *layout.labels), rows, row_heads=True)


def _speakers(layout: Layout) -> Iterator[Element]:
    """Count how often each speaker is quoted, and credited in an outlet's own words."""
    records = layout.records
    counts = [speakers_quoted(column, records) for column in layout.columns]
    total = sum((quoted + credited for quoted, credited in counts), Counter[str]())
    ordered = sorted(total, key=lambda name: (-total[name], name))
    if not ordered:
        return
    rows = [
        (
            layout.veil.text(records.speakers[name].name),
            records.vocabulary.side_labels[records.speakers[name].side],
            *(_times(quoted[name], credited[name]) for quoted, credited in counts),
        )
        for name in ordered[:MOST_SPEAKERS]
    ]
    caption = "Who is quoted, and who is credited in an outlet’s own words"
    yield table(caption, ("Speaker", "Side", *layout.labels), rows, row_heads=True)
    yield from _more(len(ordered) - MOST_SPEAKERS)


def _times(quoted: int, credited: int) -> str:
    times = [f"quoted {quoted}×"] * (quoted > 0) + [f"credited {credited}×"] * (credited > 0)
    return ", ".join(times) or "none"


def _searched(layout: Layout) -> str:
    own = "speakers of each side" if layout.by == "sides" else "outlets themselves"
    return (
        f"Only words of the {own} are searched, in English, for a fixed list of words; what is "
        "quoted within them is left out. Whom a word means, only its fragment shows."
    )


def _namings(layout: Layout) -> Iterator[Element]:
    """Show which words each column uses for the same, each in the fragment that it comes from."""
    found = find_namings(layout)
    for subject, words in found.items():
        rows: list[tuple[Cell, ...]] = [
            (word, *(_fragments(layout, uses) for uses in cells)) for word, cells in words.items()
        ]
        yield table(subject, ("Word", *layout.labels), rows, row_heads=True)
    if not found:
        yield element("p", "None of the words that are looked for stands in what is quoted.")


def _fragments(layout: Layout, uses: Sequence[Use]) -> Element:
    if not uses:
        return element("span", "none")
    lines = [element("li", *_fragment(layout, use)) for use in uses[:MOST_FRAGMENTS]]
    if len(uses) > MOST_FRAGMENTS:
        lines.append(element("li", f"and {len(uses) - MOST_FRAGMENTS:,} more"))
    return element("ul", *lines)


def _fragment(layout: Layout, use: Use) -> list[Element]:
    """Quote a fragment with its word set off, unless an outlet's name in it is hidden."""
    text, hidden = use.excerpt.text, layout.veil.text(use.excerpt.text)
    marked = (text[: use.start], element("strong", text[use.start : use.end]), text[use.end :])
    speaker = layout.veil.text(voice(use.excerpt, layout.records))
    if layout.by != "articles":
        speaker += f". {layout.article(use.excerpt.source)}"
    shown = marked if hidden == text else (hidden,)
    quoted = element("span", "“", *shown, "”", lang=use.excerpt.language)
    said = element("span", speaker, class_="note", dir="auto")
    return folded(use.event, [quoted, said], layout.veil)
