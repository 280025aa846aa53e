"""The map of all that is shown, and the switches of its layers and names."""

from functools import partial

import streamlit as st

from events.records.vocabulary import LANGUAGES
from pages.parts import session
from pages.parts.dataset import Shared
from pages.parts.map import answer, message, mount


def map_part(shared: Shared) -> None:
    """Draw the map, or send the one that is there what to show."""
    mount(message(shared), partial(_pick, shared))


def _pick(shared: Shared) -> None:
    """Take over what the map reports: the event whose mark was opened, or the strip's dates."""
    reported = answer("map")
    row, days = reported.get("row"), reported.get("range")
    if isinstance(days, list) and len(days) == 2 and all(isinstance(day, int) for day in days):
        session.ask(session.view().query.between(*shared.defaults.within(*days)))
    if isinstance(row, int) and 0 <= row < len(shared.frame):
        session.select(shared.identifiers[row], from_map=not reported.get("read"))


def layer_controls(shared: Shared) -> None:
    """Draw the switch of layers and of the language of names."""
    view = session.view()
    titles = {layer.id: layer.title for layer in shared.layers}
    with st.popover("Layers and names"):
        st.multiselect(
            "Layers",
            list(titles),
            key=session.put("layers", list(view.layers)),
            format_func=titles.__getitem__,
            on_change=_layers,
            args=(shared,),
        )
        st.radio(
            "Names of places in",
            list(LANGUAGES),
            key=session.put("language", view.language),
            format_func=LANGUAGES.__getitem__,
            horizontal=True,
            on_change=_language,
        )


def _layers(shared: Shared) -> None:
    chosen = st.session_state.layers
    session.change(layers=tuple(layer.id for layer in shared.layers if layer.id in chosen))


def _language() -> None:
    session.change(language=st.session_state.language)
