"""The stories of the collection, to choose one from."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from events.collection import Collection
from events.markup import Element, element
from events.records import Story
from events.stories import story_warnings
from pages.parts import frontend, session
from pages.parts.handout import handout_button
from pages.parts.present.own_stories import MAKER, act, history, own_acts
from pages.parts.present.presenter import ADDRESS

INTRO = (
    "A story leads a class through a few events, one a screen, with a question to begin and one "
    "to end with. Your notes are in the teacher’s view, a window of your own. The lesson in one "
    "file does the same from a USB stick, without this server and without internet. Keys: Page "
    "Down and Page Up, as a clicker sends them, or → and ←."
)


def heading(collection: Collection) -> None:
    """Head the page, with a way to the maker below the stories."""
    waits = session.current().making.kept
    words = "Go on with the story that you began" if waits else "Make a story of your own"
    makes = element("a", words, href=f"#{MAKER}", class_="way")
    none = element("p", "This set has no stories of its own.")
    drawn = element(
        "section",
        element("div", element("h1", "Present"), makes, class_="headed"),
        element("p", INTRO, class_="note"),
        None if collection.records.stories else none,
    )
    frontend.draw(drawn, "stories")


def stories(collection: Collection) -> None:
    """Draw the stories of the collection, each with its handout."""
    listed = collection.records.stories
    history()
    for before in range(0, len(listed), 2):
        for column, story in zip(st.columns(2), listed[before : before + 2], strict=False):
            with column, st.container(border=True):
                frontend.draw(_card(story, collection), f"story-{story.id}", partial(_act, story))
                handout_button(collection, story)


def _act(story: Story, action: str) -> None:
    if action == "present":
        session.current().last_story = story.id
        session.change(story=story.id, step=0)
    else:
        act(story, action)


def _card(story: Story, collection: Collection) -> Element:
    rows = collection.engine.rows(step.event for step in story.steps)
    warnings = story_warnings(story, collection.records)
    lesson = f".{ADDRESS}?{urlencode({'story': story.id})}"
    ends = f"{rows[0]['date_words']} to {rows[-1]['date_words']}"
    return element(
        "article",
        element("h2", story.title, dir="auto"),
        element("p", story.question, dir="auto"),
        element("p", f"{len(rows)} events, {ends}", class_="facts"),
        element("p", element("strong", "Take care: "), f"{'; '.join(warnings)}.", class_="facts")
        if warnings
        else None,
        element(
            "button",
            "Present",
            class_="main",
            data_action="present",
            data_focus="" if story.id == session.current().last_story else None,
            aria_label=f"Present {story.title}",
        ),
        " ",
        element("a", "Teacher’s view", href=f"{lesson}#teacher"),
        " ",
        element("a", "The lesson in one file", href=f"{lesson}&file=1"),
        own_acts(story),
    )
