"""The presenter's buttons, and what they change: how a story is shown on this screen."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

import streamlit as st

from events import Element, element, write_link
from pages.parts import state
from pages.parts.dataset import Shared

SIZES = (100, 125, 150, 175, 200)
"""Sizes of text, in per cent."""

PACES = (10, 20, 40, 60)
"""Seconds that a screen stands while the story goes on by itself."""


@dataclass(frozen=True)
class Manner:
    """How a story is shown on this screen; it is not part of the link."""

    size: int = 100
    hide_names: bool = False
    hide_figures: bool = False
    freeze: bool = False
    dark: bool = False
    seconds: int = 20
    playing: bool = False

    @property
    def pace(self) -> int:
        """Seconds a screen; 0 where the story does not go on by itself."""
        return self.seconds if self.playing else 0


SWITCHES: dict[str, str] = {
    "hide_names": "Hide outlet names",
    "hide_figures": "Hide figures",
    "freeze": "Freeze the map",
    "dark": "Dark",
}


def manner() -> Manner:
    """Return how this visitor has the story shown; at first in the page's own theme."""
    if "manner" not in st.session_state:
        st.session_state.manner = Manner(dark=st.context.theme.type == "dark")
    current: Manner = st.session_state.manner
    return current


def act(action: str, shared: Shared) -> None:
    """Carry out a button's action: `step:N`, `size:N`, `pace:N`, `leave`, or a switch's name."""
    verb, _, value = action.partition(":")
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 5 else None
    now = manner()
    if verb == "step" and number is not None:
        turn(number, shared)
    elif verb == "size" and number in SIZES:
        _set(replace(now, size=number))
    elif verb == "pace" and number == 0:
        _set(replace(now, playing=False))
    elif verb == "pace" and number in PACES:
        _set(replace(now, seconds=number))
    elif verb == "play":
        _set(replace(now, playing=not now.playing))
    elif verb in SWITCHES:
        _set(replace(now, **{verb: not getattr(now, verb)}))
    elif verb == "leave":
        st.session_state.manner = replace(now, playing=False)
        state.change(story=None, step=0, notes=False)


def turn(step: int, shared: Shared) -> None:
    """Go to a screen of the story; the map goes along unless it is frozen."""
    view = state.view()
    if view.story is None or step > len(shared.defaults.story(view.story).steps) + 1:
        return
    st.session_state.reach += 0 if manner().freeze else 1
    state.change(step=step)


def _set(changed: Manner) -> None:
    st.session_state.manner = changed
    state.redraw("slide", "stage")


def controls(last: int, shared: Shared) -> Element:
    """Draw the buttons below a screen; `last` is the number of the closing one."""
    now, step = manner(), state.view().step
    playing = "Pause" if now.playing else f"Play ({now.seconds} s)"
    return element(
        "nav",
        _button("◀ Back", "back", disabled=step == 0),
        element("span", f"{step} / {last}", class_="counter"),
        _button("Next ▶", "next", disabled=step == last),
        _button(playing, "play", disabled=step == last),
        element("details", element("summary", "Settings"), _settings(now, shared)),
        class_="controls",
        aria_label="Story",
    )


def _settings(now: Manner, shared: Shared) -> Element:
    sizes = [
        _button(f"{size} %", f"size:{size}", pressed=size == now.size, name=f"Text size {size} %")
        for size in SIZES
    ]
    paces = [
        _button(f"{s} s", f"pace:{s}", pressed=s == now.seconds, name=f"{s} seconds a screen")
        for s in PACES
    ]
    switches = [
        _button(label, name, pressed=getattr(now, name)) for name, label in SWITCHES.items()
    ]
    return element(
        "div",
        element("p", "Text ", *sizes),
        element("p", "Pace ", *paces),
        element("p", *switches),
        element(
            "p", _button("Full screen", "whole"), _notes_link(shared), _button("Leave", "leave")
        ),
        class_="settings",
    )


def _notes_link(shared: Shared) -> Element:
    pairs = write_link(replace(state.view(), notes=True), shared.defaults)
    return element("a", "Notes in a new tab", href=f"?{urlencode(pairs)}")


def _button(
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
