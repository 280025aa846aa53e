"""The sources: found by their words, a page of them at a time."""

from functools import partial

import streamlit as st

from events.collection import Collection
from events.markup import Element, element
from events.query import fold
from events.records import Source
from events.telling.sources import source_card
from pages.parts import frontend, session
from pages.parts.listing import PAGE, Page, open_event, page_among, pager, turn


def sources(collection: Collection) -> None:
    """Draw a search box, how many sources it finds, and a page of them by outlet and date."""
    words = st.text_input(
        "Search the sources",
        key="sources-search",
        placeholder="Outlet, title, kind or agency",
        on_change=_begin,
    )
    found = _found(words, collection)
    page = page_among(len(found), "sources")
    shown = found[page.number * PAGE : (page.number + 1) * PAGE]
    cards = [source_card(source, collection.records) for source in shown]
    frontend.draw(_section(found, cards, page), "sources", partial(_act, collection))


def _section(found: list[Source], cards: list[Element], page: Page) -> Element:
    count = f"{len(found):,} source{'s' * (len(found) != 1)}"
    return element(
        "section",
        element("p", count, role="status", class_="status"),
        *cards,
        pager(page),
    )


def _found(words: str, collection: Collection) -> list[Source]:
    """List the sources that hold every one of the words, by outlet and date."""
    wanted = fold(words).split()
    found = [
        source
        for source in collection.records.sources.values()
        if all(word in fold(_text(source, collection)) for word in wanted)
    ]
    return sorted(found, key=lambda source: (source.outlet.casefold(), source.published or ""))


def _text(source: Source, collection: Collection) -> str:
    parts = (
        source.outlet,
        source.title,
        source.byline,
        source.republished_from,
        source.copy_on,
        source.published,
        collection.records.vocabulary.kind_labels[source.kind],
    )
    return " ".join(part for part in parts if part)


def _begin() -> None:
    session.current().pages["sources"] = 0


def _act(collection: Collection, action: str) -> None:
    turn(action, "sources", "sources")
    open_event(action, collection)
