"""Which column of a file is what: guessed, shown with what stands in it, and changed here."""

from collections.abc import Iterable
from functools import partial
from itertools import islice

import streamlit as st

from events.importers import COLUMNS, FIELDS, Imported
from pages.parts import session
from pages.parts.yours.brought import Brought

FIRST = ("title", "date", "latitude", "longitude", "place", "category", "source", "summary")
"""The fields that most lists have, in the order in which they are asked about."""

SAMPLES, LONGEST = 3, 24
"""Values that stand for a column, and letters of each."""


def columns(file: Brought, imported: Imported) -> None:
    """Offer for each field the columns of the file."""
    known = imported.mapping.columns
    lacks = not {"title", "date"} <= known.keys()
    others = [name for name in FIELDS if name not in FIRST]
    with st.expander("Which column is what", expanded=lacks):
        _boxes(FIRST, file, imported)
        _boxes([name for name in others if name in known], file, imported)
        with st.popover("More fields"):
            _boxes([name for name in others if name not in known], file, imported)


def _boxes(names: Iterable[str], file: Brought, imported: Imported) -> None:
    """Draw a box for each field, two in a row."""
    for number, name in enumerate(names):
        if number % 2 == 0:
            sides = st.columns(2)
        chosen = imported.mapping.columns.get(name)
        sides[number % 2].selectbox(
            FIELDS[name].title,
            _of_file(imported),
            key=session.put(f"column-{name}", chosen),
            format_func=partial(_sampled, imported),
            index=None,
            placeholder="Not in the file",
            help=FIELDS[name].help,
            on_change=_choose,
            args=(name, file, imported),
        )


def _of_file(imported: Imported) -> list[str]:
    """List the columns of the file: those that are fields, and its own."""
    own = [str(name) for name in imported.events if name not in COLUMNS]
    return list(dict.fromkeys([*imported.mapping.columns.values(), *own]))


def _sampled(imported: Imported, column: str) -> str:
    """Name a column with what stands in it first."""
    taken = {of: field for field, of in imported.mapping.columns.items()}
    name = taken.get(column, column)
    if name not in imported.events:
        return column
    values = (value for value in imported.events[name].head(50).dropna() if value)
    samples = [value[:LONGEST] for value in islice(dict.fromkeys(values), SAMPLES)]
    return f"{column}: {', '.join(samples)}" if samples else column


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
