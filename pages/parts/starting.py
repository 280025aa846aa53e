"""What a server does before its first visitor comes."""

import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server import server_util

from events.telling.document import ASSETS
from pages import PAGES
from pages.parts.frontend import WEB
from pages.parts.serving import source

SHELL = Path(st.__file__).parent / "static" / "index.html"
"""Streamlit's page."""

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


def read_shell() -> str:
    """Read Streamlit's page, which is the same for all of ours, with our layout put in.

    A page whose parts found their places only as they come would move all that is seen of it. The
    layout stands last, where of two rules as strong as each other it wins.
    """
    layout = (WEB / "screen.css").read_text("utf-8")
    return SHELL.read_text("utf-8").replace("</body>", f"<style>{layout}</style></body>")


def page_routes() -> list[Route]:
    """Return a route for each page."""
    shell = read_shell()

    def show(_: Request) -> Response:
        return HTMLResponse(shell, headers={"Cache-Control": "no-cache"})

    return [Route(page.address, show) for page in PAGES.values()]


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
