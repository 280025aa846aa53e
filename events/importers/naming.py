"""What each event is called: titles and ids, which are made where a file has none."""

import numpy as np
import pandas as pd

from events.importers.fields import folded
from events.importers.mapping import Mapping
from events.importers.values import Reading, slugs
from events.importers.values.reading import asked
from events.importers.work import WAITING, Text, Work
from events.records.values import LONGEST_LINE


def titles_of(work: Work, events: dict[str, Text]) -> Text:
    """Take titles, or make them from the summary, the place or the number of the row."""
    titles: Text = events.get("title", work.none())
    titles = titles.fillna(_measured(work, events))
    for name in ("summary", "place", "category"):
        if name in events:
            titles = titles.fillna(events[name].str.slice(0, LONGEST_LINE))
    if not titles.isna().any():
        return titles
    numbers = pd.Series(work.sheet.numbers, index=titles.index).astype("str")
    if (titles.isna().to_numpy(bool) & work.taken).any():
        work.said.append("Titles are made where the file has none.")
    return titles.fillna(work.sheet.noun.capitalize() + " " + numbers)


def _measured(work: Work, events: dict[str, Text]) -> Text:
    """Make titles of a number and the place, as lists of earthquakes have them."""
    if "place" not in events or "title" in events or "summary" in events:
        return work.none()
    for name, cells in work.sheet.cells.items():
        if cells.str.fullmatch(r"\d+\.\d+", na=False).all() and len(cells):
            work.said.append(f"Titles are made from {name} and the place.")
            return f"{name} " + cells + ", " + events["place"]
    return work.none()


def ids_of(work: Work, mapping: Mapping, events: dict[str, Text]) -> Text:
    """Write ids as the dashboard has them, the same each time; make them where there are none."""
    column = mapping.columns.get("id")
    if column is None or column == _running_number(work, column):
        work.said.append("Ids are made from titles and dates.")
        return _numbered(_made(events), work)
    stripped = work.sheet.cells[column].str.strip()
    ids = slugs(stripped)
    if (ids != stripped)[stripped.notna() & work.taken].any():
        work.said.append(
            f"{column}: ids are written in small letters, digits and -; the old ones are kept."
        )
    ids = ids.mask(ids == "")
    if ids.isna().any():
        ids = ids.fillna(_made(events))
    return _shared_ids(work, column, ids)


def _made(events: dict[str, Text]) -> Text:
    """Make ids of titles and dates, which stay where other rows come and go."""
    made = slugs(events["title"]).str.slice(0, 60) + "-" + slugs(events["date"]).fillna("")
    made = made.str.strip("-")
    return made.where(made != "", "event")


RUNNING = ("row", "index", "rank", "unnamed 0", "")
"""Names of columns that number the rows of a file as they stand in it, and others tomorrow."""


def _running_number(work: Work, column: str) -> str | None:
    """Return a column that only numbers the rows, unless it is to be the id; this is asked once."""
    if folded(column) not in RUNNING:
        return None
    work.made["running-number"] = "make"
    return None if work.answers.get("running-number") == "take" else column


def _shared_ids(work: Work, column: str, ids: Text) -> Text:
    """Ask which of several rows with one id is to come in."""
    open_ = pd.Series(work.levels <= WAITING, index=ids.index)
    shared = ids[open_].duplicated(keep=False).reindex(ids.index, fill_value=False)
    if not shared.any():
        return _numbered(ids, work)
    for choice in ("newest", "first", "last"):
        work.fewer["same-id", choice] = ids[open_][shared[open_]].nunique()
    answer = work.answers.get("same-id", "wait")
    if answer == "wait":
        stamp = _newest(work)
        offer = "newest" if stamp is not None else "all"
        reading = asked("same-id", "is the id of several rows", offer, "give each its own id")
        work.note(np.flatnonzero(shared.to_numpy(bool)), column, reading)
    elif answer != "all":
        order = _newest(work) if answer == "newest" else None
        ranked = (
            ids[shared] if order is None else ids[shared].loc[order[shared].sort_values().index]
        )
        dropped = ranked.duplicated(keep="first" if answer == "first" else "last")
        rows = np.sort(np.flatnonzero(ids.index.isin(dropped[dropped].index)))
        work.note(rows, column, Reading(None, "left out", "is an older row of the same id"))
    return _numbered(ids, work)


STAMPS = ("timestamp", "updated", "updated at", "modified", "last modified")
"""Columns that tell which row was written last."""


def _newest(work: Work) -> "Text | None":
    """Return the column that tells when a row was written; None if there is none."""
    by_name = {folded(str(name)): name for name in work.sheet.cells}
    found = next((by_name[name] for name in STAMPS if name in by_name), None)
    return None if found is None else work.sheet.cells[found].fillna("")


def _numbered(ids: Text, work: Work) -> Text:
    """Add a number to each id that a row above has too, of those that come in."""
    taken = ids[work.taken]
    times = taken.groupby(taken).cumcount().reindex(ids.index, fill_value=0)
    again = times > 0
    if not again.any():
        return ids
    return ids.where(~again, ids.str.slice(0, 70) + "-" + (times + 1).astype("str"))
