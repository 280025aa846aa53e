"""What a server does before its first visitor comes."""

import socket
import sys
import webbrowser
from asyncio import Protocol, Transport
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from streamlit import config, net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli
from streamlit.web.server import server_util
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from events.telling.document import ASSETS
from pages import PAGES
from pages.parts.frontend import WEB
from pages.parts.network import (
    EVERYWHERE,
    LOCAL,
    NO_NETWORK,
    WHO_REACHES_IT,
    addresses,
    host,
    is_for_room,
    page_address,
    qr_code,
)
from pages.parts.serving import asked, clear_scratch, parse
from pages.parts.sparing import spare

SHELL = Path(st.__file__).parent / "static" / "index.html"
"""Streamlit's page."""

EARLY = ("BidiComponent", "ComponentInstance")
"""Scripts of Streamlit that draw our parts and the map, which it would fetch as these come."""

WAITING = "/waiting.js"
"""Where pages find the script that tells visitors when they have to wait."""

DEFAULT_PORT = 8501
"""Streamlit's."""

ROOM = (
    *("--server.address", EVERYWHERE),
    # Others than the teacher reach it: as where it is hosted (deploy/.streamlit/config.toml).
    *("--server.maxUploadSize", "50"),
    *("--client.showErrorDetails", "none"),
)
"""Streamlit's options for `--room`."""


def start(script: str, words: list[str]) -> None:
    """Start the server as `streamlit run` does; `words` may mix our options and Streamlit's.

    Streamlit opens its port before it reads a line of ours, so that `--room` has to be known first.
    """
    known, others = parse(words)
    ours = ["--data", known.data] if known.data else []
    ours += ["--room"] if known.room else []
    cli.main(["run", script, *(ROOM if known.room else ()), *others, "--", *ours])


def prepare_server(*, hosted: bool = False) -> None:
    """Read the command line, and change what Streamlit has no setting for before any page runs.

    A `--room` that can have no effect ends the program with a line.
    """
    if asked().room and hosted:
        sys.exit("--room: is for one’s own computer; what is hosted has an address of its own")
    if asked().room and st.get_option("server.address") in LOCAL:
        sys.exit(
            "--room: Streamlit opened its port before it read this, for this computer only; start "
            "the dashboard with: python dashboard.py --room"
        )
    if hosted:
        host()
    # Otherwise it lists the files of `pages/` until the menu has been drawn once, and the first
    # visitor who follows a link to a page reads that there is none at its address.
    PagesManager.uses_pages_directory = False
    # Otherwise it asks a foreign host for this machine's address whenever it refuses a page of an
    # unknown origin. It takes None for a failed attempt, and refuses the page all the same.
    net_util.get_external_ip = lambda: None
    _send_at_once()
    spare()


def _send_at_once() -> None:
    """Let nothing wait until the browser has confirmed what was sent before it.

    Python sees to that (TCP_NODELAY) only where a socket was opened for TCP by name, which that of
    Streamlit is not. Browsers confirm late: a file, whose head and content are sent one after the
    other, took 40 ms instead of one.
    """
    connect = AutoHTTPProtocol.connection_made

    def connected(protocol: Protocol, transport: Transport) -> None:
        line = transport.get_extra_info("socket")
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connect(protocol, transport)

    AutoHTTPProtocol.connection_made = connected  # type: ignore[method-assign, assignment]


def icon_route() -> Route:
    """Return the route of the tab's icon, where Streamlit's page looks for Streamlit's own."""

    def icon(_: Request) -> Response:
        return FileResponse(ASSETS / "icon.png", headers={"Cache-Control": "public, max-age=86400"})

    return Route("/favicon.png", icon)


def waiting_route() -> Route:
    """Return the route of the script that tells visitors when they have to wait."""

    def script(_: Request) -> Response:
        headers = {"Cache-Control": "no-cache"}
        return FileResponse(WEB / "waiting.js", media_type="text/javascript", headers=headers)

    return Route(WAITING, script)


def read_shell() -> str:
    """Read Streamlit's page, which is the same for all of ours, with our layout put in.

    A page whose parts found their places only as they come would move all that is seen of it. The
    layout stands last, where of two rules as strong as each other it wins. The scripts that draw
    our parts come before these: otherwise Streamlit shows for a while that they are awaited.
    """
    layout = (WEB / "screen.css").read_text("utf-8")
    files = [file for name in EARLY for file in (SHELL.parent / "static/js").glob(f"{name}.*.js")]
    tags = [f'<script type="module" src="./static/js/{file.name}"></script>' for file in files]
    return (
        SHELL.read_text("utf-8")
        .replace("<head>", f'<head><script type="module" src=".{WAITING}"></script>')
        .replace("</head>", "".join((*tags, "</head>")))
        .replace("</body>", f"<style>{layout}</style></body>")
    )


def page_routes() -> list[Route]:
    """Return a route for each page."""
    shell = read_shell()

    def show(_: Request) -> Response:
        return HTMLResponse(shell, headers={"Cache-Control": "no-cache"})

    return [Route(page.address, show) for page in PAGES.values()]


def own_address() -> str:
    """Return where a browser on this machine finds the server."""
    address = st.get_option("server.address") or EVERYWHERE
    return server_util.get_url(server_util.get_display_address(address))


def _for_others() -> Iterator[str]:
    """Say where others on the same network find the server; for a room with a QR code."""
    found = addresses()
    if not found:
        yield NO_NETWORK
        return
    if not is_for_room():
        yield f"Others on the same network find it at {' or '.join(found)}"
        return
    if _moved():
        yield f"Port {DEFAULT_PORT} is taken, perhaps by another dashboard; this one has another."
    first, *more = map(page_address, found)
    yield f"For this room: {first}"
    yield from (f"or: {address}" for address in more)
    yield WHO_REACHES_IT
    drawn = StringIO()
    if code := qr_code(first):
        code.terminal(drawn, compact=True)
    yield drawn.getvalue() if _can_print(drawn.getvalue()) else ""


def _can_print(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _moved() -> bool:
    """Tell whether Streamlit took another port than its own, which nobody had asked for."""
    port = st.get_option("server.port")
    return port != DEFAULT_PORT and not config.is_manually_set("server.port")


@asynccontextmanager
async def welcome(app: st.App) -> AsyncIterator[None]:
    """Print where the dashboard runs, and open it in the browser of whoever starts it.

    Streamlit's own welcome may ask a foreign host. The server's port is open by now, so that the
    browser waits for an answer.
    """
    print(f"The dashboard runs at {own_address()}", flush=True)
    if st.get_option("server.address") not in LOCAL:
        print("\n".join(_for_others()), flush=True)
    if not st.get_option("server.headless"):
        # Not waited for, since some browsers return only when they have the page.
        Thread(target=webbrowser.open, args=(own_address(),), daemon=True).start()
    yield
    clear_scratch()
