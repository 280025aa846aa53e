"""What TimelineJS shows of an export: it is served beside it, as on a page of one's own."""

import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from events.exporters import write_file
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

DIST = ROOT / "tests/js/node_modules/@knight-lab/timelinejs/dist"

PAGE = """<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="dist/css/timeline.css">
<div id="line" style="height: 600px"></div><script src="dist/js/timeline.js"></script>
<script>new TL.Timeline("line", "events.csv");</script>"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and writes no log."""

    def log_message(self, *_):
        pass


@pytest.fixture
def served(tmp_path):
    """Serve TimelineJS with a folder for what it shows; skip where npm has not brought it."""
    if not DIST.exists():
        refuse = pytest.fail if os.environ.get("CORRIDORS_BROWSER") == "required" else pytest.skip
        refuse("npm ci --prefix tests/js brings TimelineJS")
    (tmp_path / "dist").symlink_to(DIST)
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_timelinejs_shows_each_line_of_an_event_as_a_paragraph(served, browser, quill):
    folder, address = served
    content = write_file(quill, "timelinejs", quill.offers.view.query, None)
    (folder / "events.csv").write_bytes(content)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        texts = page.locator(".tl-text")
        expect(texts).to_have_count(1 + len(quill.table), timeout=20_000)
        first = texts.nth(1)
        lines = first.locator(".tl-text-content p").all_inner_texts()
        row = quill.table.iloc[0]
        assert first.locator("h2").inner_text() == row["title"]
        assert lines[:2] == [row["summary"], f"Date: {row['date_words']}"]
        assert lines[-1].startswith("Reported by: ")
