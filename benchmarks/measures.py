"""Measure one app on one file of events."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, TimeoutError

from benchmarks.apps import App
from benchmarks.drag import Drag, drag_strip
from benchmarks.page import LIMIT, Move, Page, start_browser, visiting
from benchmarks.server import Server, running

VISITS = 3
WARMING = 120  # seconds that the first visitor of a server may wait, while it reads the events
KEY = "ArrowRight"  # one day, and always the same way, as no state may be one seen before
FEWEST = 3  # moves, however long they take
BUDGET = 50  # seconds for all moves beyond these


@dataclass
class Result:
    """What was measured, filled as far as the app came."""

    app: str
    events: int
    trouble: str = ""
    """Why it came no farther."""
    cold: float | None = None
    """Seconds to the first marks for the first visitor, while the server reads the events."""
    first: list[float] = field(default_factory=list)
    """The same for visitors that follow, each with nothing in the browser's cache."""
    moves: list[Move] = field(default_factory=list)
    heap: list[float] = field(default_factory=list)
    """Megabytes of the page's scripts before the moves and after."""
    memory: list[float] = field(default_factory=list)
    """Megabytes of the server when it has started, before the moves and after."""
    drag: Drag | None = None
    question: float | None = None
    """Seconds of a question alone."""

    @property
    def drawn(self) -> list[Move]:
        """The moves that changed a mark."""
        return [move for move in self.moves if move.seconds is not None]


def measure(
    app: App, number: int, data: Path, playwright: Playwright, libraries: str, moves: int
) -> Result:
    """Serve an app with the events of a file, visit it, and move its dates."""
    result = Result(app.name, number)
    arguments = ["--data", str(data), *(["--libraries", libraries] if app.is_peer else [])]
    with running(app.script, *arguments) as server:
        result.memory.append(server.memory)
        try:
            with start_browser(playwright) as browser:
                _visit(result, app, server, browser, moves)
        except TimeoutError:
            result.trouble = f"over {LIMIT} s"
        except Error as error:
            result.trouble = error.message.splitlines()[0]
    return result


def _visit(result: Result, app: App, server: Server, browser: Browser, moves: int) -> None:
    with visiting(browser, app, server.wire) as page:
        result.cold = page.opens(server.address, LIMIT if app.is_peer else WARMING)
    for _ in range(VISITS):
        with visiting(browser, app, server.wire) as page:
            result.first.append(page.opens(server.address))
    with visiting(browser, app, server.wire) as page:
        page.opens(server.address)
        _move(result, server, page, moves)
    if app.strip:
        with visiting(browser, app, server.wire) as page:
            page.opens(server.address)
            result.drag = drag_strip(browser, page, app.strip)


def _move(result: Result, server: Server, page: Page, moves: int) -> None:
    result.memory.append(server.memory)
    result.heap.append(page.heap)
    page.takes_slider()
    start = time.monotonic()
    while len(result.moves) < moves:
        late = time.monotonic() - start > BUDGET
        if late and len(result.moves) >= FEWEST:
            break
        result.moves.append(page.presses(KEY))
    result.memory.append(server.memory)
    result.heap.append(page.heap)
