"""Files of what is filtered, grouped by what they are for."""

from functools import partial
from itertools import cycle

import streamlit as st

from events.collection import Collection
from events.exporters import FORMATS, MOST_IN_MEMORY, USES, write_file
from events.markup import element
from events.publish import MOST_PRINTED
from pages.parts import frontend, own, session
from pages.parts.data.citations import citations
from pages.parts.handout import selection_button
from pages.parts.network import is_local

WIDTH = 170
"""Pixels of a button, so that what stands beside them begins at one edge."""


def downloads(collection: Collection) -> None:
    """Say how many events the files hold, then offer them by use."""
    number = collection.engine.count(session.view().query)
    words = f"Files of {'this' if number == 1 else 'these'} {number:,} event{'s' * (number != 1)}"
    hint = (
        "Each holds exactly what is filtered. The first of a group is the one to take if in doubt."
    )
    frontend.draw(
        element("section", element("h2", words), element("p", hint, class_="note")), "downloads"
    )
    columns = st.columns(2, gap="large")
    for (use, title), column in zip(USES.items(), cycle(columns), strict=False):
        with column, st.container(gap="xsmall", key=f"use-{use}"):
            frontend.draw(element("h3", title), f"title-{use}")
            _files(use, number, collection)
            if use == "reading":
                _handout(collection)
    citations(collection, MOST_IN_MEMORY)


def _files(use: str, number: int, collection: Collection) -> None:
    """Offer the files of a use, each with what it holds, or why it cannot be had."""
    query = session.view().query
    names = [name for name, form in FORMATS.items() if form.use == use]
    for name in names:
        form = FORMATS[name]
        refused = form.refuse(number, MOST_IN_MEMORY)
        with _row():
            st.download_button(
                form.name,
                data=partial(write_file, collection, name, query, _address()),
                file_name=f"{collection.records.info.file_name}.{form.ending}",
                mime=form.media_type,
                on_click="ignore",
                key=f"download-{name}",
                disabled=refused is not None,
                type="secondary" if name == names[0] else "tertiary",
                width=WIDTH,
            )
            st.caption(f"{refused}." if refused else form.purpose)


def _handout(collection: Collection) -> None:
    with _row():
        selection_button(collection, width=WIDTH)
        st.caption(f"At most {MOST_PRINTED} events on paper, with questions and lines to write on.")


def _row() -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", gap="small")


def _address() -> str | None:
    """Return where others find this page; None where nobody else can."""
    return None if is_local() or own.opened() else st.context.url
