"""Collections that are opened for one visitor, from what was brought."""

import shutil
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from events.collection import Collection, open_collection
from events.commands.new import TEMPLATE
from events.importers import Imported, write_folder
from events.markup import element
from events.records import CurationError
from events.saved import unpack_folder
from pages import PAGES
from pages.parts import frontend, own
from pages.parts.own import Full, Own
from pages.parts.yours.brought import Brought

BEGIN, EDIT, FORM = "begin", "edit", "form"
"""What the keyboard goes to: where one begins, what is changed, and an event of it."""


def show(each: Own) -> None:
    """Go to the map with a collection."""
    own.open_own(each)
    st.switch_page(PAGES["explore"].file)


def open_saved(content: bytes, name: str) -> None:
    """Open a collection that was saved as a zip, and show it."""

    def fill(folder: Path) -> Collection:
        unpack_folder(content, folder, name)
        return open_collection(folder)

    if (opened := _opened(fill)) is not None:
        show(opened)


def open_brought(file: Brought, imported: Imported) -> None:
    """Open what was made of a file, in the place of what was opened from it before; show it."""

    def fill(folder: Path) -> Collection:
        write_folder(imported, folder)
        return open_collection(folder)

    file.opens, place = False, st.empty()
    place.text("Opening the events …")
    file.own = _opened(fill, file.own)
    place.empty()
    if file.own is not None:
        file.is_done = True
        file.imported = None  # it may be large, and is made again where it is looked at again
        show(file.own)


def open_template() -> None:
    """Open a list with one event, which is to be written over, on this page."""

    def fill(folder: Path) -> Collection:
        shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
        return open_collection(folder)

    if (opened := _opened(fill)) is not None:
        own.open_own(opened)
        st.session_state["form-row"] = 0
        frontend.go_to(FORM)


def refuse(error: CurationError | Full) -> None:
    """Have the page say why nothing is opened."""
    st.session_state["unopened"] = str(error).splitlines()


def problems() -> None:
    """Say why what was to be opened last is not."""
    lines = [element("li", line, dir="auto") for line in st.session_state.pop("unopened", ())]
    if lines:
        words = element("p", "This is not opened:")
        section = element("section", words, element("ul", *lines), class_="problems", role="status")
        frontend.draw(section, "unopened")


def _opened(fill: Callable[[Path], Collection], before: Own | None = None) -> Own | None:
    """Open a collection; where that fails, the page says why."""
    shelf, visitor = own.shelf(), own.named_visitor()
    try:
        if before is None or shelf.find(before.id, visitor) is None:
            return shelf.add(visitor, fill)
        shelf.replace(before, fill)
        return before
    except (CurationError, Full) as error:
        refuse(error)
        return None
