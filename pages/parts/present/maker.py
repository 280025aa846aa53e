"""Make a story: choose events and put them in order; open it from a file, and save it as one."""

from functools import partial

import streamlit as st

from events.collection import Collection
from events.markup import Element, element
from events.records import Step, Story
from events.records.story_files import StoryError, pack, read_story, write_story
from events.stories import Draft
from events.table import Row
from pages.parts import frontend, session
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


def maker(collection: Collection) -> None:
    """Draw all that it takes to make a story, and the filters that narrow what it offers."""
    words = INTRODUCTION if collection.records.events else NOT_CURATED
    heading = element("section", element("h2", "Make a story"), element("p", words))
    frontend.draw(heading, "making-heading")
    if not collection.records.events:
        return
    with st.expander("Filter the events to choose from"):
        filters(collection)
    session.part("maker", _maker, collection, shows={"query", "event"})


def _maker(collection: Collection) -> None:
    with st.container(key="making"):
        _opening(collection)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            _texts()
            _offer(collection)
            frontend.draw(_steps(collection), "making-steps", _act)
        with right, st.container(key="making-chosen"):
            step_editor(collection)
        _saving(collection)


def _texts() -> None:
    for field, (label, most) in TEXTS.items():
        key = session.put(f"making-{field}", getattr(draft(), field))
        box = st.text_area if field == "closing" else st.text_input
        box(label, key=key, max_chars=most, on_change=_word, args=(field,))


def _word(field: str) -> None:
    change(draft().with_text(field, st.session_state[f"making-{field}"]))


def _offer(collection: Collection) -> None:
    """Offer the events that the filters leave, and the one that is open."""
    query = session.view().query
    rows = collection.engine.page(query, 0, MOST_OFFERED)
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
        args=(collection,),
    )
    frontend.draw(_offered(collection, len(rows)), "making-offer", partial(_add_open, collection))


def _offered(collection: Collection, offered: int) -> Element:
    found, event = collection.engine.count(session.view().query), session.view().event
    words = f"The first {offered:,} of {found:,} events are offered: filter them to find others."
    full = f"A story holds at most {len(draft().steps)} events."
    title = next((row["title"] for row in collection.engine.rows([event] if event else [])), None)
    add = element("button", f"Add the open event: {title}", dir="auto", data_action="add")
    return element(
        "div",
        element("p", words, class_="note") if found > offered else None,
        element("p", full, class_="note") if draft().is_full else None,
        add if title and not draft().is_full else None,
    )


def _add_chosen(collection: Collection) -> None:
    _add(st.session_state["making-event"], collection)


def _add_open(collection: Collection, action: str) -> None:
    if action == "add":
        _add(session.view().event, collection)


def _add(event: str | None, collection: Collection) -> None:
    if event is not None and event in collection.engine:
        change(draft().add(event), f"Added as step {len(draft().steps) + 1}.")
        choose(len(draft().steps) - 1)


def _steps(collection: Collection) -> Element:
    """List the steps in order, each a button that opens it for work."""
    steps = draft().steps
    rows = collection.engine.rows(step.event for step in steps)
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


def _opening(collection: Collection) -> None:
    """Offer to start from one of the collection's stories, or from a file."""
    stories = {story.id: story for story in collection.records.stories}
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
            args=(key, collection),
        )
    frontend.draw(_opened(), "making-opened")


def _copy(stories: dict[str, Story]) -> None:
    story = stories.get(st.session_state["making-from"])
    if story:
        _take_over(story)


def _open(key: str, collection: Collection) -> None:
    file = st.session_state[key]
    if file is None:
        return
    making = session.current().making
    making.files += 1
    try:
        offers = collection.offers
        story = read_story(
            file.getvalue(), offers.showable, offers.withdrawn, offers.bounds, offers.zooms
        )
        _take_over(story)
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


def _saving(collection: Collection) -> None:
    """Offer the link and the file of a finished story, or say what it lacks."""
    try:
        story = draft().story()
    except StoryError as error:
        lines = [element("li", line) for line in error.problems]
        words = element("p", "Before the story can be presented or saved:")
        frontend.draw(_section(words, element("ul", *lines, class_="prose")), "making-result")
        return
    _offer_link(story)
    handout_button(collection, story, own=True)
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
