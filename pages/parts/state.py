"""What a visitor sees: one value in the session, the same as the link."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from events.link import PARAMETERS, View, read_link, write_link
from events.query.question import Query
from pages.parts import frontend
from pages.parts.dataset import Shared

SHOWN: dict[str, tuple[str, ...]] = {
    "range": (
        "map",
        "time",
        "shade",
        "listing",
        "table",
        "panel",
        "filters",
        "narrowing",
        "choice",
        "comparison",
        "maker",
        "address",
    ),
    "query": (
        "map",
        "filters",
        "time",
        "timeline",
        "shade",
        "listing",
        "table",
        "panel",
        "narrowing",
        "choice",
        "comparison",
        "address",
        "maker",
    ),
    "event": ("map", "panel", "listing", "timeline", "address", "maker"),
    "layers": ("map", "layers", "address"),
    "language": ("map", "layers", "address"),
    "step": ("slide", "stage", "address"),
    "comparison": ("slide", "narrowing", "choice", "comparison", "address"),
}
"""The parts of a page that show each field of a view, the map first; a range is part of a query."""


def begin(shared: Shared) -> None:
    """Read the link once for a session; later the session's own view is the truth."""
    st.session_state.parts, st.session_state.late = [], []
    if "view" in st.session_state:
        return
    link = {name: st.query_params.get_all(name) for name in PARAMETERS}
    view, problems = read_link(link, shared.offers)
    st.session_state.view = _reach(view, shared)
    st.session_state.ignored = problems
    st.session_state.page = 0
    st.session_state.reach = 0


def _reach(view: View, shared: Shared) -> View:
    """Widen the dates of a link so that the event it names is among those shown."""
    number = shared.identifiers.number(view.event)
    if number is None:
        return view
    first, last = (int(shared.frame[name].iloc[number]) for name in ("first", "last"))
    query = view.query
    if first <= query.last and last >= query.first:
        return view
    return replace(view, query=query.between(min(query.first, first), max(query.last, last)))


def view() -> View:
    """Return what the visitor sees now."""
    current: View = st.session_state.view
    return current


def change(**fields: Any) -> None:
    """Change the view from a widget's callback, and rerun the parts that show what changed."""
    before = view()
    after = replace(before, **fields)
    st.session_state.view = after
    if not fields.keys() <= SHOWN.keys():
        return  # a story begins or ends: the whole page is another
    if after.query != before.query:
        st.session_state.page = 0
    only_range = after.query.filters == before.query.filters
    names = ["range" if field == "query" and only_range else field for field in fields]
    shown = dict.fromkeys(part for name in names for part in SHOWN[name])
    if only_range and before.event is None and after.event is None:
        shown.pop("panel", None)  # which then holds nothing that depends on a query
    redraw(*shown)


def redraw(*parts: str) -> None:
    """Rerun those of these parts that the page has."""
    st.rerun([part for part in parts if part in st.session_state.parts])


def ask(query: Query) -> None:
    """Change the question."""
    change(query=query)


def select(event: str | None, *, from_map: bool = False) -> None:
    """Select an event, or none; the map moves to it unless it was picked there."""
    st.session_state.reach += 0 if from_map else 1
    change(event=event)


def act(action: str, shared: Shared) -> None:
    """Carry out what a button asks for: `select:ID`, `close`, or `all` for all events."""
    verb, _, name = action.partition(":")
    if verb == "close":
        select(None)
    elif verb == "all":
        ask(shared.offers.view.query)
    elif verb == "select" and name in shared.offers.events:
        select(name)


def put(key: str, value: Any) -> str:
    """Set a widget's value from the view before the widget is made; return its key."""
    st.session_state[key] = value
    return key


def part(name: str, draw: Callable[[Shared], None], shared: Shared, *, late: bool = False) -> None:
    """Draw a part of a page as a fragment that can be run again by its name.

    One that is late is drawn when `rest` has asked for it: after the map's first picture.
    """

    def in_time(shared: Shared) -> None:
        if not late or st.session_state.get("pictured"):
            draw(shared)

    st.session_state.parts.append(name)
    st.session_state.late += [name] if late else []
    st.fragment(in_time, key=name)(shared)


def rest(shared: Shared) -> None:
    """Ask for the parts that are late, once a session."""
    if not st.session_state.get("pictured"):
        frontend.later("rest", _pictured)


def _pictured() -> None:
    st.session_state.pictured = True
    st.rerun([*st.session_state.late, "rest"])


def address(shared: Shared) -> None:
    """Keep the address bar in step with the view."""
    frontend.write_link(tuple(PARAMETERS), write_link(view(), shared.offers, lasting=True))
