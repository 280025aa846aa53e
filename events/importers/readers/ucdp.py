"""UCDP GED: a row is one incident with at least one death (its codebook says what codes mean)."""

import calendar
import csv
from dataclasses import replace
from datetime import date

import pandas as pd

from events.importers.readers.acled import changed, joined
from events.importers.readers.delimited import read_delimited
from events.importers.report import Answers
from events.importers.sheet import Finding, Sheet
from events.records.rows import JOINER

SIGNS = ("type_of_violence", "where_prec", "date_prec", "date_start", "date_end", "source_office")
"""Columns by which a table is known."""

COLUMNS: dict[str, str] = {
    "id": "id", "title": "title", "date": "date", "end": "", "place": "where_coordinates",
    "place_note": "where_description", "latitude": "latitude", "longitude": "longitude",
    "precision": "precision", "category": "category", "source": "source_office",
    "actors": "actors",
}  # fmt: skip

PLACES: dict[str, str] = dict(
    zip("1234567", ("exact", "near", "adm2", "adm1", "area", "country", "international"),
        strict=True)
)  # fmt: skip

"""How exact a place is, by `where_prec`."""

KINDS: dict[str, str] = {"1": "State-based violence", "2": "Non-state violence",
                         "3": "One-sided violence"}  # fmt: skip


def is_ucdp(head: bytes) -> bool:
    """Tell whether a table has the columns of UCDP GED."""
    names = head.partition(b"\n")[0]
    return all(name.encode() in names for name in SIGNS)


def read_ucdp(content: bytes, answers: Answers) -> Sheet:
    """Lay out the rows; days and places become as vague as their codes say."""
    sheet = read_delimited(content, answers)
    cells = sheet.cells
    start, end = (cells[name].str.slice(0, 10) for name in ("date_start", "date_end"))
    dates = _spans(start, end)
    turned = ((end < start) | dates.isna()).to_numpy(bool)
    unknown = cells["number_of_sources"] == "-1"
    precision = cells["where_prec"].map(PLACES)
    articles = cells["source_article"].map(_articles, na_action="ignore")
    made = {
        "title": cells["dyad_name"] + ", " + cells["where_coordinates"],
        "date": dates,
        "precision": precision,
        "category": cells["type_of_violence"].map(KINDS),
        "actors": joined(cells, "side_a", "side_b"),
        "deaths": _deaths(cells),
    }
    findings = (
        Finding("date_end", turned, "refused", "is before `date_start`, or one is no day", start,
                mend="correct one of them"),
        changed("date_start", dates.notna(), "is as exact as `date_prec` says", dates),
        changed("where_prec", precision.notna(), "is how exact the place is", precision),
        changed("number_of_sources", unknown, "means that it is not known",
                unknown.map({True: "unknown"}), stays=True),
        changed("source_article", articles != cells["source_article"], "is a list", articles,
                stays=True),
    )  # fmt: skip
    return replace(
        sheet,
        cells=cells.assign(**made),
        columns=COLUMNS,
        said=(*sheet.said, *_said(sheet)),
        findings=findings,
        made=tuple(made),
    )


def _said(sheet: Sheet) -> list[str]:
    checked = sheet.numbers[(sheet.cells["code_status"] == "Check").to_numpy(bool)].tolist()
    said = [
        "Titles are made of `dyad_name` and `where_coordinates`.",
        "`where_prec` 1 to 7 become " + ", ".join(PLACES.values()) + ".",
        "`deaths` is made of `low`, `best` and `high`; a best of 0 with a higher one is not none.",
    ]
    if checked:
        more = f" and {len(checked) - 10:,} more" if len(checked) > 10 else ""
        rows = ", ".join(map(str, checked[:10]))
        said.append(f"`code_status` is Check, so UCDP may change it, in {rows}{more}.")
    return said


def _spans(start: "pd.Series[str]", end: "pd.Series[str]") -> "pd.Series[str]":
    """Write each pair of days as a day, a span, a whole month or a whole year."""
    pairs = start + "/" + end
    read = {pair: _span(*pair.split("/", 1)) for pair in pairs.dropna().unique()}
    return pairs.map(read).astype("str")


def _span(first: str, last: str) -> str | None:
    """Return the shortest way to write a span.

    >>> _span("2020-03-01", "2020-03-31"), _span("2020-01-01", "2020-12-31")
    ('2020-03', '2020')
    """
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    if start >= end:
        return first if start == end else None
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return first[:4]
    is_month = start.day == 1 and first[:7] == last[:7]
    if is_month and end.day == calendar.monthrange(end.year, end.month)[1]:
        return first[:7]
    return f"{first}/{last}"


def _deaths(cells: pd.DataFrame) -> "pd.Series[str]":
    """Write the three estimates in words: a best of 0 may not read as none."""
    low, best, high = (cells[name] for name in ("low", "best", "high"))
    between = (best != low) & (best != high)
    span = low + " to " + high + " dead"
    span = span.where(~between, span + ", " + best + " most likely")
    return span.where(low != high, best + " dead")


def _articles(text: str) -> str:
    """Write the articles of a cell with | between them; each has outlet, day and headline.

    >>> _articles('"A Times,2020-02-05,On the ridge";"B Post,2020-02-06,Quiet"')
    'A Times,2020-02-05,On the ridge | B Post,2020-02-06,Quiet'
    """
    return JOINER.join(next(csv.reader([text], delimiter=";"), []))
