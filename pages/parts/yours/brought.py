"""The file that a visitor has brought, what was made of it, and what was answered since."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from weakref import finalize

import streamlit as st

from events.importers import Imported, Mapping
from events.importers.apart import import_apart
from pages.parts.own import Own

KEY = "brought"
"""Where Streamlit's session holds it."""

READING = BoundedSemaphore(2)
"""Files that are read at once: beyond, a visitor waits."""


@dataclass
class Brought:
    """A file that is being turned into a collection."""

    name: str
    content: bytes
    beside: Path | None = None
    """The folder of the pictures that came with it, which goes when the file does."""
    said: tuple[str, ...] = ()
    """What became of the files that came with it."""
    answers: dict[str, str] = field(default_factory=dict)
    mapping: Mapping | None = None
    """Which column is what, as the visitor has said; None where it was found out."""
    imported: Imported | None = None
    """What was made of it; None until it is read with what was answered."""
    problems: tuple[str, ...] = ()
    """Why it cannot be read."""
    opens: bool = False
    """Whether it is to be opened now."""
    own: Own | None = None
    """The collection that was opened from it."""
    is_done: bool = False
    """Whether it was opened, and its report is not asked for again."""

    def __post_init__(self) -> None:
        if self.beside is not None:
            finalize(self, shutil.rmtree, self.beside, ignore_errors=True)

    def answer(self, question: str, choice: str | None) -> None:
        """Answer a question, or take the answer back; the file is read again with it."""
        self.answers.pop(question, None)
        if choice is not None:
            self.answers[question] = choice
        self.imported, self.problems = None, ()

    def leave(self) -> None:
        """Let go of what is in it: Streamlit remembers what boxes called while a visit lasts."""
        self.content, self.imported = b"", None
        if self.beside is not None:
            shutil.rmtree(self.beside, ignore_errors=True)

    def look_again(self) -> None:
        """Show its report again, whose questions can be answered otherwise."""
        self.is_done = False

    def begin_anew(self) -> None:
        """Take all answers back; the file is read again without them."""
        self.answers.clear()
        self.mapping, self.imported, self.problems = None, None, ()

    def change(self, mapping: Mapping) -> None:
        """Say which column is what; the file is read again with it."""
        self.mapping, self.imported, self.problems = mapping, None, ()


def brought() -> Brought | None:
    """Return the file that the visitor has brought."""
    known: Brought | None = st.session_state.get(KEY)
    return known


def bring(file: Brought | None) -> None:
    """Begin with a file, or with None leave the one that is there."""
    if (before := brought()) is not None:
        before.leave()
    st.session_state[KEY] = file


def read(file: Brought, show: Callable[[Imported], None]) -> Imported | None:
    """Read the file, once for what was answered; None, with problems, where it cannot be.

    While it is read the page says how far that is, and shows the first rows; what is pressed
    meanwhile ends it.
    """
    if file.imported is None and not file.problems:
        place = st.empty()
        with place.container():
            with st.container(key="reading", horizontal=True, vertical_alignment="center"):
                said = st.empty()
                st.button("Cancel", on_click=bring, args=(None,))
            first = st.container()
        _read(file, partial(_say, said), partial(_show, first, show))
        place.empty()
    return file.imported


def _say(said: st.delta_generator.DeltaGenerator, step: str) -> None:
    said.text(step)


def _show(
    place: st.delta_generator.DeltaGenerator, show: Callable[[Imported], None], first: Imported
) -> None:
    with place:
        show(first)


def _read(file: Brought, progress: Callable[[str], None], show: Callable[[Imported], None]) -> None:
    progress(f"Reading {file.name} …")
    with READING:
        try:
            file.imported = import_apart(
                file.content, file.name, file.answers, file.mapping, progress, show, file.beside
            )
        except ValueError as error:
            file.problems = tuple(str(error).splitlines())
