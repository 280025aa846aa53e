"""Collections of single visitors: nobody else sees one, and none outlives the server.

A link names the one that is open, and a cookie says whose it is: only both together lead to it.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Timer
from time import monotonic
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from events.collection import Collection
from events.commands.new import is_example
from events.records.lists import EVENTS
from events.records.locations import UNNAMED
from pages.parts.serving import prepare_maps, scratch_folder

PARAMETER = "yours"
"""Of a link: which collection of the visitor's own is open."""

VISITOR = "visitor"
OPEN, CHOSEN = "open-own", "chosen-own"
"""Where Streamlit's session holds who the visitor is, what is open, and whether that is new."""

IDLE = 6 * 60 * 60.0
"""Seconds after its last use when a collection is removed."""
MOST_OF_ONE = 3
"""Collections that a visitor has at a time; for another, the one used longest ago goes."""
MOST = 40
MOST_EVENTS = 3_000_000
"""Collections on this server, and events in all of them: beyond, nothing more is opened."""
READ_WHOLE = 10
"""Events of a table that take the memory of one that is read with its sources: about 4 KB."""

FULL = (
    "This server holds as many private collections as it can. Try again later, or run the "
    "dashboard on your own computer."
)
ALONE = (
    "This collection is private: its links open in this browser only. For others, save it as a "
    "file: on Your events as a zip, on Data as one HTML page, on Present as a lesson."
)
ELSEWHERE = (
    "This link leads to a private collection, which only the browser that opened it can see. Ask "
    "its owner for a file: a zip of the collection, the page as one HTML file, or a lesson. If it "
    "is your own: it is removed some hours after its last use, and when the server is restarted; "
    "open your file again. Here is the collection that everybody sees."
)


NEW = ""
"""Stands for the id of an event that is not in the list yet, among what is typed."""

Files = Mapping[str, bytes | None]
"""Files of a collection by their names in its folder; None for one that is not there."""


@dataclass(frozen=True)
class Change:
    """A change of an own collection that can be undone."""

    said: str
    """What it did, as a sentence."""
    files: Files
    """What it wrote over, as that was before."""


@dataclass(eq=False)
class Own:
    """A collection of one visitor's own."""

    id: str
    """What a link names it by; it lets nobody in."""
    visitor: str
    folder: Path
    """The collection as files."""
    collection: Collection
    maps: str
    """The secret part of the address of its map files: a map's frame sends no cookie."""
    wide: Collection | None = None
    """The same on a map of all the world, once it was asked for."""
    used: float = field(default_factory=monotonic)
    past: list[Change] = field(default_factory=list)
    """The changes that can be undone, the last one last."""
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    """What stands in the form and not yet in the list, by event and field."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The pictures of the form that are not in the list yet, as they would be kept, by name."""
    table: pd.DataFrame | None = None
    """The list as it is in the table, where that is not applied yet."""
    taken_back: str = ""
    """What was undone last, unless something was changed since."""

    @property
    def is_list(self) -> bool:
        """Whether its events are a list, which can be changed on the page."""
        return (self.folder / EVENTS).exists()

    @property
    def is_empty(self) -> bool:
        """Whether it has no event yet: a collection of none is kept as the example alone."""
        events, sources = self.collection.records.events, self.collection.records.sources
        urls = [source.url for source in sources.values()]
        return len(events) == len(urls) == 1 and is_example(events[0].title, urls[0])

    @property
    def size(self) -> int:
        """The number of its events."""
        return 0 if self.is_empty else self.collection.engine.size


class Full(Exception):
    """No more private collections can be opened."""


Fill = Callable[[Path], Collection]
"""Writes a collection into an empty folder, and opens it."""


