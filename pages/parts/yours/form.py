"""A form for one event: its fields with what is wrong with each, and a map for its place."""

from functools import partial

import pandas as pd
import streamlit as st

from events.importers import Remark
from events.markup import Element, element
from pages.parts import frontend, session
from pages.parts.own import Own
from pages.parts.yours.changing import Faults, change, sentence
from pages.parts.yours.placing import placing

LABELS = {
    "title": ("Title", "What happened, in a few words."),
    "date": ("Date", "As 2024-04-07, 7 April 2024, April 2024, or 2024-04-03 to 2024-04-05."),
    "place": ("Place", "Its name."),
    "latitude": ("Latitude", "In degrees, as 31.34; or press the map."),
    "longitude": ("Longitude", "In degrees, as 34.30; or press the map."),
    "category": ("Category", "Events of one category have one colour and letter."),
    "source": ("Source", "Who says so; several with | between."),
    "url": ("Address of the source", "As https://example.org/report."),
    "summary": ("Summary", "A sentence or two, in your own words."),
}
"""The fields of the form: what each is called, and what belongs into it."""

LONG = ("summary",)

NEW = -1
"""Stands for an event that is not in the list yet."""


def form(each: Own, rows: pd.DataFrame) -> None:
    """Draw the choice of an event, its fields and its map, and what keeps them."""
    number = _chosen(each, rows)
    names = [name for name in LABELS if name in rows]
    values = dict.fromkeys(names, "")
    if number != NEW:
        values = {name: str(rows.at[number, name]) for name in names}
    faults: Faults | None = st.session_state.get("form-faults")
    left, right = st.columns(2, gap="medium")
    for name in names:
        label, help_ = LABELS[name]
        place = right if name in ("latitude", "longitude") else left
        box = place.text_area if name in LONG else place.text_input
        box(label, values[name], key=_key(each, number, name), help=help_)
        with place:
            _wrong(name, number, rows, faults)
    with right:
        event = None if number == NEW or "id" not in rows else str(rows.at[number, "id"])
        placing(each, event, partial(_place, each, number))
    with st.container(horizontal=True):
        words = "Add this event" if number == NEW else "Keep the changes"
        st.button(words, on_click=_keep, args=(each, rows, number, names))
        if number != NEW:
            st.button("Remove this event", on_click=_remove, args=(each, rows, number))
    _said(faults)


def _chosen(each: Own, rows: pd.DataFrame) -> int:
    """Draw the choice of an event, and return its row."""
    numbers = [NEW, *rows.index]
    last = st.session_state.get("form-row", NEW)
    number = st.selectbox(
        "Event",
        numbers,
        index=numbers.index(last) if last in numbers else 0,
        key=f"form-event-{each.maps}",
        format_func=lambda n: (
            "A new event"
            if n == NEW
            else f"{n + 1}. {rows.at[n, 'title']!s} ({rows.at[n, 'date']!s})"
        ),
        on_change=_forget,
    )
    return NEW if number is None else number


def _key(each: Own, number: int, name: str) -> str:
    """Name a field's box: after each change the boxes are others, with what is in the list then."""
    return f"form-{each.maps}-{number}-{name}"


def _forget() -> None:
    """Another event is chosen: what was said of the one before goes, and the map moves."""
    st.session_state.pop("form-faults", None)
    st.session_state.pop("form-said", None)
    session.current().moves += 1


def _wrong(name: str, number: int, rows: pd.DataFrame, faults: Faults | None) -> None:
    """Say below a field what is wrong with it."""
    row = (len(rows) if number == NEW else number) + 1
    lines = [
        element("p", fault(remark), dir="auto")
        for remark in (faults.remarks if faults else ())
        if (remark.row, remark.column) == (row, name)
    ]
    if lines:
        section = element("section", *lines, class_="problems", role="status")
        frontend.draw(section, f"fault-{name}")


def fault(remark: Remark) -> str:
    """Say what is wrong with a value, and what mends it."""
    offer = f" Perhaps {remark.new}?" if remark.new else ""
    said = f"“{remark.value}”: {remark.reason}" if remark.value else remark.reason
    mend = f" {sentence(remark.mend)}" if remark.mend else ""
    return f"{sentence(said)}{offer}{mend}"


def _place(each: Own, number: int, longitude: float, latitude: float) -> None:
    """Put what was pressed on the map into the fields."""
    st.session_state[_key(each, number, "longitude")] = f"{longitude:.5f}"
    st.session_state[_key(each, number, "latitude")] = f"{latitude:.5f}"


def _keep(each: Own, rows: pd.DataFrame, number: int, names: list[str]) -> None:
    """Put what stands in the form into the list."""
    typed = {name: st.session_state[_key(each, number, name)].strip() for name in names}
    changed = rows.copy()
    row = len(rows) if number == NEW else number
    if number == NEW:
        changed.loc[row] = ""
    changed.loc[row, names] = pd.Series(typed)
    _apply(each, changed, row, f"“{typed['title']}” is kept.")


def _remove(each: Own, rows: pd.DataFrame, number: int) -> None:
    said = f"“{rows.at[number, 'title']!s}” is removed."
    _apply(each, rows.drop(number), NEW, said)


def _apply(each: Own, rows: pd.DataFrame, row: int, said: str) -> None:
    faults = change(each, rows, said)
    st.session_state["form-faults"] = faults
    if faults is None:
        st.session_state["form-row"], st.session_state["form-said"] = row, said


def _said(faults: Faults | None) -> None:
    """Say what was done last, or why nothing was."""
    said = "" if faults else st.session_state.get("form-said", "")
    lines = list(faults.lines) if faults else []
    if faults and faults.remarks:
        lines.append("Not kept yet: mend what is said at the fields.")
    tree: Element = element(
        "div",
        element("p", said, class_="note", dir="auto") if said else None,
        *(element("p", line, dir="auto") for line in lines),
        role="status",
    )
    frontend.draw(tree, "form-said")
