"""The dates shown, in one row: steps, exact dates, a slider, and periods."""

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
    before, after = collection.engine.neighbours(query)
    with st.container(key="range-row", horizontal=True, vertical_alignment="center", gap="small"):
        _step("chevron_left", "Previous day with events", before)
        _exact("from", query.first, collection)
        _slider(collection)
        _exact("to", query.last, collection)
        _step("chevron_right", "Next day with events", after)
        _periods(collection, (query.first, query.last))


def _step(icon: str, name: str, days: tuple[int, int] | None) -> None:
    """Draw a button to the day with events before the first date shown, or after it."""
    st.button(
        name,
        icon=f":material/{icon}:",
        help=name,
        on_click=_show,
        args=days,
        disabled=days is None,
    )


def _exact(end: str, day: int, collection: Collection) -> None:
    st.date_input(
        end.capitalize(),
        key=session.put(end, to_date(day)),
        min_value=to_date(collection.offers.first),
        max_value=to_date(collection.offers.last),
        on_change=_type,
        args=(end,),
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        width=136,
    )


def _slider(collection: Collection) -> None:
    """Draw the slider of the range; none for one day, or years that it cannot hold."""
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
        label_visibility="collapsed",
        width="stretch",
    )


def _periods(collection: Collection, shown: tuple[int, int]) -> None:
    """Offer all dates, and the periods of the collection that hold events."""
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
        placeholder="A period …",
        index=None,
        on_change=_preset,
        args=(spans,),
        label_visibility="collapsed",
        width=190,
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
