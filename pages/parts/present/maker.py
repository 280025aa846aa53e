"""Make a story: choose events and put them in order; open it from a file, and save it as one."""

from dataclasses import replace
from functools import partial

import streamlit as st

from events.collection import Collection
from events.markup import Element, element
from events.records import Step, Story
from events.records.story_files import StoryError, pack, read_story, write_story
from events.stories import Draft
from events.table import Row
from pages.parts import frontend, own, session
from pages.parts.filters import filters
from pages.parts.handout import handout_button
from pages.parts.listing import Page, page_among, pager, turn
from pages.parts.network import limit, page_address, shared_home
from pages.parts.present.draft import change, choose, chosen, draft, undo
from pages.parts.present.keeping import keeping
from pages.parts.present.own_stories import MAKER, keep_button, kept_in
from pages.parts.present.presenter import ADDRESS
from pages.parts.present.step import step_editor

LIST = "making"
"""The list of events to choose from, as its pages are counted."""

OFFERED = 8
"""Events to choose from on a page of the list."""

INTRODUCTION = (
    "Choose events, put them in order, and write a line and a question for each. Take the story "
    "along as a link or a file."
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
    """Draw all that it takes to make a story."""
    words = INTRODUCTION if collection.records.events else NOT_CURATED
    head = element("h2", "Make a story", **frontend.arrival(MAKER))
    heading = element("section", head, element("p", words), id=MAKER)
    frontend.draw(heading, "making-heading")
    if not collection.records.events:
        return
    session.part("maker", _maker, collection, shows={"query", "event"})


def _maker(collection: Collection) -> None:
    with st.container(key="making"):
        if keeping(collection):
            return
        _opening(collection)
        _texts()
        filters(collection)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            _offer(collection)
            frontend.draw(_steps(collection), "making-steps", _act)
        with right, st.container(key="making-chosen"):
            step_editor(collection)
        _saving(collection)


def _texts() -> None:
    left, right = st.columns([1, 1], gap="medium")
    for field, (label, most) in TEXTS.items():
        key = session.put(f"making-{field}", getattr(draft(), field))
        is_long = field == "closing"
        box = right.text_area if is_long else left.text_input
        box(label, key=key, max_chars=most, on_change=_word, args=(field,))


def _word(field: str) -> None:
    change(draft().with_text(field, st.session_state[f"making-{field}"]))


def _offer(collection: Collection) -> None:
    """Offer the events that the filters leave, a page at a time, and the one that is open."""
    query = session.view().query
    page = page_among(collection.engine.count(query), LIST, OFFERED)
    rows = collection.engine.page(query, page.number * OFFERED, OFFERED)
    offered = _offered(replace(page, rows=rows), collection)
    frontend.draw(offered, "making-offer", partial(_take, collection))


def _offered(page: Page, collection: Collection) -> Element:
    event = session.view().event
    opened = [row for row in collection.engine.rows([event] if event else []) if row]
    full = f"A story holds at most {len(draft().steps)} events."
    lines = [_event(row, "Add") for row in page.rows]
    return element(
        "section",
        element("h3", "Add an event"),
        element("p", full, class_="note") if draft().is_full else None,
        element("ul", *(_event(row, "Add the open event:") for row in opened), class_="offered")
        if opened
        else None,
        element("ul", *lines, class_="offered") if lines else element("p", "No event matches."),
        pager(page),
    )


def _event(row: Row, adds: str) -> Element:
    """Offer an event to be added, by its whole title."""
    steps = [step.event for step in draft().steps]
    facts = [row["date_words"], row["place_name"]]
    facts += [f"step {steps.index(row['id']) + 1}"] if row["id"] in steps else []
    button = element(
        "button",
        row["title"],
        dir="auto",
        data_action=f"add:{row['id']}",
        aria_label=f"{adds} {row['title']}",
        disabled="" if draft().is_full else None,
    )
    return element("li", button, element("p", " · ".join(facts), class_="note", dir="auto"))


def _take(collection: Collection, action: str) -> None:
    """Add an event (`add:ID`), or turn the page of the list."""
    verb, _, event = action.partition(":")
    if verb == "add" and event in collection.engine:
        change(draft().add(event), f"Added as step {len(draft().steps) + 1}.")
        choose(len(draft().steps) - 1)
    else:
        turn(action, "maker", LIST)


def _steps(collection: Collection) -> Element:
    """List the steps in order, each a button that opens it for work."""
    steps = draft().steps
    rows = collection.engine.rows(step.event for step in steps)
    lines = [_step(n, *step) for n, step in enumerate(zip(steps, rows, strict=True))]
    back = None if session.current().making.before else ""
    anew = "" if draft() == Draft() else None
    return element(
        "section",
        element("h3", f"Steps: {len(steps)}"),
        element("ol", *lines, class_="steps") if lines else element("p", "No event is chosen."),
        element("button", "Undo the last change", data_action="undo", disabled=back),
        " ",
        element("button", "Start anew", data_action="anew", disabled=anew),
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
    kept = "map kept" if step.view else "map where the event is"
    chosen_by = "chosen by you" if step.excerpts is not None or step.figures is not None else None
    facts = [fact for fact in (row["date_words"], kept, chosen_by) if fact]
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
    elif verb == "anew":
        change(Draft(), "A new story. “Undo the last change” brings back the one before.")
        choose(0)
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
    with st.container(horizontal=True):
        keep_button(collection, story)
        handout_button(collection, story, own=True)
        st.download_button(
            "Save as a file (YAML)",
            data=partial(write_story, story),  # written at the click
            file_name=f"{story.id}.yaml",
            mime="application/yaml",
            on_click="ignore",
        )
    kept_in(collection, story)


def _offer_link(story: Story) -> None:
    try:
        packed = pack(story)
    except StoryError as error:
        lines = [element("p", line) for line in error.problems]
        frontend.draw(_section(*lines), "making-result")
        return
    question = f"?story={packed}"
    lesson = f".{ADDRESS}{question}"
    ways = element(
        "p",
        element("a", "Present it in a new tab", href=f"{question}&step=0"),
        " ",
        element("a", "Teacher’s view", href=f"{lesson}#teacher"),
        " ",
        element("a", "The lesson in one file", href=f"{lesson}&file=1"),
    )
    words = "Whoever has the link or the file has all of the story; this server stores none of it."
    said = element("p", words) if own.opened() is None else None
    alone = element("p", limit(), class_="limit") if limit() else None
    frontend.draw(_section(ways, said, alone), "making-result")
    home = shared_home()
    page = page_address(home) if home else st.context.url or ""
    link = own.address(f"{page}{question}")
    st.text_input("Link to copy", key=session.put("making-link", link))


def _section(*children: Element | None) -> Element:
    return element("section", element("h3", "Present and save it"), *children)
