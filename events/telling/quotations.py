"""Excerpts and figures for a reader, each with who says so, and in which article."""

from collections.abc import Iterable, Sequence

from events.markup import Cell, Element, direction, element, note, table
from events.records import Event, Excerpt, Figure, Records, Source, in_words
from events.telling.veil import OPEN, Veil


def quotation(excerpt: Excerpt, speaker: str, *cited: Element | None, veil: Veil = OPEN) -> Element:
    """Quote an excerpt: its words, a translation, who says it, and where.

    The veil is drawn over the words and the translation; `speaker` and `cited` are shown as given.
    """
    translated = veil.text(excerpt.translation) if excerpt.translation else None
    return element(
        "article",
        element(
            "blockquote",
            f"“{veil.text(excerpt.text)}”",
            lang=excerpt.language,
            dir=direction(excerpt.language),
        ),
        element("p", f"In English: {translated}", dir="auto") if translated else None,
        element("p", element("strong", speaker), class_="speaker", dir="auto"),
        *cited,
        class_="excerpt",
    )


def excerpt_card(excerpt: Excerpt, records: Records) -> Element:
    """Quote an excerpt with its speaker, outlet, article, date and link."""
    cited = element("p", *citation(records.sources[excerpt.source]), class_="citation")
    return quotation(excerpt, voice(excerpt, records), cited)


def folded(event: Event, cards: Sequence[Element], veil: Veil = OPEN) -> list[Element]:
    """Fold the quotations of an event that has a content note."""
    if event.content_note is None:
        return list(cards)
    summary = element("summary", f"Show: {veil.text(event.content_note)}")
    return [element("details", summary, *cards)]


def voice(excerpt: Excerpt, records: Records) -> str:
    """Say whose words an excerpt is."""
    speaker = records.speakers[excerpt.speaker]
    where = f" ({excerpt.where})" if excerpt.where else ""
    if not records.is_outlet(speaker.id):
        return f"{speaker.name}, {speaker.role}{where}"
    own = f"The newspaper’s own words{where}"
    if excerpt.crediting is None:
        return own
    return f"{own}, crediting {records.speakers[excerpt.crediting].name}"


def citation(source: Source) -> list[Element | str | None]:
    """Name an article by outlet, title and date, with a link if its address is known."""
    title = f", “{source.title}”" if source.title else ""
    if source.title_note and not source.title:
        title = ", original title not known"
    why = f" {source.title_note}" if source.title_note and not source.title else ""
    date = f", {source.date_words}" if source.published or source.published_note else ""
    republished = f", republished from {source.republished_from}" if source.republished_from else ""
    copied = f" Read as a copy on {source.copy_on}." if source.copy_on else ""
    named = f"{source.outlet}{republished}{title}{date}.{copied}{why} "
    if source.url is None:
        return [named, "No publisher’s address known.", *_copy(source)]
    link = element("a", "Read the article", href=source.url)
    return [named, link, *_host(source.url), *_copy(source)]


def _copy(source: Source) -> list[Element | str]:
    """Link the copy in an archive, if there is one."""
    if source.archive_url is None or source.archived_at is None:
        return []
    day = in_words(source.archived_at)
    link = element("a", f"Read the copy of {day}", href=source.archive_url)
    return [" ", link, *_host(source.archive_url)]


def _host(url: str) -> list[Element | str]:
    """Say where a link leads, and how; paper has no tabs."""
    how = element("span", ", opens in a new tab", class_="on-screen")
    return [f" ({url.split('/')[2]}", how, ")"]


def excerpt_line(excerpt: Excerpt, records: Records) -> str:
    """Quote an excerpt on one line, with its speaker and outlet."""
    speaker, source = records.speakers[excerpt.speaker], records.sources[excerpt.source]
    return f"“{excerpt.text}” ({speaker.name}, {source.outlet})"


SOURCE_NOT_KNOWN = "no source known"
"""Stands for the outlet of a figure of which no source is known."""


def figure_line(figure: Figure, records: Records) -> str:
    """Write a figure on one line, with who gives it and the outlet that prints it."""
    return f"{figure_what(figure)}: {figure.as_reported} ({figure_giver(figure, records)})"


def figure_what(figure: Figure) -> str:
    """Say what is counted: all that the words of the figure hold numbers of."""
    return _named([figure])


def _named(figures: Iterable[Figure]) -> str:
    whats = (what for f in figures for what in (f.what, *(part.what for part in f.parts)))
    return "; ".join(dict.fromkeys(whats))


def figure_giver(figure: Figure, records: Records) -> str:
    """Say who gives a figure, and which outlet prints it."""
    name = records.speakers[figure.according_to].name
    if figure.source is None:
        return f"{name}, {SOURCE_NOT_KNOWN}"
    outlet = records.sources[figure.source].outlet
    return name if name == outlet else f"{name}, in {outlet}"


def figure_list(figures: Iterable[Figure], records: Records) -> Element | None:
    """List what is counted, with each count of it: its words, who gives it, and where."""
    counts: dict[str, list[Figure]] = {}
    for figure in figures:
        counts.setdefault(figure.what, []).append(figure)
    if not counts:
        return None
    terms = (_counted(same, records) for same in counts.values())
    return element(
        "section", element("h3", "Figures, as reported"), element("dl", *terms, class_="figures")
    )


def _counted(counts: Sequence[Figure], records: Records) -> Element:
    """Set the counts of one thing below each other; where there are several, with their days."""
    dated = len(counts) > 1
    given = (
        element(
            "dd",
            element("span", figure.as_reported, dir="auto"),
            note(_told(figure, records, dated=dated)),
        )
        for figure in counts
    )
    return element("div", element("dt", _named(counts), dir="auto"), *given)


def _told(figure: Figure, records: Records, *, dated: bool) -> str:
    giver = figure_giver(figure, records)
    if dated and figure.source:
        giver = f"{giver}, {records.sources[figure.source].date_words}"
    return f"{giver}. {figure.source_note}" if figure.source_note else giver


def figure_table(rows: Sequence[Sequence[Cell]]) -> Element | None:
    """Set figures in a table, each with who gives it and where; None if there are none."""
    return table("Figures", ("What", "As reported", "According to", "In"), rows) if rows else None
