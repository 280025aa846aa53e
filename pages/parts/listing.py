"""Long lists, sent to a visitor a page at a time, and the summary of the events shown."""

from dataclasses import dataclass, field, replace

import streamlit as st

from events.asking import ways_out
from events.collection import Collection
from events.markup import Element, element
from events.records import span_in_words
from events.table import Row
from pages import PAGES
from pages.parts import session

MOST_WAYS = 4
"""Ways on that are offered where nothing matches."""

IN_VIEW = (
    "Only events at places that the map shows: those of a whole territory, and those away from the "
    "map, are left out."
)
"""What is asked for with a part of the map."""

PAGE = 12
"""Events on a page."""


@dataclass(frozen=True)
class Page:
    """One page of a list, counted from 0."""

    number: int
    pages: int
    rows: list[Row] = field(default_factory=list)
    elsewhere: int = 0
    """How many are on the other pages."""


def page_of(collection: Collection) -> Page:
    """Return the current page of events; a newly selected event turns to its own."""
    query = session.view().query
    _follow(collection)
    page = page_among(collection.engine.count(query), "events")
    return replace(page, rows=collection.engine.page(query, page.number * PAGE, PAGE))


def page_among(count: int, name: str, size: int = PAGE) -> Page:
    """Return the current page of a named list of `count` items, within the pages that it has."""
    numbers, pages = session.current().pages, max(1, -(-count // size))
    # Written back, so that the pager's buttons count from the page that is seen.
    numbers[name] = min(numbers.get(name, 0), pages - 1)
    here = min(size, count - numbers[name] * size)
    return Page(numbers[name], pages, elsewhere=count - here)


def _follow(collection: Collection) -> None:
    """Turn to the page of the selected event, once for each that is selected."""
    visit, event = session.current(), session.view().event
    if event == visit.followed:
        return
    visit.followed = event
    position = None if event is None else collection.engine.position(visit.view.query, event)
    if position is not None:
        visit.pages["events"] = position // PAGE


def pager(page: Page) -> Element | None:
    """Draw the buttons to the pages before and after; None where all fits on one."""
    if page.pages == 1:
        return None
    at_end = page.number + 1 == page.pages
    return element(
        "nav",
        element("button", "Previous", data_action="page:-1", disabled=None if page.number else ""),
        element("span", f"Page {page.number + 1:,} of {page.pages:,}"),
        element("button", "Next", data_action="page:+1", disabled="" if at_end else None),
        element("span", f"{page.elsewhere:,} more are at the link above.", class_="paper"),
        class_="pager",
        aria_label="Pages of the list",
    )


def turn(action: str, part: str, name: str = "events") -> None:
    """Carry out a button of a named list's pager, and rerun the part that draws the list."""
    if action in ("page:-1", "page:+1"):
        numbers = session.current().pages
        numbers[name] = max(0, numbers.get(name, 0) + int(action.removeprefix("page:")))
        st.rerun([part])


def open_event(action: str, collection: Collection) -> None:
    """Carry out a link to an event: go to Explore with it; filters that would hide it are left."""
    verb, _, name = action.partition(":")
    if verb != "open" or name not in collection.engine:
        return
    visit, query = session.current(), session.view().query
    if not collection.engine.matches(query, name):
        query = collection.offers.view.query
    visit.view = replace(visit.view, query=query, event=name, history=None)
    visit.moves += 1
    st.switch_page(PAGES["explore"].file)


def summary(collection: Collection) -> str:
    """Say in words how many events are shown, and over which dates."""
    query = session.view().query
    shown = collection.engine.count(query)
    dates = span_in_words(query.first, query.last)
    where = ", where the map looks" if query.within else ""
    return f"Showing {shown:,} of {collection.engine.size:,} events, {dates}{where}"


def nothing(collection: Collection) -> Element:
    """Say that no event matches, and offer the nearest questions that have answers."""
    query = session.view().query
    empty = query.text.strip() and collection.engine.read(query.text).nothing
    why = f"The search “{query.text}” has no letter and no digit." if empty else None
    ways = ways_out(query, collection)[:MOST_WAYS]
    return element(
        "section",
        element("p", "No event matches.", why and f" {why}", dir="auto"),
        *(
            element("p", element("button", way.label, dir="auto", data_action=f"way:{number}"))
            for number, way in enumerate(ways)
        ),
        element("p", element("button", "Show all events", data_action="all")),
    )
