"""Security headers of every answer: which scripts may run, and who may frame a page."""

import base64
import hashlib
import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMPONENTS = "/component/"
"""Below it Streamlit serves the map's frame, and the scripts and data that it loads."""

LESSON = "/lesson"
"""A lesson is one file, whose policy stands in it: it runs its own script and asks no host."""

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

PAGE = {
    "default-src": "'none'",
    "script-src": "'self' blob:",  # Streamlit imports the loaders of our components from blobs
    "style-src": "'self' 'unsafe-inline'",  # Streamlit's styles are made while it runs
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
}
"""A page runs no script of another host, evaluates none, and has no inline ones but Streamlit's."""

FRAME = {
    "sandbox": "allow-scripts allow-popups",
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",  # streamlit-folium evaluates its map
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
}
"""The map's frame may evaluate, and so has an origin of its own: it reaches nothing of the page."""


class Headers:
    """Adds the headers to every answer; a middleware."""

    def __init__(
        self, app: ASGIApp, shell: str, framed_by: tuple[str, ...] = (), base: str = ""
    ) -> None:
        self._app = app
        self._frames, self._lessons = f"{base}{COMPONENTS}", f"{base}{LESSON}"
        ancestors = {"frame-ancestors": " ".join(("'self'", *framed_by))}
        scripts = " ".join((PAGE["script-src"], *hashes_of(shell)))
        self._page = _with_policy({**PAGE, "script-src": scripts, **ancestors})
        # A sandboxed frame has no origin, so its requests are cross-origin; the data is public.
        public = {"Access-Control-Allow-Origin": "*"}
        self._lesson = _with_policy(ancestors)
        self._frame = _with_policy({**FRAME, **ancestors}) | public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and what is answered with the headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        added = self._frame if path.startswith(self._frames) else self._page
        added = self._lesson if path == self._lessons else added

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(added)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _with_policy(policy: Mapping[str, str]) -> dict[str, str]:
    written = "; ".join(f"{name} {value}" for name, value in policy.items())
    return {**EVERYWHERE, "Content-Security-Policy": written}


def hashes_of(shell: str) -> list[str]:
    """Hash the inline scripts of Streamlit's page, as a content security policy names them."""
    scripts = re.findall(r"<script>(.*?)</script>", shell, re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
