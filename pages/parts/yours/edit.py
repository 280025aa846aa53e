"""Change an own collection: an event in a form, or all of them in a table."""

import pandas as pd
import streamlit as st

from events.markup import Element, element
from pages.parts import frontend
from pages.parts.own import Own
from pages.parts.session import part
from pages.parts.yours.changing import COLUMNS, MOST_ROWS, Faults, change, is_empty, rename, rows_of
from pages.parts.yours.form import LABELS, fault_in_row, form
from pages.parts.yours.history import WAITS, undoing
from pages.parts.yours.opening import EDIT

NO_LIST = (
    "This collection is made of curated files: save it as a zip, and change them in an editor."
)
TOO_LONG = (
    f"Lists of up to {MOST_ROWS:,} events are changed here. Save this one as a zip, change its "
    "events.csv in a spreadsheet, and bring that file."
)


def edit(each: Own) -> None:
    """Draw what changes the collection that is open."""
    rows = rows_of(each)
    title = each.collection.records.info.title
    frontend.draw(element("h2", f"Change “{title}”", dir="auto", **frontend.arrival(EDIT)), "edit")
    undoing(each)
    if rows is None or len(rows) > MOST_ROWS:
        frontend.draw(element("p", NO_LIST if rows is None else TOO_LONG), "edit-not")
        return
    key = f"title-{each.maps}"
    st.text_input(
        "Title of the collection",
        title,
        key=key,
        max_chars=120,
        on_change=_rename,
        args=(each, key),
    )
    if lines := st.session_state.get("title-faults"):
        wrong = (element("p", line, dir="auto") for line in lines)
        frontend.draw(element("section", *wrong, class_="problems", role="status"), "title-wrong")
    one, all_ = st.tabs(["One event", "All as a table"])
    with all_:  # first: while it has changes that are not applied, there is no form
        # What is sent again while a cell is being typed into can cost what is typed: of an edit the
        # answer is quick, and small.
        part("table", lambda _: _table(each, rows), each.collection)
    with one:
        if each.table is None:
            form(each, rows)
        else:
            frontend.draw(element("p", WAITS), "form-waits")


def _rename(each: Own, key: str) -> None:
    faults = rename(each, st.session_state[key])
    st.session_state["title-faults"] = faults.lines if faults else ()


def _table(each: Own, rows: pd.DataFrame) -> None:
    """Draw the list to be typed into, and what is wrong with it."""
    # Another after each change; what is typed and not applied is there again on another visit.
    if is_empty(rows):
        rows = rows.iloc[:0]
    key = f"table-{each.maps}-{st.session_state.get('tables', 0)}"
    if key not in st.session_state:
        st.session_state["table-begins"] = _numbered(rows if each.table is None else each.table)
    filled = [str(name) for name in rows if name not in (*COLUMNS, "id") and rows[name].any()]
    typed = st.data_editor(
        st.session_state["table-begins"],
        key=key,
        num_rows="dynamic",
        column_order=[*COLUMNS, *filled],
        column_config={name: label for name, (label, _) in LABELS.items()},
        hide_index=False,
        height=420,
    ).fillna("")
    each.table = None if _numbered(typed).equals(_numbered(rows)) else typed
    is_same = each.table is None
    with st.container(horizontal=True):
        st.button(
            "Apply the changes",
            key="apply",
            disabled=is_same,
            on_click=_apply,
            args=(each, typed),
        )
        if not is_same:
            st.button("Take them back", key="take-back", on_click=_drop, args=(each,))
    faults: Faults | None = st.session_state.get("table-faults")
    if faults and not is_same:
        frontend.draw(_faults(faults), "table-wrong")


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Number rows as what is wrong with one names it."""
    return rows.set_axis(range(1, len(rows) + 1))


def _apply(each: Own, typed: pd.DataFrame) -> None:
    faults = change(each, typed, "The changes of the table are made.")
    st.session_state["table-faults"] = faults
    if faults is None:
        each.table = None
        st.rerun()


def _drop(each: Own) -> None:
    """Take back what is typed into the table: it is drawn anew."""
    each.table = None
    st.session_state["tables"] = st.session_state.get("tables", 0) + 1
    st.rerun()


def _faults(faults: Faults) -> Element:
    lines = [element("li", line, dir="auto") for line in faults.lines]
    lines += [element("li", fault_in_row(each), dir="auto") for each in faults.remarks]
    words = element("p", "Nothing is changed yet. Mend these, then apply again:")
    return element("section", words, element("ul", *lines), class_="problems", role="status")
