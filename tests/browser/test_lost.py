"""An engine that is lost for a while: the picture stays, a line says so, and all comes back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import free_port, start, wait_until_healthy
from tests.conftest import QUILL

pytestmark = pytest.mark.browser

TOLD = "The events could not be asked"


@pytest.fixture(scope="module")
def lost(browser, tmp_path_factory):
    """The file while which the engine is lost, and the address of its server."""
    folder = tmp_path_factory.mktemp("lost")
    file, log, port = folder / "lost", folder / "log.txt", free_port()
    loses = {"TEST_LOST": str(file), "PYTHONPATH": str(Path(__file__).with_name("lost"))}
    process = start(log, port, "dashboard.py", "--", "--data", str(QUILL), **loses)
    address = f"http://127.0.0.1:{port}"
    wait_until_healthy(process, address, log)
    yield file, address
    process.terminate()
    process.wait(timeout=20)


def test_the_picture_stays_and_what_was_chosen_comes_by_itself(visit, lost):
    file, address = lost
    visitor = visit(server=address)
    marks, all_ = visitor.marks.count(), visitor.shown
    assert marks
    file.touch()
    visitor.window.focus()
    for _ in range(40):
        visitor.page.keyboard.press("Shift+ArrowLeft")
    expect(visitor.page.get_by_text(TOLD).first).to_be_visible()
    expect(visitor.marks.first).to_be_visible()
    file.unlink()
    expect(visitor.page.get_by_text(TOLD)).to_have_count(0, timeout=30_000)
    expect(visitor.listed.first).to_be_visible()
    assert 0 < visitor.shown < all_
    assert visitor.link["to"]


def test_a_press_without_an_answer_says_so(visit, lost):
    file, address = lost
    visitor = visit(server=address)
    single = visitor.map.locator(".mark.single:visible").first
    file.touch()
    single.click(force=True)
    expect(visitor.page.get_by_text("please press once more")).to_be_visible()
    file.unlink()
    single.click(force=True)
    expect(visitor.panel).to_contain_text("Reported")
