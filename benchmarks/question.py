"""The time that a question to the events takes alone, with no server and no browser."""

import statistics
import time
from pathlib import Path

import numpy as np

from events.query import FILTERS, Arrays, Engine, Query
from events.table.geoparquet import read_table

QUESTIONS = 20
LISTED = 20


def time_questions(data: Path) -> float:
    """Return the median seconds of asking how many events a range holds, which, and of what kind.

    The range begins at a later day each time and ends at the last, as when the slider is moved.
    """
    _, frame = read_table(data)
    engine = Arrays(frame)
    low, high = engine.span
    starts = np.linspace(low, (low + high) // 2, QUESTIONS).astype(int).tolist()
    return statistics.median(_time(engine, Query(first, high)) for first in starts)


def _time(engine: Engine, query: Query) -> float:
    start = time.perf_counter()
    engine.count(query)
    engine.page(query, 0, LISTED)
    for name in FILTERS:
        engine.counts(query, name)
    return time.perf_counter() - start
