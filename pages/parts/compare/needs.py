"""What a comparison needs, where a collection has no quotations, and where to go on."""

from collections.abc import Iterator

import streamlit as st

from events.collection import Collection
from events.markup import Element, element
from pages import PAGES
from pages.parts import frontend, own

FILES = {
    "quotations.csv": "event,text,speaker,source",
    "speakers.csv": "id,name,role,side",
    "sources.csv": "id,outlet,title,published",
}
"""The lists that a comparison is made of, each with its columns."""

NEEDED = (
    "Here stand two accounts of the same event side by side, each in its own words. This set holds "
    "no quotations, so that there is nothing to compare yet."
)
HOW = (
    "A quotation has its words, at most twenty and letter for letter; who speaks, and for which "
    "side; and the text that it stands in. Two of one event, from different texts, are enough. "
    "They stand in lists beside {beside}:"
)
WHERE = {
    True: "Save your collection as a zip on Your events, put these lists into it beside the other "
    "files, and bring the zip there again.",
    False: "Who keeps this collection adds them to its folder.",
}
"""How the lists get there, by whether the collection is the visitor's own."""

WAYS = {
    "explore": "Explore the events",
    "present": "Make a story of them",
    "yours": "Your events",
}
"""Where to go on, by pages of PAGES."""


def needs(collection: Collection) -> None:
    """Say what a comparison needs, and lead on."""
    frontend.draw(element("section", *_said(collection)), "nothing", _go)


def _said(collection: Collection) -> Iterator[Element]:
    yield element("p", NEEDED, role="status")
    # A table has rows alone; nothing stands beside them.
    beside = "events.csv" if collection.records.events else "a list of events"
    yield element("p", HOW.format(beside=beside))
    lists = (
        element("li", element("strong", name), f" with the columns {columns.replace(',', ', ')}")
        for name, columns in FILES.items()
    )
    yield element("ul", *lists)
    yield element("p", WHERE[own.opened() is not None])
    buttons = (element("button", words, data_action=page) for page, words in WAYS.items())
    yield element("nav", *buttons, class_="pager", aria_label="Go on")


def _go(action: str) -> None:
    if action in WAYS:
        st.switch_page(PAGES[action].file)
