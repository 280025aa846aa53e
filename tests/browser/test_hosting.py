"""The hosted app: two replicas behind nginx, one of which fails while visitors read."""

import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser, TimeoutError, expect

from events.collection import Collection
from tests.browser.conftest import ROOT, free_port, start, wait_until_healthy
from tests.browser.visitor import Visitor
from tests.conftest import QUILL

pytestmark = pytest.mark.browser

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

MAIN = """
daemon off;
{user}
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


RESOURCES = "performance.getEntriesByType('resource').map((entry) => entry.name)"


@dataclass(frozen=True)
class Hosted:
    address: str
    replicas: dict[str, subprocess.Popen[bytes]]
    log: Path

    def noted(self, method: str) -> list[str]:
        """The replicas that answered requests of a method, as nginx noted."""
        lines = [line.split() for line in self.log.read_text().splitlines()]
        return [words[-2] for words in lines if words[1] == method]

    def who_answers(self, path: str, cookie: str, method: str, data: bytes | None = None) -> str:
        """Ask as the visitor who has a cookie; nginx notes it once it has answered."""
        before = len(self.noted(method))
        headers = {"Cookie": f"corridors_replica={cookie}"}
        asked(f"{self.address}{path}", headers=headers, method=method, data=data)
        for _ in range(100):
            if len(self.noted(method)) > before:
                return self.noted(method)[-1]
            time.sleep(0.05)
        raise AssertionError(f"{method} {path} is not in the log")


@pytest.fixture(scope="module")
def hosted(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """Run nginx with the template of deploy/ in front of two replicas; no browser, no servers."""
    if NGINX is None:
        refuse = pytest.fail if os.environ.get("CORRIDORS_BROWSER") == "required" else pytest.skip
        refuse("no nginx is installed")
    folder = tmp_path_factory.mktemp("hosted")
    with ExitStack() as ends:
        replicas = {}
        for number in range(2):
            port = free_port()
            log = folder / f"replica-{number}.txt"
            process = start(log, port, "deploy/app.py", "--", "--data", str(QUILL))
            ends.callback(process.wait, timeout=20)
            ends.callback(process.terminate)
            replicas[f"127.0.0.1:{port}"] = process
        for name, process in replicas.items():
            wait_until_healthy(process, f"http://{name}", folder / "replica-0.txt")
        address = f"127.0.0.1:{free_port()}"
        with (folder / "error.log").open("w") as errors:
            proxy = subprocess.Popen(
                [NGINX, "-c", configured(folder, address, replicas)], stderr=errors
            )
        ends.callback(proxy.wait, timeout=20)
        ends.callback(proxy.terminate)
        wait_until_healthy(proxy, f"http://{address}", folder / "error.log")
        yield Hosted(f"http://{address}", replicas, folder / "access.log")


def configured(folder: Path, address: str, replicas: Iterable[str], base: str = "") -> str:
    """Fill the template in, as the image of nginx does, and return nginx's main file."""
    servers = (f"server {name} max_fails=1 fail_timeout=5s;" for name in replicas)
    filled = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for name, value in {
        "REPLICAS": " ".join(servers),
        "LISTEN": address,
        "NAMES": "_",
        "BASE": base,
        "ACCESS_LOG": str(folder / "access.log"),
        "ERROR_LOG": str(folder / "error.log"),
    }.items():
        filled = filled.replace(f"${{{name}}}", value)
    (folder / "site.conf").write_text(filled)
    (folder / "nginx.conf").write_text(
        MAIN.format(folder=folder, user="user root;" * (os.getuid() == 0))
    )
    return str(folder / "nginx.conf")


def asked(address: str, **more: object) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(address, **more)  # type: ignore[arg-type]
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_what_visitors_do_not_need_is_closed(hosted: Hosted) -> None:
    for path in ("metrics", "script-health-check", "agent/openapi.json", "agent/mcp"):
        assert asked(f"{hosted.address}/_stcore/{path}")[0] == 404, path
    assert asked(f"{hosted.address}/metrics")[0] == 404
    status, _, told = asked(f"{hosted.address}/_stcore/host-config")
    replica = asked(f"http://{next(iter(hosted.replicas))}/_stcore/host-config")[2]
    assert status == 200
    # The browser finds every field that Streamlit would tell, and no host that may command it.
    assert json.loads(told) == {**json.loads(replica), "allowedOrigins": []}


def test_the_state_is_open_to_all(hosted: Hosted) -> None:
    status, headers, told = asked(f"{hosted.address}/health")
    assert (status, json.loads(told)) == (200, {"state": "ready"})
    assert headers["Cache-Control"] == "no-store"


