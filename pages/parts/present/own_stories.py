"""The stories of a visitor's own collection: kept in it from the maker, changed and removed."""

from itertools import chain, count

import streamlit as st

from events.collection import Collection
from events.markup import Element, element
from events.records import CurationError, Story
from events.records.story_files import write_story
from events.stories import Draft
from pages.parts import frontend, own, session
from pages.parts.own import Own
from pages.parts.present.draft import change, choose, draft
from pages.parts.present.keeping import put_aside
from pages.parts.yours.history import DONE, put, undoing

MAKER = "make"
"""The id of the part of the page in which a story is made."""

KEPT = "story-kept"
"""What the keyboard goes to when a story was put into the collection."""

STORIES = "stories"
"""The folder of a collection that has its stories."""


def keep_button(collection: Collection, story: Story) -> None:
    """Offer to put the story that is made into the collection, where that is the visitor's own."""
    mine = own.opened()
    if mine is None:
        return
    before, story = _kept(collection), _named(story, collection)
    st.button(
        "Keep the changes in my collection" if before else "Keep in my collection",
        key="making-keep",
        disabled=story == before,
        on_click=_keep,
        args=(mine, story),
    )


def kept_in(collection: Collection, story: Story) -> None:
    """Say whether the story that is made is in the visitor's own collection, or why it is not."""
    is_there = _named(story, collection) == _kept(collection)
    lines = [element("li", line, dir="auto") for line in st.session_state.get("story-faults", ())]
    if is_there:
        said = element("p", "It is in your collection as it stands here.", **frontend.arrival(KEPT))
    elif lines:
        said = element("ul", *lines, class_="problems")
    else:
        said = None
    frontend.draw(element("div", said, role="status"), "making-kept-in")


def own_acts(story: Story) -> Element | None:
    """Offer to change a story of the visitor's own collection, or to remove it."""
    if own.opened() is None:
        return None
    title = story.title
    return element(
        "p",
        # The maker has no plan: what has one is begun with as a copy instead.
        None
        if story.plan
        else element("button", "Change", data_action="change", aria_label=f"Change {title}"),
        " ",
        element("button", "Remove", data_action="remove", aria_label=f"Remove {title}"),
    )


def act(story: Story, action: str) -> None:
    """Carry out what `own_acts` offers."""
    mine = own.opened()
    if mine is None:
        return
    if action == "change":
        put_aside(mine.collection)
        change(Draft.of(story, kept_as=story.id), f"You change “{story.title}”.")
        choose(0)
        frontend.go_to(MAKER)
    elif action == "remove":
        _put(mine, story, None, f"The story “{story.title}” is removed.")
        frontend.go_to(DONE)


def history() -> None:
    """Offer to take back the last change, where the collection is the visitor's own."""
    mine = own.opened()
    if mine is not None and (mine.past or mine.taken_back):
        undoing(mine)


def _kept(collection: Collection) -> Story | None:
    """Return the story of the collection that is being changed in the maker."""
    return collection.offers.stories.get(draft().kept_as)


def _free_id(wanted: str, collection: Collection) -> str:
    """Return an id that no story of the collection has."""
    numbered = (f"{wanted[:76]}-{number}" for number in count(2))
    return next(name for name in chain([wanted], numbered) if name not in collection.offers.stories)


def _named(story: Story, collection: Collection) -> Story:
    """Return the story that is made with the id that it has in the collection, or would have."""
    before = _kept(collection)
    return story.model_copy(update={"id": before.id if before else _free_id(story.id, collection)})


def _keep(mine: Own, story: Story) -> None:
    said = f"The story “{story.title}” is in your collection."
    if _put(mine, story, write_story(story).encode(), said):
        session.current().making.draft = Draft.of(story, kept_as=story.id)
        frontend.go_to(KEPT)
    st.rerun()  # the list of stories is another part of the page


def _put(mine: Own, story: Story, content: bytes | None, said: str) -> bool:
    try:
        put(mine, {f"{STORIES}/{story.id}.yaml": content}, said)
    except CurationError as error:
        st.session_state["story-faults"] = error.problems
        return False
    st.session_state["story-faults"] = ()
    return True
