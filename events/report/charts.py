"""The balance of a collection as Altair charts: a bar for each group, cut by what is counted."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import altair as alt
import pandas as pd

from events.report.tallies import Tally, caption, counted_values

PALETTE = ("#0072B2", "#E69F00", "#CC79A7", "#009E73", "#D55E00", "#F0E442", "#999999")
"""Okabe and Ito's colours for all kinds of colour vision, for the values of a measure in order;
where there are more values, they begin again."""

ROW = 22
"""Height of a bar and its gap in pixels."""

FOOT = 230
"""Height of the axis and of the legend, two entries in a line."""

NAMES = 180
"""Greatest width of the names of bars in pixels."""

_GROUPS = alt.Axis(labelLimit=NAMES, labelOverlap=False, ticks=False)


def draw_tally(counts: Tally) -> alt.Chart:
    """Return a chart of a tally, to stand beside its table."""
    bars = pd.DataFrame(_bars(counts))
    drawn = alt.Chart(bars, height=ROW * len(counts.groups) + FOOT, description=_spoken(counts))
    chart: alt.Chart = drawn.mark_bar(stroke="#6B7480", strokeWidth=1).encode(
        x=alt.X("number:Q", title=counts.measure.unit.capitalize(), axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("group:N", title=None, sort=None, axis=_GROUPS),
        color=_colours(counts),
        order=alt.Order("rank:Q"),
        tooltip=[
            alt.Tooltip("group:N", title=counts.dimension.title),
            alt.Tooltip("value:N", title=counts.measure.title),
            alt.Tooltip("number:Q", title=counts.measure.unit.capitalize()),
        ],
        description="spoken:N",
    )
    return chart


def _spoken(counts: Tally) -> str:
    return f"{caption(counts)}: a bar chart; the table below holds the same numbers."


def _colours(counts: Tally) -> alt.Color:
    """Give each value its colour, the same on every chart of a measure."""
    colours = dict(zip(counts.labels.values(), cycle(PALETTE), strict=False))
    names = list(counted_values(counts).values())
    scale = alt.Scale(domain=names, range=[colours[name] for name in names])
    return alt.Color("value:N", title=None, scale=scale, legend=alt.Legend(orient="top", columns=2))


def _bars(counts: Tally) -> Iterator[dict[str, Any]]:
    """Yield a piece of a bar for each number above 0, and an empty one for a group with none."""
    values = counted_values(counts)
    for group in counts.groups:
        for rank, (value, name) in enumerate(values.items()):
            number = group.counts[value]
            if number or not any(group.counts.values()):
                yield {
                    "group": group.name,
                    "value": name,
                    "rank": rank,
                    "number": number,
                    "spoken": f"{group.name}, {name}, {counts.measure.unit}: {number}",
                }
