"""Make a story: choose events, put them in order, write a line and a prompt for each."""

from functools import partial

import streamlit as st

from events.records.stories import Step
from events.table.curated import Row
from events.telling.markup import Element, element
from pages.parts import frontend, state
from pages.parts.dataset import Shared
from pages.parts.draft import begin, change, choose, chosen, draft, undo
from pages.parts.filters import filters
from pages.parts.keeping import keeping, opening
from pages.parts.step import step_editor

MOST_OFFERED = 200
"""Events to choose from at once; the filters leave fewer, or others."""

INTRODUCTION = (
    "Choose events, put them in order, and write a line and a question for each. Nothing is kept "
    "on the server: when this tab is closed or loaded again, the story is gone, unless you have "
    "copied its link or downloaded its file."
)

NOT_CURATED = (
    "A story shows who says what of an event. The events of this set come without excerpts, so "
    "that none can be made of them."
)

TEXTS = {
    "title": ("Title", 200),
    "question": ("Question that the class is asked at the start", 200),
    "closing": ("What to look back on at the end", 600),
}
"""The texts of a whole story: how each is named, and its most characters."""


def maker(shared: Shared) -> None:
    """Draw all that it takes to make a story, and the filters that narrow what it offers."""
    begin()
    told = INTRODUCTION if shared.dataset.events else NOT_CURATED
    heading = element("section", element("h2", "Make a story"), element("p", told))
    frontend.draw(heading, "making-heading")
    if not shared.dataset.events:
        return
    with st.expander("Filter the events to choose from"):
        state.part("filters", filters, shared)
    state.part("maker", _maker, shared)


def _maker(shared: Shared) -> None:
    with st.container(key="making"):
        opening(shared)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            _texts()
            _offer(shared)
            frontend.draw(_steps(shared), "making-steps", _act)
        with right, st.container(key="making-chosen"):
            step_editor(shared)
        keeping(shared)


def _texts() -> None:
    for field, (label, most) in TEXTS.items():
        key = state.put(f"making-{field}", getattr(draft(), field))
        box = st.text_area if field == "closing" else st.text_input
        box(label, key=key, max_chars=most, on_change=_word, args=(field,))


def _word(field: str) -> None:
    change(draft().worded(field, st.session_state[f"making-{field}"]))


def _offer(shared: Shared) -> None:
    """Offer the events that the filters leave, and the one that is open."""
    query = state.view().query
    rows = shared.cards.records(shared.engine.page(query, 0, MOST_OFFERED))
    labels = {row["id"]: f"{row['date_words']}: {row['title']}" for row in rows}
    st.selectbox(
        "Add an event",
        list(labels),
        index=None,
        key=state.put("making-event", None),
        format_func=labels.__getitem__,
        placeholder="Type words of its title, or choose …",
        filter_mode="contains",
        disabled=draft().is_full,
        on_change=_add_chosen,
        args=(shared,),
    )
    frontend.draw(_offered(shared, len(rows)), "making-offer", partial(_add_open, shared))


def _offered(shared: Shared, offered: int) -> Element:
    found, event = shared.engine.count(state.view().query), state.view().event
    words = f"The first {offered:,} of {found:,} events are offered: filter them to find others."
    full = f"A story holds at most {len(draft().steps)} events."
    number = shared.identifiers.number(event)
    title = None if number is None else shared.cards.records([number])[0]["title"]
    add = element("button", f"Add the open event: {title}", dir="auto", data_action="add")
    return element(
        "div",
        element("p", words, class_="note") if found > offered else None,
        element("p", full, class_="note") if draft().is_full else None,
        add if title and not draft().is_full else None,
    )


def _add_chosen(shared: Shared) -> None:
    _add(st.session_state["making-event"], shared)


def _add_open(shared: Shared, action: str) -> None:
    if action == "add":
        _add(state.view().event, shared)


def _add(event: str | None, shared: Shared) -> None:
    if event in shared.identifiers and isinstance(event, str):
        change(draft().add(event), f"Added as step {len(draft().steps) + 1}.")
        choose(len(draft().steps) - 1)


def _steps(shared: Shared) -> Element:
    """Tell the steps in order, each a button that opens it for work."""
    steps = draft().steps
    numbers = [shared.identifiers.number(step.event) for step in steps]
    rows = shared.cards.records([number for number in numbers if number is not None])
    lines = [_step(n, *told) for n, told in enumerate(zip(steps, rows, strict=True))]
    back = None if st.session_state.draft_before else ""
    return element(
        "section",
        element("h3", f"Steps: {len(steps)}"),
        element("ol", *lines, class_="steps") if lines else element("p", "No event is chosen."),
        element("button", "Undo the last change", data_action="undo", disabled=back),
        element("p", st.session_state.draft_said, role="status", class_="note"),
    )


def _step(number: int, step: Step, row: Row) -> Element:
    now = number == chosen()
    button = element(
        "button",
        f"{number + 1}. {row['title']}",
        dir="auto",
        data_action=f"choose:{number}",
        aria_pressed=str(now).lower(),
    )
    facts = (row["date_words"], "map kept" if step.view else "map where the event is")
    return element(
        "li",
        button,
        element("p", " · ".join(facts), class_="note"),
        element("p", step.line, dir="auto") if step.line else None,
        element("p", element("em", step.prompt), dir="auto") if step.prompt else None,
        class_="selected" if now else None,
    )


def _act(action: str) -> None:
    verb, _, number = action.partition(":")
    if verb == "undo" and st.session_state.draft_before:
        undo()
    elif verb == "choose" and number.isdecimal() and int(number) < len(draft().steps):
        st.session_state.draft_said = ""
        choose(int(number))
