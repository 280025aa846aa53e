"""What is compared, by what, and in which columns."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from events.collection import Collection
from events.compare import Layout, build_columns, compared_events, count_excerpts, lay_out
from events.markup import element
from events.query import subject
from events.query.question import BY, MOST_COLUMNS, SUBJECTS
from events.telling import Veil
from pages.parts import frontend, session
from pages.parts.dates import dates
from pages.parts.filters import filters

EVERYTHING = "everything"
"""The value of the box “About” where all events that match the filters are compared."""


def narrowing(collection: Collection) -> None:
    """Draw the filters and the dates where all events that match them are compared."""
    compared = session.view().comparison
    if compared.about is None and not compared.blind:
        filters(collection)
        dates(collection)


def choice(collection: Collection) -> None:
    """Draw what is compared, by what, which columns, and whether outlets are hidden."""
    compared = session.view().comparison
    layout = layout_of(collection)
    names = {EVERYTHING: "All events that the filters let through"}
    names |= dict(_subjects(collection, layout.veil))
    st.selectbox(
        "About",
        list(names),
        key=session.put("about", compared.about or EVERYTHING),
        format_func=names.__getitem__,
        on_change=_choose,
        args=("about",),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.radio(
            "Compare",
            list(BY),
            key=session.put("by", compared.by),
            format_func=BY.__getitem__,
            horizontal=True,
            on_change=_choose,
            args=("by",),
        )
        st.toggle(
            "Hide whose they are",
            key=session.put("blind", compared.blind),
            on_change=_choose,
            args=("blind",),
            help="Outlets become letters, here and in the address, until they are revealed",
        )
    if compared.blind:
        words = "The columns stay as they are while they are hidden."
        frontend.draw(element("p", words, class_="note"), "columns-hidden")
    else:
        _columns(collection, layout)


def _columns(collection: Collection, layout: Layout) -> None:
    """Offer all that has something on these events, and what is chosen already."""
    view, records = session.view(), collection.records
    events = compared_events(collection, view.comparison, view.query)
    counts = count_excerpts(events, records, layout.by)
    names = [column.id for column in layout.columns]
    others = sorted(counts, key=lambda name: (-counts[name], name))
    every = list(dict.fromkeys([*names, *others]))
    named = replace(layout, columns=build_columns((), records, layout.by, every))
    labels = dict(zip(every, named.labels, strict=True))
    st.multiselect(
        f"Columns, two to {MOST_COLUMNS}, each with its number of excerpts",
        every,
        key=session.put("columns", names),
        format_func=lambda name: f"{labels[name]} · {counts[name]:,}",
        max_selections=MOST_COLUMNS,
        select_all=False,
        on_change=_choose,
        args=("columns",),
    )


def _subjects(collection: Collection, veil: Veil) -> Iterator[tuple[str, str]]:
    """Yield each subject that a comparison can have, and its name."""
    for period in collection.records.periods:
        yield subject("period", period.id), f"{SUBJECTS['period']}: {period.title}"
    for name, label in sorted(
        collection.labels["place"].items(), key=lambda item: item[1].casefold()
    ):
        yield subject("place", name), f"{SUBJECTS['place']}: {label}"
    for event in collection.records.shown:
        yield subject("event", event.id), f"{SUBJECTS['event']}: {veil.text(event.title)}"


def _choose(field: str) -> None:
    value = st.session_state[field]
    fields: dict[str, Any] = {field: tuple(value) if field == "columns" else value}
    if value == EVERYTHING:
        fields["about"] = None
    if field in ("about", "by"):
        fields["columns"] = None
    session.current().revealed = frozenset()
    session.current().pages["comparison"] = 0
    session.change(comparison=replace(session.view().comparison, **fields))


def layout_of(collection: Collection) -> Layout:
    """Lay out what the visitor compares."""
    view = session.view()
    return lay_out(collection, view.comparison, view.query, session.current().revealed)
