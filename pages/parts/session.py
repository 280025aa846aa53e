"""What a visitor sees: a value in the session, the same as the link, and the parts that show it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from events.asking import ways_out
from events.collection import Collection
from events.exporters.provenance import filter_words
from events.link import View, read_link, write_link
from events.markup import element
from events.query import Query, Unanswered
from events.query.question import Sides
from events.stories import Draft
from geodata.webmap import Message
from pages import PAGES
from pages.parts import frontend, own

UNANSWERED = (
    "The events could not be asked: their database is lost, or took too long. This part asks again "
    "by itself; what you choose meanwhile is kept."
)
LONGEST_PAUSE = 30.0
"""Seconds after which a part that had no answer asks again; the pauses grow up to that."""

UNDONE = {"query", "event", "history"}
"""The fields of a view whose change can be undone, and how many changes."""
MOST_UNDONE = 50

KEY = "session"
"""Where Streamlit's session holds ours; every other key there is that of a widget."""

SHOWABLE: dict[str, str] = {
    "query": "the filters and the dates",
    "question": "the filters, whatever the dates",
    "membership": "whether the open event is among those that the query finds",
    "event": "the event that is open",
    "history": "the place whose history is read",
    "places": "the places that the filters choose",
    "layers": "the layers of the map",
    "language": "the language of names on the map",
    "step": "the step of the story",
    "comparison": "what is compared, and whether outlets are hidden",
}
"""What a part of a page can show of a view, and so be drawn again for."""


@dataclass
class Making:
    """The story that a visitor is making: it is in the session, and kept by the browser."""

    draft: Draft = field(default_factory=Draft)
    before: tuple[Draft, ...] = ()
    """What it was before each change that can be undone, the last one last."""
    step: int = 0
    """The step that is being worked on."""
    moves: int = 0
    """How many times its map was asked to move."""
    notice: str = ""
    """What the last change did, in words."""
    opened: str = ""
    """The title of the story that was opened last."""
    faults: tuple[str, ...] = ()
    """What is wrong with the file that was not opened."""
    files: int = 0
    """How many files were opened."""
    heard: bool = False
    """Whether the browser has told what it keeps of an earlier visit."""
    kept: str = ""
    """What it keeps, until the visitor has said what becomes of it."""
    fails: bool = False
    """Whether the browser keeps nothing, as in a private window."""
    others: bool = False
    """Whether another tab of the browser has kept a story since."""

    def go_on_with(self, collection: Collection) -> None:
        """Go on with a collection that was changed: steps whose events are gone are left out."""
        events, before = collection.offers.showable, self.draft
        self.draft = before.among(events)
        self.before = tuple(draft.among(events) for draft in self.before)
        if self.draft != before:
            self.notice = "An event of this story is no longer in the collection: its step is gone."


@dataclass
class Room:
    """What the code for students' devices leads to."""

    story: str | None = None
    """The id of a story; None stands for the page Present."""
    network: int = 0
    """Which of the computer's addresses it names."""


@dataclass
class Session:
    """All that is remembered of a visit between two runs, but for the values of widgets."""

    view: View
    ignored: tuple[str, ...] = ()
    """A line for each value of the link that was not understood."""
    of: Collection | None = None
    """The collection that is seen: of another one, all that is remembered begins anew."""
    mine: str | None = None
    """The id of the collection, where it is the visitor's own."""
    is_elsewhere: bool = False
    """Whether the link leads to a private collection that is not here."""
    link: dict[str, list[str]] = field(default_factory=dict)
    """The parameters of the address bar, as the server heard of them last."""
    page: str = ""
    """The title of the page that was run last."""
    written: frontend.Pairs | None = None
    """The parameters that the browser was asked to put into this page's address last."""
    is_written: bool = True
    """Whether nothing has changed since that needs an entry of the browser's history."""
    follows_map: bool = False
    """Whether only what the map shows is asked for, wherever it moves."""
    sides: Sides | None = None
    """What part of the earth the map shows, in degrees, where it tells that."""
    goes_on: bool = False
    """Whether the last change was one that the next can go on, as when words are typed."""
    past: tuple[View, ...] = ()
    """What was seen before each change that can be undone, the last one last."""
    pictured: bool = False
    """Whether the map has drawn its first picture."""
    sent: Message | None = None
    """What the map of Explore was sent last, which it keeps while there is no answer."""
    unanswered: dict[str, int] = field(default_factory=dict)
    """How often each part had no answer since its last one."""
    parts: dict[str, frozenset[str]] = field(default_factory=dict)
    """The parts of this page, and what each shows of the view."""
    late: list[str] = field(default_factory=list)
    """The parts that are drawn after the map's first picture."""
    pages: dict[str, int] = field(default_factory=dict)
    """The page of each long list, counted from 0."""
    followed: str | None = None
    """The event whose page of the list was turned to."""
    moves: int = 0
    """How many times the map and the panel were asked to move to what is selected."""
    stamps: dict[str, int] = field(default_factory=dict)
    """The last message of each map that was acted on."""
    revealed: frozenset[str] = frozenset()
    """The hidden outlets of the comparison that were revealed."""
    misread: str = ""
    """What was written as a date and is none."""
    last_story: str | None = None
    making: Making = field(default_factory=Making)
    room: Room = field(default_factory=Room)


