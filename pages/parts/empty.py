"""A collection of one's own that has no events yet: no page counts or shows any."""

import streamlit as st

from events.markup import element
from pages import PAGES
from pages.parts import frontend
from pages.parts.own import NEW, Own
from pages.parts.yours.opening import FORM
from pages.parts.yours.placing import placing

FIRST = (
    "0 events. Add the first: press the map where it happened, or write it down; its place can be "
    "left out, and a title and a date are enough. Or bring a list on Your events."
)


def empty(mine: Own) -> None:
    """Say that there are no events, and begin the first, by its place if the map is pressed."""
    section = element(
        "section",
        element("p", FIRST, role="status"),
        element("p", element("button", "Add the first event", data_action="add", class_="main")),
    )
    frontend.draw(section, "no-events", lambda action: _begin())

    def begin(longitude: float, latitude: float) -> None:
        typed = {"longitude": f"{longitude:.5f}", "latitude": f"{latitude:.5f}"}
        mine.typed[NEW] = {**mine.typed.get(NEW, {}), **typed}
        _begin()

    placing(mine, None, begin)


def _begin() -> None:
    frontend.go_to(FORM)
    st.switch_page(PAGES["yours"].file)
