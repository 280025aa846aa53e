"""What every page does first, and what stands at its head."""

from urllib.parse import urlencode

import streamlit as st

from events.link import write as write_link
from events.records.reading import CurationError
from events.records.versions import tell_changes
from events.telling.markup import Element, element
from geodata.load import GeodataError
from pages import PAGES
from pages.parts import frontend, session
from pages.parts.dataset import Shared
from pages.parts.serving import data_path, load_shared


def open_page(title: str, *, heading: bool = True) -> Shared:
    """Read the data and the link, draw the page's heading, and return what pages share.

    A page with headings of its own has `heading` false. Where the curated files have problems the
    page shows the checker's lines and stops.
    """
    try:
        shared = load_shared(data_path())
    except (CurationError, GeodataError) as error:
        _show_problems(error.problems, curated=data_path().suffix != ".parquet")
        st.stop()
    session.begin(shared)
    if heading:
        frontend.draw(_heading(title, shared), "heading")
    _show_changes(shared)
    if ignored := session.current().ignored:
        lines = [element("li", line) for line in ignored]
        notice = element("p", "Some of the link was not understood and is ignored:")
        frontend.draw(element("section", notice, element("ul", *lines), role="status"), "ignored")
    return shared


def _show_changes(shared: Shared) -> None:
    """Say what has changed since the version that a link to cite was made with."""
    view = session.view()
    if view.version is None:
        return
    event = shared.dataset.by_id.get(view.event or "")
    lines = tell_changes(view.version, shared.dataset.versions, event)
    if lines:
        paragraphs = [element("p", line, dir="auto") for line in lines]
        frontend.draw(element("section", *paragraphs, role="status"), "changes")


def _heading(title: str, shared: Shared) -> Element:
    """Draw the page's title; on the Explore page that of the dataset, and what it rests on."""
    if title != PAGES["explore"].title:
        return element("header", element("h1", title))
    outlets = sorted({source.outlet for source in shared.dataset.sources.values()})
    outlets = outlets or shared.engine.values("source")
    names = ", ".join(outlets) if len(outlets) < 6 else f"{len(outlets)} outlets"
    number = len(shared.dataset.sources)
    reports = f"{number} reports of {names}" if number else names
    rests = f"{len(shared.frame):,} events, as {reports} tell them."
    heading = element("h1", shared.dataset.info.title, dir="auto")
    note = element("p", rests, class_="note")
    return element("header", heading, note, _way_out(shared))


def _way_out(shared: Shared) -> Element | None:
    """Link the whole dashboard where it is shown in a frame of another page."""
    if not st.context.is_embedded:
        return None
    pairs = write_link(session.view(), shared.defaults)
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
