"""The table of what is filtered, and its downloads."""

from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from events.collection import Collection
from events.exporters import FORMATS, MOST_IN_MEMORY, write_file
from events.markup import element, table
from events.records import STATUSES
from events.table import Row
from events.telling import distance
from pages.parts import frontend, session
from pages.parts.data.citations import citations
from pages.parts.handout import selection_button
from pages.parts.listing import nothing, page_of, pager, summary, turn

HEADS = ("Event", "Date", "Place", "Place known", "Category", "Status", "Summary")


def data_table(collection: Collection) -> None:
    """Draw how many events match, a page of the table, and a button for each format."""
    page = page_of(collection)
    cells = [_cells(row, collection) for row in page.rows]
    _downloads(collection)
    tree = element(
        "section",
        element("p", summary(collection), role="status", class_="status"),
        table("Events", HEADS, cells) if cells else nothing(collection),
        pager(page),
    )
    frontend.draw(tree, "table", partial(_act, collection))


def _downloads(collection: Collection) -> None:
    """Draw a button for each format, then what each is for, or why it cannot be had."""
    query = session.view().query
    number = collection.engine.count(query)
    refused = {name: form.refuse(number, MOST_IN_MEMORY) for name, form in FORMATS.items()}
    with st.container(horizontal=True):
        for name, form in FORMATS.items():
            st.download_button(
                f"Download {form.name}",
                data=partial(write_file, collection, name, query, _address()),
                file_name=f"{collection.records.info.id}.{form.ending}",
                mime=form.media_type,
                on_click="ignore",
                key=f"download-{name}",
                disabled=refused[name] is not None,
                help=form.purpose,
            )
        selection_button(collection)
    citations(collection, MOST_IN_MEMORY)
    purposes = [element("li", f"{form.name}: {form.purpose}") for form in FORMATS.values()]
    tree = element(
        "section",
        *(element("p", f"{why}.", class_="note") for why in refused.values() if why),
        element("details", element("summary", "What each file is for"), element("ul", *purposes)),
    )
    frontend.draw(tree, "downloads")


LOCAL = ("localhost", "127.0.0.1", "::1")


def _address() -> str | None:
    """Return where others find this page; None where nobody else can."""
    address = st.context.url
    return None if address is None or urlsplit(address).hostname in LOCAL else address


def _cells(event: Row, collection: Collection) -> tuple[str, ...]:
    category = collection.records.vocabulary.category[event["category"]]
    return (
        event["title"],
        event["date_words"],
        event["place_name"],
        f"within {distance(event['precision_m'])}",
        category.label,
        STATUSES[event["status"]],
        event["summary"],
    )


def _act(collection: Collection, action: str) -> None:
    turn(action, "table")
    session.act(action, collection)
