"""Pages of a long list: only one is sent to the visitor."""

from dataclasses import dataclass, field, replace

import streamlit as st

from events.telling.markup import Element, element
from pages.parts import state
from pages.parts.dataset import Shared

PAGE = 12
"""Events on a page."""


@dataclass(frozen=True)
class Page:
    """One page of what matches, counted from 0."""

    number: int
    pages: int
    events: list[int] = field(default_factory=list)


def page_of(shared: Shared) -> Page:
    """Return the page that the visitor is on: at first that of an event newly selected."""
    query = state.view().query
    _follow(shared)
    page = page_among(shared.engine.count(query))
    return replace(page, events=shared.engine.page(query, page.number * PAGE, PAGE))


def page_among(count: int, key: str = "page", size: int = PAGE) -> Page:
    """Return the page of so many things that the visitor is on, moved to one that there is.

    `key` is where the session keeps its number, `size` how many things stand on a page.
    """
    pages = max(1, -(-count // size))
    # Kept, so that the pager's buttons count from the page that is seen.
    st.session_state[key] = min(st.session_state.get(key, 0), pages - 1)
    return Page(st.session_state[key], pages)


def _follow(shared: Shared) -> None:
    """Turn to the page of the selected event, once for each that is selected."""
    event = state.view().event
    number = None if event is None else shared.identifiers.number(event)
    if event == st.session_state.get("followed"):
        return
    st.session_state.followed = event
    position = None if number is None else shared.engine.position(state.view().query, number)
    if position is not None:
        st.session_state.page = position // PAGE


def pager(page: Page) -> Element | None:
    """Draw the buttons to the pages before and after; None where all fits on one."""
    if page.pages == 1:
        return None
    at_end = page.number + 1 == page.pages
    return element(
        "nav",
        element("button", "Previous", data_action="page:-1", disabled=None if page.number else ""),
        element("span", f"Page {page.number + 1:,} of {page.pages:,}"),
        element("button", "Next", data_action="page:+1", disabled="" if at_end else None),
        class_="pager",
        aria_label="Pages of the list",
    )


def turn(action: str, part: str, key: str = "page") -> None:
    """Carry out a button of the pager, and rerun the part that it belongs to.

    `key` is where the session keeps the number of the page.
    """
    if action in ("page:-1", "page:+1"):
        before = st.session_state.get(key, 0)
        st.session_state[key] = max(0, before + int(action.removeprefix("page:")))
        st.rerun([part])
