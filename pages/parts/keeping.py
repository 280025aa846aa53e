"""A story of one's own is opened from a file, and kept as a link or a file."""

from functools import partial

import streamlit as st

from events.link import Offers
from events.records.stories import Story
from events.records.story_files import StoryError, pack, read_story, write_story
from events.stories.drafts import Draft
from events.telling.markup import Element, element
from pages.parts import frontend, state
from pages.parts.dataset import Shared
from pages.parts.draft import change, choose, draft
from pages.parts.handout import handout_button

LARGEST = 1
"""Megabytes that the browser sends; what is read is bounded more narrowly."""


def opening(shared: Shared) -> None:
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
        # A file is let go once it is read: the next key is that of an empty box.
        key = f"making-file-{st.session_state.get('draft_files', 0)}"
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
    st.session_state.draft_files = st.session_state.get("draft_files", 0) + 1
    try:
        _take_over(_read(file.getvalue(), shared.offers))
    except StoryError as error:
        st.session_state.draft_faults = error.problems
        st.session_state.draft_opened = ""


def _read(content: bytes, offers: Offers) -> Story:
    return read_story(content, offers.showable, offers.withdrawn, offers.bounds, offers.zooms)


def _take_over(story: Story) -> None:
    st.session_state.draft_faults = ()
    st.session_state.draft_opened = story.title
    change(Draft.of(story))
    choose(0)


def _opened() -> Element:
    """Say which story was opened, or what is wrong with a file."""
    faults = st.session_state.get("draft_faults", ())
    title = st.session_state.get("draft_opened", "")
    if faults:
        lines = [element("li", fault, dir="auto") for fault in faults]
        words = "The file is not opened. Mend these lines of it, then open it again:"
        notice = element("section", element("p", words), element("ul", *lines), class_="problems")
        return element("div", notice, role="status")
    words = f"Opened “{title}”. “Undo the last change” brings back what was there." if title else ""
    return element("div", element("p", words, class_="note", dir="auto"), role="status")


def keeping(shared: Shared) -> None:
    """Offer the link and the file of a finished story, or say what it lacks."""
    try:
        story = draft().story()
    except StoryError as error:
        lines = [element("li", line) for line in error.problems]
        words = element("p", "Before the story can be presented or kept:")
        frontend.draw(_section(words, element("ul", *lines, class_="prose")), "making-result")
        return
    _link(story)
    handout_button(shared, story, own=True)
    st.download_button(
        "Save as a file (YAML)",
        data=partial(write_story, story),  # written at the click, and not kept before it
        file_name=f"{story.id}.yaml",
        mime="application/yaml",
        on_click="ignore",
    )


def _link(story: Story) -> None:
    try:
        packed = pack(story)
    except StoryError as error:
        lines = [element("p", line) for line in error.problems]
        frontend.draw(_section(*lines), "making-result")
        return
    question = f"?story={packed}"
    link = element("a", "Present it in a new tab", href=f"{question}&step=0")
    words = "Whoever has the link or the file has all of the story; this server has none of it."
    frontend.draw(_section(element("p", link), element("p", words)), "making-result")
    address = f"{st.context.url or ''}{question}"
    st.text_input("Link to copy", key=state.put("making-link", address))


def _section(*children: Element) -> Element:
    return element("section", element("h3", "Present and keep it"), *children)
