"""What a server does before its first visitor comes."""

import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server import server_util

from events.telling.document import ASSETS
from pages.parts.serving import source

EVERYWHERE = ("0.0.0.0", "::")
"""Addresses of a server that the whole network reaches."""


def prepare_server() -> None:
    """Read the command line, and change what Streamlit has no setting for before any page runs."""
    source()
    # Otherwise it lists the files of `pages/` until the menu has been drawn once, and the first
    # visitor who follows a link to a page reads that there is none at its address.
    PagesManager.uses_pages_directory = False
    # Otherwise it asks a foreign host for this machine's address whenever it refuses a page of an
    # unknown origin. It takes None for a failed attempt, and refuses the page all the same.
    net_util.get_external_ip = lambda: None


def icon_route() -> Route:
    """Return the route of the tab's icon, where Streamlit's page looks for Streamlit's own."""

    def icon(_: Request) -> Response:
        return FileResponse(ASSETS / "icon.png", headers={"Cache-Control": "public, max-age=86400"})

    return Route("/favicon.png", icon)


def own_address() -> str:
    """Return where a browser on this machine finds the server."""
    address = st.get_option("server.address") or EVERYWHERE[0]
    return server_util.get_url(server_util.get_display_address(address))


@asynccontextmanager
async def welcome(app: st.App) -> AsyncIterator[None]:
    """Print where the dashboard runs, and open it in the browser of whoever starts it.

    Streamlit's own welcome may ask a foreign host. The server's port is open by now, so that the
    browser waits for an answer.
    """
    print(f"The dashboard runs at {own_address()}", flush=True)
    if st.get_option("server.address") in (None, *EVERYWHERE):
        network = server_util.get_url(net_util.get_internal_ip() or "localhost")
        print(f"Others on the same network find it at {network}", flush=True)
    if not st.get_option("server.headless"):
        # Not waited for, since some browsers return only when they have the page.
        Thread(target=webbrowser.open, args=(own_address(),), daemon=True).start()
    yield
