"""The stories of the set, to choose one from."""

import streamlit as st

from events import Element, Story, element
from pages.parts import frontend, state
from pages.parts.dataset import Shared

INTRO = (
    "A story leads a class through a few events, one a screen, with a question to begin and one "
    "to end with. Prompts and notes are in a tab of their own, which the class does not see. Keys: "
    "Page Down and Page Up, as a clicker sends them, or → and ←."
)


def stories(shared: Shared) -> None:
    """Draw the stories of the set."""
    cards = [_card(story, shared) for story in shared.dataset.stories]
    none = element("p", "This set has no stories of its own.") if not cards else None
    tree = element(
        "section", element("h1", "Present"), element("p", INTRO, class_="note"), none, *cards
    )

    def act(action: str) -> None:
        verb, _, name = action.partition(":")
        if verb == "present" and name in shared.defaults.stories:
            st.session_state.told_last = name
            state.change(story=name, step=0)

    frontend.draw(tree, "stories", act)


def _card(story: Story, shared: Shared) -> Element:
    numbers = [shared.identifiers.number(step.event) for step in story.steps]
    rows = shared.cards.records([number for number in numbers if number is not None])
    ends = f"{rows[0]['date_words']} to {rows[-1]['date_words']}"
    return element(
        "article",
        element("h2", story.title, dir="auto"),
        element("p", story.question, dir="auto"),
        element("p", f"{len(rows)} events, {ends}", class_="facts"),
        element(
            "button",
            "Present",
            data_action=f"present:{story.id}",
            data_focus="" if story.id == st.session_state.get("told_last") else None,
            aria_label=f"Present {story.title}",
        ),
        class_="source",
    )
