"""Explore: events on a map and a timeline."""

import streamlit as st

from events.telling.markup import element
from pages.parts import frontend
from pages.parts.dates import dates
from pages.parts.explore.map import layer_controls, map_part
from pages.parts.explore.reading import listing, panel
from pages.parts.explore.timeline import shade, timeline
from pages.parts.filters import filters
from pages.parts.page import open_page
from pages.parts.session import address, part, rest
from pages.parts.share import share

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
    # First, since its frame takes longest until something is seen.
    part("map", map_part, shared, shows={"query", "event", "layers", "language"})
    part("dates", dates, shared, shows={"query"}, late=True)
    shading = st.container()
    part("timeline", timeline, shared, shows={"filters", "event"}, late=True)
    with shading:
        part("shade", shade, shared, shows={"query"}, late=True)
    frontend.draw(element("p", KEY, class_="note"), "key")
    part("layers", layer_controls, shared, shows={"layers", "language"}, late=True)
    frontend.draw(element("p", CAPTION, class_="note"), "caption")
with right, st.container(height=READING, border=False, key="reading"):
    part("panel", panel, shared, shows={"event", "membership"}, late=True)
    part("listing", listing, shared, shows={"query", "event"}, late=True)
with st.sidebar:  # last, since counting what each filter would show takes longest
    part("share", share, shared, late=True)
    part("filters", filters, shared, shows={"query"}, late=True)
address(shared)
part("rest", rest, shared)