class Shelf:
    """All private collections of this server."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._owns: dict[str, Own] = {}

    def add(self, visitor: str, fill: Fill) -> Own:
        """Open a collection for a visitor. Raises Full, and whatever `fill` raises."""
        self.sweep()
        if len(self._owns) >= MOST:
            raise Full(FULL)
        with _filled(fill) as (folder, collection, maps):
            own = Own(secrets.token_urlsafe(9), visitor, folder, collection, maps)
            with self._lock:
                self._make_room(visitor, collection)
                self._owns[own.id] = own
        return own

    def replace(self, own: Own, fill: Fill) -> None:
        """Open a collection anew from other files. Raises whatever `fill` raises."""
        with _filled(fill) as (folder, collection, maps):
            before, own.folder = own.folder, folder
            own.collection, own.maps, own.wide = collection, maps, None
        shutil.rmtree(before.parent, ignore_errors=True)

    def find(self, name: str, visitor: str | None) -> Own | None:
        """Return a visitor's collection; None for another's, or one that is gone."""
        own = self._owns.get(name)
        if own is None or visitor is None or not _same(own.visitor, visitor):
            return None
        own.used = monotonic()
        return own

    def of(self, visitor: str | None) -> list[Own]:
        """List a visitor's collections, the one that was used last first."""
        mine = [own for own in list(self._owns.values()) if own.visitor == visitor]
        return sorted(mine, key=lambda own: own.used, reverse=True)

    def map_file(self, maps: str, name: str) -> Path | None:
        """Return a file of a map; None where there is none."""
        for own in list(self._owns.values()):
            if _same(own.maps, maps):
                own.used = monotonic()
                file = own.folder.parent / "maps" / name
                return file if "/" not in name and file.is_file() else None
        return None

    def remove(self, own: Own) -> None:
        """Remove a collection with all its files."""
        self._owns.pop(own.id, None)
        shutil.rmtree(own.folder.parent, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what nobody has used for long."""
        for own in list(self._owns.values()):
            if monotonic() - own.used > IDLE:
                self.remove(own)

    def _make_room(self, visitor: str, collection: Collection) -> None:
        for own in self.of(visitor)[MOST_OF_ONE - 1 :]:
            self.remove(own)
        open_ = [collection, *(own.collection for own in self._owns.values())]
        if sum(map(_weight, open_)) > MOST_EVENTS:
            raise Full(FULL)


def _weight(collection: Collection) -> int:
    """Count the events of a collection by the memory that they take."""
    return collection.engine.size * (READ_WHOLE if collection.records.events else 1)


def _same(secret: str, given: str) -> bool:
    """Compare in a time that tells nothing of the secret."""
    return secrets.compare_digest(secret.encode(), given.encode())


@contextmanager
def _filled(fill: Fill) -> Iterator[tuple[Path, Collection, str]]:
    """Fill a new folder and write its map files; nothing of it stays if that fails."""
    scratch, maps = scratch_folder(), secrets.token_urlsafe(24)
    folder, files = scratch / UNNAMED, scratch / "maps"
    folder.mkdir()
    files.mkdir()
    try:
        collection = fill(folder)
        prepare_maps(collection, files, maps_address(maps))
        yield folder, collection, maps
    except BaseException:  # a visitor who leaves ends the run with one that is no Exception
        shutil.rmtree(scratch, ignore_errors=True)
        raise


@st.cache_resource
def shelf() -> Shelf:
    """Return the one shelf of this server, and look it through from time to time."""
    kept = Shelf()

    def look() -> None:
        kept.sweep()
        timer = Timer(IDLE / 20, look)
        timer.daemon = True
        timer.start()

    look()
    return kept


# Who the visitor is, and what is open


def cookie() -> str:
    """Name the cookie: servers on one computer share all cookies, whatever their ports."""
    return f"corridors-visitor-{st.get_option('server.port')}"


def visitor() -> str | None:
    """Return who the visitor is; None where nothing was ever opened."""
    known: str | None = st.session_state.get(VISITOR) or st.context.cookies.get(cookie())
    return known


def named_visitor() -> str:
    """Return who the visitor is, with a new secret for one who has no collection here."""
    known = visitor()
    if known is None or not shelf().of(known):
        known = secrets.token_urlsafe(32)
    st.session_state[VISITOR] = known
    return known


def unknown_to_browser() -> str | None:
    """Return who the visitor is, where the browser does not keep it yet."""
    known: str | None = st.session_state.get(VISITOR)
    return known if known != st.context.cookies.get(cookie()) else None


def opened() -> Own | None:
    """Return the visitor's own collection that is open; None for the one that all see."""
    name = st.session_state.get(OPEN)
    return shelf().find(name, visitor()) if name else None


def follow(names: list[str]) -> bool:
    """Open what a link names, or what all see; return whether it is there for this visitor."""
    st.session_state[OPEN] = names[-1] if names else None
    return not names or opened() is not None


def lose() -> bool:
    """Close what was open and is gone since; return whether that is so."""
    is_lost = st.session_state.get(OPEN) is not None and opened() is None
    if is_lost:
        open_own(None)
    return is_lost


def open_own(own: Own | None) -> None:
    """Open a collection of the visitor's own, or with None the one that all see."""
    st.session_state[OPEN] = own.id if own else None
    st.session_state[CHOSEN] = True


def is_chosen() -> bool:
    """Tell once that another was opened on a page, whose link still names the one before."""
    return bool(st.session_state.pop(CHOSEN, False))


def parameters() -> list[tuple[str, str]]:
    """Return what a link has to say of the collection that is open."""
    own = opened()
    return [(PARAMETER, own.id)] if own else []


def address(of_page: str) -> str:
    """Return an address of ours with the collection that is open."""
    said = urlencode(parameters())
    path, mark, fragment = of_page.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{said}{mark}{fragment}" if said else of_page


# What is fetched beside a page


MAPS = "/own"


def maps_address(maps: str) -> str:
    """Return where a map's frame finds the map files of a private collection."""
    return f"../..{MAPS}/{maps}"


PRIVATE = {"Cache-Control": "no-store"}
"""Nobody keeps what is private."""


def requested(request: Request) -> Own | None:
    """Return the collection that a request names, if it is the visitor's own.

    Raises KeyError for one that is not here, or another visitor's.
    """
    name = request.query_params.get(PARAMETER)
    if name is None:
        return None
    own = shelf().find(name, request.cookies.get(cookie()))
    if own is None:
        raise KeyError(name)
    return own


def map_route() -> Route:
    """Return the route of the map files of private collections."""

    def show(request: Request) -> Response:
        given = request.path_params
        file = shelf().map_file(given["maps"], given["name"])
        if file is None:
            return PlainTextResponse("There is no such file.\n", 404, PRIVATE)
        # Where it is hosted the frame has no origin; whoever has the address has the secret.
        headers = {**PRIVATE, "Access-Control-Allow-Origin": "*"}
        return FileResponse(file, headers=headers, media_type="application/octet-stream")

    return Route(f"{MAPS}/{{maps}}/{{name}}", show)
