"""The timeline of few events: a bar or a dot for each, in lanes by category."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import pandas as pd

from events.records import Category, Period
from events.timeline.plot import (
    APART,
    Days,
    bands_of,
    brush,
    iso,
    layer_charts,
    name_rows,
    period_layers,
    scale_days,
)

PICK = "pick"
"""The name of the selection of an event."""


def draw_timeline(
    events: pd.DataFrame,
    categories: Sequence[Category],
    periods: Sequence[Period],
    *,
    span: Days,
    selected: str | None,
) -> alt.LayerChart:
    """Return a chart of events, rows of the table, over `span`.

    A bar covers every day of its event, so that a vague date is a long bar. It is pale and has a
    dashed edge where the source does not give the date itself.
    """
    bars = pd.DataFrame(_bars(events, categories, span, selected))
    bands = bands_of(periods, span)
    rows = [*bands["row"], *_rows(bars, categories)]
    x, y = scale_days(span), name_rows(rows)
    layers = [
        *period_layers(bands, x, y),
        *_event_layers(alt.Chart(bars).encode(x=x, y=y)),
    ]
    return layer_charts(layers, rows)


_TOOLTIP = [
    alt.Tooltip("title:N", title="Event"),
    alt.Tooltip("date:N", title="Date"),
    alt.Tooltip("lane:N", title="Category"),
]
_COLOUR = alt.Color("colour:N", scale=None, legend=None)
_INK = alt.Color("ink:N", scale=None, legend=None)
_PALE = alt.condition("datum.certain", alt.value(0.9), alt.value(0.45))
_EDGE = {
    "stroke": alt.condition("datum.selected", alt.value("#D00000"), alt.value("#6B7480")),
    "strokeWidth": alt.condition("datum.selected", alt.value(4), alt.value(1.5)),
    "strokeDash": alt.condition("datum.certain", alt.value([1, 0]), alt.value([3, 3])),
}


def _event_layers(events: alt.Chart) -> list[alt.Chart]:
    """Draw what lasts or is vague as bars, the rest as lettered dots; both can be picked."""
    drawn = events.encode(color=_COLOUR, tooltip=_TOOLTIP, description="spoken:N", **_EDGE)
    short = "!datum.long"
    pick = alt.selection_point(name=PICK, fields=["id"], on="click", clear=False)
    letters = events.encode(text="letter:N", color=_INK).transform_filter(short)
    return [
        drawn.transform_filter("datum.long")
        .mark_bar(cornerRadius=3)
        .encode(x2="end:T", opacity=_PALE)
        .add_params(brush(), pick),
        drawn.transform_filter(short).mark_point(filled=True, size=190, opacity=1),
        letters.mark_text(fontSize=10, fontWeight="bold", aria=False),
    ]


def _rows(bars: pd.DataFrame, categories: Sequence[Category]) -> list[str]:
    """List the rows of the lanes, in the order of the categories."""
    order = {category.label: number for number, category in enumerate(categories)}
    return sorted(set(bars["row"]), key=lambda row: _rank(row, order))


def _rank(row: str, order: dict[str, int]) -> tuple[int, int]:
    lane, slot = row.split(APART)
    return order[lane], int(slot)


def _bars(
    events: pd.DataFrame, categories: Sequence[Category], span: Days, selected: str | None
) -> Iterator[dict[str, Any]]:
    """Yield a bar for each event; those of a lane that would overlap have rows of their own."""
    width = max(3, (span[1] - span[0]) // 30)
    known = {category.id: category for category in categories}
    taken: dict[str, list[int]] = {}
    for event in events.to_dict("records"):
        category = known[event["category"]]
        ends = taken.setdefault(category.id, [])
        free = (n for n, end in enumerate(ends) if end < event["first"] - width)
        slot = next(free, len(ends))
        ends[slot : slot + 1] = [event["last"]]
        yield {
            "id": event["id"],
            "title": event["title"],
            "date": event["date_words"],
            "spoken": f"{event['title']}, {event['date_words']}",
            "lane": category.label,
            "row": f"{category.label}{APART}{slot}",
            "letter": category.letter,
            "colour": category.colour,
            "ink": category.ink,
            "start": iso(event["first"]),
            "end": iso(event["last"] + 1),
            "certain": event["certain"],
            "long": event["last"] - event["first"] >= width,
            "selected": event["id"] == selected,
        }
