"""The pages of the dashboard, and how the server tells them apart."""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Page:
    """A page, as the menu, links and the server name it."""

    title: str
    file: str
    """Its path from the folder of `dashboard.py`."""
    address: str


PAGES: dict[str, Page] = {
    "explore": Page("Explore", "pages/explore.py", "/"),
    "present": Page("Present", "pages/present.py", "/Present"),
    "compare": Page("Compare", "pages/compare.py", "/Compare"),
    "sources": Page("Sources", "pages/sources.py", "/Sources"),
    "data": Page("Data", "pages/data.py", "/Data"),
    "yours": Page("Your events", "pages/your_events.py", "/Your_events"),
    "about": Page("About", "pages/about.py", "/About"),
}
"""In the order of the menu."""


def menu() -> st.Page:
    """Return the page that the visitor is on; the bar of each page leads to the others."""
    return st.navigation(
        [
            st.Page(page.file, title=page.title, url_path=page.address, default=page.address == "/")
            for page in PAGES.values()
        ],
        position="hidden",
    )
