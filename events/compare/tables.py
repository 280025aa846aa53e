"""Tables of a comparison: figures next to each other, who is quoted, and the words in use."""

from collections import Counter
from collections.abc import Iterable, Iterator

from events.compare.cards import Sheet, fold_in
from events.compare.columns import Part, sides_quoted, speakers_quoted
from events.compare.words import Use, namings
from events.records.models import Figure
from events.records.vocabulary import SIDES
from events.report.measures import VOICES
from events.telling.markup import Cell, Element, element, table
from events.telling.quotations import voice

MOST_SPEAKERS = 15

MOST_FIGURES = 12
"""Lines in a table of figures."""

MOST_FRAGMENTS = 3
"""Fragments that show one word in one column."""


def figures(sheet: Sheet, name: str, parts: list[list[Part]]) -> Iterator[Element]:
    """Set figures next to each other: a line for each thing counted, a column for each teller."""
    given = [[figure for part in own for figure in part.figures] for own in parts]
    counted = list(dict.fromkeys(figure.what for own in given for figure in own))
    if not counted:
        return
    rows = [
        (sheet.blind.text(what), *(_given(sheet, what, own) for own in given))
        for what in counted[:MOST_FIGURES]
    ]
    caption = f"Figures: {sheet.blind.text(name)}"
    yield table(caption, ("What", *sheet.labels), rows, row_heads=True)
    if len(counted) > MOST_FIGURES:
        yield element("p", f"and {len(counted) - MOST_FIGURES:,} more", class_="note")


def _given(sheet: Sheet, what: str, own: Iterable[Figure]) -> str:
    told = [
        f"{figure.as_reported} (according to {sheet.dataset.speakers[figure.according_to].name})"
        for figure in own
        if figure.what == what
    ]
    return sheet.blind.text("; ".join(told)) or "Not in this set"


def voices(sheet: Sheet) -> Element:
    """Count the excerpts by side; those of a side by the outlet that prints them."""
    return _outlets(sheet) if sheet.by == "sides" else _sides(sheet)


def _outlets(sheet: Sheet) -> Element:
    counts = [
        Counter(sheet.dataset.sources[x.source].outlet for _, x in column.excerpts)
        for column in sheet.compared
    ]
    total = sum(counts, Counter[str]())
    ordered = sorted(total, key=lambda name: (-total[name], name))[:MOST_SPEAKERS]
    rows = [(sheet.outlet(name), *(f"{own[name]:,}" for own in counts)) for name in ordered]
    caption = "Excerpts by the outlet that prints them"
    caption += f": the {MOST_SPEAKERS} with most" if len(total) > MOST_SPEAKERS else ""
    return table(caption, ("Outlet", *sheet.labels), rows, row_heads=True)


def _sides(sheet: Sheet) -> Element:
    counts = [sides_quoted(column, sheet.dataset) for column in sheet.compared]
    rows = [
        (VOICES[side], *(f"{own[side]:,}" for own in counts))
        for side in VOICES
        if any(own[side] for own in counts)
    ]
    caption = "Excerpts by side; an outlet’s own words count under the side that they credit"
    return table(caption, ("Side", *sheet.labels), rows, row_heads=True)


def speakers(sheet: Sheet) -> Iterator[Element]:
    """Count how often each speaker is quoted, and credited in an outlet's own words."""
    counts = [speakers_quoted(column, sheet.dataset) for column in sheet.compared]
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
        speaker = sheet.dataset.speakers[name]
        times = [_times(quoted[name], credited[name]) for quoted, credited in counts]
        rows.append((sheet.blind.text(speaker.name), SIDES[speaker.side], *times))
    caption = "Who is quoted, and who is credited in an outlet’s own words"
    yield table(caption, ("Speaker", "Side", *sheet.labels), rows, row_heads=True)
    if len(ordered) > MOST_SPEAKERS:
        yield element("p", f"and {len(ordered) - MOST_SPEAKERS:,} more", class_="note")


def _times(quoted: int, credited: int) -> str:
    told = [f"quoted {quoted}×"] * (quoted > 0) + [f"credited {credited}×"] * (credited > 0)
    return ", ".join(told) or "none"


def words(sheet: Sheet) -> Iterator[Element]:
    """Show which words each column uses for the same, each in the fragment that it comes from."""
    found = namings(sheet.compared, sheet.dataset, sheet.by)
    for subject, used in found.items():
        rows: list[tuple[Cell, ...]] = [
            (word, *(_fragments(sheet, cell) for cell in cells)) for word, cells in used.items()
        ]
        yield table(subject, ("Word", *sheet.labels), rows, row_heads=True)
    if not found:
        yield element("p", "None of the words that are looked for stands in what is quoted.")


def _fragments(sheet: Sheet, found: list[Use]) -> Element:
    if not found:
        return element("span", "none")
    lines = [element("li", *_fragment(sheet, use)) for use in found[:MOST_FRAGMENTS]]
    if len(found) > MOST_FRAGMENTS:
        lines.append(element("li", f"and {len(found) - MOST_FRAGMENTS:,} more"))
    return element("ul", *lines)


def _fragment(sheet: Sheet, use: Use) -> list[Element]:
    """Quote a fragment with its word set off, unless an outlet's name in it is hidden."""
    text, hidden = use.excerpt.text, sheet.blind.text(use.excerpt.text)
    marked = (text[: use.start], element("strong", text[use.start : use.end]), text[use.end :])
    says = sheet.blind.text(voice(use.excerpt, sheet.dataset))
    if sheet.by != "articles":
        says += f". {sheet.article(use.excerpt.source)}"
    quoted = element(
        "span", "“", *(marked if hidden == text else (hidden,)), "”", lang=use.excerpt.language
    )
    return fold_in(sheet, use.event, [quoted, element("span", says, class_="note", dir="auto")])
