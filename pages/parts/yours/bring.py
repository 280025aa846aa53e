"""A file to bring: a collection that was saved here."""

from pathlib import Path

import streamlit as st

from events.collection import Collection, open_collection
from events.markup import element
from events.records import CurationError
from events.saved import unpack_folder
from pages.parts import frontend, own
from pages.parts.own import Full
from pages.parts.yours.kept import show

LARGEST = 50
"""Megabytes of a file."""


def bring() -> None:
    """Offer to open a file."""
    file = st.file_uploader(
        "A collection that was saved here (a zip)", max_upload_size=LARGEST, key="brought"
    )
    if file is not None:
        _open_saved(file.getvalue(), file.name)


def _open_saved(content: bytes, name: str) -> None:
    def fill(folder: Path) -> Collection:
        unpack_folder(content, folder, name)
        return open_collection(folder)

    try:
        mine = own.shelf().add(own.named_visitor(), fill)
    except (CurationError, Full) as error:
        lines = [element("li", line, dir="auto") for line in str(error).splitlines()]
        problems = element("section", element("ul", *lines), class_="problems", role="status")
        frontend.draw(problems, "brought-problems")
    else:
        show(mine)
