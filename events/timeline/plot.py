"""What both timelines share: days to the right, rows downwards, periods behind, a brush."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from events.records import Period, When, to_date

BRUSH = "brush"
"""The name of the selection of days."""

ROW = 22
"""Height of a row in pixels."""

FOOT = 35
"""Height of everything but the rows: the dates below, and the padding."""

LANES = 178
"""Width of the names of lanes in pixels: the same on every chart, so that shades can lie on it."""

APART = "\u2063"
"""Separates lane and slot in a row's name: an invisible separator, which no text may have."""

Days = tuple[int, int]
"""A first and a last day, counted from 1970-01-01."""


def layer_charts(layers: list[alt.Chart], rows: list[str]) -> alt.LayerChart:
    """Draw charts over each other, as high as their rows need."""
    return alt.LayerChart(
        layer=layers,
        height=ROW * len(rows) + FOOT,
        padding={"left": 0, "right": 6, "top": 4, "bottom": 4},
        description="Timeline of the events shown; the list holds the same events.",
    )


def count_rows(chart: alt.LayerChart) -> int:
    """Count the rows of a chart."""
    return (int(chart.height) - FOOT) // ROW


def position_of(span: Days, day: int) -> float:
    """Return where a day begins on the chart, from 0 at its left edge to 1 at its right."""
    first, last = _domain(span)
    return (day - first) / (last - first)


def _domain(span: Days) -> Days:
    """Return the days at the edges of a chart, with room for half a dot beside the events."""
    margin = max(1, (span[1] - span[0]) // 16)
    return span[0] - margin, span[1] + 1 + margin


def scale_days(span: Days) -> alt.X:
    """Scale days to the width of the chart."""
    domain = _domain(span)
    scale = alt.Scale(type="utc", domain=[iso(day) for day in domain])
    return alt.X("start:T", title=None, scale=scale, axis=_dates(domain))


def _dates(domain: Days) -> alt.Axis:
    """Label months, those near an edge inwards: a label beyond it would make the plot narrower."""
    edge = (domain[1] - domain[0]) * 0.15
    start, end = ((day + 0.5) * 86_400_000 for day in (domain[0] + edge, domain[1] - edge))
    align = {
        "condition": [
            {"test": f"+datum.value < {start}", "value": "left"},
            {"test": f"+datum.value > {end}", "value": "right"},
        ],
        "value": "center",
    }
    return alt.Axis(
        format="%b %Y",
        tickCount=6,
        labelOverlap=True,
        labelAlign=align,
        grid=True,
        gridOpacity=0.3,
    )


def name_rows(rows: list[str]) -> alt.Y:
    """Order the rows from the top, and name each lane beside its first row."""
    return alt.Y("row:N", title=None, scale=alt.Scale(domain=rows, padding=0.15), axis=_LANES)


_LANES = alt.Axis(
    labelExpr=f"split(datum.label, '{APART}')[1] == '0' ? split(datum.label, '{APART}')[0] : ''",
    labelLimit=LANES - 8,
    labelPadding=8,
    minExtent=LANES,
    maxExtent=LANES,
    ticks=False,
)


def brush() -> alt.Parameter:
    """Return the selection of days that a visitor drags over."""
    return alt.selection_interval(name=BRUSH, encodings=["x"])


def bands_of(periods: Sequence[Period], span: Days) -> pd.DataFrame:
    """List a band for each period that overlaps the span, with a row of its own for its name."""
    whens = [(period, When(period.date)) for period in periods]
    bands = [
        {
            "period": period.title,
            "row": f"{period.title}{APART}0",
            "start": iso(max(when.first, span[0])),
            "end": iso(min(when.last, span[1]) + 1),
        }
        for period, when in whens
        if when.first <= span[1] and when.last >= span[0]
    ]
    return pd.DataFrame(bands, columns=["period", "row", "start", "end"])


def period_layers(bands: pd.DataFrame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Draw each period as a band behind all lanes, and as a bar beside its name."""
    if bands.empty:
        return []  # a layer without marks would be a picture without a name
    tooltip = [alt.Tooltip("period:N", title="Period")]
    spans = alt.Chart(bands).encode(x=x, x2="end:T", tooltip=tooltip)
    return [
        spans.mark_rect(opacity=0.12, color="#7A7A7A", aria=False),
        spans.mark_bar(color="#7A7A7A", opacity=0.6, height=8).encode(y=y, description="period:N"),
    ]


def iso(day: int) -> str:
    """Write a day as ISO 8601 does, for Vega."""
    return to_date(day).isoformat()
