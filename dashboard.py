"""Corridors: the menu, and the page that was chosen. Run it with: streamlit run dashboard.py

For the devices of a classroom, run it with: python dashboard.py --room
"""

import sys

import streamlit as st
from starlette.middleware import Middleware

from pages import menu
from pages.parts.base import base_path, below
from pages.parts.keeping import Keeping
from pages.parts.own import map_route
from pages.parts.page import name_tab
from pages.parts.picture import picture_route
from pages.parts.present.presenter import lesson_route
from pages.parts.starting import (
    icon_route,
    page_routes,
    prepare_server,
    start,
    waiting_route,
    welcome,
)

if __name__ != "__main__":  # imported as the server starts, which finds the app by this assignment
    prepare_server()
    routes = [
        icon_route(),
        lesson_route(),
        map_route(),
        picture_route(),
        waiting_route(),
        *page_routes(),
    ]
    routes = list(below(base_path(), routes))
    app = st.App(__file__, routes=routes, middleware=[Middleware(Keeping)], lifespan=welcome)
elif st.runtime.exists():  # run for a visitor
    page = menu()
    name_tab(page.title)
    page.run()
else:  # run by itself
    start(__file__, sys.argv[1:])
