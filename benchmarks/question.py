"""The time that a question to the events takes alone, with no server and no browser."""

import statistics
import time
from pathlib import Path

import geopandas as gpd
import numpy as np

from events import FACETS, Index, Query, When

QUESTIONS = 20


def time_questions(data: Path) -> float:
    """Return the median seconds of asking which events a range of days holds, with all counts."""
    index = _index(data)
    low, high = index.span
    starts = np.linspace(low, (low + high) // 2, QUESTIONS).astype(int)
    return statistics.median(_time(index, Query(int(first), high)) for first in starts)


def _time(index: Index, query: Query) -> float:
    start = time.perf_counter()
    index.select(query)
    for facet in FACETS:
        index.counts(query, facet)
    return time.perf_counter() - start


def _index(data: Path) -> Index:
    events = gpd.read_parquet(data)
    dates = {text: When(text) for text in events["date"].unique()}
    for name in ("first", "last", "first_at_latest"):
        days = {text: getattr(when, name) for text, when in dates.items()}
        events[name] = events["date"].map(days)
    events["sources"], events["sides"] = events["source"], events["side"]
    events["text"] = events["title"] + "\n" + events["summary"]
    return Index(events.sort_values("first", ignore_index=True))
