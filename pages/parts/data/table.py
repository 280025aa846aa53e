"""The table of what is filtered, and its downloads."""

from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from events.exporters import FORMATS
from events.exporters.about import describe
from events.query.question import Query
from events.records.vocabulary import CATEGORY, STATUSES
from events.table.curated import Row
from events.telling.markup import element, table
from events.telling.signs import distance
from pages.parts import frontend, session
from pages.parts.data.citations import citations
from pages.parts.dataset import Shared
from pages.parts.handout import selection_button
from pages.parts.listing import nothing, page_of, pager, summary, turn

HEADS = ("Event", "Date", "Place", "Place known", "Category", "Status", "Summary")

MOST_WRITTEN = 50_000
"""Events in a file that is downloaded: it is made in memory."""


def data_table(shared: Shared) -> None:
    """Draw how many events match, a page of the table, and a button for each format."""
    page = page_of(shared)
    cells = [_cells(row) for row in shared.cards.records(page.events)]
    _downloads(shared)
    tree = element(
        "section",
        element("p", summary(shared), role="status", class_="status"),
        table("Events", HEADS, cells) if cells else nothing(),
        pager(page),
    )
    frontend.draw(tree, "table", partial(_act, shared))


def _downloads(shared: Shared) -> None:
    """Draw a button for each format, then what each is for, or why it cannot be had."""
    query = session.view().query
    number = shared.engine.count(query)
    refused = {name: form.refuse(number, MOST_WRITTEN) for name, form in FORMATS.items()}
    with st.container(horizontal=True):
        for name, form in FORMATS.items():
            st.download_button(
                f"Download {form.name}",
                data=partial(write_file, shared, name, query, _address()),
                file_name=f"{shared.dataset.info.id}.{form.ending}",
                mime=form.media_type,
                on_click="ignore",
                key=f"download-{name}",
                disabled=refused[name] is not None,
                help=form.purpose,
            )
        selection_button(shared)
    citations(shared, MOST_WRITTEN)
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


def _cells(event: Row) -> tuple[str, ...]:
    return (
        event["title"],
        event["date_words"],
        event["place_name"],
        f"within {distance(event['precision_m'])}",
        CATEGORY[event["category"]].label,
        STATUSES[event["status"]],
        event["summary"],
    )


def _act(shared: Shared, action: str) -> None:
    turn(action, "table")
    session.act(action, shared)


def write_file(shared: Shared, name: str, query: Query, address: str | None) -> bytes:
    """Write exactly what is filtered; Streamlit calls it at the click, outside the session."""
    rows = shared.frame.iloc[sorted(shared.engine.page(query, 0, MOST_WRITTEN))]
    about = describe(shared.dataset, query, shared.defaults, shared.labels, address)
    return b"".join(FORMATS[name].write(rows, shared.dataset, about))
