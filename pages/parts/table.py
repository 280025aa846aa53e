"""The table of what is filtered, and its downloads."""

from functools import partial
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from events import CATEGORY, FORMATS, STATUSES, View, distance, element, table, write_link
from pages.parts import frontend, state
from pages.parts.dataset import Shared
from pages.parts.listing import nothing, summary
from pages.parts.pager import current_page, pager, turn

HEADS = ("Event", "Date", "Place", "Place known", "Category", "Status", "Summary")


def data_table(shared: Shared) -> None:
    """Draw a button for each format, how many events match, and a page of the table."""
    view = state.view()
    rows = np.flatnonzero(shared.index.select(view.query)).tolist()
    with st.container(horizontal=True):
        for name, form in FORMATS.items():
            st.download_button(
                f"Download {form.name}",
                data=partial(_write, shared, name, view),
                file_name=f"{shared.dataset.info.id}.{form.ending}",
                mime=form.media_type,
                on_click="ignore",
                key=f"download-{name}",
            )
    cells = [_cells(shared, row) for row in current_page(rows)]
    tree = element(
        "section",
        element("p", summary(shared), role="status", class_="status"),
        table("Events", HEADS, cells) if cells else nothing(),
        pager(rows),
    )
    frontend.draw(tree, "table", partial(_act, shared))


def _cells(shared: Shared, row: int) -> tuple[str, ...]:
    event = shared.frame.iloc[row]
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


def _write(shared: Shared, name: str, view: View) -> bytes:
    """Write exactly what is filtered; Streamlit calls it at the click, outside the session."""
    rows = shared.frame[shared.index.select(view.query)]
    question = urlencode(write_link(view, shared.defaults))
    return FORMATS[name].write(rows, shared.dataset, question)
