"""One Chromium, a server for each collection, and visitors that may ask no other host."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.visitor import Visitor
from tests.conftest import QUILL

ROOT = Path(__file__).parents[2]

collect_ignore = ["lost"]  # what the servers of one test start with

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is installed: the shell draws pages alone, and no toolbar of its own."""

CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Pages of one process share the scripts that it compiled, half of the work of a visit.
    "--renderer-process-limit=1",
    # No other host is reached. Answering requests in Python instead would switch the cache off.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

TOUCHED = {"has_touch": True, "is_mobile": True}
"""What makes a window that of a telephone, beside its size."""

Visit = Callable[..., Visitor]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        refuse = pytest.fail if os.environ.get("CORRIDORS_BROWSER") == "required" else pytest.skip
        refuse("no Chromium is installed")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(
    log: Path, port: int, script: str, *arguments: str, **variables: str
) -> subprocess.Popen[bytes]:
    """Start the dashboard; what it prints goes into a file."""
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.port", str(port), "--server.headless", "true", *arguments]
    said: dict[str, Any] = {"stderr": subprocess.STDOUT, "env": {**os.environ, **variables}}
    with log.open("w") as output:
        return subprocess.Popen(command, cwd=ROOT, stdout=output, **said)


@contextmanager
def running(log: Path, *arguments: str, **variables: str) -> Iterator[str]:
    """Run the dashboard on a free port; give its address."""
    port = free_port()
    process = start(log, port, "dashboard.py", *arguments, **variables)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_healthy(process, address, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_healthy(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:  # nobody listens yet, or the events are still being read
            try:
                process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    pytest.fail(f"the server did not start; it printed:\n{log.read_text()}")


@pytest.fixture(scope="package")
def start_server(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., str]]:
    """Start servers that stop after the last browser test; no browser, no server."""
    with ExitStack() as servers:

        def start(data: Path | str, **variables: str) -> str:
            log = tmp_path_factory.mktemp("server") / "log.txt"
            return servers.enter_context(running(log, "--", "--data", str(data), **variables))

        yield start


@pytest.fixture(scope="package")
def server(start_server: Callable[[Path | str], str]) -> str:
    """The address of a server on the invented collection."""
    return start_server(QUILL)


@pytest.fixture(scope="package")
def gaza_server(start_server: Callable[[Path | str], str]) -> str:
    """The address of a server on the curated collection, for tests of which it is the subject."""
    return start_server("gaza")


@pytest.fixture(scope="package")
def contexts(browser: Browser, server: str) -> Iterator[Callable[..., BrowserContext]]:
    """Open windows of one kind in one context: a first visit costs twice as much as a later one.

    The first page of each stays open, and with it the process that draws them and keeps scripts.
    """
    with ExitStack() as stack:

        @cache
        def context(*, clock: bool = False, **kind: Any) -> BrowserContext:
            opened = stack.enter_context(browser.new_context(reduced_motion="reduce", **kind))
            if clock:  # set for all pages of a context
                opened.clock.install()
            opened.set_default_timeout(10_000)
            opened.new_page().goto(f"{server}/_stcore/health")
            return opened

        yield context


@pytest.fixture
def visit(
    contexts: Callable[..., BrowserContext], request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Open pages; afterwards nothing may have failed and no other host may have been asked."""
    visitors: list[Visitor] = []

    def open_page(
        path: str = "/",
        *,
        server: str | None = None,
        width: int = 1280,
        height: int = 1000,
        dark: bool = False,
        still: bool = True,
        touch: bool = False,
    ) -> Visitor:
        page = contexts(**TOUCHED if touch else {}).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if still else "no-preference",
        )
        visitor = Visitor(page, server or request.getfixturevalue("server"))
        visitors.append(visitor)
        visitor.goes_to(path)
        return visitor

    yield open_page
    for visitor in visitors:
        for page in visitor.page.context.pages[1:]:
            page.close()
    for visitor in visitors:
        assert visitor.foreign == []
        assert visitor.errors == []


@pytest.fixture
def from_disk(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open files as a reader does, offline; afterwards nothing was asked for or failed."""
    files: set[str] = set()
    asked: list[str] = []
    errors: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def note(page: Page) -> None:
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", hear)

    with ExitStack() as contexts:

        def open_file(
            path: Path,
            part: str = "",
            *,
            width: int = 1280,
            height: int = 900,
            dark: bool = False,
            **kind: Any,
        ) -> Page:
            context = contexts.enter_context(
                browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if dark else "light",
                    reduced_motion="reduce",
                    offline=True,
                    **kind,
                )
            )
            context.set_default_timeout(10_000)
            context.on("page", note)
            page = context.new_page()
            files.add(path.as_uri())
            page.goto(f"{path.as_uri()}#{part}")
            return page

        yield open_file
    assert [
        url for url in asked if url not in files and not url.startswith(("data:", "blob:"))
    ] == []
    assert errors == []
