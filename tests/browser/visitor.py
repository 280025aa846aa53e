"""A page of the dashboard as a visitor has it, and what stands on it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    ConsoleMessage,
    Frame,
    FrameLocator,
    Locator,
    Page,
    WebSocket,
    expect,
)
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

OWN_HEALTH = re.compile(r"/[A-Z]\w+/_stcore/(health|host-config)$")

IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"

# A condition in the page is looked at with every frame, a locator only twice a second, and what a
# test expects once a second: an opened page waits for several things, one after the other.
STANDS = f"""() => [document, document.querySelector("iframe.lesson")?.contentDocument]
  .flatMap(page => [...page?.querySelectorAll("h1") ?? []])
  .some(heading => heading.checkVisibility()) &&
  document.querySelector("{IDLE}")"""
"""The page, or the lesson that covers it, has its heading, and the server has answered."""

LAYERED = """() => document.querySelector(".st-key-layers-menu button")"""
"""Beside an open event a narrow screen hides it."""

DRAWN = """() => ["telling", "element"].every(name =>
    document.querySelector(`link[href*='${name}.css']`)?.sheet) &&
  [...document.querySelectorAll(".corridors")].every(root => root.firstElementChild)"""
"""Our own components have all drawn something, and their stylesheets are there."""


STYLED = """() => document.querySelector(".leaflet-control-container") &&
  [...document.querySelectorAll("link[rel=stylesheet]")].every(link => link.sheet)"""
"""A map stands, and has its stylesheets, which come beside its scripts."""

SETTLED = "Number(document.documentElement.dataset.settled ?? 0)"
"""How often the map has drawn all that was asked for."""

RUNS = {"rerun_script": "asked", "new_session": "begun", "script_finished": "ended"}
"""What messages between the page and the server say of the runs of its script."""

LONGEST_RUN = 60.0
"""Seconds: on a machine with much else to do, and events to be opened."""

TWO_FRAMES = "() => new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)))"


CUT_OFF = ForwardMsg.FINISHED_EARLY_FOR_RERUN
"""How a run ends that gives way to another."""


def is_answered(runs: list[str]) -> bool:
    """Tell whether a run that began after the last that was asked for has ended."""
    said = " ".join(runs)
    return "asked" in said and said.rpartition("asked")[2].endswith("begun ended")


@dataclass
class Visitor:
    """A page, and what went wrong on it."""

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    """Addresses on other servers that were asked for; none was reached."""
    errors: list[str] = field(default_factory=list)
    """Exceptions of scripts and errors on the console, which names failed requests too."""
    runs: list[str] = field(default_factory=list)
    """The runs of the page's script, as RUNS names what was said of them, in order."""

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self._note_request(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note_console)
        self.page.on("websocket", self._note_socket)

    def _note_console(self, message: ConsoleMessage) -> None:
        # Opened at a page's own address, Streamlit looks there for its health first.
        if message.type == "error" and not OWN_HEALTH.search(message.location["url"]):
            self.errors.append(f"{message.text} {message.location['url']}")

    def _note_socket(self, socket: WebSocket) -> None:
        if not socket.url.startswith(self.address.replace("http", "ws", 1)):
            self.foreign.append(socket.url)
        socket.on("framesent", lambda content: self._note_run(BackMsg(), content))
        socket.on("framereceived", lambda content: self._note_run(ForwardMsg(), content))

    def _note_run(self, message: BackMsg | ForwardMsg, content: str | bytes) -> None:
        if isinstance(content, bytes):
            message.ParseFromString(content)
            said = RUNS.get(message.WhichOneof("type") or "")
            is_cut_off = said == "ended" and message.script_finished == CUT_OFF
            self.runs += [said] if said and not is_cut_off else []

    def _note_request(self, address: str) -> None:
        if not address.startswith((f"{self.address}/", "data:", "blob:", "about:")):
            self.foreign.append(address)

    def goes_to(self, path: str) -> None:
        """Open a page of the dashboard and wait until it stands."""
        self.page.goto(f"{self.address}/{path.removeprefix('/')}")
        self.settles()

    def settles(self) -> None:
        """Wait until the server has answered, and all that it sent is drawn."""
        self._waits_for(STANDS)
        explores = urlsplit(self.page.url).path == "/"
        if explores and not self.page.locator(".problems").count():
            # What is drawn after the map comes with a run of its own, which ends after this button.
            self._waits_for(LAYERED)
            self._waits_for(STANDS)
        self._waits_for(DRAWN)
        for frame in self.page.frames:
            if "folium" in frame.url:
                frame.wait_for_function(STYLED, timeout=30_000)
                frame.wait_for_function(SETTLED, timeout=30_000)

    def _waits_for(self, condition: str) -> None:
        self.page.wait_for_function(condition, timeout=30_000)

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Wait until the server has run what the block asks of it, however long that takes."""
        before, latest = len(self.runs), monotonic() + LONGEST_RUN
        yield
        while not is_answered(self.runs[before:]):
            assert monotonic() < latest, f"the server has not answered: {self.runs[before:]}"
            self.page.wait_for_timeout(20)  # what is said meanwhile is heard
        self.page.wait_for_selector(IDLE)
        self.page.evaluate(TWO_FRAMES)

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator("iframe[title*=folium]")

    @property
    def map_frame(self) -> Frame:
        """The map's frame, to run scripts in."""
        return next(frame for frame in self.page.frames if "folium" in frame.url)

    @contextmanager
    def redraws(self) -> Iterator[None]:
        """Wait until the map has drawn all that the block asks it for."""
        before = self.map_frame.evaluate(SETTLED)
        yield
        self.map_frame.wait_for_function(f"{SETTLED} > {before}")

    @property
    def marks(self) -> Locator:
        return self.map.locator(".mark:visible")

    def mark(self, words: str) -> Locator:
        """The mark whose spoken name holds these words."""
        return self.map.locator(f'.mark:visible[aria-label*="{words}"]')

    def unfolds(self, name: str) -> Locator:
        """Open the legend, or the box of events away from the map, where it is closed."""
        box = self.map.locator(f"details.{name}")
        if box.get_attribute("open") is None:
            box.locator("> summary").click()
        return box

    def unfolds_menu(self, title: str) -> None:
        """Open a menu of the row of filters."""
        self.page.locator(f".st-key-menu-{title} button").click()
        self.settles()

    def unrolls(self, name: str) -> None:
        """Open the list of a choice by the keyboard."""
        box = self.page.get_by_role("combobox", name=name)
        box.scroll_into_view_if_needed()
        # A list closes when it hears that the page scrolled, which is told with the next frame.
        self.page.evaluate(TWO_FRAMES)
        box.press("ArrowDown")

    @property
    def summary(self) -> Locator:
        """How many events are shown, and over which dates."""
        return self.page.locator(".status").first

    @property
    def shown(self) -> int:
        """How many events are shown."""
        return int(re.findall(r"[\d,]+", self.summary.inner_text())[0].replace(",", ""))

    @property
    def panel(self) -> Locator:
        return self.page.locator(".panel")

    @property
    def listed(self) -> Locator:
        """The buttons of the list, one an event."""
        return self.page.locator(".listing h3 button")

    @property
    def timeline(self) -> Locator:
        """The stage of the timeline: its axis, its lanes, and the window over them."""
        return self.map.locator(".timeline .stage")

    @property
    def stepper(self) -> Locator:
        """What goes through the events of the timeline by keyboard, and says each."""
        return self.map.get_by_role("slider", name="Events on the timeline")

    @property
    def window(self) -> Locator:
        """The window over the timeline: the days shown."""
        return self.map.get_by_role("slider", name="Days shown")

    def category(self, label: str) -> Locator:
        """A category of the key."""
        return self.map.locator(".key").get_by_role("button", name=label)

    def slider(self, end: str) -> Locator:
        """The start or the end of the dates shown."""
        return self.page.locator("input[type=range]").nth(["start", "end"].index(end))

    def opens(self, words: str) -> None:
        """Open a fold or a menu of the page, whose parts are drawn only then."""
        self.page.get_by_text(words, exact=True).click()
        self.settles()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    @property
    def link(self) -> dict[str, list[str]]:
        """The parameters in the address bar."""
        return parse_qs(urlsplit(self.page.url).query)

    def has_link(self, **parameters: str) -> None:
        """Wait until the address bar holds these parameters."""
        for name, value in parameters.items():
            expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$)"))

    def turns_to(self, page: str) -> None:
        """Go to another page by the navigation, as a visitor does."""
        link = self.page.get_by_role("navigation", name="Pages").get_by_role("link", name=page)
        link.click()
        expect(link).to_have_attribute("aria-current", "page", timeout=30_000)
        self.settles()
