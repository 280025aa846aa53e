"""The time that a question to the events takes alone, with no server and no browser."""

import statistics
import time
from pathlib import Path

import numpy as np

from events.collection import open_collection
from events.query import FILTERS, Engine, Query

QUESTIONS = 20
LISTED = 20


def time_questions(data: Path) -> float:
    """Return the median seconds of a question: how many events match, which, and of what kind.

    The range begins at a later day each time and ends at the last, as when the slider is moved.
    """
    engine = open_collection(data).engine
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
