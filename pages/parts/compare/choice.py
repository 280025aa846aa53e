"""What is compared, by what, and in which columns."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from events.compare.cards import Sheet
from events.compare.choice import BY, KINDS, MOST_COLUMNS, subject
from events.compare.columns import asked, chosen, laid_out, offered
from events.records.models import Event
from events.telling.markup import element
from events.telling.veil import Blind, outlet_names
from pages.parts import frontend, session
from pages.parts.dataset import Shared
from pages.parts.dates import range_slider
from pages.parts.filters import filters

EVERYTHING = "everything"
"""What the box `About` holds where the comparison is about all that the filters let through."""


def narrowing(shared: Shared) -> None:
    """Draw the filters and the dates where the comparison is about all that they let through."""
    compared = session.view().comparison
    if compared.about is None and not compared.blind:
        filters(shared)
        range_slider(shared)


def choice(shared: Shared) -> None:
    """Draw what is compared, by what, which columns, and whether outlets are hidden."""
    compared = session.view().comparison
    sheet = sheet_of(shared)
    names = {EVERYTHING: "All events that the filters let through"}
    names |= _subjects(shared, sheet.blind)
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
        _columns(shared, sheet)


def _columns(shared: Shared, sheet: Sheet) -> None:
    """Offer all that has something on these events, and what is chosen already."""
    compared = session.view().comparison
    counts = offered(_events(shared), shared.dataset, compared.by)
    names = [column.id for column in sheet.compared]
    others = sorted(counts, key=lambda name: (-counts[name], name))
    every = list(dict.fromkeys([*names, *others]))
    drawn = laid_out((), shared.dataset, compared.by, every)
    labels = dict(zip(every, replace(sheet, compared=drawn).labels, strict=True))
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


def _subjects(shared: Shared, blind: Blind) -> dict[str, str]:
    """Name all that a comparison can be about, but for everything."""
    return dict(_named(shared, blind))


def _named(shared: Shared, blind: Blind) -> Iterator[tuple[str, str]]:
    for period in shared.dataset.periods:
        yield subject("period", period.id), f"{KINDS['period']}: {period.title}"
    for name, label in sorted(shared.labels["place"].items(), key=lambda item: item[1].casefold()):
        yield subject("place", name), f"{KINDS['place']}: {label}"
    for event in shared.dataset.events:
        if shared.identifiers.number(event.id) is not None:
            yield subject("event", event.id), f"{KINDS['event']}: {blind.text(event.title)}"


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


def _events(shared: Shared) -> list[Event]:
    """List the events that are compared."""
    compared, query = session.view().comparison, session.view().query
    kind, _, name = (compared.about or "").partition(".")
    events = shared.dataset.by_id
    if kind == "event":
        return [events[name]]
    periods = shared.dataset.periods
    question = asked(compared, query, shared.defaults.view.query, periods)
    numbers = shared.engine.page(question, 0, len(shared.frame))
    return [events[name] for name in shared.frame["id"].iloc[numbers]]


def sheet_of(shared: Shared) -> Sheet:
    """Lay the columns out, with outlets hidden where the visitor wants that."""
    compared = session.view().comparison
    events = _events(shared)
    names = chosen(compared, offered(events, shared.dataset, compared.by))
    columns = laid_out(events, shared.dataset, compared.by, names)
    open_sheet = Sheet(columns, shared.dataset, compared.by, Blind(()))
    return replace(open_sheet, blind=_blind(shared, open_sheet)) if compared.blind else open_sheet


def _blind(shared: Shared, sheet: Sheet) -> Blind:
    """Give the letters in the order of the columns, then of all other outlets."""
    first = [sheet.outlet_of(column) for column in sheet.compared]
    names = [*filter(None, first), *outlet_names(shared.dataset)]
    return Blind(tuple(names), session.current().revealed)
