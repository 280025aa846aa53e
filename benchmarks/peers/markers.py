"""A peer: a folium Marker for each event, on a map that is drawn anew for each range of dates."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.peers.table import ask_dates, centre_of, read_events, take_libraries

events = read_events()
shown = ask_dates(events)

base = folium.Map(location=centre_of(events), zoom_start=10, tiles=None)
take_libraries(base)
for event in shown.itertuples():
    folium.Marker([event.geometry.y, event.geometry.x], tooltip=event.title).add_to(base)
st_folium(base, width=725, height=590, returned_objects=[])

st.write(f"{len(shown)} events")
