"""Measure the dashboard beside plain streamlit-folium, on the same synthetic events."""
