"""Make a story: choose events and put them in order; open it from a file, and save it as one."""

from functools import partial

import streamlit as st

from events.records.stories import Step, Story
from events.stories.drafts import Draft
from events.stories.files import StoryError, pack, read_story, write_story
from events.table.curated import Row
from events.telling.markup import Element, element
from pages.parts import frontend, session
from pages.parts.dataset import Shared
from pages.parts.filters import filters
from pages.parts.handout import handout_button
from pages.parts.present.draft import change, choose, chosen, draft, undo
from pages.parts.present.step import step_editor

MOST_OFFERED = 200
"""Events to choose from at once; the filters leave fewer, or others."""

INTRODUCTION = (
    "Choose events, put them in order, and write a line and a question for each. Nothing is stored "
    "on the server: when this tab is closed or loaded again, the story is gone, unless you have "
    "copied its link or downloaded its file."
)

NOT_CURATED = (
    "A story shows who says what of an event. The events of this set come without excerpts, so "
    "that none can be made of them."
)

LARGEST = 1
"""Megabytes that the browser sends; what is read is bounded more narrowly."""

TEXTS = {
    "title": ("Title", 200),
    "question": ("Question that the class is asked at the start", 200),
    "closing": ("What to look back on at the end", 600),
}
"""The texts of a whole story: how each is named, and its most characters."""


def maker(shared: Shared) -> None:
    """Draw all that it takes to make a story, and the filters that narrow what it offers."""
    words = INTRODUCTION if shared.dataset.events else NOT_CURATED
    heading = element("section", element("h2", "Make a story"), element("p", words))
    frontend.draw(heading, "making-heading")
    if not shared.dataset.events:
        return
    with st.expander("Filter the events to choose from"):
        session.part("filters", filters, shared, shows={"query"})
    session.part("maker", _maker, shared, shows={"query", "event"})


def _maker(shared: Shared) -> None:
    with st.container(key="making"):
        _opening(shared)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            _texts()
            _offer(shared)
            frontend.draw(_steps(shared), "making-steps", _act)
        with right, st.container(key="making-chosen"):
            step_editor(shared)
        _saving(shared)


def _texts() -> None:
    for field, (label, most) in TEXTS.items():
        key = session.put(f"making-{field}", getattr(draft(), field))
        box = st.text_area if field == "closing" else st.text_input
        box(label, key=key, max_chars=most, on_change=_word, args=(field,))


def _word(field: str) -> None:
    change(draft().worded(field, st.session_state[f"making-{field}"]))


def _offer(shared: Shared) -> None:
    """Offer the events that the filters leave, and the one that is open."""
    query = session.view().query
    rows = shared.cards.records(shared.engine.page(query, 0, MOST_OFFERED))
    labels = {row["id"]: f"{row['date_words']}: {row['title']}" for row in rows}
    st.selectbox(
        "Add an event",
        list(labels),
        index=None,
        key=session.put("making-event", None),
        format_func=labels.__getitem__,
        placeholder="Type words of its title, or choose …",
        filter_mode="contains",
        disabled=draft().is_full,
        on_change=_add_chosen,
        args=(shared,),
    )
    frontend.draw(_offered(shared, len(rows)), "making-offer", partial(_add_open, shared))


def _offered(shared: Shared, offered: int) -> Element:
    found, event = shared.engine.count(session.view().query), session.view().event
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
        _add(session.view().event, shared)


def _add(event: str | None, shared: Shared) -> None:
    if event in shared.identifiers and isinstance(event, str):
        change(draft().add(event), f"Added as step {len(draft().steps) + 1}.")
        choose(len(draft().steps) - 1)


