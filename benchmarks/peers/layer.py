"""A peer: one GeoJSON layer of all events, put on a map that stays."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.peers.table import ask_dates, centre_of, read_events, take_libraries

events = read_events()
shown = ask_dates(events)

base = folium.Map(location=centre_of(events), zoom_start=10, tiles=None)
take_libraries(base)
group = folium.FeatureGroup(name="Events")
layer = folium.GeoJson(
    shown[["title", "geometry"]],
    marker=folium.CircleMarker(radius=5, fill=True),
    tooltip=folium.GeoJsonTooltip(["title"]),
)
# With no event, a tooltip of GeoJSON fails.
if len(shown):
    group.add_child(layer)
st_folium(base, key="map", width=725, height=590, returned_objects=[], feature_group_to_add=group)

st.write(f"{len(shown)} events")
