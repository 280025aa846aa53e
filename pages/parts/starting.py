"""What a server does before its first visitor comes."""

import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server import server_util

EVERYWHERE = ("0.0.0.0", "::")
"""Addresses of a server that the whole network reaches."""


def prepare_server() -> None:
    """Change two habits of Streamlit that no setting changes.

    It looks up the address of this machine at a foreign host whenever it refuses a page of an
    unknown origin: what it gets here instead it takes for a failed attempt, and refuses the page
    all the same. And it lists the files of `pages/` until `pages.menu` has been drawn once, so
    that the first visitor who follows a link to a page would read that there is none.
    """
    net_util.get_external_ip = lambda: None
    PagesManager.uses_pages_directory = False


def own_address() -> str:
    """Return where a browser on this machine finds the server."""
    address = st.get_option("server.address") or EVERYWHERE[0]
    return server_util.get_url(server_util.get_display_address(address))


@asynccontextmanager
async def opening(app: st.App) -> AsyncIterator[None]:
    """Say where the dashboard runs and open it, as Streamlit does without an app of its own.

    The server's port is open by then, so that the browser waits for an answer.
    """
    print(f"The dashboard runs at {own_address()}", flush=True)
    if st.get_option("server.address") in (None, *EVERYWHERE):
        network = server_util.get_url(net_util.get_internal_ip() or "localhost")
        print(f"Others on the same network find it at {network}", flush=True)
    if not st.get_option("server.headless"):
        # Not waited for, since some browsers return only when they have the page.
        Thread(target=webbrowser.open, args=(own_address(),), daemon=True).start()
    yield
