"""The list of what is shown: the same events as on the map, in words."""

from functools import partial

from events.records.dates import in_words
from events.telling.markup import Element, element
from pages.parts import frontend, state
from pages.parts.dataset import Shared
from pages.parts.pager import page_of, pager, turn


def listing(shared: Shared) -> None:
    """Draw how many events are shown, and a page of them."""
    frontend.draw(_listing(shared), "listing", partial(_act, shared))


def _listing(shared: Shared) -> Element:
    view = state.view()
    page = page_of(shared)
    items = shared.cards.rows(page.events, view.event)
    return element(
        "section",
        element("h2", "Events"),
        element("p", summary(shared), role="status", class_="status"),
        element("ol", *items, class_="listing") if items else nothing(),
        pager(page),
    )


def summary(shared: Shared) -> str:
    """Say in words how many events are shown, and over which dates."""
    query = state.view().query
    shown = shared.engine.count(query)
    span = f"{in_words(query.first)} to {in_words(query.last)}"
    dates = in_words(query.first) if query.first == query.last else span
    return f"Showing {shown:,} of {len(shared.frame):,} events, {dates}"


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
