"""The filters, each value with the number of events that it would show."""

from dataclasses import replace

import streamlit as st

from events import CATEGORY, FACETS, LONGEST_TEXT, SIDES, STATUSES, Query, element
from pages.parts import frontend, state
from pages.parts.dataset import Shared
from pages.parts.listing import summary

TITLES = {
    "category": "Category",
    "place": "Place",
    "source": "Source",
    "side": "Who speaks or is credited",
    "status": "Status",
}


def filters(shared: Shared) -> None:
    """Draw one button that clears the filters, the search box, and a box for each filter."""
    query = state.view().query
    everything = shared.defaults.view.query
    dates = query.between(everything.first, everything.last) != query
    active = sum(len(values) for values in query.chosen.values()) + bool(query.text) + dates
    st.button(
        f"Clear {active} filter{'s' * (active != 1)}",
        disabled=not active,
        on_click=state.ask,
        args=(everything,),
        width="stretch",
        help="Shows all events and all dates again",
    )
    frontend.draw(element("p", summary(shared), class_="note"), "filtered")
    st.text_input(
        "Search",
        key=state.put("search", query.text),
        placeholder="Words, in any script",
        on_change=_search,
    )
    for facet in FACETS:
        _facet(facet, query, shared)


def _facet(facet: str, query: Query, shared: Shared) -> None:
    counts = shared.index.counts(query, facet)
    st.multiselect(
        TITLES[facet],
        sorted(counts, key=lambda value: label(facet, value, shared).casefold()),
        key=state.put(f"filter-{facet}", list(query.chosen.get(facet, ()))),
        format_func=lambda value: f"{label(facet, value, shared)} ({counts[value]})",
        placeholder="All",
        filter_mode="contains",
        select_all=False,
        on_change=_choose,
        args=(facet,),
    )


def label(facet: str, value: str, shared: Shared) -> str:
    """Name a filter's value for a reader."""
    if facet == "category":
        return CATEGORY[value].label
    if facet == "source":
        source = shared.dataset.sources[value]
        return f"{source.outlet}, {source.published.rstrip('?~%')}"
    if facet == "place":
        rows = shared.frame.loc[shared.frame["place"] == value, "place_name"]
        return str(rows.iloc[0])
    return {"side": SIDES, "status": STATUSES}[facet][value]


def _search() -> None:
    state.ask(replace(state.view().query, text=st.session_state.search.strip()[:LONGEST_TEXT]))


def _choose(facet: str) -> None:
    state.ask(state.view().query.choose(facet, st.session_state[f"filter-{facet}"]))
