"""The timeline of many events, counted by runs of days, so that the chart stays small."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.records import Category, Period, span_in_words
from events.timeline.plot import (
    APART,
    ROW,
    Days,
    bands_of,
    brush,
    iso,
    layer_charts,
    name_rows,
    period_layers,
    scale_days,
)

MOST_DRAWN = 300
"""The most events that have a bar or a dot each; more are counted."""

RUNS = 60
"""The most runs of days."""


def run_edges(span: Days) -> NDArray[np.int64]:
    """Cut a span into runs of days of one length, the last perhaps shorter; return their edges."""
    step = -(-(span[1] + 1 - span[0]) // RUNS)
    return np.append(np.arange(span[0], span[1] + 1, step), span[1] + 1)


def draw_bins(
    counts: NDArray[np.int64],
    categories: Sequence[Category],
    periods: Sequence[Period],
    *,
    span: Days,
) -> alt.LayerChart:
    """Return a chart of how many events of each category begin in each run of days.

    `counts` has a row for each run of `run_edges(span)` and a column for each category. A bar is as
    thick as its number, on one scale for all lanes, so that lanes can be compared.
    """
    bars = pd.DataFrame(_bars(counts, categories, run_edges(span)))
    bands = bands_of(periods, span)
    lanes = [f"{category.label}{APART}0" for category in categories]
    rows = [*bands["row"], *(row for row in lanes if row in set(bars["row"]))]
    x, y = scale_days(span), name_rows(rows)
    thick = alt.Scale(domain=[0, int(counts.max())], range=[1, ROW - 3])
    drawn = alt.Chart(bars).encode(
        x=x,
        x2="end:T",
        y=y,
        size=alt.Size("events:Q", scale=thick, legend=None),
        color=alt.Color("colour:N", scale=None, legend=None),
        tooltip=_TOOLTIP,
        description="spoken:N",
    )
    edge = drawn.mark_bar(stroke="#6B7480", strokeWidth=1).add_params(brush())
    return layer_charts([*period_layers(bands, x, y), edge], rows)


_TOOLTIP = [
    alt.Tooltip("events:Q", title="Events", format=","),
    alt.Tooltip("days:N", title="Beginning"),
    alt.Tooltip("lane:N", title="Category"),
]


def _bars(
    counts: NDArray[np.int64], categories: Sequence[Category], edges: NDArray[np.int64]
) -> Iterator[dict[str, Any]]:
    """Yield a bar for each run and category that has events."""
    for run, column in zip(*np.nonzero(counts), strict=True):
        category, events = categories[column], int(counts[run, column])
        first, end = int(edges[run]), int(edges[run + 1])
        days = span_in_words(first, end - 1)
        yield {
            "events": events,
            "days": days,
            "spoken": f"{category.label}: {events:,} beginning {days}",
            "lane": category.label,
            "row": f"{category.label}{APART}0",
            "colour": category.colour,
            "start": iso(first),
            "end": iso(end),
        }
