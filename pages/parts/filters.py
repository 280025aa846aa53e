"""The row of filters: words, menus of values with their numbers, and what is chosen."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import streamlit as st

from events.asking import suggest
from events.collection import Collection
from events.link import LONGEST_TEXT
from events.markup import Element, element
from events.query import FILTERS, Query
from events.records import span_in_words
from pages.parts import frontend, session
from pages.parts.listing import IN_VIEW

MENUS: dict[str, tuple[str, ...]] = {
    "Category": ("category",),
    "Place": ("place",),
    "Source": ("source",),
    "More": ("side", "status"),
}
"""The menus of the row, and the filters in each."""

MOST_VALUES = 300
"""Values that a filter offers; of more, those with most events, and the box says so."""

INDENT = "– "
"""Stands before a place once for each that holds it."""

MOST_CHIPS = 4
"""Chosen values that stand in the row; more are named by their number."""


def filters(collection: Collection, *, late: bool = False) -> None:
    """Draw the row of filters in two parts: what asks, and what was chosen, which dates change."""
    with st.container(key="row", horizontal=True, vertical_alignment="center", gap="small"):
        session.part("filters", _asking, collection, shows={"question"}, late=late)
        session.part("chosen", _chosen, collection, shows={"query", "event"}, late=late)


def _asking(collection: Collection) -> None:
    """Draw the search box and a menu for each group of filters."""
    query = session.view().query
    offers = [(label, f"take:{number}") for number, (label, _) in enumerate(_meant(collection))]
    frontend.search(query.text, offers, "search", _type, partial(_take, collection))
    frontend.draw(_fold(query), "fold")
    opened = [_menu(title, names, query, collection) for title, names in MENUS.items()]
    # An open menu counts the events of each value, which other dates change.
    session.current().parts["filters"] = frozenset({"query" if any(opened) else "question"})


def _fold(query: Query) -> Element:
    """Open the menus and the dates, which a narrow screen folds away: see screen.css."""
    number = sum(map(len, query.chosen.values()))
    return element("details", element("summary", f"Filters · {number}" if number else "Filters"))


def _chosen(collection: Collection) -> None:
    """Draw what is chosen, how many events match, and what takes changes back."""
    query = session.view().query
    tree = element("div", *_chips(query, collection), *_status(query, collection))
    frontend.draw(tree, "chosen", partial(_act, collection))


def _menu(title: str, names: Iterable[str], query: Query, collection: Collection) -> bool:
    """Draw a menu, whose boxes are filled only while it is open, and tell whether it is."""
    number = sum(len(query.chosen.get(name, ())) for name in names)
    menu = st.popover(
        f"{title} · {number}" if number else title, key=f"menu-{title}", on_change="rerun"
    )
    if menu.open:
        with menu:
            for name in names:
                _filter(name, query, collection)
    return bool(menu.open)


def _filter(name: str, query: Query, collection: Collection) -> None:
    counts, labels = collection.engine.counts(query, name), collection.labels[name]
    chosen = list(query.chosen.get(name, ()))
    offered = _offered(counts, chosen)
    left = len(counts) - len(offered)
    depths = dict(collection.place_tree) if name == "place" else {}
    order = {value: number for number, value in enumerate(depths)}
    st.multiselect(
        FILTERS[name].title,
        sorted(
            offered,
            # As a tree, or else what finds something first.
            key=lambda value: (
                order.get(value, 0) if order else not counts[value],
                labels[value].casefold(),
            ),
        ),
        key=session.put(f"filter-{name}", chosen),
        format_func=lambda value: (
            f"{INDENT * depths.get(value, 0)}{labels[value]} ({counts[value]:,})"
        ),
        placeholder="All" if not left else f"All; {left:,} more by Search",
        filter_mode="contains",
        select_all=False,
        on_change=_choose,
        args=(name,),
    )


def _offered(counts: dict[str, int], chosen: list[str]) -> list[str]:
    """Return the values to offer: all, or of very many those with most events."""
    if len(counts) <= MOST_VALUES:
        return list(counts)
    most = sorted(counts, key=lambda value: -counts[value])[:MOST_VALUES]
    return list(dict.fromkeys([*chosen, *most]))


def _chips(query: Query, collection: Collection) -> list[Element]:
    """Draw what is chosen, each with a button that drops it; then what to ask for of the map."""
    chosen = [(name, value) for name, values in query.chosen.items() for value in values]
    chips = [
        _chip(f"drop:{name}:{value}", collection.labels[name][value])
        for name, value in chosen[:MOST_CHIPS]
    ]
    if len(chosen) > MOST_CHIPS:
        chips.append(element("span", f"and {len(chosen) - MOST_CHIPS:,} more", class_="note"))
    if query.within and not session.current().follows_map:
        chips.append(_chip("drop:within:", "part of the map"))
    return chips


def _chip(action: str, words: str) -> Element:
    return element(
        "button",
        element("bdi", words),
        element("span", " ×", aria_hidden="true"),
        class_="picked",
        data_action=action,
        aria_label=f"Remove the filter {words}",
    )


def _follow() -> Element:
    """Offer to show only what the map shows, wherever it is moved."""
    return element(
        "button",
        "Only in view",
        data_action="follow",
        aria_pressed=str(session.current().follows_map).lower(),
        title=IN_VIEW,
    )


def _status(query: Query, collection: Collection) -> list[Element | None]:
    """Say how many events are shown; offer what was seen before, and everything."""
    shown, size = collection.engine.count(query), collection.engine.size
    everything = query == collection.offers.view.query
    return [
        element(
            "p",
            f"{shown:,} of {size:,} events",
            element("span", f", {span_in_words(query.first, query.last)}", class_="spoken"),
            role="status",
            class_="status",
        ),
        _follow() if "map" in session.current().parts else None,
        element(
            "button", "Undo", data_action="undo", disabled=None if session.current().past else ""
        ),
        element(
            "button",
            "Clear",
            data_action="clear",
            disabled="" if everything else None,
            aria_label="Clear all filters and dates",
        ),
    ]


def _act(collection: Collection, action: str) -> None:
    """Carry out a button of the row: `undo`, `clear`, `follow`, or `drop:FILTER:VALUE`.

    `follow` asks for only what the map shows; the filter `within` is that part of the map.
    """
    verb, _, dropped = action.partition(":")
    name, _, value = dropped.partition(":")
    query = session.view().query
    if verb == "undo":
        session.undo()
    elif verb == "clear":
        session.current().follows_map = False
        session.ask(collection.offers.view.query)
    elif verb == "follow" or name == "within":
        session.current().follows_map = verb == "follow" and not session.current().follows_map
        session.ask(query.look(None))
    elif verb == "drop" and name in FILTERS:
        kept = [other for other in query.chosen.get(name, ()) if other != value]
        session.ask(query.choose(name, kept))


def _type(text: str) -> None:
    """Search as a visitor types: one entry of the history, however many letters."""
    session.ask(replace(session.view().query, text=text.strip()[:LONGEST_TEXT]), goes_on=True)


def _meant(collection: Collection) -> list[tuple[str, Query]]:
    """List what a search can mean: in words, and as a query."""
    query = session.view().query
    found = suggest(query.text, collection)
    meant: list[tuple[str, Query]] = []
    if found.meant:
        meant.append((f"Did you mean “{found.meant}”?", replace(query, text=found.meant)))
    if days := found.dates:
        narrowed = replace(query, text=days.rest, first=days.first, last=days.last)
        meant.append((f"Only {days.label}", narrowed))
    for place in found.places:
        label = f"Place: {place.label} ({place.count:,})"
        meant.append((label, replace(query.choose("place", (place.place,)), text="")))
    return meant


def _take(collection: Collection, action: str) -> None:
    """Take what was offered for a search, by its number."""
    _, _, number = action.partition(":")
    if number.isdecimal():
        for _, query in _meant(collection)[int(number) : int(number) + 1]:
            session.ask(query)


def _choose(name: str) -> None:
    session.ask(session.view().query.choose(name, st.session_state[f"filter-{name}"]))
