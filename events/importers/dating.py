"""When each row of a sheet happened: dates read, offered from titles, joined with last days."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.importers.mapping import Mapping
from events.importers.values import DateReader, Reading
from events.importers.values.dates import date_in
from events.importers.values.reading import asked, refused
from events.importers.work import Text, Work
from events.records import When

MOST_SEARCHED = 10_000
"""Titles of rows without a date that are searched for one."""

ORDERS = {
    "day-first": "the day comes first in dates such as 03/04/2024, as some of them show.",
    "month-first": "the month comes first in dates such as 03/04/2024, as some of them show.",
    "mixed": "dates such as 03/04/2024 are written in both orders, so no order holds for all.",
}
"""What is said of a column of dates, by the order that its own values show."""


def dates_of(work: Work, mapping: Mapping) -> Text:
    """Read the dates, and the last days where the file has them in a column of their own."""
    column = mapping.columns.get("date")
    if column is None:
        rows = np.flatnonzero(work.taken)
        if len(rows):
            work.note(rows, "", asked("no-date", "has no date", "", "add a column of dates"), "")
        return work.none()
    end = mapping.columns.get("end", column)
    dates = _read_dates(work, column, end != column)
    cells = work.sheet.cells[column]
    blank = (cells.isna() | (cells.str.strip() == "")).to_numpy(bool) & work.taken
    blank[list(work.settled[column])] = False
    blank &= ~_in_titles(work, mapping, dates, blank)
    if blank.any():
        waits = asked("no-date", "has no date", "", "add the date")
        reading = refused("is empty", "add the date") if work.sheet.noun == "row" else waits
        work.note(np.flatnonzero(blank), column, reading, "")
    if end == column:
        return dates
    return _intervals(work, dates, _read_dates(work, end, True), column, end)


def _in_titles(
    work: Work, mapping: Mapping, dates: Text, blank: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Offer the dates that stand in titles; mark the rows that have one."""
    found = np.zeros(work.size, np.bool_)
    titles = work.column(mapping, "title")
    if titles is None or np.count_nonzero(blank) > MOST_SEARCHED:
        return found
    is_taken = work.answers.get("title-date") == "as-offered"
    for row in np.flatnonzero(blank):
        text = titles.iloc[row]
        date = None if pd.isna(text) else date_in(str(text))
        if date is None:
            continue
        found[row] = True
        reason = "holds the only date of its row"
        reading = asked("title-date", reason, date, "add the date")
        if is_taken:
            dates.iloc[int(row)], reading = date, Reading(date, "changed", reason)
        work.note(np.array([row]), mapping.columns["title"], reading, str(text))
    return found


def _read_dates(work: Work, column: str, has_sides: bool) -> Text:
    """Read a column of dates; where there are two, one side can be open, which is `..`."""
    cells = work.cells(column).mask(lambda texts: texts.str.strip() == "")
    reader = DateReader.of((str(text) for text in cells.dropna().unique()), work.answers)
    if reader.order in ORDERS:
        work.said.append(f"{column}: {ORDERS[reader.order]}")

    def read(text: str) -> Reading:
        return Reading(text) if text == ".." and has_sides else reader.read(text)

    return work.read(column, cells, read)


def _intervals(work: Work, dates: Text, ends: Text, column: str, end: str) -> Text:
    """Join first and last days; the same twice is one day."""
    several = dates.notna() & ends.notna() & (dates != ends)
    joined = (dates + "/" + ends).where(several)

    def read(text: str) -> Reading:
        first, last = text.split("/", 1)
        try:
            When(text)
        except ValueError:
            return refused(f"ends on {last}, before it begins on {first}", "correct one of them")
        return Reading(text)

    return work.read(f"{column}, {end}", joined, read).where(several, dates)
