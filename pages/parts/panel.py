"""The event panel: all that is known of the selected event, with every excerpt."""

import streamlit as st

from events import Element, element
from pages.parts import frontend, state
from pages.parts.dataset import Shared


def panel(shared: Shared) -> None:
    """Draw the selected event, or how to select one."""
    event = state.view().event

    def act(action: str) -> None:
        state.act(action, shared)

    if event is None:
        hint = "Choose an event on the map, the timeline or in the list to read who says what."
        frontend.draw(element("section", element("p", hint)), "panel", act)
    else:
        reach = (event, st.session_state.reach)
        tree = element("section", _outside(event, shared), shared.cards.panel(event))
        frontend.draw(tree, "panel", act, reach=reach)


def _outside(event: str, shared: Shared) -> Element | None:
    """Say that the open event is not among those shown, where that is so."""
    number = shared.identifiers.number(event)
    if number is None or shared.engine.matches(state.view().query, number):
        return None
    words = "This event is not among those shown now: it lies outside the dates or the filters."
    return element("p", words, class_="note")
