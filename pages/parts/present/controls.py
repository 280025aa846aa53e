"""The presenter's buttons, and what they change: the screen, and how a story is shown on it."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from events.collection import Collection
from events.link import write_link
from events.markup import Element, element
from events.records.story_files import OWN
from events.stories import Draft
from pages.parts import session
from pages.parts.present.draft import change, choose, draft
from pages.parts.session import Manner

SIZES = (100, 125, 150, 175, 200)
"""Sizes of text, in per cent."""

PACES = (10, 20, 40, 60)
"""Seconds that a screen stands while the story goes on by itself."""


SWITCHES: dict[str, str] = {
    "hide_figures": "Hide figures",
    "freeze": "Freeze the map",
    "dark": "Dark",
}


def manner() -> Manner:
    """Return how this visitor has the story shown; at first in the page's own theme."""
    visit = session.current()
    visit.manner = visit.manner or Manner(dark=st.context.theme.type == "dark")
    return visit.manner


def act(action: str, collection: Collection) -> None:
    """Carry out a button's action.

    `step:N` and `stop:N` go to a screen, `stop` without playing on; `size:N` and `pace:N` take
    one of SIZES and PACES; `play`, `names`, `leave` and the names of SWITCHES switch something.
    """
    verb, _, value = action.partition(":")
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 5 else -1
    now = manner()
    changed = _manners(now)
    if action in changed:
        session.current().manner = changed[action]
        session.redraw("slide", "stage")
    elif action == "names":
        compared = session.view().comparison
        session.change(comparison=replace(compared, blind=not compared.blind))
    elif action == "leave":
        session.current().manner = replace(now, playing=False)
        _take_along(collection)
        session.change(story=None, step=0, notes=False)
    elif verb in ("step", "stop") and number >= 0:
        session.current().manner = replace(now, playing=now.playing and verb == "step")
        turn(number, collection)


def _manners(now: Manner) -> dict[str, Manner]:
    """List what each button makes of how the story is shown."""
    return {
        "play": replace(now, playing=not now.playing),
        "pace:0": replace(now, playing=False),
        **{name: replace(now, **{name: not getattr(now, name)}) for name in SWITCHES},
        **{f"size:{size}": replace(now, size=size) for size in SIZES},
        **{f"pace:{pace}": replace(now, seconds=pace) for pace in PACES},
    }


def _take_along(collection: Collection) -> None:
    """Take a visitor's own story into the maker to be changed, unless another is being made."""
    name = session.view().story
    if name and name.startswith(OWN) and not draft().steps:
        change(Draft.of(collection.offers.story(name)))
        choose(0)


def turn(step: int, collection: Collection) -> None:
    """Go to a screen of the story; the map goes along unless it is frozen."""
    view = session.view()
    if view.story is None or step > len(collection.offers.story(view.story).steps) + 1:
        return
    session.current().moves += 0 if manner().freeze else 1
    session.change(step=step)


def controls(last: int, collection: Collection) -> Element:
    """Draw the buttons below a screen; `last` is the number of the closing one."""
    now, step = manner(), session.view().step
    playing = "Pause" if now.playing else f"Play ({now.seconds} s)"
    names = "Show outlet names" if session.view().comparison.blind else "Hide outlet names"
    return element(
        "nav",
        button("◀ Back", "back", disabled=step == 0),
        element("span", counted(step, last), class_="counter"),
        button("Next ▶", "next", disabled=step == last),
        button(playing, "play", disabled=step == last),
        button(names, "names"),
        element("details", element("summary", "Settings"), _settings(now, collection)),
        class_="controls",
        aria_label="Story",
    )


def counted(step: int, last: int) -> str:
    """Say where in a story a screen is."""
    return {0: "Start", last: "End"}.get(step, f"{step} of {last - 1}")


def _settings(now: Manner, collection: Collection) -> Element:
    sizes = [
        button(f"{size} %", f"size:{size}", pressed=size == now.size, name=f"Text size {size} %")
        for size in SIZES
    ]
    paces = [
        button(f"{s} s", f"pace:{s}", pressed=s == now.seconds, name=f"{s} seconds a screen")
        for s in PACES
    ]
    switches = [button(label, name, pressed=getattr(now, name)) for name, label in SWITCHES.items()]
    return element(
        "div",
        element("p", "Text ", *sizes),
        element("p", "Pace ", *paces),
        element("p", *switches),
        element(
            "p", button("Full screen", "whole"), _notes_link(collection), button("Leave", "leave")
        ),
        class_="settings",
    )


def _notes_link(collection: Collection) -> Element:
    pairs = write_link(replace(session.view(), notes=True), collection.offers)
    return element("a", "Notes in a new tab", href=f"?{urlencode(pairs)}")


def button(
    label: str,
    action: str,
    *,
    disabled: bool = False,
    pressed: bool | None = None,
    name: str | None = None,
) -> Element:
    """Draw a button; one that can do nothing now keeps the focus."""
    return element(
        "button",
        label,
        data_action=action,
        aria_disabled="true" if disabled else None,
        aria_pressed=None if pressed is None else str(pressed).lower(),
        aria_label=name,
    )
