"""The list of what is shown: the same events as on the map, in words."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from events import Element, element, in_words
from pages.parts import frontend, state
from pages.parts.dataset import Shared
from pages.parts.pager import current_page, pager, turn


def listing(shared: Shared) -> None:
    """Draw how many events are shown, and a page of them."""
    frontend.draw(_listing(shared), "listing", partial(_act, shared))


def _listing(shared: Shared) -> Element:
    view = state.view()
    rows = _in_order(np.flatnonzero(shared.index.select(view.query)), shared)
    ids = [shared.frame.index[row] for row in current_page(rows)]
    items = [shared.cards.row(event, selected=event == view.event) for event in ids]
    return element(
        "section",
        element("h2", "Events"),
        element("p", summary(shared), role="status", class_="status"),
        element("ol", *items, class_="listing") if items else nothing(),
        pager(rows),
    )


def _in_order(rows: NDArray[np.intp], shared: Shared) -> list[int]:
    """Put what begins in the range before what only reaches into it."""
    began_before = shared.index.first[rows] < state.view().query.first
    return [int(row) for row in rows[np.argsort(began_before, kind="stable")]]


def summary(shared: Shared) -> str:
    """Say in words how many events are shown, and over which dates."""
    query = state.view().query
    shown = int(shared.index.select(query).sum())
    span = f"{in_words(query.first)} to {in_words(query.last)}"
    dates = in_words(query.first) if query.first == query.last else span
    return f"Showing {shown} of {len(shared.frame)} events, {dates}"


def nothing() -> Element:
    """Say that nothing matches, and offer the way back."""
    return element(
        "p",
        "No event matches. Widen the dates, or clear the filters.",
        element("button", "Show all events", data_action="all"),
    )


def _act(shared: Shared, action: str) -> None:
    turn(action, "listing")
    state.act(action, shared)
