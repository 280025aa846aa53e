"""Where one begins: a file, a collection that was saved, or a list that begins empty."""

import streamlit as st

from events.importers.apart import prepare
from events.markup import element
from events.saved import holds_folder
from pages.parts import frontend
from pages.parts.yours.brought import Brought
from pages.parts.yours.brought import bring as begin
from pages.parts.yours.opening import open_saved, open_template

LARGEST = 50
"""Megabytes of a file."""

INTRODUCTION = (
    "Bring a list of events as a file: a table (CSV, Excel, OpenDocument), GeoJSON, KML, GPX, a "
    "TimelineJS or StoryMapJS file, GeoParquet, or a collection that was saved here. You see what "
    "would become of every row before anything is opened, and nothing is guessed without asking."
)
PRIVATE = (
    "What you bring is seen by this browser only and passed on to nobody. It is removed some hours "
    "after its last use."
)


def start() -> None:
    """Offer the ways to begin."""
    prepare()
    heading = element("h2", "Bring a list, or begin one")
    said = element(
        "section", heading, element("p", INTRODUCTION), element("p", PRIVATE, class_="note")
    )
    frontend.draw(said, "bring")
    # A file is dropped once it is read: the next key is that of an empty box.
    key = f"file-{st.session_state.setdefault('files', 0)}"
    st.file_uploader(
        f"A file of at most {LARGEST} MB",
        max_upload_size=LARGEST,
        key=key,
        on_change=_take,
        args=(key,),
    )
    st.button("Start with an empty list", on_click=open_template)


def _take(key: str) -> None:
    file = st.session_state[key]
    if file is None:
        return
    st.session_state["files"] += 1
    content = file.getvalue()
    if holds_folder(content):
        open_saved(content, file.name)
    else:
        begin(Brought(file.name, content))
