"""The filters, each value with the number of events that it would show."""

from dataclasses import replace

import streamlit as st

from events.collection import Collection
from events.link import LONGEST_TEXT
from events.markup import element
from events.query import FILTERS, Query
from pages.parts import frontend, session
from pages.parts.listing import summary

MOST_VALUES = 300
"""Values that a filter offers; of more, those with most events, and the box says so."""


def filters(collection: Collection) -> None:
    """Draw one button that clears the filters, the search box, and a box for each filter."""
    query = session.view().query
    everything = collection.offers.view.query
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
    frontend.draw(element("p", summary(collection), class_="note"), "filtered")
    st.text_input(
        "Search",
        key=session.put("search", query.text),
        placeholder="Words, in any script",
        on_change=_search,
    )
    for name in FILTERS:
        _filter(name, query, collection)


def _filter(name: str, query: Query, collection: Collection) -> None:
    counts, labels = collection.engine.counts(query, name), collection.labels[name]
    chosen = list(query.chosen.get(name, ()))
    offered = _offered(counts, chosen)
    left = len(counts) - len(offered)
    st.multiselect(
        FILTERS[name].title,
        sorted(offered, key=lambda value: labels[value].casefold()),
        key=session.put(f"filter-{name}", chosen),
        format_func=lambda value: f"{labels[value]} ({counts[value]:,})",
        placeholder="All" if not left else f"All; {left:,} more by Search",
        filter_mode="contains",
        select_all=False,
        on_change=_choose,
        args=(name,),
    )


def _offered(counts: dict[str, int], chosen: list[str]) -> list[str]:
    """Return the values to offer: all, or of very many those with most events."""
    if len(counts) <= MOST_VALUES:
        return list(counts)
    most = sorted(counts, key=lambda value: -counts[value])[:MOST_VALUES]
    return list(dict.fromkeys([*chosen, *most]))


def _search() -> None:
    session.ask(replace(session.view().query, text=st.session_state.search.strip()[:LONGEST_TEXT]))


def _choose(name: str) -> None:
    session.ask(session.view().query.choose(name, st.session_state[f"filter-{name}"]))
