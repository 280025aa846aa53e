"""Draw events on an Altair timeline: lanes by category, periods behind, a brush for the range."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import geopandas as gpd
import pandas as pd

from events.dates import When, to_date
from events.models import Period
from events.vocabulary import CATEGORIES, CATEGORY

BRUSH = "brush"
PICK = "pick"


ROW = 22
"""Height of a row in pixels."""

APART = "\u2063"
"""Stands between lane and slot in a row's name: an invisible separator, refused in texts."""


def draw_timeline(
    frame: gpd.GeoDataFrame,
    periods: Sequence[Period],
    *,
    span: tuple[int, int],
    shown: tuple[int, int],
    selected: str | None,
) -> alt.LayerChart:
    """Return a chart of the frame's events over `span`, all but `shown` shaded.

    Days count from 1970-01-01. A bar covers every day of its event, so a vague date is a long
    bar, pale and with a dashed edge where the source does not give the date itself.
    """
    bars = pd.DataFrame(_bars(frame, span, selected))
    bands = pd.DataFrame(_bands(periods, span), columns=["period", "row", "start", "end"])
    rows = [*bands["row"], *_rows(bars)]
    margin = max(1, (span[1] - span[0]) // 50)
    domain = [_iso(span[0] - margin), _iso(span[1] + 1 + margin)]
    x = alt.X("start:T", title=None, scale=alt.Scale(type="utc", domain=domain), axis=_DATES)
    y = alt.Y("row:N", title=None, scale=alt.Scale(domain=rows, padding=0.15), axis=_LANES)
    layers = [
        *_period_layers(alt.Chart(bands).encode(x=x), y),
        alt.Chart(_outside(span, shown))
        .mark_rect(color="#7A7A7A", opacity=0.3, aria=False)
        .encode(x=x, x2="end:T"),
        *_event_layers(alt.Chart(bars).encode(x=x, y=y)),
    ]
    return alt.LayerChart(
        layer=layers,
        height=ROW * len(rows),
        description="Timeline of the events shown; the list holds the same events.",
    )


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
_DATES = alt.Axis(format="%b %Y", tickCount=6, labelOverlap=True, grid=True, gridOpacity=0.3)
# A row is named by its lane and its slot; the lane is written once, beside its first slot.
_LANES = alt.Axis(
    labelExpr=f"split(datum.label, '{APART}')[1] == '0' ? split(datum.label, '{APART}')[0] : ''",
    labelLimit=170,
    labelPadding=8,
    ticks=False,
)


def _event_layers(events: alt.Chart) -> list[alt.Chart]:
    """Bars for what lasts or is vague, lettered dots for what is short; both can be picked."""
    drawn = events.encode(color=_COLOUR, tooltip=_TOOLTIP, description="spoken:N", **_EDGE)
    short = "!datum.long"
    brush = alt.selection_interval(name=BRUSH, encodings=["x"])
    pick = alt.selection_point(name=PICK, fields=["id"], on="click", clear=False)
    letters = events.encode(text="letter:N", color=_INK).transform_filter(short)
    return [
        drawn.transform_filter("datum.long")
        .mark_bar(cornerRadius=3)
        .encode(x2="end:T", opacity=_PALE)
        .add_params(brush, pick),
        drawn.transform_filter(short).mark_point(filled=True, size=190, opacity=1),
        letters.mark_text(fontSize=10, fontWeight="bold", aria=False),
    ]


def _outside(span: tuple[int, int], shown: tuple[int, int]) -> pd.DataFrame:
    """The days before and after the range, to be shaded."""
    sides = [(span[0], shown[0]), (shown[1] + 1, span[1] + 1)]
    rows = [{"start": _iso(a), "end": _iso(b)} for a, b in sides if a < b]
    return pd.DataFrame(rows, columns=["start", "end"])


def _rows(bars: pd.DataFrame) -> list[str]:
    """The rows of the lanes, in the order of the categories."""
    order = {category.label: number for number, category in enumerate(CATEGORIES)}
    return sorted(set(bars["row"]), key=lambda row: _place_of(row, order))


def _place_of(row: str, order: dict[str, int]) -> tuple[int, int]:
    lane, slot = row.split(APART)
    return order[lane], int(slot)


def _bars(
    frame: gpd.GeoDataFrame, span: tuple[int, int], selected: str | None
) -> Iterator[dict[str, Any]]:
    """One bar an event; events of a lane that would cover each other take rows of their own."""
    width = max(3, (span[1] - span[0]) // 30)
    taken: dict[str, list[int]] = {}
    for event in frame.to_dict("records"):
        category = CATEGORY[event["category"]]
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
            "start": _iso(event["first"]),
            "end": _iso(event["last"] + 1),
            "certain": event["certain"],
            "long": event["last"] - event["first"] >= width,
            "selected": event["id"] == selected,
        }


def _bands(periods: Sequence[Period], span: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """One band a period, each with a row of its own for its name."""
    for period in periods:
        when = When(period.date)
        first, last = max(when.first, span[0]), min(when.last, span[1])
        if first <= last:
            start, end = _iso(first), _iso(last + 1)
            yield {
                "period": period.title,
                "row": f"{period.title}{APART}0",
                "start": start,
                "end": end,
            }


def _period_layers(bands: alt.Chart, y: alt.Y) -> list[alt.Chart]:
    """The bands behind all lanes, and each period's own bar beside its name."""
    tooltip = [alt.Tooltip("period:N", title="Period")]
    spans = bands.encode(x2="end:T", tooltip=tooltip)
    return [
        spans.mark_rect(opacity=0.12, color="#7A7A7A", aria=False),
        spans.mark_bar(color="#7A7A7A", opacity=0.6, height=8).encode(y=y, description="period:N"),
    ]


def _iso(day: int) -> str:
    return to_date(day).isoformat()
