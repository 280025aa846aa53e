"""A story on the screen: the slide with its buttons, and its map; or the speaker's notes."""

from collections.abc import Callable
from functools import partial

import numpy as np
import streamlit as st

from events.records.models import Event
from events.records.stories import Step, Story
from events.records.vocabulary import LANGUAGES
from events.stories.notes import closing_notes, event_notes, opening_notes
from events.stories.slides import closing, cover, event_screen, leading, opening
from events.table.curated import Row
from events.telling.markup import Element, element
from geodata.webmap.columns import write_rows
from geodata.webmap.map import Message
from pages.parts import frontend, session
from pages.parts.dataset import Shared
from pages.parts.map import answer, layer_bits, mount, numbers_of
from pages.parts.present.controls import act, controls, counted, manner, turn
from pages.parts.serving import map_files

LARGE = 150
"""Per cent from which the text takes the room of the map."""


def presenter(shared: Shared) -> None:
    """Draw the screen that a class sees, or the speaker's notes in a tab of their own."""
    if session.view().notes:
        session.part("slide", _within(_notes), shared, shows={"step", "comparison"})
        return
    with st.container(key="presenter"):
        left, right = st.columns([3, 2], gap=None)
    with left:
        session.part("slide", _within(_slide), shared, shows={"step", "comparison"})
    with right:
        session.part("stage", _stage, shared, shows={"step"})


def _within(draw: Callable[[Shared], None]) -> Callable[[Shared], None]:
    """Draw while a story is shown; when it was left the whole page is another."""

    def drawn(shared: Shared) -> None:
        if session.view().story is None:
            st.rerun()
        draw(shared)

    return drawn


def _story(shared: Shared) -> Story:
    name = session.view().story
    assert name is not None, "the page shows the stories where none is chosen"
    return shared.defaults.story(name)


def _found(step: Step, shared: Shared) -> tuple[Event, Row]:
    """Find a step's event, and its line of the table."""
    number = shared.identifiers.number(step.event)
    assert number is not None, "a story's events are in the table"
    return shared.dataset.by_id[step.event], shared.cards.records([number])[0]


def _slide(shared: Shared) -> None:
    story, number, now = _story(shared), session.view().step, manner()
    last = len(story.steps) + 1
    names, figures = not session.view().comparison.blind, not now.hide_figures
    covered = cover(story, shared.dataset, names=names, figures=figures)
    if number == 0:
        screen = opening(story, shared.dataset, covered)
    elif number == last:
        screen = closing(story, covered)
    else:
        step = story.steps[number - 1]
        first = leading(story, shared.dataset)
        screen = event_screen(step, *_found(step, shared), shared.dataset, covered, first)
    theme, large = ("dark" if now.dark else "light"), (" large" if now.size >= LARGE else "")
    style = f"--size:{now.size / 100:g}"
    spoken = element("p", _spoken(number, last, screen), role="status", class_="spoken")
    more = element("p", "▼ more below: press ↓", class_="more", aria_hidden="true")
    tree = element(
        "div",
        screen,
        more,
        spoken,
        controls(last, shared),
        class_=f"presenter {theme}{large}",
        style=style,
    )
    _draw(tree, number, last, now.pace, shared)


def _spoken(number: int, last: int, screen: Element) -> str:
    """Say where in the story a screen is, for who does not see it."""
    heading = next(
        part for part in screen.children if not isinstance(part, str) and part.tag == "h1"
    )
    return f"{counted(number, last)}: {' '.join(heading.texts())}"


def _notes(shared: Shared) -> None:
    story, number = _story(shared), session.view().step
    last = len(story.steps) + 1
    if number == 0:
        title, notes = story.title, opening_notes(story)
    elif number == last:
        title, notes = "Looking back", closing_notes(story)
    else:
        step = story.steps[number - 1]
        event, row = _found(step, shared)
        title, notes = event.title, event_notes(step, event, row, shared.dataset)
    tree = element(
        "div",
        element("p", f"Notes: {story.title}. {counted(number, last)}", class_="note", dir="auto"),
        element("h1", title, dir="auto"),
        element("div", *notes, class_="told"),
        element("p", _next(story, number, shared), class_="note", dir="auto"),
        element(
            "nav",
            _turning("◀ Back", "back", number == 0),
            _turning("Next ▶", "next", number == last),
            class_="controls",
            aria_label="Story",
        ),
        element("p", TOGETHER, class_="note"),
        class_="notes",
    )
    _draw(tree, number, last, 0, shared)


TOGETHER = (
    "Keep this tab to yourself and show the class the other one: in one browser they turn their "
    "pages together."
)


def _next(story: Story, number: int, shared: Shared) -> str:
    if number >= len(story.steps):
        return "Next: looking back" if number == len(story.steps) else "This is the end."
    return f"Next: {_found(story.steps[number], shared)[0].title}"


def _turning(label: str, action: str, ended: bool) -> Element:
    return element("button", label, data_action=action, aria_disabled="true" if ended else None)


def _draw(tree: Element, number: int, last: int, pace: int, shared: Shared) -> None:
    frontend.present(
        tree,
        "presenter-screen",
        lambda action: act(action, shared),
        story=session.view().story or "",
        step=number,
        last=last,
        pace=pace,
    )


def _stage(shared: Shared) -> None:
    """Draw the map beside the screen, with the layers that stood on the dates."""
    name = session.view().story
    if name is not None:
        story = shared.defaults.story(name)
        sent, pick = _message(story, shared), partial(_pick, story, shared)
        mount(sent, pick, key="stage", mode="presenting")


def _message(story: Story, shared: Shared) -> Message:
    """Show the event of a step alone; before and after, all events of the story."""
    view = session.view()
    inside = 1 <= view.step <= len(story.steps)
    steps = [story.steps[view.step - 1]] if inside else list(story.steps)
    rows = [shared.identifiers.number(step.event) for step in steps]
    numbers = [row for row in rows if row is not None]
    mask = np.zeros(len(shared.frame), dtype=bool)
    mask[numbers] = True
    days = shared.frame.iloc[numbers]
    first, last = shared.defaults.within(int(days["first"].min()), int(days["last"].max()))
    return Message(
        first=first,
        last=last,
        rows=write_rows(map_files().folder, mask),
        selected=numbers[0] if inside else -1,
        layers=layer_bits(shared),
        language=list(LANGUAGES).index(view.language),
        dark=manner().dark,
        reach=session.current().moves,
        seen=session.current().stamps.get("stage", 0),
        view=numbers_of(steps[0].view) if inside else None,
    )


def _pick(story: Story, shared: Shared) -> None:
    """Go to the step whose mark was opened."""
    row = answer("stage").get("row")
    steps = [shared.identifiers.number(step.event) for step in story.steps]
    if isinstance(row, int) and row in steps:
        turn(steps.index(row) + 1, shared)
