"""The timeline: its brush sets the range, and a click on a bar selects the event."""

from functools import partial

import streamlit as st

from events import BRUSH, PICK, draw_timeline
from pages.parts import state
from pages.parts.dataset import Shared


def timeline(shared: Shared) -> None:
    """Draw the events that pass the filters, over all dates; days out of the range are shaded."""
    view = state.view()
    rows = shared.frame[shared.index.select(view.query.filters)]
    if rows.empty:
        return
    chart = draw_timeline(
        rows,
        shared.dataset.periods,
        span=(shared.defaults.first, shared.defaults.last),
        shown=(view.query.first, view.query.last),
        selected=view.event,
    )
    st.altair_chart(
        chart,
        key="timeline",
        on_select=partial(_chosen, shared),
        selection_mode=[BRUSH, PICK],
        width="stretch",
    )


def _chosen(shared: Shared) -> None:
    """Take over what the chart reports: an event that was clicked, or days that were brushed.

    The chart reports both each time, so only what changed counts.
    """
    selection = st.session_state.timeline.selection
    picked = [item.get("id") for item in selection.get(PICK) or []]
    brushed = next(iter((selection.get(BRUSH) or {}).values()), None)
    before = st.session_state.get("timeline_before", ([], None))
    st.session_state.timeline_before = (picked, brushed)
    if picked and picked != before[0]:
        state.act(f"select:{picked[0]}", shared)
    elif brushed and brushed != before[1]:
        state.ask(state.view().query.between(*_days(brushed, shared)))


def _days(brushed: list[float], shared: Shared) -> tuple[int, int]:
    """Turn the brush's milliseconds into whole days; its end is the end of the last one."""
    start, end = (round(moment / 86_400_000) for moment in brushed)
    return shared.defaults.within(start, end - 1)
