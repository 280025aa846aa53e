"""The comparison: the columns side by side."""

from dataclasses import replace
from functools import partial

import streamlit as st

from events.collection import Collection
from events.compare import LIMITS, PAGE, Column, Layout, draw_sections, shared_events
from events.markup import element
from events.query import Comparison
from pages import PAGES
from pages.parts import frontend, session
from pages.parts.compare.choice import layout_of
from pages.parts.listing import page_among, pager, turn


def comparison(collection: Collection) -> None:
    """Draw the columns side by side."""
    layout = layout_of(collection)
    act = partial(_act, collection, layout)
    limits = element("p", LIMITS, class_="limits")
    if len(layout.columns) < 2:
        few = element("p", "Choose two columns or more.", role="status", class_="status")
        frontend.draw(element("section", limits, few), "compare", act)
        return
    page = page_among(len(shared_events(layout.columns)), "comparison", PAGE)
    hidden = [c for c in layout.columns if (o := layout.outlet_of(c)) and layout.veil.hides(o)]
    everyone = element("button", "Reveal all", data_action="reveal:all")
    tree = element(
        "section",
        limits,
        element("p", _summary(layout), role="status", class_="status"),
        everyone if hidden or session.view().comparison.blind else None,
        *draw_sections(layout, page.number * PAGE, pager(page)),
    )
    frontend.draw(tree, "compare", act)


def _summary(layout: Layout) -> str:
    number = len({name for column in layout.columns for name in column.parts})
    several = len(shared_events(layout.columns))
    events = f"{number:,} event{'s' * (number != 1)}"
    return f"{' | '.join(layout.labels)}: {events}; told by two or more: {several:,}"


def _act(collection: Collection, layout: Layout, action: str) -> None:
    """Carry out a button: turn the page, reveal a column or all, or open an event."""
    turn(action, "comparison", "comparison")
    verb, _, which = action.partition(":")
    compared: Comparison = session.view().comparison
    if action == "reveal:all":
        session.change(comparison=replace(compared, blind=False))
    elif verb == "reveal" and which.isdecimal() and int(which) < len(layout.columns):
        column: Column = layout.columns[int(which)]
        session.current().revealed |= {layout.outlet_of(column) or ""}
        st.rerun(["choice", "comparison"])
    elif verb == "open" and which in collection.offers.events:
        visit = session.current()
        visit.view = replace(visit.view, event=which)
        visit.moves += 1
        st.switch_page(PAGES["explore"].file)
