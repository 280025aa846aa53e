"""Corridors: the menu, and the page that was chosen. Run it with: streamlit run dashboard.py"""

import streamlit as st

from pages import menu
from pages.parts.starting import prepare_server, welcome

if __name__ == "__main__":  # run for a visitor
    page = menu()
    st.set_page_config(page_title=f"{page.title} · Corridors", layout="wide")
    page.run()
else:  # imported as the server starts, which finds the app by this assignment
    prepare_server()
    app = st.App(__file__, lifespan=welcome)
