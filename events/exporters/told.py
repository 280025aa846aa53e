"""An event told in lines of plain text, for formats that have no columns."""

import html
from collections.abc import Iterable, Iterator

from events.records.models import Event
from events.records.reading import Records
from events.records.statuses import STATUSES
from events.table import Row
from events.telling.quotations import excerpt_line, figure_line
from events.telling.signs import distance
from geodata import PRECISION_WORDS


def tell(event: Event | None, row: Row, records: Records) -> Iterator[str]:
    """Yield what is known of an event; a table's event has its summary, outlets and address."""
    if event and event.content_note:
        yield f"Take care: {event.content_note}"
    yield row["summary"]
    yield f"Date: {row['date_words']}"
    within = f"within {distance(row['precision_m'])}; {PRECISION_WORDS[row['precision']]}"
    yield f"Place: {row['place_name']}, {within}"
    yield f"Category: {records.vocabulary.category[row['category']].label}"
    yield f"Status: {STATUSES[row['status']]}"
    if event:
        yield from _curated(event, records)
    yield f"Reported by: {row['outlets']}"
    if isinstance(row.get("url"), str):
        yield f"Report: {row['url']}"


def _curated(event: Event, records: Records) -> Iterator[str]:
    if event.contested:
        yield f"Contested: {event.contested}"
    for figure in event.figures:
        yield f"Figure: {figure_line(figure, records)}"
    for excerpt in event.excerpts:
        translated = f"; in English: “{excerpt.translation}”" if excerpt.translation else ""
        yield f"Excerpt: {excerpt_line(excerpt, records)}{translated}"


def escaped(lines: Iterable[str], between: str = "\n") -> str:
    """Join lines for a program that takes text for HTML: each is shown as it is written.

    >>> escaped(["<b>", "R&D"], " ")
    '&lt;b&gt; R&amp;D'
    """
    return html.escape(between.join(lines), quote=False)
