"""What every server of the dashboard does before it answers anybody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit import cli_util, net_util
from streamlit.web.server import server_util

EVERYWHERE = ("0.0.0.0", "::")
"""Addresses of a server that the whole network reaches."""


def ask_no_host() -> None:
    """Keep Streamlit from asking a foreign host for the address of this machine.

    It would do so whenever it refuses a page of an unknown origin, and no setting prevents that.
    What it gets instead it takes for a failed attempt, and refuses the page all the same.
    """
    net_util.get_external_ip = lambda: None


def own_address() -> str:
    """Return where a browser on this machine finds the server."""
    address = st.get_option("server.address") or EVERYWHERE[0]
    return server_util.get_url(server_util.get_display_address(address))


@asynccontextmanager
async def opening(app: st.App) -> AsyncIterator[None]:
    """Say where the dashboard runs and open it, as Streamlit's own welcome does."""
    print(f"The dashboard runs at {own_address()}", flush=True)
    if st.get_option("server.address") in (None, *EVERYWHERE):
        network = server_util.get_url(net_util.get_internal_ip() or "localhost")
        print(f"Others on the same network find it at {network}", flush=True)
    if not st.get_option("server.headless"):
        cli_util.open_browser(own_address())
    yield
