"""Explore: the map with its timeline, and beside it what is read."""

import streamlit as st

from pages.parts.dates import dates
from pages.parts.explore.map import layer_controls, map_part
from pages.parts.explore.reading import listing, panel
from pages.parts.filters import filters
from pages.parts.page import open_page
from pages.parts.session import address, part, rest

collection = open_page("Explore")
with st.container(key="screen"):
    places = {name: st.container(key=name) for name in ("filters", "frame", "dates", "reading")}
# In the order in which they are drawn, on the first run and again: first the map, whose frame takes
# longest until something is seen. What is short comes before the list: the server compresses what
# it sends by the last 4 kB before it, and all our parts begin alike.
with places["frame"]:
    part("map", map_part, collection, shows={"query", "event", "layers", "language"})
with places["filters"]:
    filters(collection, late=True)
    part("layers", layer_controls, collection, shows={"layers", "language"}, late=True)
with places["reading"]:
    shows = {"event", "membership", "history", "places"}
    part("panel", panel, collection, shows=shows, late=True)
    part("listing", listing, collection, shows={"query", "event"}, late=True)
with places["dates"]:
    part("dates", dates, collection, shows={"query"}, late=True)
address(collection)
part("rest", rest, collection)
