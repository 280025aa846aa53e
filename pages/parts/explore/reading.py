"""What is read beside the map: the selected event, and the list of all that are shown."""

from dataclasses import replace
from functools import partial

import streamlit as st

from events.compare.choice import Comparison, subject
from events.compare.columns import offered
from events.telling.markup import Element, element
from pages import PAGES
from pages.parts import frontend, session
from pages.parts.dataset import Shared
from pages.parts.listing import nothing, page_of, pager, summary, turn


def panel(shared: Shared) -> None:
    """Draw the selected event with every excerpt, or say how to select one."""
    event = session.view().event

    def act(action: str) -> None:
        if action == "compare" and event is not None:
            _compare(event)
        session.act(action, shared)

    if event is None:
        hint = "Choose an event on the map, the timeline or in the list to read who says what."
        frontend.draw(element("section", element("p", hint)), "panel", act)
        return
    tree = element(
        "section",
        _outside(event, shared),
        shared.cards.panel(event),
        _comparing(event, shared),
    )
    frontend.draw(tree, "panel", act, reach=(event, session.current().moves))


def _outside(event: str, shared: Shared) -> Element | None:
    """Say that the open event is not among those shown, where that is so."""
    number = shared.identifiers.number(event)
    if number is None or shared.engine.matches(session.view().query, number):
        return None
    words = "This event is not among those shown now: it lies outside the dates or the filters."
    return element("p", words, class_="note")


def _comparing(name: str, shared: Shared) -> Element | None:
    """Offer to compare what an event's sources say, where two or more are quoted."""
    event = shared.dataset.by_id.get(name)
    if event is None or shared.identifiers.number(name) is None:
        return None
    if len(offered([event], shared.dataset, "articles")) < 2:
        return None
    return element("p", element("button", "Compare its sources", data_action="compare"))


def _compare(name: str) -> None:
    """Go to the page that compares, with this event alone."""
    about = Comparison(about=subject("event", name))
    session.current().view = replace(session.view(), comparison=about)
    st.switch_page(PAGES["compare"].file)


def listing(shared: Shared) -> None:
    """Draw how many events are shown, and a page of them."""
    page = page_of(shared)
    items = shared.cards.rows(page.events, session.view().event)
    tree = element(
        "section",
        element("h2", "Events"),
        element("p", summary(shared), role="status", class_="status"),
        element("ol", *items, class_="listing") if items else nothing(),
        pager(page),
    )
    frontend.draw(tree, "listing", partial(_act, shared))


def _act(shared: Shared, action: str) -> None:
    turn(action, "listing")
    session.act(action, shared)
