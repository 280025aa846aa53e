"""What is read beside the map: the selected event, and the list of all that are shown."""

from dataclasses import replace
from functools import partial

import streamlit as st

from events.collection import Collection
from events.compare import count_excerpts
from events.markup import Element, element
from events.query import Comparison, subject
from events.telling.panel import list_item
from events.telling.panel import panel as event_panel
from pages import PAGES
from pages.parts import frontend, session
from pages.parts.listing import nothing, page_of, pager, summary, turn


def panel(collection: Collection) -> None:
    """Draw the selected event with every excerpt, or say how to select one."""
    event = session.view().event

    def act(action: str) -> None:
        if action == "compare" and event is not None:
            _compare(event)
        session.act(action, collection)

    if event is None:
        hint = "Choose an event on the map, the timeline or in the list to read who says what."
        frontend.draw(element("section", element("p", hint)), "panel", act)
        return
    tree = element(
        "section",
        _outside(event, collection),
        event_panel(event, collection),
        _comparing(event, collection),
    )
    frontend.draw(tree, "panel", act, reach=(event, session.current().moves))


def _outside(event: str, collection: Collection) -> Element | None:
    """Say that the open event is not among those shown, where that is so."""
    engine = collection.engine
    if event not in engine or engine.matches(session.view().query, event):
        return None
    words = "This event is not among those shown now: it lies outside the dates or the filters."
    return element("p", words, class_="note")


def _comparing(name: str, collection: Collection) -> Element | None:
    """Offer to compare what an event's sources say, where two or more are quoted."""
    event = collection.records.by_id.get(name)
    if event is None or name not in collection.engine:
        return None
    if len(count_excerpts([event], collection.records, "articles")) < 2:
        return None
    return element("p", element("button", "Compare its sources", data_action="compare"))


def _compare(name: str) -> None:
    """Go to the page that compares, with this event alone."""
    about = Comparison(about=subject("event", name))
    session.current().view = replace(session.view(), comparison=about)
    st.switch_page(PAGES["compare"].file)


def listing(collection: Collection) -> None:
    """Draw how many events are shown, and a page of them."""
    page = page_of(collection)
    selected, records = session.view().event, collection.records
    items = [list_item(row, records, selected=row["id"] == selected) for row in page.rows]
    tree = element(
        "section",
        element("h2", "Events"),
        element("p", summary(collection), role="status", class_="status"),
        element("ol", *items, class_="listing") if items else nothing(),
        pager(page),
    )
    frontend.draw(tree, "listing", partial(_act, collection))


def _act(collection: Collection, action: str) -> None:
    turn(action, "listing")
    session.act(action, collection)
