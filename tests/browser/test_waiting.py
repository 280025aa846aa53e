"""A server that is busy: whoever waits is told, and nothing that was done meanwhile is lost."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import free_port, start, wait_until_healthy
from tests.browser.visitor import Visitor
from tests.conftest import QUILL

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(browser: Browser, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a server that a test can hold still, as one is that has much else to do."""
    port, log = free_port(), tmp_path / "log.txt"
    process = start(log, port, "dashboard.py", "--", "--data", str(QUILL))
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(process, address, log)
        yield address, process
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait(timeout=20)


def test_who_waits_is_told_and_loses_nothing(
    busy: tuple[str, subprocess.Popen[bytes]], visit: Callable[..., Visitor]
) -> None:
    address, process = busy
    visitor = visit("/", server=address)
    visitor.settles()
    told = visitor.page.locator(".corridors-waiting")
    title = visitor.listed.nth(1).inner_text()
    process.send_signal(signal.SIGSTOP)
    visitor.button(title).first.click()
    expect(told).to_be_visible()  # with no answer for two seconds
    expect(told).to_contain_text("is not lost")
    # What is done while the page waits counts too, beside what it waits for.
    words = visitor.page.locator(".st-key-search input")
    words.fill("harbour")
    words.press("Enter")
    process.send_signal(signal.SIGCONT)
    expect(told).to_have_count(0)
    visitor.settles()
    expect(visitor.panel.locator("h2")).to_have_text(title)
    visitor.page.wait_for_url("**/?*q=harbour*")
    assert "event=" in visitor.page.url
    # A server that answers in time never shows it.
    visitor.button("Clear all filters and dates").click()
    visitor.settles()
    expect(told).to_have_count(0)
