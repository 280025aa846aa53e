"""ACLED: a row is one event at one place on one day; its codebook says what the codes mean."""

from dataclasses import replace

import pandas as pd

from events.importers.readers.delimited import read_delimited
from events.importers.report import Answers
from events.importers.sheet import Finding, Sheet
from events.importers.values import DateReader
from events.records.rows import JOINER

SIGNS = ("event_id_cnty", "event_date", "time_precision", "sub_event_type", "geo_precision")
"""Columns by which an export is known."""

COLUMNS: dict[str, str] = {
    "id": "event_id_cnty", "title": "title", "date": "date", "date_note": "date_note",
    "place": "location", "latitude": "latitude", "longitude": "longitude",
    "precision": "precision", "category": "event_type", "summary": "notes", "source": "source",
    "actors": "actors",
}  # fmt: skip

PLACES: dict[str, str] = {"1": "exact", "2": "near", "3": "adm1"}
"""How exact a place is, by `geo_precision`: the town; near it or a part of a region; the region."""

WITHIN_WEEK, WITHIN_MONTH = "2", "3"
"""Of `time_precision`; the day that stands in the file is one in the middle."""

SAID = (
    "ACLED's terms do not let its rows be passed on; keep the collection to yourself.",
    "Titles are made of `sub_event_type` and `location`.",
)


def is_acled(head: bytes) -> bool:
    """Tell whether a table has the columns of ACLED."""
    names = head.partition(b"\n")[0]
    return all(name.encode() in names for name in SIGNS)


def read_acled(content: bytes, answers: Answers) -> Sheet:
    """Lay out the rows; days, places and numbers become as vague as their codes say."""
    sheet = read_delimited(content, answers)
    cells = sheet.cells
    days = _days(cells["event_date"], answers)
    weeks, months = (days.notna() & (cells["time_precision"] == code)
                     for code in (WITHIN_WEEK, WITHIN_MONTH))  # fmt: skip
    dates = days.mask(weeks, days + "~").mask(months, days.str.slice(0, 7))
    note = ("Within a week of " + days).where(weeks)
    precision = cells["geo_precision"].map(PLACES)
    nothing = cells["fatalities"] == "0"
    made = {
        "title": cells["sub_event_type"] + ", " + cells["location"],
        "date": dates,
        "date_note": note,
        "precision": precision,
        "actors": joined(cells, "actor1", "actor2"),
    }
    findings = (
        Finding("event_date", (cells["event_date"].notna() & days.isna()).to_numpy(bool),
                "refused", "is no day of the calendar", mend="write it as YYYY-MM-DD"),
        changed("time_precision", weeks, "is a day within a week", note),
        changed("time_precision", months, "is a day within a month", dates),
        changed("geo_precision", precision.isin(["near", "adm1"]), "is how exact it is", precision),
        changed("fatalities", nothing, "means that nothing is reported, not that nobody died",
                nothing.map({True: "not reported"}), stays=True),
    )  # fmt: skip
    return replace(
        sheet,
        cells=cells.assign(**made),
        columns=COLUMNS,
        about={"licence": "ACLED's terms of use"},
        said=(*sheet.said, *SAID),
        findings=findings,
        made=tuple(made),
    )


def _days(texts: "pd.Series[str]", answers: Answers) -> "pd.Series[str]":
    """Read days as ISO or in words; missing where there is none."""
    distinct = [str(text) for text in texts.dropna().unique()]
    reader = DateReader.of(distinct, answers)
    return texts.map({text: reader.read(text).value for text in distinct}).astype("str")


def joined(cells: pd.DataFrame, first: str, second: str) -> "pd.Series[str]":
    """Join the values of two columns, those that are there."""
    both = cells[first] + JOINER + cells[second]
    return both.fillna(cells[first]).fillna(cells[second])


def changed(
    column: str,
    rows: "pd.Series[bool]",
    reason: str,
    new: "pd.Series[str]",
    stays: bool = False,
) -> Finding:
    """Find that the values of some rows mean something else than they say."""
    return Finding(column, rows.to_numpy(bool), "changed", reason, new, stays=stays)
