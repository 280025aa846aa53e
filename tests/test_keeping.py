"""Files that are kept in memory as they are sent."""

import asyncio
import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pages.parts import keeping
from pages.parts.keeping import FOR_EVER, Keeping

SCRIPT = b"const corridors = 1;\n" * 100
FILE = "/static/js/index.Ab12Cd34.js"
OWN = "/component/events_1f/map-0123456789abcdef.js"


@pytest.fixture
def asked():
    """What the app behind was asked for."""
    return []


@pytest.fixture
def ask(asked):
    async def answer(request):
        asked.append(request.url.path)
        if "cut" in request.url.path:
            return Response(SCRIPT[:9], headers={"Content-Length": str(len(SCRIPT))})
        if "missing" in request.url.path:
            return HTMLResponse("Streamlit")
        kind = "font/woff2" if request.url.path.endswith("woff2") else "text/javascript"
        status = 404 if "lost" in request.url.path else 200
        return Response(SCRIPT, status, media_type=kind)

    every = Route("/{path:path}", answer, methods=["GET", "HEAD"])
    app = Starlette(routes=[every], middleware=[Middleware(Keeping), Middleware(GZipMiddleware)])

    def ask(path, method="GET", **headers):
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        named = [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ]
        scope = {
            "type": "http", "method": method, "path": path, "root_path": "", "scheme": "http",
            "query_string": b"", "headers": named, "server": ("localhost", 80),
        }  # fmt: skip
        asyncio.run(app(scope, receive, send))
        start = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], start, b"".join(part.get("body", b"") for part in sent[1:])

    return ask


@pytest.mark.parametrize("path", [FILE, OWN])
def test_a_file_is_asked_for_once_and_sent_compressed_to_all(path, ask, asked):
    first, second = (ask(path, accept_encoding="gzip, br") for _ in range(2))
    assert first == second
    status, headers, body = second
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert headers["cache-control"] == FOR_EVER
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert gzip.decompress(body) == SCRIPT
    assert asked == [path]


def test_who_takes_no_compression_gets_the_file_as_it_is(ask):
    ask(FILE, accept_encoding="gzip")
    _, headers, body = ask(FILE)
    assert "content-encoding" not in headers
    assert body == SCRIPT


def test_what_is_compressed_already_is_sent_as_it_is(ask):
    _, headers, body = ask("/static/media/letters.Ab12Cd34.woff2", accept_encoding="gzip")
    assert "content-encoding" not in headers
    assert body == SCRIPT


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/static/js/missing.js",
        "/static/js/lost.js",
        "/static/js/cut.js",
        "/component/a/rows-0123456789abcdef.bin.gz",
    ],
)
def test_what_is_no_file_for_ever_is_asked_for_each_time(path, ask, asked):
    assert ask(path) == ask(path)
    assert asked == [path, path]


def test_a_file_that_is_too_large_is_not_kept(ask, asked, monkeypatch):
    monkeypatch.setattr(keeping, "LARGEST", len(SCRIPT) - 1)
    assert [ask(FILE)[2] for _ in range(2)] == [SCRIPT] * 2
    assert asked == [FILE, FILE]


def test_a_part_of_a_file_and_its_head_are_left_to_streamlit(ask, asked):
    ask(FILE)
    ask(FILE, range="bytes=0-3")
    ask(FILE, method="HEAD")
    assert asked == [FILE, FILE, FILE]
