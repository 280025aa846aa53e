"""What the dashboard is measured beside: plain apps, as streamlit-folium documents them."""
