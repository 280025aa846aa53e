"""Which column of a file is what: guessed, shown with what stands in it, and changed here."""

from collections.abc import Iterable
from itertools import islice

import pandas as pd
import streamlit as st

from events.importers import FIELDS, Imported, listed
from pages.parts import session
from pages.parts.yours.brought import Brought

FIRST = ("title", "date", "latitude", "longitude", "place", "category", "source", "summary")
"""The fields that most lists have, in the order in which they are asked about."""

SAMPLES, LONGEST, ROWS = 3, 24, 50
"""Values that stand for a column, letters of each, and the rows that they are taken from."""

ADDED = 3
"""Columns of the rows that wait which the file does not have: number, reason, question."""


def columns(file: Brought, imported: Imported) -> None:
    """Offer for each field the columns of the file."""
    known, samples = imported.mapping.columns, _samples(imported)
    lacks = not {"title", "date"} <= known.keys()
    others = [name for name in FIELDS if name not in FIRST]
    with st.expander("Which column is what", expanded=lacks):
        _boxes(FIRST, samples, file, imported)
        _boxes([name for name in others if name in known], samples, file, imported)
        with st.popover("More fields"):
            _boxes([name for name in others if name not in known], samples, file, imported)


def _boxes(
    names: Iterable[str], samples: dict[str, str], file: Brought, imported: Imported
) -> None:
    """Draw a box for each field, two in a row."""
    for number, name in enumerate(names):
        if number % 2 == 0:
            sides = st.columns(2)
        chosen = imported.mapping.columns.get(name)
        sides[number % 2].selectbox(
            FIELDS[name].title,
            list(samples),
            key=session.put(f"column-{name}", chosen),
            format_func=samples.__getitem__,
            index=None,
            placeholder="Not in the file",
            help=FIELDS[name].help,
            on_change=_choose,
            args=(name, file, imported),
        )


def _samples(imported: Imported) -> dict[str, str]:
    """Name each column of the file with what stands in it first."""
    waiting, events = imported.waiting.head(ROWS), listed(imported, ROWS)
    fields = {column: field for field, column in imported.mapping.columns.items()}
    named = {}
    for column in waiting.columns[ADDED:]:
        name = fields.get(column, column)
        values = [*events.get(name, ()), *waiting[column]]
        first = dict.fromkeys(str(value)[:LONGEST] for value in values if pd.notna(value))
        said = ", ".join(islice(filter(None, first), SAMPLES))
        named[column] = f"{column}: {said}" if said else column
    return named


def _choose(name: str, file: Brought, imported: Imported) -> None:
    """Take what was chosen for a field; a column is one field alone."""
    column = st.session_state[f"column-{name}"]
    kept = {
        field: taken
        for field, taken in imported.mapping.columns.items()
        if field != name and taken != column
    }
    chosen = {**kept, name: column} if column else kept
    file.change(imported.mapping.model_copy(update={"columns": chosen, "answers": {}}))