def test_a_preview_and_the_data_pass_through(hosted: Hosted, quill: Collection) -> None:
    event = quill.records.shown[0]
    _, headers, page = asked(f"{hosted.address}/?event={event.id}")
    assert event.title in page.decode()
    assert f'content="{hosted.address}/preview.png?event={event.id}"' in page.decode()
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    status, headers, content = asked(f"{hosted.address}/data/events.geojson")
    assert status == 200
    assert {feature["id"] for feature in json.loads(content)["features"]} == set(quill.table["id"])
    assert headers["X-Content-Type-Options"] == "nosniff"
    kept = {"If-None-Match": headers["ETag"]}
    # Whichever replica answers, it knows the file by the same name.
    assert {asked(f"{hosted.address}/data/events.geojson", headers=kept)[0] for _ in range(4)} == {
        304
    }


def test_who_asks_for_too_many_files_is_told_when_to_come_back(hosted: Hosted) -> None:
    """The last of the answers: nginx lets twenty through at once, and two more each second."""
    answers = [asked(f"{hosted.address}/data/nothing") for _ in range(60)]
    refused = [(headers["Retry-After"], told) for status, headers, told in answers if status == 429]
    assert refused
    assert all(wait == "10" and b"try again in ten seconds" in told for wait, told in refused)


def test_there_is_no_page_where_no_page_is(hosted: Hosted) -> None:
    status, _, told = asked(f"{hosted.address}/wp-login.php")
    assert status == 404
    assert b'<a href="/">' in told


def test_a_visitor_s_uploads_go_to_the_visitor_s_replica(hosted: Hosted) -> None:
    upload = "/_stcore/upload_file/session/file"
    answered = defaultdict(set)
    for visitor in range(16):
        cookie = f"{visitor:032x}"
        answered[visitor].add(hosted.who_answers("/", cookie, "GET"))
        answered[visitor].add(hosted.who_answers(upload, cookie, "PUT", bytes(3_000_000)))
    assert all(len(replicas) == 1 for replicas in answered.values())
    assert set().union(*answered.values()) == hosted.replicas.keys()
    assert asked(f"{hosted.address}{upload}", method="PUT", data=bytes(53_000_000))[0] == 413


def opens(visitor: Visitor, title: str) -> None:
    """Press until it opens: what is pressed while the page is drawn anew is lost, as ever."""
    for _ in range(10):
        visitor.button(title).first.click()
        try:
            visitor.panel.locator("h2").get_by_text(title).wait_for(timeout=1000)
        except TimeoutError:
            continue
        return
    pytest.fail(f"{title!r} does not open")


def test_visitors_carry_on_when_their_replica_fails(
    hosted: Hosted, visit: Callable[..., Visitor]
) -> None:
    """Under the policy the dashboard works; the visitor of `visit` allows no error at all."""
    visitor = visit("/?cat=labour", server=hosted.address)
    page = visitor.page
    expect(visitor.marks.first).to_be_visible()
    drawn, shown = visitor.marks.count(), visitor.shown
    assert visitor.map_frame.evaluate("self.origin") == "null"
    # The browser notes a resource only after its content has come.
    visitor.map_frame.wait_for_function(f"{RESOURCES}.some((name) => name.includes('/rows-'))")
    loaded = visitor.map_frame.evaluate(RESOURCES)
    for number, address in enumerate(loaded * 4):
        # The frame sends no cookie: whichever replica is asked, the one that has it answers.
        assert asked(address, headers={"User-Agent": f"Browser {number}"})[0] == 200, address
    sent = page.context.cookies(f"{hosted.address}/")
    (cookie,) = [c for c in sent if c["name"] == "corridors_replica"]
    assert re.fullmatch("[0-9a-f]{32}", cookie["value"])
    replica = hosted.who_answers("/", cookie["value"], "HEAD")
    with page.expect_websocket() as reconnected:
        hosted.replicas[replica].kill()
    reconnected.value.wait_for_event("framereceived")
    visitor.settles()
    assert (visitor.marks.count(), visitor.shown) == (drawn, shown)
    visitor.has_link(cat="labour")
    title = visitor.listed.first.inner_text()
    opens(visitor, title)
    expect(page).to_have_url(re.compile("[?&]event="))
    page.reload()
    visitor.settles()
    expect(visitor.panel.locator("h2")).to_have_text(title)
    assert visitor.shown == shown


def test_when_no_replica_answers_visitors_are_told(hosted: Hosted) -> None:
    for process in hosted.replicas.values():
        process.kill()
        process.wait(timeout=20)
    status, headers, told = asked(f"{hosted.address}/Present?story=spring")
    assert (status, headers["Retry-After"]) == (503, "10")
    assert b"is not ready" in told
