"""The step of a story that is being worked on: its place, its words and its map."""

from dataclasses import replace
from functools import partial

import streamlit as st
from pydantic import ValidationError

from events.collection import Collection
from events.markup import Element, element
from events.records import MapView
from events.table import Row
from geodata.files import explain
from pages.parts import frontend, session
from pages.parts.map import answer, message, mount, numbers_of
from pages.parts.present.choice import choice
from pages.parts.present.controls import button
from pages.parts.present.draft import change, choose, chosen, draft

TEXTS = {
    "line": "Line: why the event stands here",
    "prompt": "Question to ask the class: in large letters after the slide, and on the handout",
}
MAP = "making-map"
MOST_CHARACTERS = 200
HEIGHT = 420
"""Pixels of the map."""


def step_editor(collection: Collection) -> None:
    """Draw the buttons that move or remove the chosen step, its texts and its map."""
    if not draft().steps:
        return
    number, step = chosen(), draft().steps[chosen()]
    event = collection.engine.row(step.event)
    frontend.draw(_heading(event), "making-step", partial(_arrange, event["title"]))
    choice(collection)
    for field, label in TEXTS.items():
        st.text_area(
            label,
            key=session.put(f"making-{field}", getattr(step, field)),
            max_chars=MOST_CHARACTERS,
            height=80,
            on_change=_write,
            args=(number, field),
        )
    _map(step.view, event, collection)
    frontend.draw(_shown(step.view), "making-view", _forget)


def _heading(row: Row) -> Element:
    number, last = chosen(), len(draft().steps) - 1
    title = f"“{row['title']}”"
    return element(
        "section",
        element("h3", f"Step {number + 1} of {last + 1}: {row['title']}", dir="auto"),
        element("p", f"{row['date_words']} · {row['place_name']}", class_="note", dir="auto"),
        element(
            "nav",
            button("Move up", "move:-1", disabled=number == 0, name=f"Move {title} up"),
            button("Move down", "move:+1", disabled=number == last, name=f"Move {title} down"),
            button("Remove", "remove", name=f"Remove {title}"),
            class_="pager",
            aria_label="Order of the steps",
        ),
    )


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


def _write(number: int, field: str) -> None:
    if number < len(draft().steps):
        change(draft().with_step_text(number, field, st.session_state[f"making-{field}"]))


def _map(view: MapView | None, row: Row, collection: Collection) -> None:
    """Show the step's view on a map of its own, with the events of the same days."""
    visit = session.current()
    sent = replace(
        message(collection),
        first=int(row["first"]),
        last=int(row["last"]),
        rows="",
        selected=collection.engine.number(row["id"]) or 0,
        reach=visit.making.moves,
        seen=visit.stamps.get(MAP, 0),
        view=numbers_of(view),
    )
    mount(collection, sent, partial(_report, collection), key=MAP, mode="making", height=HEIGHT)


def _report(collection: Collection) -> None:
    """Take over what the map reports: its view for the step, or another event that is opened."""
    reported = answer(MAP)
    view, row = reported.get("view"), reported.get("row")
    if isinstance(view, list) and draft().steps:
        _save(view)
    if isinstance(row, int) and (event := collection.engine.at(row)):
        session.select(event, from_map=True)


def _save(view: list[object]) -> None:
    try:
        shown = MapView.model_validate(dict(zip(MapView.model_fields, view, strict=False)))
    except ValidationError as error:
        session.current().making.notice = "; ".join(explain(error))
        return
    change(draft().with_view(chosen(), shown), f"The map of step {chosen() + 1} is kept.")


def _shown(view: MapView | None) -> Element:
    if view is None:
        words = "Shows where the event is. Move the map, then press “Keep this view” on it."
        return element("section", element("p", words, class_="note"))
    latitude, longitude = _degrees(view.latitude, "NS"), _degrees(view.longitude, "EW")
    return element(
        "section",
        element("p", f"Kept: {latitude}, {longitude}, zoom {view.zoom:g}.", class_="note"),
        element("button", "Show where the event is instead", data_action="forget"),
    )


def _degrees(value: float, directions: str) -> str:
    """Write a latitude or longitude with its direction, the positive one first."""
    return f"{abs(value):.3f}° {directions[value < 0]}"


def _forget(action: str) -> None:
    if action == "forget" and draft().steps:
        notice = f"The map of step {chosen() + 1} shows where the event is."
        change(draft().with_view(chosen(), None), notice)
        choose(chosen())
