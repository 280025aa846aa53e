"""What whoever runs a hosted dashboard asks it: its state, and its figures."""

import asyncio
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from deploy import health, metrics
from deploy.health import Health, Waiting
from deploy.metrics import METRICS, QUESTIONS, Metrics, Visitors
from deploy.settings import TOKEN, read_settings
from events.query import Arrays, Query, Unanswered

SECRET = "a-text-of-22-characters"
SHOWN = {"Authorization": f"Bearer {SECRET}"}


class Engine:
    """Answers as it is told to, or not at all."""

    def __init__(self):
        self.says, self.asked, self.speaks = True, 0, threading.Event()
        self.speaks.set()

    def answers(self):
        self.asked += 1
        self.speaks.wait(20)
        return self.says


@pytest.fixture
def engine(monkeypatch):
    monkeypatch.setattr(health, "LIMIT", 0.05)
    engine = Engine()
    yield engine
    engine.speaks.set()


async def echo(socket):
    await socket.accept()
    await socket.send_text("there")
    await socket.close()


@dataclass(frozen=True)
class Answer:
    """What a server sent: of a websocket, the text of the first message."""

    status: int
    headers: dict[str, str]
    text: str


def ask(app, path, headers=None, kind="http"):
    sent = []
    scope = {
        "type": kind, "method": "GET", "path": path, "root_path": "", "query_string": b"",
        "scheme": "http", "server": ("x", 80), "subprotocols": [],
        "extensions": {"websocket.http.response": {}},
        "headers": [(name.lower().encode(), value.encode("latin-1"))
                    for name, value in (headers or {}).items()],
    }  # fmt: skip

    async def receive():
        return {"type": "websocket.connect" if kind == "websocket" else "http.request"}

    async def send(message):
        sent.append(message)

    # In a thread of its own: the browser tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    start, *rest = sent
    text = "".join(each.get("text") or each.get("body", b"").decode() for each in rest)
    named = {name.decode(): value.decode() for name, value in start.get("headers", ())}
    return Answer(start.get("status", 101), named, text)


class Served:
    """A server whose collection is read when a test says so."""

    def __init__(self, engine):
        self.collection = None
        self.ready = SimpleNamespace(engine=engine)
        asked = Health(lambda: self.collection)
        routes = [asked.route(), Route("/", lambda _: PlainTextResponse("page"))]
        routes.append(WebSocketRoute("/_stcore/stream", echo))
        self.app = Starlette(routes=routes, middleware=[Middleware(Waiting, asked)])

    def state(self):
        answer = ask(self.app, "/health")
        return answer.status, json.loads(answer.text)["state"], "retry-after" in answer.headers


@pytest.fixture
def served(engine):
    return Served(engine)


def test_until_the_events_are_read_a_server_says_that_it_starts(served, engine):
    assert served.state() == (503, "starting", True)
    page = ask(served.app, "/")
    assert (page.status, page.headers["retry-after"]) == (503, "5")
    assert "is not ready" in page.text
    assert ask(served.app, "/_stcore/stream", kind="websocket").status == 503
    assert engine.asked == 0
    served.collection = served.ready
    assert served.state() == (200, "ready", False)
    assert ask(served.app, "/").text == "page"
    assert ask(served.app, "/_stcore/stream", kind="websocket").text == "there"


def test_a_lost_engine_is_told_and_noticed_when_it_is_back(served, engine, monkeypatch):
    served.collection = served.ready
    engine.says = False
    assert served.state() == (503, "engine lost", True)
    assert ask(served.app, "/").text == "page"  # which itself says what has no answer
    engine.says = True
    assert served.state()[1] == "engine lost"
    assert engine.asked == 1  # however often one asks
    monkeypatch.setattr(health, "REMEMBERED", 0)
    assert served.state() == (200, "ready", False)


def test_a_silent_engine_is_not_asked_twice(served, engine, monkeypatch):
    monkeypatch.setattr(health, "REMEMBERED", 0)
    served.collection = served.ready
    engine.speaks.clear()
    for _ in range(3):
        assert served.state()[1] == "engine lost"
    assert engine.asked == 1
    engine.speaks.set()
    end = time.monotonic() + 10
    while served.state()[1] != "ready":
        assert time.monotonic() < end


