"""The timeline: its brush sets the range, and a click on a bar selects the event."""

from functools import partial

import altair as alt
import streamlit as st

from events.collection import Collection
from events.markup import element
from events.query import Query
from events.records import Category
from events.timeline import (
    BRUSH,
    MOST_DRAWN,
    PICK,
    count_rows,
    draw_bins,
    draw_timeline,
    position_of,
    run_edges,
)
from pages.parts import frontend, session


def timeline(collection: Collection) -> None:
    """Draw what passes the filters, over all dates: each event, or of many how many there are."""
    query = session.view().query.filters
    number = collection.engine.count(query)
    session.current().timeline_rows = 0
    if not number:
        return
    each = number <= MOST_DRAWN
    chart = _events(query, collection) if each else _counts(query, collection)
    session.current().timeline_rows = count_rows(chart)
    st.altair_chart(
        chart,
        key="timeline",
        on_select=partial(_chosen, collection),
        selection_mode=[BRUSH, PICK] if each else [BRUSH],
        width="stretch",
    )


def shade(collection: Collection) -> None:
    """Shade the days of the timeline that are not shown, without drawing the chart again."""
    query, span = session.view().query, collection.engine.span
    # What lies beside the first and the last day is no day that is left out.
    start = position_of(span, query.first) if query.first > span[0] else 0
    end = position_of(span, query.last + 1) if query.last < span[1] else 1
    rows = session.current().timeline_rows
    style = f"--from:{start:.4f};--to:{end:.4f};--rows:{rows}"
    outside = element("div", element("span"), element("span"), class_="shade", style=style)
    frontend.draw(outside, "shade")


def _events(query: Query, collection: Collection) -> alt.LayerChart:
    rows, records = collection.engine.select(query, MOST_DRAWN), collection.records
    categories, selected = records.vocabulary.categories, session.view().event
    return draw_timeline(
        rows, categories, records.periods, span=collection.engine.span, selected=selected
    )


def _counts(query: Query, collection: Collection) -> alt.LayerChart:
    span, categories = collection.engine.span, _categories(collection)
    counts = collection.engine.bars(query, run_edges(span))
    return draw_bins(counts, categories, collection.records.periods, span=span)


def _categories(collection: Collection) -> list[Category]:
    """List the categories that events have, in the order of the engine's counts."""
    known = collection.records.vocabulary.category
    return [known[name] for name in collection.engine.values("category")]


def _chosen(collection: Collection) -> None:
    """Take over what the chart reports: an event that was clicked, or days that were brushed.

    The chart reports both each time, so only what changed counts.
    """
    selection = st.session_state.timeline.selection
    picked = [item.get("id") for item in selection.get(PICK) or []]
    brushed = next(iter((selection.get(BRUSH) or {}).values()), None)
    visit = session.current()
    before, visit.timeline_selection = visit.timeline_selection, (picked, brushed)
    if picked and picked != before[0]:
        session.act(f"select:{picked[0]}", collection)
    elif brushed and brushed != before[1]:
        session.ask(session.view().query.between(*_days(brushed, collection)))


def _days(brushed: list[float], collection: Collection) -> tuple[int, int]:
    """Turn the brush's milliseconds into whole days; its end is the end of the last one."""
    start, end = (round(moment / 86_400_000) for moment in brushed)
    return collection.offers.within(start, end - 1)
