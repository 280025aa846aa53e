"""The timeline: its brush sets the range, and a click on a bar selects the event."""

from functools import partial

import altair as alt
import streamlit as st

from events.query.question import Query
from events.telling.markup import element
from events.timeline.bins import MOST_DRAWN, cut, draw_bins
from events.timeline.lanes import PICK, draw_timeline
from events.timeline.plot import BRUSH, count_rows, part_of
from pages.parts import frontend, session
from pages.parts.dataset import Shared


def timeline(shared: Shared) -> None:
    """Draw what passes the filters, over all dates: each event, or of many how many there are."""
    query = session.view().query.filters
    number = shared.engine.count(query)
    session.current().timeline_rows = 0
    if not number:
        return
    each = number <= MOST_DRAWN
    chart = _events(query, shared) if each else _counts(query, shared)
    session.current().timeline_rows = count_rows(chart)
    st.altair_chart(
        chart,
        key="timeline",
        on_select=partial(_chosen, shared),
        selection_mode=[BRUSH, PICK] if each else [BRUSH],
        width="stretch",
    )


def shade(shared: Shared) -> None:
    """Shade the days of the timeline that are not shown, without drawing the chart again."""
    query, span = session.view().query, shared.engine.span
    # What lies beside the first and the last day is no day that is left out.
    start = part_of(span, query.first) if query.first > span[0] else 0
    end = part_of(span, query.last + 1) if query.last < span[1] else 1
    rows = session.current().timeline_rows
    style = f"--from:{start:.4f};--to:{end:.4f};--rows:{rows}"
    outside = element("div", element("span"), element("span"), class_="shade", style=style)
    frontend.draw(outside, "shade")


def _events(query: Query, shared: Shared) -> alt.LayerChart:
    rows = shared.frame.iloc[sorted(shared.engine.page(query, 0, MOST_DRAWN))]
    selected = session.view().event
    return draw_timeline(rows, shared.dataset.periods, span=shared.engine.span, selected=selected)


def _counts(query: Query, shared: Shared) -> alt.LayerChart:
    span, categories = shared.engine.span, shared.engine.values("category")
    counts = shared.engine.bars(query, cut(span))
    return draw_bins(counts, categories, shared.dataset.periods, span=span)


def _chosen(shared: Shared) -> None:
    """Take over what the chart reports: an event that was clicked, or days that were brushed.

    The chart reports both each time, so only what changed counts.
    """
    selection = st.session_state.timeline.selection
    picked = [item.get("id") for item in selection.get(PICK) or []]
    brushed = next(iter((selection.get(BRUSH) or {}).values()), None)
    visit = session.current()
    before, visit.timeline_selection = visit.timeline_selection, (picked, brushed)
    if picked and picked != before[0]:
        session.act(f"select:{picked[0]}", shared)
    elif brushed and brushed != before[1]:
        session.ask(session.view().query.between(*_days(brushed, shared)))


def _days(brushed: list[float], shared: Shared) -> tuple[int, int]:
    """Turn the brush's milliseconds into whole days; its end is the end of the last one."""
    start, end = (round(moment / 86_400_000) for moment in brushed)
    return shared.defaults.within(start, end - 1)
