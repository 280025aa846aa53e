"""Handouts to print: their options, and a button that writes one when it is pressed."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Literal

import streamlit as st

from events.collection import Collection
from events.exporters import describe_file
from events.link import View
from events.publish import MOST_PRINTED, Options, selection_handout, story_handout, write_handout
from events.records import Story
from events.telling.document import PAPERS
from pages.parts import session

SHEETS = {"handout": "handout", "teacher": "teacher’s sheet"}
"""What can be printed, by the end of the file's name."""


def handout_button(collection: Collection, story: Story, *, own: bool = False) -> None:
    """Offer a story as a handout; a visitor's own may have the id of one of the collection's."""
    _offer(f"own-{story.id}" if own else story.id, partial(_write_story, collection, story))


def selection_button(collection: Collection, width: int) -> None:
    """Offer what is filtered as a handout, with a button of a width in pixels."""
    write = partial(_write_selection, collection, session.view())
    _offer(collection.records.info.file_name, write, width)


def _offer(
    name: str, write: Callable[[Options], bytes], width: int | Literal["content"] = "content"
) -> None:
    """Draw the options and the button; `name` tells them from those of other handouts."""
    with st.popover("Handout to print", width=width):
        paper = st.radio(
            "Paper", list(PAPERS), format_func=PAPERS.__getitem__, key=f"paper-{name}",
            horizontal=True,
        )  # fmt: skip
        blind = st.checkbox(
            "Hide the names of outlets",
            key=f"blind-{name}",
            help="Letters stand for them; the teacher’s sheet tells which.",
        )
        lines = st.checkbox("Lines to write on", value=True, key=f"lines-{name}")
        for kind, label in SHEETS.items():
            options = Options(paper, blind, lines, teacher=kind == "teacher")
            st.download_button(
                f"Download {label}",
                data=partial(write, options),
                file_name=f"{name}-{kind}.html",
                mime="text/html",
                on_click="ignore",
                key=f"{kind}-{name}",
                help="One file: open it, and print it from the browser. It needs no internet.",
            )


def _write_story(collection: Collection, story: Story, options: Options) -> bytes:
    handout = story_handout(story, collection.table)
    return write_handout(handout, collection.records, options, date.today())


def _write_selection(collection: Collection, view: View, options: Options) -> bytes:
    """Write the first events that are filtered; Streamlit calls it at the click."""
    rows = collection.engine.select(view.query, MOST_PRINTED)
    count = collection.engine.count(view.query)
    about = describe_file(collection, view.query)
    selected = f"{count:,} event{'s' * (count != 1)}: {about.filter}"
    handout = selection_handout(rows, collection.records, count, selected)
    return write_handout(handout, collection.records, options, date.today())
