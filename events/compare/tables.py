"""Tables of a comparison: figures next to each other, who is quoted, and the words in use."""

from collections import Counter
from collections.abc import Iterable, Iterator

from events.compare.columns import Part, sides_quoted, speakers_quoted
from events.compare.layout import Layout
from events.compare.words import Use, find_namings
from events.records import Figure
from events.telling import folded, voice
from events.telling.markup import Cell, Element, element, table

MOST_SPEAKERS = 15

MOST_FIGURES = 12
"""Lines in a table of figures."""

MOST_FRAGMENTS = 3
"""Fragments that show one word in one column."""


def figures(layout: Layout, name: str, parts: list[list[Part]]) -> Iterator[Element]:
    """Set figures next to each other: a line for each thing counted, a column for each teller."""
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
    if len(counted) > MOST_FIGURES:
        yield element("p", f"and {len(counted) - MOST_FIGURES:,} more", class_="note")


def _given(layout: Layout, what: str, own: Iterable[Figure]) -> str:
    told = [
        f"{figure.as_reported} (according to {layout.records.speakers[figure.according_to].name})"
        for figure in own
        if figure.what == what
    ]
    return layout.veil.text("; ".join(told)) or "Not in this set"


def voices(layout: Layout) -> Element:
    """Count the excerpts by side; those of a side by the outlet that prints them."""
    return _outlets(layout) if layout.by == "sides" else _sides(layout)


def _outlets(layout: Layout) -> Element:
    counts = [
        Counter(layout.records.sources[x.source].outlet for _, x in column.excerpts)
        for column in layout.compared
    ]
    total = sum(counts, Counter[str]())
    ordered = sorted(total, key=lambda name: (-total[name], name))[:MOST_SPEAKERS]
    rows = [(layout.outlet(name), *(f"{own[name]:,}" for own in counts)) for name in ordered]
    caption = "Excerpts by the outlet that prints them"
    caption += f": the {MOST_SPEAKERS} with most" if len(total) > MOST_SPEAKERS else ""
    return table(caption, ("Outlet", *layout.labels), rows, row_heads=True)


def _sides(layout: Layout) -> Element:
    counts = [sides_quoted(column, layout.records) for column in layout.compared]
    labels = layout.records.vocabulary.side_labels
    rows = [
        (labels[side], *(f"{own[side]:,}" for own in counts))
        for side in labels
        if any(own[side] for own in counts)
    ]
    caption = "Excerpts by side; an outlet’s own words count under the side that they credit"
    return table(caption, ("Side", *layout.labels), rows, row_heads=True)


def speakers(layout: Layout) -> Iterator[Element]:
    """Count how often each speaker is quoted, and credited in an outlet's own words."""
    counts = [speakers_quoted(column, layout.records) for column in layout.compared]
    totals = {
        name: -sum(quoted[name] + credited[name] for quoted, credited in counts)
        for own in counts
        for name in [*own[0], *own[1]]
    }
    ordered = sorted(totals, key=lambda name: (totals[name], name))
    if not ordered:
        return
    rows = []
    for name in ordered[:MOST_SPEAKERS]:
        speaker = layout.records.speakers[name]
        times = [_times(quoted[name], credited[name]) for quoted, credited in counts]
        rows.append(
            (
                layout.veil.text(speaker.name),
                layout.records.vocabulary.side_labels[speaker.side],
                *times,
            )
        )
    caption = "Who is quoted, and who is credited in an outlet’s own words"
    yield table(caption, ("Speaker", "Side", *layout.labels), rows, row_heads=True)
    if len(ordered) > MOST_SPEAKERS:
        yield element("p", f"and {len(ordered) - MOST_SPEAKERS:,} more", class_="note")


def _times(quoted: int, credited: int) -> str:
    told = [f"quoted {quoted}×"] * (quoted > 0) + [f"credited {credited}×"] * (credited > 0)
    return ", ".join(told) or "none"


def words(layout: Layout) -> Iterator[Element]:
    """Show which words each column uses for the same, each in the fragment that it comes from."""
    found = find_namings(layout.compared, layout.records, layout.by)
    for subject, used in found.items():
        rows: list[tuple[Cell, ...]] = [
            (word, *(_fragments(layout, cell) for cell in cells)) for word, cells in used.items()
        ]
        yield table(subject, ("Word", *layout.labels), rows, row_heads=True)
    if not found:
        yield element("p", "None of the words that are looked for stands in what is quoted.")


def _fragments(layout: Layout, found: list[Use]) -> Element:
    if not found:
        return element("span", "none")
    lines = [element("li", *_fragment(layout, use)) for use in found[:MOST_FRAGMENTS]]
    if len(found) > MOST_FRAGMENTS:
        lines.append(element("li", f"and {len(found) - MOST_FRAGMENTS:,} more"))
    return element("ul", *lines)


def _fragment(layout: Layout, use: Use) -> list[Element]:
    """Quote a fragment with its word set off, unless an outlet's name in it is hidden."""
    text, hidden = use.excerpt.text, layout.veil.text(use.excerpt.text)
    marked = (text[: use.start], element("strong", text[use.start : use.end]), text[use.end :])
    says = layout.veil.text(voice(use.excerpt, layout.records))
    if layout.by != "articles":
        says += f". {layout.article(use.excerpt.source)}"
    quoted = element(
        "span", "“", *(marked if hidden == text else (hidden,)), "”", lang=use.excerpt.language
    )
    return folded(
        use.event, [quoted, element("span", says, class_="note", dir="auto")], layout.veil
    )