# Figures


def figures(watched, token=SECRET, headers=SHOWN):
    app = Starlette(
        routes=[watched.route(token), WebSocketRoute("/_stcore/stream", echo)],
        middleware=[Middleware(Visitors, metrics=watched)],
    )
    answer = ask(app, METRICS, headers)
    if answer.status != 200:
        return answer.status
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if not sample.name.endswith(("_bucket", "_created"))
    }


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        (None, {}),
        (None, {"Authorization": "Bearer None"}),
        (SECRET, {}),
        (SECRET, {"Authorization": f"Bearer {SECRET}x"}),
        (SECRET, {"Authorization": SECRET}),
        (SECRET, {"Authorization": "Bearer ü"}),
    ],
)
def test_figures_are_there_for_the_operator_alone(token, headers):
    assert figures(Metrics(), token, headers) == 404


def test_a_token_that_can_be_guessed_is_refused_and_never_repeated():
    assert read_settings({TOKEN: SECRET}).token == SECRET
    assert SECRET not in repr(read_settings({TOKEN: SECRET}))
    for wrong in ("short", "with a space in between it all"):
        with pytest.raises(ValueError, match=rf"^{TOKEN}: write 16 or more") as refused:
            read_settings({TOKEN: wrong})
        assert wrong not in str(refused.value)


def test_questions_are_counted_and_answered_as_before(quill):
    watched = Metrics()
    engine = watched.watch(quill.engine)
    query = Query(*quill.engine.span)
    before = figures(watched)["corridors_question_seconds_count", "page"]
    assert engine.page(query, 0, 3) == quill.engine.page(query, 0, 3)
    assert engine.count(query) == engine.size == quill.engine.size
    event = quill.engine.at(0)
    assert event in engine
    with pytest.raises(KeyError):
        engine.row("nothing")
    told = figures(watched)
    assert before == 0
    assert told["corridors_question_seconds_count", "page"] == 1
    assert told["corridors_question_seconds_sum", "page"] > 0
    assert told["corridors_question_seconds_count", "row"] == 1
    assert told["corridors_questions_unanswered_total", "row"] == 0


def test_questions_without_an_answer_are_counted_apart(quill):
    class Lost(Arrays):
        def count(self, query):
            raise Unanswered("postgresql://secret@host")

    lost, watched = object.__new__(Lost), Metrics()
    with pytest.raises(Unanswered):
        watched.watch(lost).count(Query(0, 1, text="what a visitor wrote"))
    told = figures(watched)
    assert told["corridors_questions_unanswered_total", "count"] == 1
    assert not [name for sample in told for name in sample if "secret" in name or "wrote" in name]
    # No visitor is told apart either: a label is the name of a question.
    assert {label for _, *labels in told for label in labels} == QUESTIONS


def test_every_question_of_an_engine_is_counted_or_left_out_on_purpose():
    methods = {name for name in vars(metrics.Engine) if not name.startswith("_")}
    assert methods - QUESTIONS == {"answers", "prepare", "size", "span", "values"}
    assert methods >= QUESTIONS


def test_reruns_are_counted_in_the_runner_of_streamlit(monkeypatch):
    """Streamlit names its runner's step with an underscore: if it changes, this fails."""
    ran = []
    monkeypatch.setattr(ScriptRunner, "_run_script", lambda runner, data: ran.append(data))
    watched = Metrics()
    watched.watch_reruns()
    ScriptRunner._run_script(object(), "first")
    ScriptRunner._run_script(object(), "second")
    assert ran == ["first", "second"]
    assert figures(watched)["corridors_rerun_seconds_count",] == 2


def test_pages_that_are_open_are_counted_while_they_are():
    watched, seen = Metrics(), []

    async def app(scope, receive, send):
        seen.append(figures_of(watched))

    def figures_of(watched):
        return figures(watched)["corridors_visitors",]

    counting = Visitors(app, watched)
    asyncio.run(counting({"type": "websocket"}, None, None))
    asyncio.run(counting({"type": "http"}, None, None))
    assert seen == [1, 0]
    assert figures(watched)["corridors_sessions_total",] == 1
