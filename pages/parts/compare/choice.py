"""What is compared, by what, and in which columns."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from events.collection import Collection
from events.compare.columns import chosen, laid_out, offered, question_of
from events.compare.layout import Layout
from events.query.comparison import BY, KINDS, MOST_COLUMNS, subject
from events.records.models import Event
from events.telling.markup import element
from events.telling.veil import OPEN, Veil, draw_veil
from pages.parts import frontend, session
from pages.parts.dates import range_slider
from pages.parts.filters import filters

EVERYTHING = "everything"
"""What the box `About` holds where the comparison is about all that the filters let through."""


def narrowing(collection: Collection) -> None:
    """Draw the filters and the dates where the comparison is about all that they let through."""
    compared = session.view().comparison
    if compared.about is None and not compared.blind:
        filters(collection)
        range_slider(collection)


def choice(collection: Collection) -> None:
    """Draw what is compared, by what, which columns, and whether outlets are hidden."""
    compared = session.view().comparison
    layout = layout_of(collection)
    names = {EVERYTHING: "All events that the filters let through"}
    names |= _subjects(collection, layout.veil)
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
    compared = session.view().comparison
    counts = offered(_events(collection), collection.records, compared.by)
    names = [column.id for column in layout.compared]
    others = sorted(counts, key=lambda name: (-counts[name], name))
    every = list(dict.fromkeys([*names, *others]))
    drawn = laid_out((), collection.records, compared.by, every)
    labels = dict(zip(every, replace(layout, compared=drawn).labels, strict=True))
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


def _subjects(collection: Collection, veil: Veil) -> dict[str, str]:
    """Name all that a comparison can be about, but for everything."""
    return dict(_named(collection, veil))


def _named(collection: Collection, veil: Veil) -> Iterator[tuple[str, str]]:
    for period in collection.records.periods:
        yield subject("period", period.id), f"{KINDS['period']}: {period.title}"
    for name, label in sorted(
        collection.labels["place"].items(), key=lambda item: item[1].casefold()
    ):
        yield subject("place", name), f"{KINDS['place']}: {label}"
    for event in collection.records.shown:
        yield subject("event", event.id), f"{KINDS['event']}: {veil.text(event.title)}"


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


def _events(collection: Collection) -> list[Event]:
    """List the events that are compared."""
    compared, query = session.view().comparison, session.view().query
    kind, _, name = (compared.about or "").partition(".")
    events = collection.records.by_id
    if kind == "event":
        return [events[name]]
    periods = collection.records.periods
    question = question_of(compared, query, collection.offers.view.query, periods)
    rows = collection.engine.page(question, 0, collection.engine.size)
    return [events[row["id"]] for row in rows]


def layout_of(collection: Collection) -> Layout:
    """Lay the columns out, with outlets hidden where the visitor wants that."""
    compared, records = session.view().comparison, collection.records
    events = _events(collection)
    names = chosen(compared, offered(events, records, compared.by), records)
    columns = laid_out(events, records, compared.by, names)
    layout = Layout(columns, records, compared.by, OPEN)
    return replace(layout, veil=_veil(layout)) if compared.blind else layout


def _veil(layout: Layout) -> Veil:
    """Give the letters in the order of the columns, then of all other outlets."""
    first = (layout.outlet_of(column) for column in layout.compared)
    return draw_veil(layout.records, filter(None, first), revealed=session.current().revealed)
