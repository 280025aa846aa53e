"""What is read beside the map: an event or a place's history, and the list of all shown."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

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
from pages.parts.listing import IN_VIEW, Page, nothing, page_of, pager, turn
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
    page = page_of(collection)
    is_shared = page.rows and not own.parameters()
    drawn = _ready(page, collection) if is_shared else _list(page, collection)
    frontend.draw(drawn, "listing", partial(_act, collection))


def _list(page: Page, collection: Collection) -> Element:
    selected = session.view().event
    items = [_item(row, collection, selected) for row in page.rows]
    return element(
        "section",
        element("h2", "Events", class_="spoken", id=EVENTS, tabindex="-1"),
        element("p", IN_VIEW, class_="note") if session.view().query.within else None,
        element("ol", *items, class_="listing") if items else nothing(collection),
        pager(page),
        class_="rows",
    )


MOST_READY = 500
"""Pages of the list that are kept drawn, of some 10 kB each: most visitors see the same ones."""
MOST_ITEMS = 5_000
"""Events that are kept drawn for the list."""


@dataclass
class _Drawn:
    """What was drawn last of a collection's list."""

    pages: dict[tuple[object, ...], frontend.Ready] = field(default_factory=dict)
    items: dict[tuple[str, bool], Element] = field(default_factory=dict)


_drawn: WeakKeyDictionary[Collection, _Drawn] = WeakKeyDictionary()


def _ready(page: Page, collection: Collection) -> frontend.Ready:
    """Draw a page of the shared collection's list, or take it from whoever saw the same before."""
    view, pages = session.view(), _drawn.setdefault(collection, _Drawn()).pages
    here = tuple(row["id"] for row in page.rows)
    selected = view.event if view.event in here else None
    seen = (here, selected, view.query.within is None, page.number, page.pages, page.elsewhere)
    drawn = pages.get(seen)
    if drawn is None:
        drawn = frontend.make_ready(_list(page, collection))
        _make_room(pages, MOST_READY)
        pages[seen] = drawn
    return drawn


def _item(row: Row, collection: Collection, selected: str | None) -> Element:
    items, seen = _drawn.setdefault(collection, _Drawn()).items, (row["id"], row["id"] == selected)
    item = items.get(seen)
    if item is None:
        number = collection.engine.number(row["id"]) or 0
        item = list_item(row, collection.records, number, selected=seen[1])
        _make_room(items, MOST_ITEMS)
        items[seen] = item
    return item


def _make_room(drawn: dict[Any, Any], most: int) -> None:
    """Forget all at the limit: what visitors see now is drawn again at once."""
    if len(drawn) >= most:
        drawn.clear()


def _act(collection: Collection, action: str) -> None:
    turn(action, "listing")
    session.act(action, collection)
