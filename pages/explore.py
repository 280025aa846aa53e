"""Explore: events on a map and a timeline."""

import streamlit as st

from events.telling.markup import element
from pages.parts import frontend
from pages.parts.filters import filters
from pages.parts.listing import listing
from pages.parts.map import layer_controls, map_part
from pages.parts.opening import open_page
from pages.parts.panel import panel
from pages.parts.share import share
from pages.parts.state import address, part, rest
from pages.parts.time import time
from pages.parts.timeline import shade, timeline

CAPTION = (
    "Boundaries and names are shown for orientation and express no view on the status of any "
    "territory. Dashed lines and shaded zones are approximate. Names of corridors are those "
    "that the Israeli military uses."
)

KEY = (
    "Each row is a category. A dot is a day; a bar lasts, or covers the month of an event whose "
    "day is not given. Dashed and pale: the date is inferred or approximate. Many events are "
    "counted: the thicker a bar, the more begin on its days. Shaded: outside the dates shown. Drag "
    "over the days to choose them."
)
# Height in pixels of the panel and the list; on a narrow screen they take what they need.
READING = 1100

shared = open_page("Explore")
left, right = st.columns([3, 2], gap="medium")
with left:
    part("map", map_part, shared)  # first, since its frame takes longest until something is seen
with st.sidebar:
    part("share", share, shared, late=True)
    part("filters", filters, shared, late=True)
with left:
    part("time", time, shared, late=True)
    shading = st.container()
    part("timeline", timeline, shared, late=True)
    with shading:
        part("shade", shade, shared, late=True)
    frontend.draw(element("p", KEY, class_="note"), "key")
    part("layers", layer_controls, shared, late=True)
    frontend.draw(element("p", CAPTION, class_="note"), "caption")
with right, st.container(height=READING, border=False, key="reading"):
    part("panel", panel, shared, late=True)
    part("listing", listing, shared, late=True)
part("address", address, shared)
part("rest", rest, shared)
