"""What every page does first, and what stands at its head."""

from urllib.parse import urlencode

import streamlit as st

from events.collection import Collection
from events.link import write_link
from events.markup import Element, element
from events.records import CurationError
from events.records.locations import is_table
from events.records.versions import tell_changes
from pages import PAGES
from pages.parts import frontend, session
from pages.parts.serving import load_collection, source


def open_page(title: str, *, heading: bool = True) -> Collection:
    """Read the data and the link, draw the page's heading, and return what pages share.

    A page with headings of its own has `heading` false. Where the curated files have problems the
    page shows the checker's lines and stops.
    """
    try:
        collection = load_collection()
    except CurationError as error:
        _show_problems(error.problems, curated=not is_table(source()))
        st.stop()
    session.begin(collection)
    if heading:
        frontend.draw(_heading(title, collection), "heading")
    _show_changes(collection)
    if ignored := session.current().ignored:
        lines = [element("li", line) for line in ignored]
        notice = element("p", "Some of the link was not understood and is ignored:")
        frontend.draw(element("section", notice, element("ul", *lines), role="status"), "ignored")
    return collection


def _show_changes(collection: Collection) -> None:
    """Say what has changed since the version that a link to cite was made with."""
    view = session.view()
    if view.version is None:
        return
    event = collection.records.by_id.get(view.event or "")
    lines = tell_changes(view.version, collection.records.versions, event)
    if lines:
        paragraphs = [element("p", line, dir="auto") for line in lines]
        frontend.draw(element("section", *paragraphs, role="status"), "changes")


def _heading(title: str, collection: Collection) -> Element:
    """Draw the page's title; on the Explore page that of the dataset, and what it rests on."""
    if title != PAGES["explore"].title:
        return element("header", element("h1", title))
    outlets = sorted({source.outlet for source in collection.records.sources.values()})
    outlets = outlets or collection.engine.values("source")
    names = ", ".join(outlets) if len(outlets) < 6 else f"{len(outlets)} outlets"
    number = len(collection.records.sources)
    reports = f"{number} reports of {names}" if number else names
    rests = f"{collection.engine.size:,} events, as {reports} tell them."
    heading = element("h1", collection.records.info.title, dir="auto")
    note = element("p", rests, class_="note")
    return element("header", heading, note, _way_out(collection))


def _way_out(collection: Collection) -> Element | None:
    """Link the whole dashboard where it is shown in a frame of another page."""
    if not st.context.is_embedded:
        return None
    pairs = write_link(session.view(), collection.offers)
    link = element("a", "Open the dashboard in a new tab", href=f"?{urlencode(pairs)}")
    return element("p", link, class_="embedded")


def _show_problems(problems: list[str] | tuple[str, ...], *, curated: bool) -> None:
    again = " The command python -m events check prints the same." if curated else ""
    lines = [element("li", problem, dir="auto") for problem in problems]
    frontend.draw(
        element(
            "section",
            element(
                "h1", "The curated files have problems" if curated else "The file has problems"
            ),
            element("p", f"Mend these lines, then reload.{again}"),
            element("ul", *lines),
            class_="problems",
        ),
        "problems",
    )