def _steps(shared: Shared) -> Element:
    """List the steps in order, each a button that opens it for work."""
    steps = draft().steps
    numbers = [shared.identifiers.number(step.event) for step in steps]
    rows = shared.cards.records([number for number in numbers if number is not None])
    lines = [_step(n, *step) for n, step in enumerate(zip(steps, rows, strict=True))]
    back = None if session.current().making.before else ""
    return element(
        "section",
        element("h3", f"Steps: {len(steps)}"),
        element("ol", *lines, class_="steps") if lines else element("p", "No event is chosen."),
        element("button", "Undo the last change", data_action="undo", disabled=back),
        element("p", session.current().making.notice, role="status", class_="note"),
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
    if verb == "undo" and session.current().making.before:
        undo()
    elif verb == "choose" and number.isdecimal() and int(number) < len(draft().steps):
        session.current().making.notice = ""
        choose(int(number))


def _opening(shared: Shared) -> None:
    """Offer to start from one of the set's stories, or from a file."""
    stories = {story.id: story for story in shared.dataset.stories}
    with st.expander("Start from a story, or open a file"):
        if stories:
            st.selectbox(
                "Start from",
                list(stories),
                index=None,
                key="making-from",
                format_func=lambda name: stories[name].title,
                placeholder="Choose a story …",
            )
            st.button("Copy it into the maker", on_click=_copy, args=(stories,))
        # A file is dropped once it is read: the next key is that of an empty box.
        key = f"making-file-{session.current().making.files}"
        st.file_uploader(
            "Open a saved story (a YAML file)",
            type=["yaml", "yml"],
            max_upload_size=LARGEST,
            key=key,
            on_change=_open,
            args=(key, shared),
        )
    frontend.draw(_opened(), "making-opened")


def _copy(stories: dict[str, Story]) -> None:
    story = stories.get(st.session_state["making-from"])
    if story:
        _take_over(story)


def _open(key: str, shared: Shared) -> None:
    file = st.session_state[key]
    if file is None:
        return
    making = session.current().making
    making.files += 1
    try:
        _take_over(read_story(file.getvalue(), shared.identifiers, shared.defaults.withdrawn))
    except StoryError as error:
        making.faults, making.opened = error.problems, ""


def _take_over(story: Story) -> None:
    making = session.current().making
    making.faults, making.opened = (), story.title
    change(Draft.of(story))
    choose(0)


def _opened() -> Element:
    """Say which story was opened, or what is wrong with a file."""
    making = session.current().making
    faults, title = making.faults, making.opened
    if faults:
        lines = [element("li", fault, dir="auto") for fault in faults]
        words = "The file is not opened. Mend these lines of it, then open it again:"
        notice = element("section", element("p", words), element("ul", *lines), class_="problems")
        return element("div", notice, role="status")
    words = f"Opened “{title}”. “Undo the last change” brings back what was there." if title else ""
    return element("div", element("p", words, class_="note", dir="auto"), role="status")


def _saving(shared: Shared) -> None:
    """Offer the link and the file of a finished story, or say what it lacks."""
    try:
        story = draft().story()
    except StoryError as error:
        lines = [element("li", line) for line in error.problems]
        words = element("p", "Before the story can be presented or saved:")
        frontend.draw(_section(words, element("ul", *lines, class_="prose")), "making-result")
        return
    _offer_link(story)
    handout_button(shared, story, own=True)
    st.download_button(
        "Save as a file (YAML)",
        data=partial(write_story, story),  # written at the click
        file_name=f"{story.id}.yaml",
        mime="application/yaml",
        on_click="ignore",
    )


def _offer_link(story: Story) -> None:
    try:
        packed = pack(story)
    except StoryError as error:
        lines = [element("p", line) for line in error.problems]
        frontend.draw(_section(*lines), "making-result")
        return
    question = f"?story={packed}"
    link = element("a", "Present it in a new tab", href=f"{question}&step=0")
    words = "Whoever has the link or the file has all of the story; this server stores none of it."
    frontend.draw(_section(element("p", link), element("p", words)), "making-result")
    address = f"{st.context.url or ''}{question}"
    st.text_input("Link to copy", key=session.put("making-link", address))


def _section(*children: Element) -> Element:
    return element("section", element("h3", "Present and save it"), *children)
