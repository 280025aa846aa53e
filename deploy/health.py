"""Whether the server is ready: it starts, it answers, or its database is lost."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from events.collection import Collection

HEALTH = "/health"
"""Where whoever runs the server asks for its state."""

LIMIT = 2.0
"""Seconds after which a database that says nothing counts as lost."""
REMEMBERED = 3.0
"""Seconds for which an answer of the database holds, however often it is asked for."""
RETRY = {"Retry-After": "5", "Cache-Control": "no-store"}
"""When to come back, where there is no answer yet."""

STARTING = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>Not ready yet</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 12vh auto; max-width: 32rem;
padding: 0 1rem; color-scheme: light dark }</style>
<h1>The dashboard is not ready</h1>
<p>It is reading its events. This page tries again every five seconds.</p>
</html>
"""

Opened = Callable[[], Collection | None]
"""Returns the collection; None as long as it is being read."""


class State(StrEnum):
    """What the server can do."""

    STARTING = "starting"
    READY = "ready"
    LOST = "engine lost"


class Health:
    """Knows the state of the server, and asks the engine of its collection at most now and then."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        # One thread: while the database is silent, no second question waits behind the first.
        self._threads = ThreadPoolExecutor(1, "health")
        self._question: Future[bool] | None = None
        self._known: tuple[float, State] | None = None

    @property
    def is_starting(self) -> bool:
        """Whether the events are still being read."""
        return self._opened() is None

    async def state(self) -> State:
        """Return the state, as it was at most REMEMBERED seconds ago."""
        collection = self._opened()
        if collection is None:
            return State.STARTING
        now = time.monotonic()
        if self._known is None or now - self._known[0] > REMEMBERED:
            answers = await self._answers(collection)
            self._known = (now, State.READY if answers else State.LOST)
        return self._known[1]

    async def _answers(self, collection: Collection) -> bool:
        if self._question is None or self._question.done():
            self._question = self._threads.submit(collection.engine.answers)
        asked = asyncio.wrap_future(self._question)
        try:
            return await asyncio.wait_for(asyncio.shield(asked), LIMIT)
        except TimeoutError:
            return False

    def route(self) -> Route:
        """Return the route that tells the state: 200 where it is ready, else 503."""

        async def tell(_: Request) -> Response:
            state = await self.state()
            if state is State.READY:
                return JSONResponse({"state": state}, headers={"Cache-Control": "no-store"})
            return JSONResponse({"state": state}, 503, RETRY)

        return Route(HEALTH, tell)


class Waiting:
    """Answers 503 to visitors until the events are read; a middleware.

    A proxy takes that for a replica to be passed over.
    """

    def __init__(self, app: ASGIApp, health: Health, open_to: tuple[str, ...] = (HEALTH,)) -> None:
        self._app = app
        self._health = health
        self._open_to = open_to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on once the events are read."""
        is_visit = scope["type"] in ("http", "websocket")
        if not is_visit or not self._health.is_starting or scope["path"] in self._open_to:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            socket = WebSocket(scope, receive, send)
            await socket.receive()
            await socket.send_denial_response(HTMLResponse(STARTING, 503, RETRY))
        else:
            await HTMLResponse(STARTING, 503, RETRY)(scope, receive, send)
