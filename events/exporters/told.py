"""An event told in lines of plain text, for formats that have no columns."""

import html
from collections.abc import Iterable, Iterator

from events.records.models import Event, Excerpt
from events.records.reading import Dataset
from events.records.vocabulary import CATEGORY, STATUSES
from events.table.curated import Row
from events.telling.quotations import counted
from events.telling.signs import distance
from geodata.models import PRECISION_WORDS


def tell(event: Event | None, row: Row, dataset: Dataset) -> Iterator[str]:
    """Yield what is known of an event; a table's event has its summary, outlets and address."""
    if event and event.content_note:
        yield f"Take care: {event.content_note}"
    yield row["summary"]
    yield f"Date: {row['date_words']}"
    within = f"within {distance(row['precision_m'])}; {PRECISION_WORDS[row['precision']]}"
    yield f"Place: {row['place_name']}, {within}"
    yield f"Category: {CATEGORY[row['category']].label}"
    yield f"Status: {STATUSES[row['status']]}"
    if event:
        yield from _curated(event, dataset)
    yield f"Reported by: {row['outlets']}"
    if isinstance(row.get("url"), str):
        yield f"Report: {row['url']}"


def _curated(event: Event, dataset: Dataset) -> Iterator[str]:
    if event.contested:
        yield f"Contested: {event.contested}"
    for figure in event.figures:
        yield f"Figure: {counted(figure, dataset)}"
    for excerpt in event.excerpts:
        translated = f"; in English: “{excerpt.translation}”" if excerpt.translation else ""
        yield f"Excerpt: {quoted(excerpt, dataset)}{translated}"


def quoted(excerpt: Excerpt, dataset: Dataset) -> str:
    """Return an excerpt between quotation marks, with its speaker and outlet."""
    speaker, source = dataset.speakers[excerpt.speaker], dataset.sources[excerpt.source]
    return f"“{excerpt.text}” ({speaker.name}, {source.outlet})"


def escaped(lines: Iterable[str], between: str = "\n") -> str:
    """Join lines for a program that takes text for HTML: each is shown as it is written.

    >>> escaped(["<b>", "R&D"], " ")
    '&lt;b&gt; R&amp;D'
    """
    return html.escape(between.join(lines), quote=False)
