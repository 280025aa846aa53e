"""A map: mounted once, then sent a few numbers that say what to show."""

import hashlib
from collections.abc import Callable, Container, Iterable
from dataclasses import astuple
from typing import Any

import folium
import streamlit as st
from streamlit.components import v1
from streamlit_folium import st_folium

from events.collection import Collection
from events.records import MapView
from geodata.webmap import (
    Addresses,
    Message,
    Mode,
    draw_again,
    draw_map,
    show,
    write_rows,
    write_scripts,
)
from geodata.webmap.columns import PARTS, ROWS
from geodata.webmap.scripts import ASSETS as WEB
from geodata.webmap.scripts import LEAFLET
from pages.parts import session
from pages.parts.serving import MapFiles, map_files, part_of, scratch_folder

HEIGHT = 590
"""Pixels of a map."""


@st.cache_resource
def _program() -> tuple[str, tuple[str, ...]]:
    """Name the script and the style sheets of all maps."""
    # These components draw nothing: declaring them makes Streamlit serve their folders.
    folder = scratch_folder()
    script = f"../{v1.declare_component('map', path=str(folder)).name}/{write_scripts(folder)}"
    leaflet = v1.declare_component("leaflet", path=str(LEAFLET)).name
    web = v1.declare_component("map_assets", path=str(WEB)).name
    return script, (f"../{leaflet}/leaflet.css", f"../{web}/map.css")


def _addresses(files: MapFiles) -> Addresses:
    """Name the map's files relative to its frame, so that they hold under any base path."""
    script, styles = _program()
    names, below = files.names, files.address or _shared(files)
    return Addresses(
        script=script,
        styles=styles,
        columns=f"{below}/{names.columns}",
        base=f"{below}/{names.base}",
        titles=f"{below}/{names.titles}",
        rows=f"{below}/{ROWS}",
        parts=f"{below}/{PARTS}",
    )


def _shared(files: MapFiles) -> str:
    """Serve the folder to everybody, and return where a map's frame finds it."""
    # Named by the content: another replica of the server serves the same under it.
    content = hashlib.sha256("".join(astuple(files.names)).encode()).hexdigest()[:16]
    return f"../{v1.declare_component(f'events_{content}', path=str(files.folder)).name}"


def _drawn(mode: Mode, collection: Collection) -> folium.Map:
    """Draw the map, which stays the same; folium takes longer than all of a rerun."""
    files = map_files(collection)
    if mode not in files.drawn:
        drawn = draw_map(collection.records.geography.region, _addresses(files), mode)
        drawn.get_root().render()
        files.drawn.setdefault(mode, drawn)  # that of whoever was first
    return files.drawn[mode]


def mount(
    collection: Collection,
    sent: Message,
    on_change: Callable[[], None],
    *,
    key: str = "map",
    mode: Mode = "exploring",
    height: int = HEIGHT,
) -> None:
    """Draw a map once for its key, and send it what to show; `answer` reads what it reports."""
    st_folium(
        draw_again(_drawn(mode, collection)),
        render=False,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=show(sent),
        on_change=on_change,
    )


def answer(key: str) -> dict[str, Any]:
    """Return what the map of this key reports, and note that it was read."""
    reported: dict[str, Any] = st.session_state.get(key) or {}
    stamp = reported.get("stamp")
    if isinstance(stamp, int):
        session.current().stamps[key] = stamp
    return reported


def message(collection: Collection) -> Message:
    """Describe in numbers what a map shows of the view."""
    view, visit = session.view(), session.current()
    selected = collection.engine.number(view.event)
    files = map_files(collection)
    mask = collection.engine.passing(view.query) if files.live else None
    return Message(
        first=view.query.first,
        last=view.query.last,
        rows="" if mask is None else write_rows(files.folder, mask),
        part=part_of(collection, view.query, visit.sides, view.event),
        selected=-1 if selected is None else selected,
        layers=layer_bits(collection),
        language=language_number(collection),
        dark=st.context.theme.type == "dark",
        reach=visit.moves,
        seen=visit.stamps.get("map", 0),
        view=numbers_of(view.map),
        within=visit.follows_map,
        counts=_counts(collection),
        chosen=_bits(
            (each.id for each in collection.records.vocabulary.categories),
            view.query.chosen.get("category", ()),
        ),
    )


def _counts(collection: Collection) -> tuple[int, ...]:
    """Count what each category would show, given all other filters."""
    counts = collection.engine.counts(session.view().query, "category")
    return tuple(counts.get(each.id, 0) for each in collection.records.vocabulary.categories)


def _bits(names: Iterable[str], chosen: Container[str]) -> int:
    """Number those of some names that are chosen, a bit each."""
    return sum(1 << n for n, name in enumerate(names) if name in chosen)


def layer_bits(collection: Collection) -> int:
    """Number the layers that the visitor has switched on, a bit each."""
    return _bits((layer.id for layer in collection.records.geography.layers), session.view().layers)


def language_number(collection: Collection) -> int:
    """Return which of the region's languages names are shown in."""
    return collection.offers.languages.index(session.view().language)


def numbers_of(view: MapView | None) -> tuple[float, float, float] | None:
    """Return the longitude, latitude and zoom of a part of the map."""
    return None if view is None else (view.longitude, view.latitude, view.zoom)
