"""Addresses at which there is nothing: Streamlit would answer with its page at each of them."""

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from deploy.headers import COMPONENTS, LESSON
from deploy.listing import ADDRESSES

NOTHING = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>No such page</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 12vh auto; max-width: 32rem;
padding: 0 1rem; color-scheme: light dark }</style>
<h1>There is no page at this address</h1>
<p>The link may be cut off or mistyped. <a href="/">Open the dashboard</a></p>
</html>
"""


class Unknown:
    """Answers 404 where there is no page, and leads to the one that a slash too many misses.

    A middleware.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app = app
        self._frames = f"{base}{COMPONENTS}"
        self._pages = {f"{base}{address}" for address in (*ADDRESSES, LESSON)}
        self._nothing = NOTHING.replace('href="/"', f'href="{base}/"')

    def _has_page(self, path: str) -> bool:
        return path in self._pages or path.startswith(self._frames)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and a page that it gets only if it asked for one."""
        if scope["type"] != "http" or self._has_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        if (page := scope["path"].rstrip("/")) in self._pages:
            asked = scope["query_string"].decode("latin-1")
            address = f"{page}?{asked}" if asked else page
            await RedirectResponse(address, 308)(scope, receive, send)
            return
        is_page = False

        async def send_unless_page(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = message["status"] == 200 and _is_html(message)
            if not is_page:
                await send(message)

        await self._app(scope, receive, send_unless_page)
        if is_page:
            nothing = HTMLResponse(self._nothing, 404, {"Cache-Control": "no-store"})
            await nothing(scope, receive, send)


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
