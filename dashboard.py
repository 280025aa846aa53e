"""Explore: events on a map and a timeline. Run it with: streamlit run dashboard.py"""

import streamlit as st

from events import element
from pages import open_page
from pages.parts import frontend
from pages.parts.filters import filters
from pages.parts.listing import listing
from pages.parts.map import layer_controls, map_part
from pages.parts.panel import panel
from pages.parts.state import address, part
from pages.parts.time import time
from pages.parts.timeline import timeline

CAPTION = (
    "Boundaries and names are shown for orientation and express no view on the status of any "
    "territory. Dashed lines and shaded zones are approximate. Names of corridors are those "
    "that the Israeli military uses."
)

# Height in pixels of the panel and the list; on a narrow screen they take what they need.
READING = 1100

shared = open_page("Explore")
with st.sidebar:
    part("filters", filters, shared)
left, right = st.columns([3, 2], gap="medium")
with left:
    part("map", map_part, shared)
    part("time", time, shared)
    part("timeline", timeline, shared)
    part("layers", layer_controls, shared)
    frontend.draw(element("p", CAPTION, class_="note"), "caption")
with right, st.container(height=READING, border=False, key="reading"):
    part("panel", panel, shared)
    part("listing", listing, shared)
part("address", address, shared)