def current() -> Session:
    """Return the session of this visitor."""
    session: Session = st.session_state[KEY]
    return session


def view() -> View:
    """Return what the visitor sees now."""
    return current().view


def begin(page: str, shared: Collection) -> Collection:
    """Begin a run of a page, and return the collection that the visitor sees.

    The link is read first, and when the visitor went back or forward. Otherwise the view is the
    truth: a page that is turned to has no link until it is written. What a link says of one
    collection is not asked of another.
    """
    link = {name: st.query_params.get_all(name) for name in st.query_params}
    before: Session | None = st.session_state.get(KEY)
    is_followed = not own.is_chosen() and (
        before is None
        or (link != before.link and bool(link or page == before.page) and bool(before.page))
    )
    is_elsewhere = is_followed and not own.follow(link.get(own.PARAMETER, []))
    is_elsewhere |= own.lose()
    mine = own.opened()
    collection = mine.collection if mine else shared
    if before is None or before.of is not collection:
        name = mine.id if mine else None
        is_changed = before is not None and name is not None and before.mine == name
        is_meant = is_changed or (is_followed and not is_elsewhere)
        view, ignored = _linked(link if is_meant else {}, collection)
        session = Session(view, ignored, collection, name, is_elsewhere)
        if before and is_changed:
            session.ignored, session.making = (), before.making
            session.making.go_on_with(collection)
        st.session_state[KEY] = session
    elif is_followed:
        before.view, before.ignored = _linked(link, collection)
        before.is_elsewhere = is_elsewhere
        before.moves += 1
    session = current()
    if link != session.link or page != session.page:
        session.link, session.page, session.is_written = link, page, True
        session.written = None
    session.parts, session.late = {}, []
    return collection


def _linked(link: dict[str, list[str]], collection: Collection) -> tuple[View, tuple[str, ...]]:
    view, ignored = read_link(link, collection.offers)
    return _reach(view, collection), ignored


def _reach(view: View, collection: Collection) -> View:
    """Widen the dates of a link so that the event it names is among those shown."""
    try:
        if view.event is None or view.event not in collection.engine:
            return view
        row, query = collection.engine.row(view.event), view.query
    except Unanswered:  # the parts that show the event say so
        return view
    first, last = int(row["first"]), int(row["last"])
    if first <= query.last and last >= query.first:
        return view
    return replace(view, query=query.between(min(query.first, first), max(query.last, last)))


def change(*, goes_on: bool = False, **fields: Any) -> None:
    """Change the view from a widget's callback, and rerun the parts that show what changed.

    A change that goes on what the last one began, as typing does, is one step with it.
    """
    session, before = current(), view()
    after = session.view = replace(before, **fields)
    if not (goes_on and session.goes_on):
        session.is_written = False
        if UNDONE & fields.keys():
            session.past = (*session.past, before)[-MOST_UNDONE:]
    session.goes_on = goes_on
    if after.query != before.query:
        session.pages["events"] = 0
    if not fields.keys() <= SHOWABLE.keys():
        return  # a story begins or ends: the whole page is another
    changed = set(fields)
    if "query" in changed:
        changed |= {"membership"} if before.event or after.event else set()
        changed |= {"places"} if _places(after) != _places(before) else set()
        changed |= {"question"} if before.query != _on_dates_of(before, after) else set()
    redraw(*(name for name, shown in session.parts.items() if shown & changed))


def undo() -> None:
    """Take back the last change of what is asked for or read."""
    session = current()
    if session.past:
        *past, before = session.past
        change(query=before.query, event=before.event, history=before.history)
        session.past = tuple(past)


def _places(view: View) -> tuple[str, ...]:
    return view.query.chosen.get("place", ())


def _on_dates_of(view: View, other: View) -> Query:
    """Ask what a view asks for, on the dates of another."""
    return other.query.between(view.query.first, view.query.last)


def redraw(*parts: str) -> None:
    """Rerun those of these parts that the page has."""
    st.rerun([part for part in parts if part in current().parts])


def ask(query: Query, *, goes_on: bool = False) -> None:
    """Change the query."""
    change(goes_on=goes_on, query=query)


def select(event: str | None, *, from_map: bool = False) -> None:
    """Select an event, or none; the map moves to it unless it was picked there."""
    session = current()
    session.moves += 0 if from_map else 1
    session.view = replace(session.view, map=None)  # it was where the map began
    change(event=event, history=None)


