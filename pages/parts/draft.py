"""The story that a visitor is making: kept in the session alone."""

import streamlit as st

from events.stories.drafts import Draft

MOST_UNDONE = 30
"""Changes that can be taken back."""


def begin() -> None:
    """Start with an empty story, once a session."""
    if "draft" not in st.session_state:
        st.session_state.draft = Draft()
        st.session_state.draft_before = ()
        st.session_state.draft_step = 0
        st.session_state.draft_reach = 0
        st.session_state.draft_said = ""


def draft() -> Draft:
    """Return the story as it is now."""
    current: Draft = st.session_state.draft
    return current


def chosen() -> int:
    """Return the number of the step that is being worked on; 0 where there is none."""
    number: int = st.session_state.draft_step
    return max(0, min(number, len(draft().steps) - 1))


def change(after: Draft, said: str = "") -> None:
    """Take over a changed story, and say in words what was done."""
    before = draft()
    if after != before:
        st.session_state.draft_before = (*st.session_state.draft_before, before)[-MOST_UNDONE:]
    st.session_state.draft = after
    st.session_state.draft_said = said


def choose(number: int) -> None:
    """Work on a step, and ask the map to show it."""
    st.session_state.draft_step = number
    st.session_state.draft_reach += 1


def undo() -> None:
    """Take the last change back."""
    *before, last = st.session_state.draft_before
    st.session_state.draft_before = tuple(before)
    st.session_state.draft = last
    st.session_state.draft_said = "The last change is taken back."
    choose(chosen())
