"""The comparison: the columns side by side."""

from dataclasses import replace
from functools import partial

import streamlit as st

from events.compare.cards import Sheet
from events.compare.choice import Comparison
from events.compare.columns import Column, told_by_several
from events.compare.sections import EVENTS, LIMITS, sections
from events.telling.markup import element
from pages import PAGES
from pages.parts import frontend, session
from pages.parts.compare.choice import sheet_of
from pages.parts.dataset import Shared
from pages.parts.listing import page_among, pager, turn


def comparison(shared: Shared) -> None:
    """Draw the columns side by side."""
    sheet = sheet_of(shared)
    act = partial(_act, shared, sheet)
    limits = element("p", LIMITS, class_="limits")
    if len(sheet.compared) < 2:
        few = element("p", "Choose two columns or more.", role="status", class_="status")
        frontend.draw(element("section", limits, few), "compare", act)
        return
    page = page_among(len(told_by_several(sheet.compared)), "comparison", EVENTS)
    hidden = [c for c in sheet.compared if (o := sheet.outlet_of(c)) and sheet.blind.hides(o)]
    everyone = element("button", "Reveal all", data_action="reveal:all")
    tree = element(
        "section",
        limits,
        element("p", _summary(sheet), role="status", class_="status"),
        everyone if hidden or session.view().comparison.blind else None,
        *sections(sheet, page.number * EVENTS, pager(page)),
    )
    frontend.draw(tree, "compare", act)


def _summary(sheet: Sheet) -> str:
    number = len({name for column in sheet.compared for name in column.parts})
    several = len(told_by_several(sheet.compared))
    events = f"{number:,} event{'s' * (number != 1)}"
    return f"{' | '.join(sheet.labels)}: {events}; told by two or more: {several:,}"


def _act(shared: Shared, sheet: Sheet, action: str) -> None:
    """Carry out a button: turn the page, reveal a column or all, or open an event."""
    turn(action, "comparison", "comparison")
    verb, _, which = action.partition(":")
    compared: Comparison = session.view().comparison
    if action == "reveal:all":
        session.change(comparison=replace(compared, blind=False))
    elif verb == "reveal" and which.isdecimal() and int(which) < len(sheet.compared):
        column: Column = sheet.compared[int(which)]
        session.current().revealed |= {sheet.outlet_of(column) or ""}
        st.rerun(["choice", "comparison"])
    elif verb == "open" and which in shared.defaults.events:
        visit = session.current()
        visit.view = replace(visit.view, event=which)
        visit.moves += 1
        st.switch_page(PAGES["explore"].file)
