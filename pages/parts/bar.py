"""The bar at the head of every page: the collection's name, the pages, and what can be shared."""

from urllib.parse import urlencode

import streamlit as st

from events.collection import Collection
from events.link import write_link
from events.markup import Element, element
from pages import PAGES
from pages.parts import frontend, own, session
from pages.parts.share import share

SHARED = "shared"
"""The action that leads back to the collection that all see."""

EVENTS = "events"
"""The id of the list of events, which the first key reaches."""


def bar(title: str, collection: Collection, shared: Collection) -> None:
    """Draw the bar of the page with this title; in another page's frame, a way out of it."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        if st.context.is_embedded:
            frontend.draw(_way_out(collection), "pages")
            return
        frontend.draw(_pages(title, collection, shared), "pages", _turn)
        session.part("share", share, collection)


def _pages(title: str, collection: Collection, shared: Collection) -> Element:
    """Name the collection, which is the heading of its first page, and link to each page."""
    explores = title == PAGES["explore"].title
    name = element("h1" if explores else "p", collection.records.info.title, dir="auto")
    skip = element("a", "Skip to the events", href=f"#{EVENTS}", class_="skip")
    links = [
        element(
            "a",
            page.title,
            href=f".{page.address}",
            data_action=page_name,
            aria_current="page" if page.title == title else None,
        )
        for page_name, page in PAGES.items()
    ]
    return element(
        "header",
        skip if explores else None,
        element("div", name, class_="name"),
        element("nav", *links, aria_label="Pages"),
        _private(shared) if collection is not shared else None,
    )


def _private(shared: Collection) -> Element:
    """Say that the collection is the visitor's own, and lead back to the one that all see."""
    title = shared.records.info.title
    leave = element(
        "button",
        "Close",
        data_action=SHARED,
        aria_label=f"Close it and go back to {title}",
        title=f"Back to {title}; the page Your events leads here again",
    )
    return element("p", "Only you see this", " ", leave, class_="private")


def _turn(page: str) -> None:
    if page == SHARED:
        own.open_own(None)
        st.switch_page(PAGES["explore"].file)
    if page in PAGES:
        st.switch_page(PAGES[page].file)


def _way_out(collection: Collection) -> Element:
    """Name the collection, and link to the whole dashboard, where another page frames it."""
    pairs = write_link(session.view(), collection.offers)
    link = element("a", "Open the dashboard in a new tab", href=f"?{urlencode(pairs)}")
    name = element("h1", collection.records.info.title, dir="auto")
    return element(
        "header", element("div", name, class_="name"), element("p", link, class_="embedded")
    )
