"""The dates shown: a slider, exact inputs, presets, and steps between days with events."""

from datetime import date

import streamlit as st

from events.collection import Collection
from events.records import Period, When, to_date, to_day
from pages.parts import session

SLIDER_FROM, SLIDER_TO = date(1684, 7, 29), date(2255, 6, 4)
"""The days that Streamlit's slider can hold (streamlit/elements/widgets/slider.py)."""

ALL = "All dates"


def dates(collection: Collection) -> None:
    """Draw the controls of the range."""
    query = session.view().query
    range_slider(collection)
    low, high = to_date(collection.offers.first), to_date(collection.offers.last)
    ends = {"from": query.first, "to": query.last}
    with st.container(horizontal=True, gap="small"):
        _step_buttons(collection)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for end, day in ends.items():
            st.date_input(
                end.capitalize(),
                key=session.put(end, to_date(day)),
                min_value=low,
                max_value=high,
                on_change=_type,
                args=(end,),
                width=140,
            )
        _presets(collection, (query.first, query.last))


def range_slider(collection: Collection) -> None:
    """Draw the slider of the range alone; none for one day, or years that it cannot hold."""
    query = session.view().query
    low, high = to_date(collection.offers.first), to_date(collection.offers.last)
    if low == high or low < SLIDER_FROM or high > SLIDER_TO:
        return
    st.slider(
        "Dates shown",
        low,
        high,
        key=session.put("range", (to_date(query.first), to_date(query.last))),
        format="D MMM YYYY",
        on_change=_slide,
    )


def _step_buttons(collection: Collection) -> None:
    before, after = collection.engine.neighbours(session.view().query)
    st.button(
        "◀ Previous day with events",
        on_click=_show,
        args=before,
        disabled=before is None,
        help="The day with events before the first date shown",
    )
    st.button(
        "Next day with events ▶",
        on_click=_show,
        args=after,
        disabled=after is None,
        help="The next day with events",
    )


def _presets(collection: Collection, shown: tuple[int, int]) -> None:
    spans = {ALL: (collection.offers.first, collection.offers.last)}
    for period in collection.records.periods:
        first, last = _clipped(period, collection)
        if first <= last:  # else it lies beside all events
            spans[period.title] = (first, last)
    current = next((title for title, span in spans.items() if span == shown), None)
    st.selectbox(
        "Period",
        list(spans),
        key=session.put("period", current),
        placeholder="Choose …",
        index=None,
        on_change=_preset,
        args=(spans,),
        width="stretch",
    )


def _clipped(period: Period, collection: Collection) -> tuple[int, int]:
    when = When(period.date)
    return max(when.first, collection.offers.first), min(when.last, collection.offers.last)


def _show(first: int, last: int) -> None:
    session.ask(session.view().query.between(first, last))


def _slide() -> None:
    first, last = st.session_state.range
    _show(to_day(first), to_day(last))


def _type(end: str) -> None:
    query = session.view().query
    typed: date | None = st.session_state[end]
    day = to_day(typed) if typed else None
    if end == "from":
        first = query.first if day is None else day
        _show(first, max(first, query.last))
    else:
        last = query.last if day is None else day
        _show(min(query.first, last), last)


def _preset(spans: dict[str, tuple[int, int]]) -> None:
    title = st.session_state.period
    _show(*(spans[title] if title else spans[ALL]))
