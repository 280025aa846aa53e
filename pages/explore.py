"""Explore: events on a map and a timeline."""

import streamlit as st

from events.markup import element
from pages.parts import frontend
from pages.parts.dates import dates
from pages.parts.explore.map import layer_controls, map_part
from pages.parts.explore.reading import listing, panel
from pages.parts.filters import filters
from pages.parts.page import open_page
from pages.parts.session import address, part, rest
from pages.parts.share import share

# Height in pixels of the panel and the list; on a narrow screen they take what they need.
READING = 1100

collection = open_page("Explore")
left, right = st.columns([3, 2], gap="medium")
# In the order in which they are drawn, on the first run and again: first the map, whose frame takes
# longest until something is seen, then what is read, and last what takes longest to count.
with left:
    part("map", map_part, collection, shows={"query", "event", "layers", "language"})
with right, st.container(height=READING, border=False, key="reading"):
    shows = {"event", "membership", "history", "places"}
    part("panel", panel, collection, shows=shows, late=True)
    part("listing", listing, collection, shows={"query", "event"}, late=True)
with left:
    part("dates", dates, collection, shows={"query"}, late=True)
    part("layers", layer_controls, collection, shows={"layers", "language"}, late=True)
    notice = collection.records.geography.region.notice
    frontend.draw(element("p", notice, class_="note", dir="auto"), "caption")
with st.sidebar:
    part("share", share, collection, late=True)
    part("filters", filters, collection, shows={"query"}, late=True)
address(collection)
part("rest", rest, collection)
