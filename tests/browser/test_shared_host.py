"""The dashboard below a path of a host that it shares, behind nginx and by itself."""

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import free_port, start, wait_until_healthy
from tests.browser.test_hosting import NGINX, asked, configured
from tests.browser.visitor import Visitor
from tests.conftest import QUILL

pytestmark = pytest.mark.browser

BASE = "/news/corridors"
SECRET = "a-text-of-22-characters"


@pytest.fixture(scope="module")
def shared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Run nginx before one replica; give the public address and the replica's own."""
    if NGINX is None:
        pytest.skip("no nginx is installed")
    folder, log = tmp_path_factory.mktemp("shared"), tmp_path_factory.mktemp("log") / "log.txt"
    inside, outside = (f"127.0.0.1:{free_port()}" for _ in range(2))
    address = f"http://{outside}{BASE}"
    settings = {"CORRIDORS_ADDRESS": address, "CORRIDORS_METRICS_TOKEN": SECRET}
    with ExitStack() as ends, pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        port = int(inside.partition(":")[2])
        replica = start(log, port, "deploy/app.py", "--", "--data", str(QUILL))
        ends.callback(replica.wait, timeout=20)
        ends.callback(replica.terminate)
        proxy = subprocess.Popen([NGINX, "-c", configured(folder, outside, [inside], BASE)])
        ends.callback(proxy.wait, timeout=20)
        ends.callback(proxy.terminate)
        wait_until_healthy(replica, f"http://{inside}{BASE}", log)
        wait_until_healthy(proxy, address, folder / "error.log")
        yield address, f"http://{inside}"


def test_the_dashboard_works_below_a_path(
    shared: tuple[str, str], visit: Callable[..., Visitor]
) -> None:
    """The visitor of `visit` allows no error at all."""
    address, replica = shared
    visitor = visit("/?cat=labour", server=address)
    expect(visitor.marks.first).to_be_visible()
    title = visitor.listed.first.inner_text()
    visitor.settles()
    visitor.button(title).first.click()
    expect(visitor.panel.locator("h2")).to_have_text(title)
    assert visitor.page.url.startswith(f"{address}/?")
    cookie = asked(f"{address}/")[1]["Set-Cookie"]  # of who brings none, as the browser may
    assert re.fullmatch(rf"corridors_replica=\w+; Path={BASE}/; HttpOnly; SameSite=Lax", cookie)
    visitor.goes_to("/Sources")
    expect(visitor.page.locator("h1")).to_have_text("Sources")
    assert {new.url.split("?")[0] for new in visitor.page.frames} <= {f"{address}/Sources"}
    # What the operator asks of a replica says that the visit was noticed.
    shown = {"Authorization": f"Bearer {SECRET}"}
    figures = asked(f"{replica}/metrics", headers=shown)[2].decode()
    (reruns,) = re.findall(r"^corridors_rerun_seconds_count (.+)$", figures, re.MULTILINE)
    assert float(reruns) >= 2
    assert asked(f"{address}/metrics", headers=shown)[0] == 404


def test_files_pictures_and_lists_are_below_the_path(shared: tuple[str, str]) -> None:
    address, replica = shared
    page = quote(f"{address}/", "")
    for path in ("data/events.geojson", "data/feed.atom", "preview.png", "robots.txt", "health",
                 "sitemap.xml", "favicon.png", "Present", f"oembed?url={page}"):  # fmt: skip
        status, _, content = asked(f"{address}/{path}")
        assert status == 200, path
        assert path in ("preview.png", "favicon.png", "health") or content
    assert json.loads(asked(f"{replica}/health")[2]) == {"state": "ready"}
    host = address.removesuffix(BASE)
    for path in ("/", "/data/events.geojson", "/_stcore/health", "/Present"):
        assert asked(f"{host}{path}")[0] == 404, path


def test_below_a_path_what_is_asked_too_often_waits_and_the_closed_is_closed(
    shared: tuple[str, str],
) -> None:
    address, _ = shared
    for path in ("_stcore/metrics", "_stcore/agent/openapi.json", "metrics"):
        assert asked(f"{address}/{path}")[0] == 404, path
    told = json.loads(asked(f"{address}/_stcore/host-config")[2])
    assert told["allowedOrigins"] == []
    assert 429 in {asked(f"{address}/data/nothing")[0] for _ in range(60)}


def test_without_hosting_it_works_below_a_path_too(
    browser: Browser, tmp_path: Path, visit: Callable[..., Visitor]
) -> None:
    port, log = free_port(), tmp_path / "log.txt"
    options = ("--server.baseUrlPath", "corridors", "--", "--data", str(QUILL))
    process = start(log, port, "dashboard.py", *options)
    address = f"http://127.0.0.1:{port}/corridors"
    try:
        wait_until_healthy(process, address, log)
        visitor = visit("/?cat=labour", server=address)
        expect(visitor.marks.first).to_be_visible()
        visitor.goes_to("/Present")
        assert asked(f"{address}/favicon.png")[1]["Content-Type"] == "image/png"
        assert asked(address)[0] == 200  # led on to the first page
    finally:
        process.terminate()
        process.wait(timeout=20)
    for _ in range(100):
        if f"runs at {address}" in log.read_text():
            return
        time.sleep(0.1)
    pytest.fail(log.read_text())
