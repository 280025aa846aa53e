"""A story on the screen: the slide with its buttons, and its map; or the speaker's notes."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from events.collection import Collection
from events.markup import Element, element
from events.records import Event, Step, Story
from events.stories import (
    closing,
    closing_notes,
    event_notes,
    event_screen,
    leading,
    opening,
    opening_notes,
    story_veil,
)
from events.table import Row
from geodata.webmap import Message, write_rows
from pages.parts import frontend, session
from pages.parts.map import answer, language_number, layer_bits, mount, numbers_of
from pages.parts.present.controls import act, button, controls, counted, manner, turn
from pages.parts.serving import map_files

LARGE = 150
"""Per cent from which the text takes the room of the map."""


def presenter(collection: Collection) -> None:
    """Draw the screen that a class sees, or the speaker's notes in a tab of their own."""
    if session.view().notes:
        session.part("slide", _within(_notes), collection, shows={"step", "comparison"})
        return
    with st.container(key="presenter"):
        left, right = st.columns([3, 2], gap=None)
    with left:
        session.part("slide", _within(_slide), collection, shows={"step", "comparison"})
    with right:
        session.part("stage", _stage, collection, shows={"step"})


def _within(draw: Callable[[Collection], None]) -> Callable[[Collection], None]:
    """Draw while a story is shown; when it was left the whole page is another."""

    def drawn(collection: Collection) -> None:
        if session.view().story is None:
            st.rerun()
        draw(collection)

    return drawn


def _story(collection: Collection) -> Story:
    name = session.view().story
    assert name is not None, "the page shows the stories where none is chosen"
    return collection.offers.story(name)


def _found(step: Step, collection: Collection) -> tuple[Event, Row]:
    """Return a step's event and its row of the table."""
    return collection.records.by_id[step.event], collection.engine.row(step.event)


def _slide(collection: Collection) -> None:
    story, number, now = _story(collection), session.view().step, manner()
    last = len(story.steps) + 1
    names, figures = not session.view().comparison.blind, not now.hide_figures
    veil = story_veil(story, collection.records, names=names, figures=figures)
    if number == 0:
        screen = opening(story, collection.records, veil)
    elif number == last:
        screen = closing(story, veil)
    else:
        step = story.steps[number - 1]
        first = leading(story, collection.records)
        screen = event_screen(step, *_found(step, collection), collection.records, veil, first)
    theme, large = ("dark" if now.dark else "light"), (" large" if now.size >= LARGE else "")
    style = f"--size:{now.size / 100:g}"
    spoken = element("p", _spoken(number, last, screen), role="status", class_="spoken")
    more = element("p", "▼ more below: press ↓", class_="more", aria_hidden="true")
    tree = element(
        "div",
        screen,
        more,
        spoken,
        controls(last, collection),
        class_=f"presenter {theme}{large}",
        style=style,
    )
    _draw(tree, number, last, now.pace, collection)


def _spoken(number: int, last: int, screen: Element) -> str:
    """Announce a screen's place in the story and its heading to a screen reader."""
    heading = next(
        part for part in screen.children if not isinstance(part, str) and part.tag == "h1"
    )
    return f"{counted(number, last)}: {' '.join(heading.texts())}"


def _notes(collection: Collection) -> None:
    story, number = _story(collection), session.view().step
    last = len(story.steps) + 1
    if number == 0:
        title, notes = story.title, opening_notes(story)
    elif number == last:
        title, notes = "Looking back", closing_notes(story)
    else:
        step = story.steps[number - 1]
        event, row = _found(step, collection)
        title, notes = event.title, event_notes(step, event, row, collection.records)
    tree = element(
        "div",
        element("p", f"Notes: {story.title}. {counted(number, last)}", class_="note", dir="auto"),
        element("h1", title, dir="auto"),
        element("div", *notes, class_="wording"),
        element("p", _next(story, number, collection), class_="note", dir="auto"),
        element(
            "nav",
            button("◀ Back", "back", disabled=number == 0),
            button("Next ▶", "next", disabled=number == last),
            class_="controls",
            aria_label="Story",
        ),
        element("p", TOGETHER, class_="note"),
        class_="notes",
    )
    _draw(tree, number, last, 0, collection)


TOGETHER = (
    "Keep this tab to yourself and show the class the other one: in one browser they turn their "
    "pages together."
)


def _next(story: Story, number: int, collection: Collection) -> str:
    if number >= len(story.steps):
        return "Next: looking back" if number == len(story.steps) else "This is the end."
    return f"Next: {_found(story.steps[number], collection)[0].title}"


def _draw(tree: Element, number: int, last: int, pace: int, collection: Collection) -> None:
    frontend.present(
        tree,
        "presenter-screen",
        lambda action: act(action, collection),
        story=session.view().story or "",
        step=number,
        last=last,
        pace=pace,
    )


def _stage(collection: Collection) -> None:
    """Draw the map beside the screen, with the layers that stood on the dates."""
    name = session.view().story
    if name is not None:
        story = collection.offers.story(name)
        sent, pick = _message(story, collection), partial(_pick, story, collection)
        mount(collection, sent, pick, key="stage", mode="presenting")


def _message(story: Story, collection: Collection) -> Message:
    """Show the event of a step alone; before and after, all events of the story."""
    view = session.view()
    inside = 1 <= view.step <= len(story.steps)
    steps = [story.steps[view.step - 1]] if inside else list(story.steps)
    engine, events = collection.engine, [step.event for step in steps]
    rows, number = engine.rows(events), engine.number(events[0])
    days = min(int(row["first"]) for row in rows), max(int(row["last"]) for row in rows)
    first, last = collection.offers.within(*days)
    return Message(
        first=first,
        last=last,
        rows=write_rows(map_files().folder, engine.marked(events)),
        selected=number if inside and number is not None else -1,
        layers=layer_bits(collection),
        language=language_number(collection),
        dark=manner().dark,
        reach=session.current().moves,
        seen=session.current().stamps.get("stage", 0),
        view=numbers_of(steps[0].view) if inside else None,
    )


def _pick(story: Story, collection: Collection) -> None:
    """Go to the step whose mark was opened."""
    row = answer("stage").get("row")
    steps = [collection.engine.number(step.event) for step in story.steps]
    if isinstance(row, int) and row in steps:
        turn(steps.index(row) + 1, collection)
