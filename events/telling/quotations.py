"""Excerpts and figures for a reader: each with who says it, and in which article."""

from collections.abc import Sequence

from events.records.models import Excerpt, Figure, Source
from events.records.reading import Dataset
from events.telling.markup import Element, direction, element, table


def excerpt_card(excerpt: Excerpt, dataset: Dataset) -> Element:
    """Quote a fragment with its speaker, outlet, article, date and link."""
    return element(
        "article",
        element(
            "blockquote",
            f"“{excerpt.text}”",
            lang=excerpt.language,
            dir=direction(excerpt.language),
        ),
        element("p", excerpt.translation, dir="auto") if excerpt.translation else None,
        element("p", element("strong", voice(excerpt, dataset)), dir="auto"),
        element("p", *citation(dataset.sources[excerpt.source]), class_="citation"),
        class_="excerpt",
    )


def voice(excerpt: Excerpt, dataset: Dataset) -> str:
    """Say whose words a fragment is."""
    speaker = dataset.speakers[excerpt.speaker]
    where = f" ({excerpt.where})" if excerpt.where else ""
    if speaker.side != "newspaper":
        return f"{speaker.name}, {speaker.role}{where}"
    own = f"The newspaper’s own words{where}"
    if excerpt.crediting is None:
        return own
    return f"{own}, crediting {dataset.speakers[excerpt.crediting].name}"


def citation(source: Source) -> list[Element | str | None]:
    """Name an article with its outlet, title and date, and link it where an address is known."""
    title = f"“{source.title}”" if source.title else "original title not known"
    republished = f", republished from {source.republished_from}" if source.republished_from else ""
    copied = f" Read as a copy on {source.copy_on}." if source.copy_on else ""
    named = f"{source.outlet}{republished}, {title}, {source.date_words}.{copied} "
    if source.url is None:
        return [named, "No publisher’s address known."]
    host = f" ({source.url.split('/')[2]}, opens in a new tab)"
    return [named, element("a", "Read the article", href=source.url), host]


def counted(figure: Figure, dataset: Dataset) -> str:
    """Say a figure on one line, with who gives it."""
    return f"{figure.what}: {figure.as_reported} ({dataset.speakers[figure.according_to].name})"


NOT_TOLD = "one of the sources"
"""Where it is not known which of an event's sources prints a figure."""


def figure_table(figures: Sequence[Figure], dataset: Dataset) -> Element | None:
    """List figures, each with who gives it; nothing where there is none."""
    rows = [
        (
            figure.what,
            figure.as_reported,
            dataset.speakers[figure.according_to].name,
            dataset.sources[figure.source].outlet if figure.source else NOT_TOLD,
        )
        for figure in figures
    ]
    return table("Figures", ("What", "As reported", "According to", "In"), rows) if rows else None
