"""What every page does first, and what stands at its head."""

import shlex

import streamlit as st

from events.collection import Collection
from events.markup import element
from events.records import CurationError
from events.records.locations import locate
from events.records.versions import tell_changes
from pages import PAGES
from pages.parts import frontend, own, session
from pages.parts.bar import bar
from pages.parts.serving import load_collection, opened_collection, source


def name_tab(title: str) -> None:
    """Name the browser's tab until the page does: by the collection, or by ourselves."""
    opened = opened_collection()
    name = opened.records.info.title if opened else "Corridors"
    st.set_page_config(page_title=f"{title} · {name}", layout="wide")


def open_page(title: str, *, heading: bool = True) -> Collection:
    """Open the collection, read the link, and draw the bar and the heading; return the collection.

    A page with headings of its own has `heading` false. Where the collection cannot be opened the
    page shows a line for each problem and stops.
    """
    try:
        shared = load_collection()
    except CurationError as error:
        _show_problems(error.problems)
        st.stop()
    collection = session.begin(title, shared)
    st.set_page_config(page_title=session.tab_title(collection))
    if session.view().story is None:
        bar(title, collection, shared)
    if heading and title != PAGES["explore"].title:
        frontend.draw(element("header", element("h1", title)), "heading")
    if (visitor := own.unknown_to_browser()) is not None:
        frontend.remember(own.cookie(), visitor)
    if session.current().is_elsewhere:
        frontend.draw(element("section", element("p", own.ELSEWHERE), role="status"), "elsewhere")
    if collection.notice:
        told = element("p", collection.notice, dir="auto")
        frontend.draw(element("section", told, role="status"), "waiting")
    if (mine := own.opened()) and mine.is_empty and title != PAGES["yours"].title:
        # Its map declares itself to the server, which does not run yet when this file is read.
        from pages.parts.empty import empty

        empty(mine)
        session.address(collection)
        st.stop()
    _show_changes(collection)
    if ignored := session.current().ignored:
        lines = [element("li", line) for line in ignored]
        notice = element("p", "Some of the link was not understood and is ignored:")
        frontend.draw(element("section", notice, element("ul", *lines), role="status"), "ignored")
    return collection


def _show_changes(collection: Collection) -> None:
    """Show what has changed since the version that a cited link names."""
    view = session.view()
    if view.version is None:
        return
    event = collection.records.by_id.get(view.event or "")
    lines = tell_changes(view.version, collection.records.versions, event)
    if lines:
        paragraphs = [element("p", line, dir="auto") for line in lines]
        frontend.draw(element("section", *paragraphs, role="status"), "changes")


def _show_problems(problems: tuple[str, ...]) -> None:
    heading, advice = PROBLEMS[_located()]
    lines = [element("li", problem, dir="auto") for problem in problems]
    section = element(
        "section",
        element("h1", heading),
        element("p", advice.format(check=shlex.join(_check_command()))),
        element("ul", *lines),
        class_="problems",
    )
    frontend.draw(section, "problems")


def _check_command() -> list[str]:
    """Return the command that checks what the dashboard was to open."""
    named = source()
    return ["python", "-m", "events", "check", *([named] if named else [])]


PROBLEMS = {
    "folder": (
        "The curated files have problems",
        "Mend these lines, then reload. The command {check} prints the same.",
    ),
    "file": ("The file has problems", "Mend these lines, then reload."),
    "nothing": (
        "This cannot be opened",
        "Start the dashboard again with something after --data that can be.",
    ),
}
"""The heading and the advice above problems, by what was to be opened."""


def _located() -> str:
    """Return which of PROBLEMS the command line names."""
    try:
        return "folder" if locate(source()).is_dir() else "file"
    except CurationError:
        return "nothing"
