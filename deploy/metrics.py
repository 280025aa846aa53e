"""Figures for whoever runs the server, as Prometheus reads them: questions, reruns, visitors."""

import hmac
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from events.query import Engine, Unanswered

METRICS = "/metrics"
"""Where the figures are read, by whom the operator has given the token."""

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""The ends of the classes that times are counted in."""

QUESTIONS = frozenset(
    {
        "at", "bars", "cells", "columns", "count", "counts", "marked", "matches", "names",
        "neighbours", "newest", "number", "page", "passing", "pick", "position", "read", "related",
        "row", "rows", "seen", "select", "spelt",
    }
)  # fmt: skip
"""What is put to an engine while visitors are there. No label holds more than such a name."""


class Metrics:
    """Counts what a server does. Nothing that a visitor wrote, and no visitor, is told apart."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._questions = Histogram(
            "corridors_question_seconds", "Time that the engine took for a question.",
            ["question"], registry=self._registry, buckets=SECONDS,
        )  # fmt: skip
        self._unanswered = Counter(
            "corridors_questions_unanswered", "Questions without an answer: lost, or too slow.",
            ["question"], registry=self._registry,
        )  # fmt: skip
        self._reruns = Histogram(
            "corridors_rerun_seconds", "Time that a rerun of a page, or of parts of it, took.",
            registry=self._registry, buckets=SECONDS,
        )  # fmt: skip
        self._visitors = Gauge(
            "corridors_visitors", "Pages that are open now.", registry=self._registry
        )
        self._sessions = Counter(
            "corridors_sessions", "Pages that were opened or connected again.",
            registry=self._registry,
        )  # fmt: skip

    def watch(self, engine: Engine) -> Engine:
        """Return an engine that gives the same answers, and counts the questions."""
        return cast(Engine, _Watched(engine, self._asked))

    def _asked(self, question: str, ask: Callable[..., Any]) -> Callable[..., Any]:
        seconds = self._questions.labels(question)
        unanswered = self._unanswered.labels(question)

        @wraps(ask)
        def asked(*about: Any, **more: Any) -> Any:
            start = time.perf_counter()
            try:
                return ask(*about, **more)
            except Unanswered:
                unanswered.inc()
                raise
            finally:
                seconds.observe(time.perf_counter() - start)

        return asked

    def watch_reruns(self) -> None:
        """Have Streamlit's reruns counted, for which it has neither a hook nor a figure."""
        run, reruns = ScriptRunner._run_script, self._reruns

        @wraps(run)
        def rerun(runner: ScriptRunner, rerun_data: RerunData) -> None:
            start = time.perf_counter()
            try:
                run(runner, rerun_data)
            finally:
                reruns.observe(time.perf_counter() - start)

        ScriptRunner._run_script = rerun  # type: ignore[method-assign, assignment]

    def route(self, token: str | None) -> Route:
        """Return the route of the figures, which is there for whoever has the token alone."""

        def show(request: Request) -> Response:
            given = request.headers.get("authorization", "").encode()
            if token is None or not hmac.compare_digest(given, f"Bearer {token}".encode()):
                return PlainTextResponse("There is nothing here.\n", 404)
            return Response(
                generate_latest(self._registry),
                media_type=CONTENT_TYPE_LATEST,
                headers={"Cache-Control": "no-store"},
            )

        return Route(METRICS, show)

    async def stay(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a page that is open, until it is closed."""
        self._sessions.inc()
        with self._visitors.track_inprogress():
            await app(scope, receive, send)


class _Watched:
    """An engine whose questions are counted; what it asks itself to answer them is not."""

    def __init__(self, engine: Engine, asked: Callable[..., Callable[..., Any]]) -> None:
        self._engine = engine
        for name in QUESTIONS:
            setattr(self, name, asked(name, getattr(engine, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def __contains__(self, event: object) -> bool:
        return event in self._engine


class Visitors:
    """Counts the pages that are open; a middleware."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page is open as long as its websocket."""
        if scope["type"] == "websocket":
            await self._metrics.stay(self._app, scope, receive, send)
        else:
            await self._app(scope, receive, send)
