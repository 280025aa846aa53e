"""The map beside a slide: it goes to the place, with the layers that stood on the date."""

from functools import partial

import numpy as np
import streamlit as st

from events.records.stories import Story
from events.records.vocabulary import LANGUAGES
from geodata.webmap.columns import write_rows
from geodata.webmap.map import Message
from pages.parts import state
from pages.parts.controls import manner, turn
from pages.parts.dataset import Shared
from pages.parts.map import mount


def stage(shared: Shared) -> None:
    """Draw the map of the story that is shown."""
    name = state.view().story
    if name is not None:
        story = shared.offers.story(name)
        told = message(story, shared)
        mount(shared, told, partial(_picked, story, shared), key="stage", mode="presenting")


def message(story: Story, shared: Shared) -> Message:
    """Show the event of a step alone; before and after, all events of the story."""
    view = state.view()
    inside = 1 <= view.step <= len(story.steps)
    steps = [story.steps[view.step - 1]] if inside else list(story.steps)
    rows = [shared.identifiers.number(step.event) for step in steps]
    numbers = [row for row in rows if row is not None]
    mask = np.zeros(len(shared.frame), dtype=bool)
    mask[numbers] = True
    days = shared.frame.iloc[numbers]
    first, last = shared.offers.within(int(days["first"].min()), int(days["last"].max()))
    shown = steps[0].view if inside else None
    return Message(
        first=first,
        last=last,
        rows=write_rows(shared.folder, mask),
        selected=numbers[0] if inside else -1,
        layers=sum(1 << n for n, layer in enumerate(shared.layers) if layer.id in view.layers),
        language=list(LANGUAGES).index(view.language),
        dark=manner().dark,
        reach=st.session_state.reach,
        seen=st.session_state.get("stage_seen", 0),
        view=(shown.longitude, shown.latitude, shown.zoom) if shown else None,
    )


def _picked(story: Story, shared: Shared) -> None:
    """Go to the step whose mark was opened."""
    told = st.session_state.get("stage") or {}
    row, stamp = told.get("row"), told.get("stamp")
    if isinstance(stamp, int):
        st.session_state.stage_seen = stamp
    steps = [shared.identifiers.number(step.event) for step in story.steps]
    if isinstance(row, int) and row in steps:
        turn(steps.index(row) + 1, shared)
