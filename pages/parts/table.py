"""The table of what is filtered, and its downloads."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from events import CATEGORY, FORMATS, STATUSES, Row, View, distance, element, table, write_link
from pages.parts import frontend, state
from pages.parts.dataset import Shared
from pages.parts.listing import nothing, summary
from pages.parts.pager import page_of, pager, turn

HEADS = ("Event", "Date", "Place", "Place known", "Category", "Status", "Summary")

MOST_WRITTEN = 50_000
"""Events in a file that is downloaded: it is made in memory."""


def data_table(shared: Shared) -> None:
    """Draw a button for each format, how many events match, and a page of the table."""
    view = state.view()
    page = page_of(shared)
    many = shared.engine.count(view.query) > MOST_WRITTEN
    with st.container(horizontal=True):
        for name, form in FORMATS.items():
            st.download_button(
                f"Download {form.name}",
                data=partial(write_file, shared, name, view),
                file_name=f"{shared.dataset.info.id}.{form.ending}",
                mime=form.media_type,
                on_click="ignore",
                key=f"download-{name}",
                disabled=many,
            )
    cells = [_cells(row) for row in shared.cards.records(page.events)]
    limit = f"A file holds at most {MOST_WRITTEN:,} events: narrow the dates or the filters."
    tree = element(
        "section",
        element("p", limit, class_="note") if many else None,
        element("p", summary(shared), role="status", class_="status"),
        table("Events", HEADS, cells) if cells else nothing(),
        pager(page),
    )
    frontend.draw(tree, "table", partial(_act, shared))


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
    state.act(action, shared)


def write_file(shared: Shared, name: str, view: View) -> bytes:
    """Write exactly what is filtered; Streamlit calls it at the click, outside the session."""
    rows = shared.frame.iloc[sorted(shared.engine.page(view.query, 0, MOST_WRITTEN))]
    question = urlencode(write_link(view, shared.defaults))
    return FORMATS[name].write(rows, shared.dataset, question)
