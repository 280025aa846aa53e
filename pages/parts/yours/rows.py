"""The rows of a file: the first as they would come in, and what became of each."""

from collections.abc import Iterator
from functools import partial

import pandas as pd
import streamlit as st

from events.importers import FIELDS, FORMATS, Imported, Remark, Report, listed, remarks_table
from events.importers.values import guard_list
from events.markup import Cell, Element, element, table
from pages.parts import frontend, session
from pages.parts.listing import page_among, pager
from pages.parts.yours.changing import sentence

SHOWN = ("title", "date", "place", "latitude", "longitude", "category", "source")
FIRST = 5
"""Rows that are shown as they would come in."""

LIST, PAGE = "remarks", 10
"""The list of remarks as its pages are counted, and how many stand on one."""

COUNTING = {
    "workbook": "Rows have the numbers that they have in the sheet.",
    "csv": "Row 1 is the first row below the names of the columns. A spreadsheet program counts "
    "the row of the names too.",
}
"""Which row a number means, by formats that spreadsheet programs open."""

ALL = "all"
HEADS = ("Row", "Column", "In the file", "Becomes", "Why, and what mends it")


def first_rows(imported: Imported) -> None:
    """Show the first events as they would come in."""
    if (tree := _first(imported)) is not None:
        frontend.draw(element("section", tree, class_="events"), "first-rows")


def preview(imported: Imported) -> None:
    """Show what can be seen of a file while it is read: its title, columns and first rows."""
    title = imported.about.get("title")
    columns = ", ".join(
        f"{FIELDS[field].title} ({column})" for field, column in imported.mapping.columns.items()
    )
    tree = element(
        "section",
        element("h2", title, dir="auto") if title else None,
        element("p", f"Found in the first rows: {columns or 'no column that is known'}. "
                "What becomes of every row is told once all of it is read.", dir="auto"),
        _first(imported) or element("p", "None of the first rows comes in as it stands."),
        class_="events",
    )  # fmt: skip
    frontend.draw(tree, "preview")


def _first(imported: Imported) -> Element | None:
    events = listed(imported, FIRST)
    names = [name for name in SHOWN if name in events and events[name].notna().any()]
    if not names:
        return None
    cells = events[names].astype("str").fillna("").to_numpy().tolist()
    heads = [name.capitalize() for name in names]
    return table(f"The first {len(cells)} as they come in", heads, cells)


def rows(imported: Imported) -> None:
    """List what became of rows, by outcome, and offer the list and the waiting rows as files."""
    report = imported.report
    if not report.remarks:
        return
    chosen = st.session_state.get("outcome", ALL)
    found = [each for each in report.remarks if chosen in (ALL, each.outcome)]
    page = page_among(len(found), LIST, PAGE)
    here = found[page.number * PAGE :][:PAGE]
    tree = element(
        "section",
        element("h2", "Row by row"),
        *(element("p", line, class_="note") for line in _counting(report)),
        _outcomes(report.remarks, chosen),
        table(
            f"{len(found):,} remark{'s' * (len(found) != 1)}",
            HEADS,
            [_cells(each) for each in here],
        ),
        pager(page),
        class_="events remarks",
    )
    frontend.draw(tree, "remarks", _act)
    with st.container(horizontal=True):
        _download("Save the report (CSV)", f"{report.file}-report.csv", partial(_report, imported))
        if len(imported.waiting):
            _download(
                f"Save the rows that wait (CSV): {len(imported.waiting):,}",
                f"{report.file}-waiting.csv",
                partial(_written, imported.waiting),
                "Mend them in a spreadsheet, then bring that file.",
            )


def _counting(report: Report) -> Iterator[str]:
    """Say which row a number means, where a spreadsheet program may count another."""
    for kind, line in COUNTING.items():
        if report.noun == "row" and report.file.casefold().endswith(FORMATS[kind].endings):
            yield line


def _outcomes(remarks: tuple[Remark, ...], chosen: str) -> Element:
    """Offer to list one outcome alone."""
    counts = {ALL: len(remarks)}
    for each in remarks:
        counts[each.outcome] = counts.get(each.outcome, 0) + 1
    buttons = [
        element(
            "button",
            f"{outcome.capitalize()} ({count:,})",
            data_action=f"outcome:{outcome}",
            aria_pressed=str(outcome == chosen).lower(),
        )
        for outcome, count in counts.items()
    ]
    return element("ul", *(element("li", button) for button in buttons), class_="choices")


def _cells(remark: Remark) -> tuple[Cell, ...]:
    """Describe a remark in the cells of a row."""
    return (
        f"{remark.row:,}",
        remark.column or "All of it",
        remark.value,
        _becomes(remark),
        " ".join(map(sentence, filter(None, (remark.reason, remark.mend)))),
    )


def _becomes(remark: Remark) -> str:
    if not remark.new:
        return remark.outcome
    return remark.new if remark.outcome == "changed" else f"{remark.outcome}; perhaps {remark.new}"


def _act(action: str) -> None:
    """List one outcome (`outcome:NAME`), or turn the page."""
    verb, _, outcome = action.partition(":")
    numbers = session.current().pages
    if verb == "outcome":
        st.session_state["outcome"], numbers[LIST] = outcome, 0
    elif action in ("page:-1", "page:+1"):
        numbers[LIST] = max(0, numbers.get(LIST, 0) + int(action.removeprefix("page:")))


def _download(label: str, name: str, write: partial[bytes], help_: str | None = None) -> None:
    st.download_button(label, write, name, mime="text/csv", on_click="ignore", help=help_)


def _report(imported: Imported) -> bytes:
    return _written(remarks_table(imported.report.remarks))


def _written(rows: pd.DataFrame) -> bytes:
    """Write rows as CSV that spreadsheets know to be UTF-8, with no text that they would run."""
    return guard_list(rows).to_csv(index=False).encode("utf-8-sig")
