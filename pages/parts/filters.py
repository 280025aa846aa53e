"""The filters, each value with the number of events that it would show."""

from dataclasses import replace

import streamlit as st

from events.link import LONGEST_TEXT
from events.query.filters import TITLES as FILTER_TITLES
from events.query.question import FACETS, Query
from events.telling.markup import element
from pages.parts import frontend, session
from pages.parts.dataset import Shared
from pages.parts.listing import summary

MOST_VALUES = 100
"""Values that a filter offers; of more, those with most events."""


def filters(shared: Shared) -> None:
    """Draw one button that clears the filters, the search box, and a box for each filter."""
    query = session.view().query
    everything = shared.defaults.view.query
    dates = query.between(everything.first, everything.last) != query
    active = sum(len(values) for values in query.chosen.values()) + bool(query.text) + dates
    st.button(
        f"Clear {active} filter{'s' * (active != 1)}",
        disabled=not active,
        on_click=session.ask,
        args=(everything,),
        width="stretch",
        help="Shows all events and all dates again",
    )
    frontend.draw(element("p", summary(shared), class_="note"), "filtered")
    st.text_input(
        "Search",
        key=session.put("search", query.text),
        placeholder="Words, in any script",
        on_change=_search,
    )
    for facet in FACETS:
        _facet(facet, query, shared)


def _facet(facet: str, query: Query, shared: Shared) -> None:
    counts, labels = shared.engine.counts(query, facet), shared.labels[facet]
    chosen = list(query.chosen.get(facet, ()))
    st.multiselect(
        FILTER_TITLES[facet],
        sorted(_offered(counts, chosen), key=lambda value: labels[value].casefold()),
        key=session.put(f"filter-{facet}", chosen),
        format_func=lambda value: f"{labels[value]} ({counts[value]:,})",
        placeholder="All",
        filter_mode="contains",
        select_all=False,
        on_change=_choose,
        args=(facet,),
    )


def _offered(counts: dict[str, int], chosen: list[str]) -> list[str]:
    """Return the values to offer: all, or of very many those with most events."""
    if len(counts) <= MOST_VALUES:
        return list(counts)
    most = sorted(counts, key=lambda value: -counts[value])[:MOST_VALUES]
    return list(dict.fromkeys([*chosen, *most]))


def _search() -> None:
    session.ask(replace(session.view().query, text=st.session_state.search.strip()[:LONGEST_TEXT]))


def _choose(facet: str) -> None:
    session.ask(session.view().query.choose(facet, st.session_state[f"filter-{facet}"]))
