"""What is read beside the map: an event or a place's history, and the list of all shown."""

from dataclasses import replace
from functools import partial

import streamlit as st

from events.collection import Collection
from events.compare import count_excerpts
from events.markup import Element, element
from events.query import Comparison, subject
from events.table import Row
from events.telling.history import history_panel
from events.telling.listed import list_item
from events.telling.panel import Position
from events.telling.panel import panel as event_panel
from pages import PAGES
from pages.parts import frontend, own, session
from pages.parts.bar import EVENTS
from pages.parts.listing import IN_VIEW, nothing, page_of, pager, turn
from pages.parts.yours.opening import FORM

MOST_OFFERED = 8
"""Places, of those that are filtered for, whose histories are offered."""


def panel(collection: Collection) -> None:
    """Draw the selected event or the history of a place."""
    view, visit = session.view(), session.current()
    if view.history is not None:
        history = history_panel(view.history, collection, view.event)
        tree, shown = element("section", history), f"history:{view.history}"
    elif view.event is not None:
        tree, shown = _event(view.event, collection), view.event
    else:
        tree, shown = _nothing_open(collection), ""
    frontend.draw(tree, "panel", partial(turn_panel, collection), reach=(shown, visit.moves))


def turn_panel(collection: Collection, action: str) -> None:
    """Carry out a button of the panel."""
    verb, _, name = action.partition(":")
    view, places = session.view(), collection.offers.values["place"]
    if verb == "compare" and view.event is not None:
        _compare(view.event)
    elif verb == "change":
        frontend.go_to(FORM)
        st.switch_page(PAGES["yours"].file)
    elif verb == "history" and name in places:
        session.change(history=name)
    elif verb == "back":
        session.change(history=None)
    elif verb == "only" and name in places:
        query = collection.offers.view.query.choose("place", (name,))
        session.change(query=query, event=None, history=None)
    else:
        session.act(action, collection)


def _nothing_open(collection: Collection) -> Element:
    """Offer the history of each place that is filtered for."""
    chosen = session.view().query.chosen.get("place", ())[:MOST_OFFERED]
    labels = collection.labels["place"]
    buttons = [
        element("button", f"History of {labels[place]}", dir="auto", data_action=f"history:{place}")
        for place in chosen
    ]
    return element(
        "section",
        element("p", *buttons) if buttons else None,
    )


def _event(event: str, collection: Collection) -> Element:
    return element(
        "section",
        _outside(event, collection),
        event_panel(event, collection, position(event, collection)),
        _comparing(event, collection),
        _changing(event, collection),
    )


def position(event: str, collection: Collection) -> Position | None:
    """Say where an event stands in the list, and between which; None where it is not shown."""
    query, engine = session.view().query, collection.engine
    number = engine.position(query, event) if event in engine else None
    if number is None:
        return None
    first = max(0, number - 1)
    ids = [row["id"] for row in engine.page(query, first, number - first + 2)]
    before = ids[0] if number else None
    after = ids[-1] if ids[-1] != event else None
    return Position(number + 1, engine.count(query), before, after)


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


def _changing(name: str, collection: Collection) -> Element | None:
    """Offer to change an event of a list of the visitor's own."""
    mine = own.opened()
    if mine is None or not mine.is_list or name not in collection.engine:
        return None
    return element("p", element("button", "Change this event", data_action="change"))


def _compare(name: str) -> None:
    """Go to the page that compares, with this event alone."""
    about = Comparison(about=subject("event", name))
    session.current().view = replace(session.view(), comparison=about)
    st.switch_page(PAGES["compare"].file)


def listing(collection: Collection) -> None:
    """Draw a page of the events shown, which makes room for what is open."""
    page, selected = page_of(collection), session.view().event
    items = [_item(row, collection, selected) for row in page.rows]
    tree = element(
        "section",
        element("h2", "Events", class_="spoken", id=EVENTS, tabindex="-1"),
        element("p", IN_VIEW, class_="note") if session.view().query.within else None,
        element("ol", *items, class_="listing") if items else nothing(collection),
        pager(page),
        class_="rows",
    )
    frontend.draw(tree, "listing", partial(_act, collection))


def _item(row: Row, collection: Collection, selected: str | None) -> Element:
    name = row["id"]
    number = collection.engine.number(name) or 0
    return list_item(row, collection.records, number, selected=name == selected)


def _act(collection: Collection, action: str) -> None:
    turn(action, "listing")
    session.act(action, collection)
