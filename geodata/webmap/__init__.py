"""The map in the browser: the folium map, its data, its messages and its scripts."""
