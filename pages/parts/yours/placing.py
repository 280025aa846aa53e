"""A map to press for the place of an event: of the collection's region, or of all the world."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from events.collection import Collection
from events.markup import element
from events.records.locations import geography_of
from geodata import world_geography
from geodata.webmap import Message, write_rows
from pages.parts import frontend, own, session
from pages.parts.map import answer, mount
from pages.parts.own import Own
from pages.parts.serving import map_files, prepare_maps

MAP = "placing"
HEIGHT = 340
"""Pixels of the map."""

PRESS = "Press the map where it happened, or move it there and press “Take the middle”."

Take = Callable[[float, float], None]
"""Gets the longitude and latitude that were pressed."""


def placing(each: Own, event: str | None, take: Take) -> None:
    """Draw the map, with an event of the collection chosen on it."""
    frontend.draw(element("p", PRESS, class_="note"), "placing-hint")
    shown, visit = _wide(each), session.current()
    region = each.collection.records.geography.region
    number = each.collection.engine.number(event)
    centre, zooms = region.centre, region.zooms
    layers = shown.records.geography.layers
    first, last = each.collection.engine.span
    sent = Message(
        first,
        last,
        # The example that stands for no event is not shown.
        rows=write_rows(map_files(shown).folder, np.zeros(1, bool)) if each.is_empty else "",
        selected=-1 if number is None else number,
        layers=sum(1 << n for n, layer in enumerate(layers) if layer.drawn),
        language=0,
        dark=st.context.theme.type == "dark",
        reach=visit.moves,
        seen=visit.stamps.get(MAP, 0),
        # A list of one event has just begun: the next can be anywhere.
        view=(centre.longitude, centre.latitude, zooms.farthest) if each.size > 1 else None,
    )
    mount(shown, sent, partial(_take, take), key=MAP, mode="placing", height=HEIGHT)


def _take(take: Take) -> None:
    point = answer(MAP).get("point")
    if (
        isinstance(point, list)
        and len(point) == 2
        and all(isinstance(x, int | float) for x in point)
    ):
        take(*point)


def _wide(each: Own) -> Collection:
    """Return the collection on a map of all the world, unless it has a region of its own.

    What is framed by its events would show no other place for the next one.
    """
    if geography_of(each.folder).is_dir():
        return each.collection
    if each.wide is None:
        records = replace(each.collection.records, geography=world_geography())
        each.wide = replace(each.collection, records=records)
        prepare_maps(each.wide, each.folder.parent / "maps", own.maps_address(each.maps))
    return each.wide
