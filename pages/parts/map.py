"""The map: mounted once, then told by a few numbers what to show."""

import hashlib
from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.components import v1
from streamlit_folium import st_folium

from events.records.stories import MapView
from events.records.vocabulary import LANGUAGES
from geodata.load import load_geography
from geodata.webmap.columns import ROWS, Files, write_rows
from geodata.webmap.map import Addresses, Message, Mode, draw_map, show
from geodata.webmap.scripts import ASSETS as WEB
from geodata.webmap.scripts import LEAFLET, write_scripts
from pages.parts import state
from pages.parts.dataset import Shared

HEIGHT = 590


# These components draw nothing: declaring them makes Streamlit serve their folders.
_LEAFLET = v1.declare_component("leaflet", path=str(LEAFLET))
_ASSETS = v1.declare_component("map_assets", path=str(WEB))


@st.cache_resource
def _addresses(folder: Path, files: Files) -> Addresses:
    """Name the map's files relative to its frame, so that they hold under any base path."""
    # Named by its content: another replica of the server serves the same under the same address.
    content = hashlib.sha256("".join(astuple(files)).encode()).hexdigest()[:16]
    served = v1.declare_component(f"events_{content}", path=str(folder))
    script = write_scripts(folder)
    return Addresses(
        script=f"../{served.name}/{script}",
        styles=(f"../{_LEAFLET.name}/leaflet.css", f"../{_ASSETS.name}/map.css"),
        columns=f"../{served.name}/{files.columns}",
        base=f"../{served.name}/{files.base}",
        titles=f"../{served.name}/{files.titles}",
        rows=f"../{served.name}/{ROWS}",
    )


def map_part(shared: Shared) -> None:
    """Draw the map, or tell the one that is there what to show."""
    mount(shared, message(shared), partial(_picked, shared))


def mount(
    shared: Shared,
    told: Message,
    on_change: Callable[[], None],
    *,
    key: str = "map",
    mode: Mode = "exploring",
    height: int = HEIGHT,
) -> None:
    """Draw a map once for its key, and tell it what to show; its answer stands under the key."""
    st_folium(
        draw_map(load_geography().region, _addresses(shared.folder, shared.files), mode),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=show(told),
        on_change=on_change,
    )


def message(shared: Shared) -> Message:
    """Say in numbers what the map is to show."""
    view = state.view()
    selected = shared.identifiers.number(view.event)
    mask = shared.engine.passing(view.query)
    return Message(
        first=view.query.first,
        last=view.query.last,
        rows="" if mask is None else write_rows(shared.folder, mask),
        selected=-1 if selected is None else selected,
        layers=sum(1 << n for n, layer in enumerate(shared.layers) if layer.id in view.layers),
        language=list(LANGUAGES).index(view.language),
        dark=st.context.theme.type == "dark",
        reach=st.session_state.reach,
        seen=st.session_state.get("map_seen", 0),
        view=_linked(view.map),
    )


def _linked(shown: MapView | None) -> tuple[float, float, float] | None:
    """Return the part of the map that a link asks for, until something else was asked for."""
    if shown is None or st.session_state.reach:
        return None
    return shown.longitude, shown.latitude, shown.zoom


def _picked(shared: Shared) -> None:
    """Take over what the map tells: the event whose mark was opened, or the strip's dates."""
    told = st.session_state.get("map") or {}
    row, days, stamp = told.get("row"), told.get("range"), told.get("stamp")
    if isinstance(stamp, int):
        st.session_state.map_seen = stamp
    if isinstance(days, list) and len(days) == 2 and all(isinstance(day, int) for day in days):
        state.ask(state.view().query.between(*shared.offers.within(*days)))
    if isinstance(row, int) and 0 <= row < len(shared.frame):
        state.select(shared.identifiers[row], from_map=not told.get("read"))


def layer_controls(shared: Shared) -> None:
    """Draw the switch of layers and of the language of names."""
    view = state.view()
    titles = {layer.id: layer.title for layer in shared.layers}
    with st.popover("Layers and names"):
        st.multiselect(
            "Layers",
            list(titles),
            key=state.put("layers", list(view.layers)),
            format_func=titles.__getitem__,
            on_change=_layers,
            args=(shared,),
        )
        st.radio(
            "Names of places in",
            list(LANGUAGES),
            key=state.put("language", view.language),
            format_func=LANGUAGES.__getitem__,
            horizontal=True,
            on_change=_language,
        )


def _layers(shared: Shared) -> None:
    chosen = st.session_state.layers
    state.change(layers=tuple(layer.id for layer in shared.layers if layer.id in chosen))


def _language() -> None:
    state.change(language=st.session_state.language)