def act(action: str, collection: Collection) -> None:
    """Carry out a button's action: `select:ID`, `close`, `all` for all events, or `way:N`.

    A way leads on from a question without answers.
    """
    verb, _, name = action.partition(":")
    if verb == "close":
        select(None)
    elif verb == "all":
        ask(collection.offers.view.query)
    elif verb == "way" and name.isdecimal():
        try:
            ways = ways_out(view().query, collection)
        except Unanswered:
            ways = ()
            tell_unanswered()
        for way in ways[int(name) : int(name) + 1]:
            ask(way.query)
    elif verb == "select" and name in collection.offers.events:
        select(name)


def put(key: str, value: Any) -> str:
    """Set a widget's value from the view before the widget is made; return its key."""
    st.session_state[key] = value
    return key


def part(
    name: str,
    draw: Callable[[Collection], None],
    collection: Collection,
    *,
    shows: set[str] | None = None,
    late: bool = False,
) -> None:
    """Draw a part of a page as a fragment, which is run again when what it shows has changed.

    `shows` holds names of SHOWABLE. A part that is late is drawn when `rest` asks for it: after
    the map's first picture.

    Raises ValueError for a name that is none of SHOWABLE.
    """
    if unknown := (shows or set()) - SHOWABLE.keys():
        raise ValueError(
            f"part {name}: shows: must be of {', '.join(SHOWABLE)} "
            f"(got {', '.join(sorted(unknown))})"
        )

    def in_time(collection: Collection) -> None:
        if late and not current().pictured:
            return
        unanswered = current().unanswered
        before = unanswered.get(name)
        try:
            draw(collection)
        except Unanswered as error:
            told = element("p", UNANSWERED, class_="note", role="status")
            frontend.draw(element("section", told), f"unanswered-{name}")
            ask_again(name, error)
        if unanswered.get(name) == before:
            unanswered.pop(name, None)

    session = current()
    session.parts[name] = frozenset(shows or ())
    session.late += [name] if late else []
    st.fragment(in_time, key=name)(collection)


def tell_unanswered() -> None:
    """Say, where a press had no answer, that it has to be made once more."""
    st.toast("The events could not be asked just now: please press once more.", icon="⏳")


def ask_again(name: str, error: Unanswered) -> None:
    """Have a part that had no answer drawn again after a pause, which is longer each time."""
    # What a database says of itself is for whoever runs the server.
    logging.getLogger(__name__).warning("%s: %s", name, error)
    unanswered = current().unanswered
    tries = unanswered[name] = unanswered.get(name, 0) + 1
    pause = min(2.0**tries, LONGEST_PAUSE)
    # All at once: of several that ask in one moment, the server hears the last.
    frontend.again(f"again-{name}", pause, tries, lambda: redraw(*current().unanswered))


def rest(collection: Collection) -> None:
    """Ask for the parts that are late, once a session."""
    if not current().pictured:
        frontend.later("rest", _pictured)


def _pictured() -> None:
    session = current()
    session.pictured = True
    st.rerun([*session.late, "rest"])


def address(collection: Collection) -> None:
    """Draw, as the last part of a page, the view into the address bar."""
    part("address", _address, collection, shows=set(SHOWABLE))


def _address(collection: Collection) -> None:
    """Write the view into the address: what a visitor changed as a new entry of the history.

    The browser itself corrects the entry of a page that was turned to, or of an incomplete link.
    """
    session = current()
    pairs = [*own.parameters(), *write_link(view(), collection.offers, lasting=True)]
    told = _pairs({name: st.query_params.get_all(name) for name in st.query_params})
    over = [told] if session.written in (None, told) else [told, session.written]
    if not session.is_written:
        session.link = _parameters(pairs, session.link)
        session.is_written, over = True, []
        st.query_params.from_dict(session.link)
    asks = any("query" in shown for name, shown in session.parts.items() if name != "address")
    words = filter_words(session.view.query, collection) if asks else ""
    session.written = pairs
    frontend.write_link(pairs, over, title=tab_title(collection), shown=words)


def tab_title(collection: Collection) -> str:
    """Name the tab by the page, or on Explore by the event that is open, and by the collection."""
    session, name = current(), current().page
    event = session.view.event
    if name == PAGES["explore"].title and event is not None and event in collection.engine:
        name = collection.engine.row(event)["title"]
    return f"{name} · {collection.records.info.title}"


def _pairs(link: dict[str, list[str]]) -> frontend.Pairs:
    """Return those of our parameters that last, a pair for each value."""
    return [(name, value) for name in frontend.LASTING for value in link.get(name, [])]


def _parameters(pairs: list[tuple[str, str]], link: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return these parameters by name, and those of the link that are not ours."""
    kept = {name: values for name, values in link.items() if name not in frontend.NAMES}
    for name, value in pairs:
        kept.setdefault(name, []).append(value)
    return kept
