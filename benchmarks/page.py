"""A page of an app in a browser, as one visitor has it, and what can be measured on it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, FrameLocator, Playwright
from playwright.sync_api import Page as Tab

from benchmarks.apps import App
from benchmarks.wire import Wire

PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")

QUIET = 500  # milliseconds without a change, after which nothing more is awaited
LIMIT = 60  # seconds that marks may take
# Without a graphics card a browser may still be painting the marks of the move before.
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
HEAPS = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Move:
    """What one press of a key on the slider of dates brought."""

    seconds: float | None
    """From the key to the last new mark on the map; None where no mark changed."""
    size: int
    """Bytes of the messages, before compression, and of transfers over HTTP."""
    wire: int
    """Bytes that really went to and fro."""
    maps: int
    """How often a new map was built."""


class Page:
    """An app, opened."""

    def __init__(self, tab: Tab, wire: Wire, marks: str) -> None:
        self.tab = tab
        self._marks = marks
        self._wire = wire
        self._protocol = tab.context.new_cdp_session(tab)

    def opens(self, address: str, limit: float = LIMIT) -> float:
        """Open the app; return the seconds until its first marks stood on the map."""
        self.tab.goto(address)
        self.rests("probe.first > 0", limit)
        return float(self.tab.evaluate("probe.first")) / 1000

    def presses(self, key: str) -> Move:
        """Press a key on the slider of dates, and wait for what follows."""
        self.tab.evaluate(FRAMES)
        before, carried = self.tab.evaluate("probe"), self._wire.size
        self.tab.keyboard.press(key)
        self.rests(f"probe.pressed > {before['pressed']}")
        after = self.tab.evaluate("probe")
        seconds = (after["last"] - after["pressed"]) / 1000 if after["first"] else None
        return Move(
            seconds,
            after["bytes"] - before["bytes"],
            self._wire.size - carried,
            after["maps"] - before["maps"],
        )

    def takes_slider(self) -> None:
        """Put the keyboard on the first date of the slider."""
        self.tab.locator("input[type=range]").first.focus()

    def points(self, what: str, x: float, y: float, *, pressed: bool = False) -> None:
        """Send the browser an event of the mouse.

        Playwright's own mouse puts a script into every frame at each move with a button held, which
        would be a part of the frames that are measured.
        """
        button = "left" if pressed or what != "mouseMoved" else "none"
        buttons = int(pressed or what == "mousePressed")
        event = {"type": what, "x": x, "y": y, "button": button, "buttons": buttons}
        self._protocol.send("Input.dispatchMouseEvent", {**event, "clickCount": 1})

    def rests(self, condition: str = "true", limit: float = LIMIT) -> None:
        """Wait until a condition holds, the script has ended and the marks stand still."""
        self.tab.wait_for_function(
            f"{condition} && probe.rests({QUIET})", polling=50, timeout=limit * 1000
        )

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """Let the probe sleep until the block ends, so that it takes no part of a frame."""
        self.tab.evaluate("probe.sleeps(true)")
        yield
        self.tab.evaluate("probe.sleeps(false)")

    @property
    def marks(self) -> list[str]:
        """The marks as they stand, with what they show and where."""
        found: list[str] = self.map.locator(self._marks).evaluate_all(
            "marks => marks.map(mark => mark.outerHTML)"
        )
        return found

    @property
    def map(self) -> FrameLocator:
        """The map's frame."""
        return self.tab.frame_locator("iframe[title*=folium]")

    @property
    def heap(self) -> float:
        """The memory of scripts and documents after a collection of garbage, in megabytes.

        The map's frame is counted too, and so are arrays of numbers, which lie outside the heap.
        """
        self._protocol.send("HeapProfiler.collectGarbage")
        usage = self._protocol.send("Runtime.getHeapUsage")
        return float(sum(usage[part] for part in HEAPS)) / 2**20


def start_browser(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine, without a window."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise SystemExit("No Chromium is installed; on Debian: apt-get install chromium")
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)


@contextmanager
def visiting(browser: Browser, app: App, wire: Wire) -> Iterator[Page]:
    """Give a page to a visitor who has never been there: nothing is in the browser's cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    try:
        context.set_default_timeout(LIMIT * 1000)
        context.add_init_script(f"const MARKS = {json.dumps(app.marks)};\n{PROBE}")
        yield Page(context.new_page(), wire, app.marks)
    finally:
        context.close()
