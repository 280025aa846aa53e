"""The event panel: all that is known of the selected event, with every excerpt."""

import streamlit as st

from events import element
from pages.parts import frontend, state
from pages.parts.dataset import Shared


def panel(shared: Shared) -> None:
    """Draw the selected event, or how to select one."""
    event = state.view().event

    def act(action: str) -> None:
        state.act(action, shared)

    if event is None:
        hint = "Choose an event on the map, the timeline or in the list to read who says what."
        frontend.draw(element("article", element("p", hint)), "panel", act)
    else:
        reach = (event, st.session_state.reach)
        frontend.draw(shared.cards.panel(event), "panel", act, reach=reach)
