"""What a server does before its first visitor comes."""

import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager


def claim_pages() -> None:
    """Tell Streamlit that `pages.menu` lists the pages.

    Otherwise Streamlit lists the files of `pages/` until the menu has been drawn once, and the
    first visitor who follows a link to a page reads that there is none at its address.
    """
    PagesManager.uses_pages_directory = False


@asynccontextmanager
async def open_browser(app: st.App) -> AsyncIterator[None]:
    """Open the dashboard in the browser of whoever starts it, as Streamlit does without an app.

    The server's port is open by then, so that the browser waits for an answer.
    """
    if not st.get_option("server.headless"):
        port, path = st.get_option("server.port"), st.get_option("server.baseUrlPath").strip("/")
        address = f"http://localhost:{port}/{path}"
        # Not waited for, since some browsers return only when they have the page.
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    yield
