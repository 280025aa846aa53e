"""Where one begins: a file, a collection that was saved, or a list that begins empty."""

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from events.importers.apart import prepare
from events.markup import Element, element
from events.records import CurationError
from events.saved import holds_folder
from pages.parts import frontend, own
from pages.parts.own import Own
from pages.parts.yours.brought import Brought, brought
from pages.parts.yours.brought import bring as begin
from pages.parts.yours.opening import BEGIN, open_saved, open_template, refuse
from pages.parts.yours.together import LARGEST, together

INTRODUCTION = (
    "Bring a list of events as a file: a table (CSV, Excel, OpenDocument), GeoJSON, KML, GPX, a "
    "TimelineJS or StoryMapJS file, GeoParquet, or a collection that was saved here. The pictures "
    "that a list names come with it: choose or drop all of them at once. You see what would become "
    "of every row before anything is opened, and nothing is guessed without asking."
)
PRIVATE = (
    "What you bring is seen by this browser only and passed on to nobody. It is removed some hours "
    "after its last use."
)


def start() -> None:
    """Offer the ways to begin."""
    prepare()
    mine, last = own.shelf().of(own.visitor()), brought()
    said = element(
        "section",
        element("h2", "Bring a list, or begin one", **frontend.arrival(BEGIN)),
        element("p", INTRODUCTION),
        element("p", PRIVATE, class_="note"),
        _gives_way(mine[own.MOST_OF_ONE - 1]) if len(mine) >= own.MOST_OF_ONE else None,
        _last(last) if last is not None else None,
    )
    frontend.draw(said, "bring", lambda action: last.look_again() if last else None)
    # A file is dropped once it is read: the next key is that of an empty box.
    key = f"file-{st.session_state.setdefault('files', 0)}"
    st.file_uploader(
        f"A list, alone or with its pictures, of at most {LARGEST} MB",
        accept_multiple_files=True,
        max_upload_size=LARGEST,
        key=key,
        on_change=_take,
        args=(key,),
    )
    st.button("Start with an empty list", on_click=open_template)


def _forget(file: UploadedFile) -> None:
    """Have Streamlit keep a file no longer: it would until the visitor leaves."""
    context = get_script_run_ctx()
    if context and isinstance(manager := context.uploaded_file_mgr, MemoryUploadedFileManager):
        manager.remove_file(context.session_id, file.file_id)


def _last(file: Brought) -> Element:
    """Lead back to the file that was opened last, whose answers can be changed."""
    words = f"Back to the rows of {file.name}"
    return element("p", element("button", words, dir="auto", data_action="again"))


def _gives_way(last: Own) -> Element:
    """Say which collection the next takes the place of."""
    words = (
        f"You have {own.MOST_OF_ONE} collections, as many as are kept for you at a time. The next "
        f"takes the place of “{last.collection.records.info.title}”, which you used longest ago: "
        "save it as a zip first."
    )
    return element("p", words, class_="limit", dir="auto")


def _take(key: str) -> None:
    files = {file.name: file.getvalue() for file in st.session_state[key]}
    for file in st.session_state[key]:
        _forget(file)
    if not files:
        return
    st.session_state["files"] += 1
    name = next(iter(files))
    if len(files) == 1 and holds_folder(files[name]):
        open_saved(files[name], name)
        return
    try:
        begin(together(files))
    except CurationError as error:
        refuse(error)
