"""Ten thousand events: what is drawn, sent and kept is as little as with a few."""

import re

import pytest
from playwright.sync_api import CDPSession, expect

from benchmarks.sample import write_events

pytestmark = pytest.mark.browser

MANY = 10_000
MOST_MARKS = 400
MOST_BYTES = 40_000
"""Of a move, before compression (about a third is left of it)."""
MOST_GROWTH = 0.2
"""Of what the page's scripts hold, in megabytes a move."""


@pytest.fixture(scope="module")
def many(start_server, tmp_path_factory):
    """The address of a server with many events."""
    path = tmp_path_factory.mktemp("many") / "many.parquet"
    write_events(MANY, path)
    return start_server(path)


@pytest.fixture
def visitor(visit, many):
    return visit(server=many)


def received(protocol: CDPSession) -> list[int]:
    """Count, from now on, the bytes of each message from the server."""
    sizes: list[int] = []
    protocol.send("Network.enable")
    protocol.on(
        "Network.webSocketFrameReceived",
        lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 // 4),
    )
    return sizes


def heap(protocol: CDPSession) -> float:
    """Return what the page's scripts hold after a collection of garbage, in megabytes."""
    protocol.send("HeapProfiler.collectGarbage")
    return protocol.send("Runtime.getHeapUsage")["usedSize"] / 2**20


def moves(visitor, number):
    """Move the first date, a day at a time, and wait for what each move brings."""
    visitor.slider("start").focus()
    for _ in range(number):
        before = visitor.summary.inner_text()
        visitor.page.keyboard.press("ArrowRight")
        expect(visitor.summary).not_to_have_text(before)


def test_what_is_drawn_and_listed_is_bounded(visitor):
    assert visitor.shown == MANY
    visitor.window.focus()
    visitor.timeline.hover()
    expect(visitor.map.locator(".tip")).to_contain_text("events begin")
    expect(visitor.listed).to_have_count(12)
    expect(visitor.page.get_by_text("Page 1 of 834")).to_be_visible()
    for _ in range(4):
        assert 0 < visitor.marks.count() <= MOST_MARKS
        with visitor.redraws():
            visitor.map.get_by_role("button", name="Zoom in").click()
    assert 0 < visitor.marks.count() <= MOST_MARKS

    visitor.listed.first.click()
    expect(visitor.panel).to_contain_text("Reported by")
    expect(visitor.panel).to_contain_text("no excerpts")
    expect(visitor.page).to_have_url(re.compile("event=synthetic-"))


def test_a_move_keeps_the_map_sends_little_and_leaves_nothing_behind(visitor):
    visitor.map_frame.evaluate("window.kept = true")
    loads = []
    visitor.page.on("framenavigated", lambda frame: loads.append(frame.url))
    protocol = visitor.page.context.new_cdp_session(visitor.page)
    moves(visitor, 5)
    before, sizes = heap(protocol), received(protocol)
    moves(visitor, 20)
    visitor.settles()
    assert sum(sizes) / 20 < MOST_BYTES
    assert heap(protocol) < before + 20 * MOST_GROWTH
    assert visitor.map_frame.evaluate("window.kept") is True
    assert [url for url in loads if "folium" in url] == []
