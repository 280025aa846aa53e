"""What is said of a file as a whole: where it has gaps, and which rows look the same."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from events.importers.placing import Placed
from events.importers.readers.json_text import some_of
from events.importers.work import Work

MOST_TWINS = 10
"""Groups of rows with the same title, place and date that are named."""


def say_gaps(work: Work) -> Iterator[str]:
    """Say which columns lack a value in a few rows only."""
    sheet, there = work.sheet, work.taken | work.waits
    few = max(2, work.size // 50)
    gaps = []
    for name in sheet.cells.columns.difference(list(sheet.made), sort=False):
        missing = np.flatnonzero(sheet.cells[name].isna() & there)
        if 0 < len(missing) <= few and len(missing) * 2 < work.size:
            gaps.append(f"`{name}` in {some_of([str(n) for n in sheet.numbers[missing]], 5)}")
    if gaps:
        yield f"No value ({sheet.noun} by number): {some_of(gaps)}."


def say_twins(work: Work, events: Mapping[str, "pd.Series[str]"], placed: Placed) -> Iterator[str]:
    """Say which rows that come in have one title, place and date."""
    beside = pd.DataFrame({"longitude": placed.longitude, "latitude": placed.latitude})
    beside = beside[work.taken]
    beside = beside[beside.duplicated(keep=False)]  # of many rows, few are left to be compared
    rows = beside.index.to_numpy()
    texts = {name: events[name].iloc[rows] for name in ("title", "date")}
    keys = beside.assign(**texts, number=work.sheet.numbers[rows])
    names = ["title", "date", "longitude", "latitude"]
    twins = keys[keys.duplicated(names, keep=False)]
    groups = twins.groupby(names, dropna=False, sort=False)["number"]
    for _, numbers in list(groups)[:MOST_TWINS]:
        which = " and ".join(map(str, numbers.tolist()[:5]))
        yield f"{which} have the same title, place and date; all of them stay."
