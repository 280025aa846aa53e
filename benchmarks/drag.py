"""A drag over the timeline, and the frames that the browser made of it."""

import json
import statistics
import time
from bisect import bisect
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, FloatRect

from benchmarks.page import Page

RATE = 60  # moves of the hand a second
SECONDS = 4
# Parts of the timeline's width: the window is first drawn over FROM, then carried to the end of TO.
FROM, TO = (0.05, 0.25), (0.15, 0.85)

TRACED = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
THREAD = "CrRendererMain"
FRAME = "Commit"
"""Ends the work of the main thread on one frame."""
SCRIPT = ("FireAnimationFrame", "EventDispatch")
ALL = ("RunTask",)


@dataclass(frozen=True)
class Drag:
    """What the browser's main thread did for each frame; milliseconds, median and 95th of 100."""

    frames: float
    """A second."""
    slowest: float
    script: tuple[float, float]
    """In the scripts of the page and the map."""
    busy: tuple[float, float]
    """In all, with style, layout and paint."""


def drag_strip(browser: Browser, page: Page, strip: str) -> Drag:
    """Choose a window on the strip and carry it over the years by hand."""
    stage = page.map.locator(strip)
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    if box is None:
        raise SystemExit(f"The map shows no strip ({strip})")
    with _holding(page, box, FROM[0]):
        _move(page, box, FROM[1])
    with _holding(page, box, TO[0]):
        before = page.marks
        with page.unwatched():
            browser.start_tracing(page=page.tab, categories=TRACED)
            _carry(page, box)
            trace = json.loads(browser.stop_tracing())
        if page.marks == before:
            raise SystemExit("The drag over the strip moved no mark; see FROM and TO in drag.py")
    return read_frames(trace["traceEvents"])


def read_frames(events: list[dict[str, Any]]) -> Drag:
    """Sum up the frames in a trace of Chromium."""
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == THREAD
    }
    main = [event for event in events if (event["pid"], event["tid"]) in threads]
    ends = sorted(event["ts"] for event in main if event["name"] == FRAME)
    lengths = [(after - before) / 1000 for before, after in pairwise(ends)]
    return Drag(
        frames=1000 / statistics.mean(lengths),
        slowest=max(lengths),
        script=_work(main, ends, SCRIPT),
        busy=_work(main, ends, ALL),
    )


def _work(
    events: Iterable[dict[str, Any]], ends: list[float], names: tuple[str, ...]
) -> tuple[float, float]:
    """Add up what ran before the end of each frame; return the median and the 95th of 100."""
    sums = [0.0] * (len(ends) + 1)
    for event in events:
        if event["name"] in names:
            sums[bisect(ends, event["ts"])] += event.get("dur", 0) / 1000
    within = sums[1:-1]
    return statistics.median(within), statistics.quantiles(within, n=20)[-1]


@contextmanager
def _holding(page: Page, box: FloatRect, part: float) -> Iterator[None]:
    x, y = _point(box, part)
    page.points("mouseMoved", x, y)
    page.points("mousePressed", x, y)
    yield
    page.points("mouseReleased", *_point(box, TO[1]))
    page.rests()


def _carry(page: Page, box: FloatRect) -> None:
    start, steps = time.monotonic(), RATE * SECONDS
    for step in range(1, steps + 1):
        _move(page, box, TO[0] + (TO[1] - TO[0]) * step / steps)
        time.sleep(max(0.0, start + step / RATE - time.monotonic()))


def _move(page: Page, box: FloatRect, part: float) -> None:
    page.points("mouseMoved", *_point(box, part), pressed=True)


def _point(box: FloatRect, part: float) -> tuple[float, float]:
    return box["x"] + box["width"] * part, box["y"] + box["height"] / 2
