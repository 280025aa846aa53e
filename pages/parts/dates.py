"""The dates shown, in one row: steps, exact dates, a slider, and periods."""

from datetime import date

import streamlit as st

from events.collection import Collection
from events.records import Period, When, in_words, to_date, to_day
from events.records.days import PYTHON
from geodata.days import day_of
from pages.parts import session
from pages.parts.stops import Stops, stops_between

SLIDER = range(day_of(1684, 7, 29), day_of(2255, 6, 4) + 1)
"""The days that Streamlit's slider can hold (streamlit/elements/widgets/slider.py)."""

CALENDAR = range(day_of(1000), PYTHON.stop)
"""The days that its calendar can show: it takes a year of fewer digits for another."""

ALL = "All dates"


def dates(collection: Collection) -> None:
    """Draw the controls of the range."""
    query = session.view().query
    if misread := session.current().misread:
        session.current().misread = ""
        st.toast(f"“{misread}” is no date: write 44 BC, 15 March 44 BC, AD 79 or -0043-03-15")
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
    """Draw the field of an exact date, to be written in words where no calendar can show it."""
    if not _within(CALENDAR, collection):
        st.text_input(
            end.capitalize(),
            key=session.put(end, in_words(day)),
            on_change=_write,
            args=(end, collection),
            label_visibility="collapsed",
            width=180,
        )
        return
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
    """Draw the slider of the range: of its days, or else of months or years; none for one day."""
    query, offers = session.view().query, collection.offers
    if offers.first == offers.last:
        return
    if not _within(SLIDER, collection):
        stops = stops_between(offers.first, offers.last)
        ends = (stops.holding(query.first), stops.holding(query.last))
        st.select_slider(
            "Dates shown",
            stops.first,
            (stops.first[0], stops.first[-1]),  # two ends, whatever the session holds
            key=session.put("range", ends),
            format_func=stops.words,
            on_change=_stop,
            args=(stops, collection),
            label_visibility="collapsed",
            width="stretch",
        )
        return
    st.slider(
        "Dates shown",
        to_date(offers.first),
        to_date(offers.last),
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
        width=220,
    )


def _within(days: range, collection: Collection) -> bool:
    return collection.offers.first in days and collection.offers.last in days


def _clipped(period: Period, collection: Collection) -> tuple[int, int]:
    when = When(period.date)
    return max(when.first, collection.offers.first), min(when.last, collection.offers.last)


def _show(first: int, last: int) -> None:
    session.ask(session.view().query.between(first, last))


def _slide() -> None:
    first, last = st.session_state.range
    _show(to_day(first), to_day(last))


def _stop(stops: Stops, collection: Collection) -> None:
    first, last = st.session_state.range
    offers = collection.offers
    _show(max(first, offers.first), min(stops.end(last, offers.last), offers.last))


def _write(end: str, collection: Collection) -> None:
    """Take a date as it is written, in EDTF or in words; another text is put back."""
    text, offers = st.session_state[end].strip(), collection.offers
    try:
        when = When(text)
        days: tuple[int, int] | None = (when.first, when.last)
    except ValueError:
        days = collection.engine.read(text).days
    if days is None:
        session.current().misread = text
        return
    first, last = (min(max(day, offers.first), offers.last) for day in days)
    _set(end, first if end == "from" else last)


def _type(end: str) -> None:
    typed: date | None = st.session_state[end]
    if typed:
        _set(end, to_day(typed))


def _set(end: str, day: int) -> None:
    """Show the days from this one on, or up to it; the other end gives way."""
    query = session.view().query
    if end == "from":
        _show(day, max(day, query.last))
    else:
        _show(min(query.first, day), day)


def _preset(spans: dict[str, tuple[int, int]]) -> None:
    title = st.session_state.period
    _show(*(spans[title] if title else spans[ALL]))
