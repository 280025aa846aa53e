"""The path that a server stands below, where it shares its host: `/corridors`, or nothing."""

from collections.abc import Iterable, Iterator

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route


def base_path() -> str:
    """Return Streamlit's `server.baseUrlPath` as an address begins with it; empty for none."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def below(base: str, routes: Iterable[Route]) -> Iterator[Route]:
    """Move routes below a path; the path alone leads to the first page."""
    if not base:
        yield from routes
        return

    def lead_on(request: Request) -> Response:
        asked = request.url.query
        return RedirectResponse(f"{base}/?{asked}" if asked else f"{base}/", 308)

    yield Route(base, lead_on)
    for route in routes:
        yield Route(f"{base}{route.path}", route.endpoint)
