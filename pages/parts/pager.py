"""Pages of a long list: only one is sent to the visitor."""

from collections.abc import Sequence

import streamlit as st

from events import Element, element

PAGE = 15
"""Events on a page."""


def current_page(rows: Sequence[int]) -> Sequence[int]:
    """Return the rows of the page that the visitor is on."""
    page = min(st.session_state.page, _pages(rows) - 1)
    return rows[page * PAGE : (page + 1) * PAGE]


def pager(rows: Sequence[int]) -> Element | None:
    """Draw the buttons to the pages before and after; None where all fits on one."""
    pages = _pages(rows)
    page = min(st.session_state.page, pages - 1)
    if pages == 1:
        return None
    return element(
        "nav",
        element("button", "Previous", data_action="page:-1", disabled=None if page else ""),
        element("span", f"Page {page + 1} of {pages}"),
        element(
            "button", "Next", data_action="page:+1", disabled="" if page + 1 == pages else None
        ),
        class_="pager",
        aria_label="Pages of the list",
    )


def turn(action: str, part: str) -> None:
    """Carry out a button of the pager, and rerun the part that it belongs to."""
    if action in ("page:-1", "page:+1"):
        st.session_state.page = max(0, st.session_state.page + int(action.removeprefix("page:")))
        st.rerun([part])


def _pages(rows: Sequence[int]) -> int:
    return max(1, -(-len(rows) // PAGE))
