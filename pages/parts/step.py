"""The step of a story that is being worked on: its place, its words and its map."""

from dataclasses import replace
from functools import partial

import streamlit as st
from pydantic import ValidationError

from events.link import Offers
from events.records.stories import MapView, view_problems
from events.table.curated import Row
from events.telling.markup import Element, element
from geodata.files import explain
from pages.parts import frontend, map, state
from pages.parts.dataset import Shared
from pages.parts.draft import change, choose, chosen, draft

TEXTS = {
    "line": "Line: why the event stands here",
    "prompt": "Question to ask the class: in your notes and on the handout, not on the screen",
}
MOST_CHARACTERS = 200
HEIGHT = 420
"""Pixels of the map."""


def step_editor(shared: Shared) -> None:
    """Draw the buttons that move or remove the chosen step, its texts and its map."""
    if not draft().steps:
        return
    number, step = chosen(), draft().steps[chosen()]
    row = shared.identifiers.number(step.event)
    assert row is not None, "only events of the table are added"
    told = shared.cards.records([row])[0]
    frontend.draw(_heading(told), "making-step", partial(_arrange, told["title"]))
    for field, label in TEXTS.items():
        st.text_area(
            label,
            key=state.put(f"making-{field}", getattr(step, field)),
            max_chars=MOST_CHARACTERS,
            height=80,
            on_change=_tell,
            args=(number, field),
        )
    _map(row, step.view, told, shared)
    frontend.draw(_view_told(step.view), "making-view", _unkeep)


def _heading(row: Row) -> Element:
    number, last = chosen(), len(draft().steps) - 1
    title = f"“{row['title']}”"
    return element(
        "section",
        element("h3", f"Step {number + 1} of {last + 1}: {row['title']}", dir="auto"),
        element("p", f"{row['date_words']} · {row['place_name']}", class_="note", dir="auto"),
        element(
            "nav",
            _button("Move up", f"Move {title} up", "move:-1", number == 0),
            _button("Move down", f"Move {title} down", "move:+1", number == last),
            _button("Remove", f"Remove {title}", "remove", False),
            class_="pager",
            aria_label="Order of the steps",
        ),
    )


def _button(words: str, name: str, action: str, ended: bool) -> Element:
    """Draw a button that keeps the focus where it can do nothing more."""
    disabled = "true" if ended else None
    return element("button", words, aria_label=name, data_action=action, aria_disabled=disabled)


def _arrange(title: str, action: str) -> None:
    """Move or remove the chosen step; the one that moved stays chosen."""
    number, last = chosen(), len(draft().steps) - 1
    if action == "remove":
        change(draft().remove(number), f"Removed “{title}”.")
        choose(chosen())
    elif action in ("move:-1", "move:+1"):
        after = min(max(0, number + int(action.removeprefix("move:"))), last)
        change(draft().move(number, after - number), f"“{title}” is now step {after + 1}.")
        choose(after)


def _tell(number: int, field: str) -> None:
    if number < len(draft().steps):
        change(draft().told(number, field, st.session_state[f"making-{field}"]))


def _map(number: int, view: MapView | None, row: Row, shared: Shared) -> None:
    """Show the step's view on a map of its own, with the events of the same days."""
    message = replace(
        map.message(shared),
        first=int(row["first"]),
        last=int(row["last"]),
        rows="",
        selected=number,
        reach=st.session_state.draft_reach,
        seen=st.session_state.get("draft_seen", 0),
        view=(view.longitude, view.latitude, view.zoom) if view else None,
    )
    map.mount(
        shared, message, partial(_told, shared), key="making-map", mode="making", height=HEIGHT
    )


def _told(shared: Shared) -> None:
    """Take over what the map tells: the view to keep, or another event that is opened."""
    told = st.session_state.get("making-map") or {}
    view, row, stamp = told.get("view"), told.get("row"), told.get("stamp")
    if isinstance(stamp, int):
        st.session_state.draft_seen = stamp
    if isinstance(view, list) and draft().steps:
        _keep(view, shared.offers)
    if isinstance(row, int) and 0 <= row < len(shared.frame):
        state.select(shared.identifiers[row], from_map=True)


def _keep(numbers: list[object], offers: Offers) -> None:
    """Take a view over into the chosen step, or say why a link could not hold it."""
    try:
        view = MapView.model_validate(dict(zip(MapView.model_fields, numbers, strict=False)))
        problems = list(view_problems(view, offers.bounds, offers.zooms))
    except ValidationError as error:
        problems = list(explain(error))
    if problems:
        st.session_state.draft_said = "; ".join(problems)
    else:
        change(draft().shown(chosen(), view), f"The map of step {chosen() + 1} is kept.")


def _view_told(view: MapView | None) -> Element:
    if view is None:
        words = "Shows where the event is. Move the map, then press “Keep this view” on it."
        return element("section", element("p", words, class_="note"))
    latitude, longitude = abs(view.latitude), abs(view.longitude)
    north, east = "N" if view.latitude >= 0 else "S", "E" if view.longitude >= 0 else "W"
    place = f"{latitude:.3f}° {north}, {longitude:.3f}° {east}, zoom {view.zoom:g}"
    return element(
        "section",
        element("p", f"Kept: {place}.", class_="note"),
        element("button", "Show where the event is instead", data_action="unkeep"),
    )


def _unkeep(action: str) -> None:
    if action == "unkeep" and draft().steps:
        said = f"The map of step {chosen() + 1} shows where the event is."
        change(draft().shown(chosen(), None), said)
        choose(chosen())
