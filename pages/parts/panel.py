"""The event panel: all that is known of the selected event, with every excerpt."""

from dataclasses import replace

import streamlit as st

from events.compare.choice import Comparison, subject
from events.compare.columns import offered
from events.telling.markup import Element, element
from pages import PAGES
from pages.parts import frontend, state
from pages.parts.dataset import Shared


def panel(shared: Shared) -> None:
    """Draw the selected event, or how to select one."""
    event = state.view().event

    def act(action: str) -> None:
        if action == "compare" and event is not None:
            _compare(event)
        state.act(action, shared)

    if event is None:
        hint = "Choose an event on the map, the timeline or in the list to read who says what."
        frontend.draw(element("section", element("p", hint)), "panel", act)
    else:
        reach = (event, st.session_state.reach)
        tree = element(
            "section",
            _outside(event, shared),
            shared.cards.panel(event),
            _comparing(event, shared),
        )
        frontend.draw(tree, "panel", act, reach=reach)


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
    st.session_state.view = replace(state.view(), comparison=about)
    st.switch_page(PAGES["compare"].file)


def _outside(event: str, shared: Shared) -> Element | None:
    """Say that the open event is not among those shown, where that is so."""
    number = shared.identifiers.number(event)
    if number is None or shared.engine.matches(state.view().query, number):
        return None
    words = "This event is not among those shown now: it lies outside the dates or the filters."
    return element("p", words, class_="note")
