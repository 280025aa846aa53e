"""What a map holds of more events than a browser can: those in view, or counts of them."""

from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.query.engines.engine import Engine
from events.query.engines.overview import End, Spans
from events.query.engines.tiles import FINEST, MOST_TILES, Tiles
from events.query.question import Query, Sides

MOST_EVENTS = 20_000
"""Events that a map holds one by one; of more it holds counts."""

MOST_CELLS = 60_000
"""Counts by tile, category and span of days."""

MOST_BARS = 40_000
"""Counts by category and span of days in which events begin, and in which they end."""

MOST_SPANS = 2_000
"""Spans of the timeline: more than it has pixels for."""


@dataclass(frozen=True)
class Extract:
    """Rows for a map and for its timeline."""

    rows: pd.DataFrame
    """An event or a count a row, sorted by first day: the columns of a table that the map needs,
    `number` that of the event's row (-1 of several events), and `weight` how many events a count
    stands for (0 of an event)."""
    bars: pd.DataFrame | None
    """Counts of all events that pass the filters: `day`, the first of the span in which they begin
    or the last of the span in which they end (`ends`), category, `marked`, whether they have marks
    on the map, and `weight`; None where `rows` has all of them one by one."""
    bar_days: int
    """How many days such a count is of."""
    days: int
    """How many days a count of `rows` is of."""
    zoom: int
    """The zoom of its tile."""
    hidden: int
    """The row of the open event where it is here for what is known of it alone; else -1."""


def extract(engine: Engine, query: Query, sides: Sides, event: str | None = None) -> Extract:
    """Return what a map holds of the events that pass the filters, whatever their days.

    Counts are exact for the days of the query; the part of the map is given in degrees.
    """
    bars, length = _bars(engine, query)
    if bars["weight"][~bars["ends"]].sum() <= MOST_EVENTS:
        return _with_event(engine, Extract(_events(engine, query, None), None, 1, 1, 0, -1), event)
    tiles, cells = _undivided(engine, query, sides)
    if cells["counted"].sum() > MOST_EVENTS:
        rows, days = _counts(engine, query, tiles, len(cells))
    else:
        rows, days = _events(engine, query, tiles), 1
    return _with_event(engine, Extract(rows, bars, length, days, tiles.zoom, -1), event)


def _days(engine: Engine) -> int:
    first, last = engine.span
    return last - first + 1


def _spans(engine: Engine, query: Query, length: int) -> Spans:
    return Spans(engine.span[0], length, query.first, query.last)


def _undivided(engine: Engine, query: Query, sides: Sides) -> tuple[Tiles, pd.DataFrame]:
    """Count by tile without spans; where categories are many, in fewer tiles."""
    most, spans = MOST_TILES, _spans(engine, query, _days(engine))
    while True:
        tiles = Tiles.cover(sides, most)
        cells = engine.cells(query, tiles, spans, MOST_CELLS + 1)
        if len(cells) <= MOST_CELLS or most == 1:
            return tiles, cells
        most //= 2


def _bars(engine: Engine, query: Query) -> tuple[pd.DataFrame, int]:
    """Count for the timeline, in spans as short as its bound allows; return their days too."""
    length = ceil(_days(engine) / MOST_SPANS)
    while True:
        spans = _spans(engine, query, length)
        ends: tuple[End, ...] = ("first", "last")
        counted = [engine.bars(query, spans, end, MOST_BARS + 1) for end in ends]
        if sum(map(len, counted)) <= MOST_BARS or length >= _days(engine):
            break
        length *= 2
    begins, ended = (
        pd.DataFrame(
            {
                "day": _day(found["span"], spans, end),
                "category": found["category"],
                "marked": found["marked"].astype(bool),
                "ends": bool(end),
                "weight": found["counted"],
            }
        ).sort_values("day", kind="stable")
        for end, found in enumerate(counted)
    )
    return pd.concat([begins, ended], ignore_index=True), length


def _events(engine: Engine, query: Query, tiles: Tiles | None) -> pd.DataFrame:
    return engine.seen(query, tiles, MOST_EVENTS).assign(weight=0)


def _counts(engine: Engine, query: Query, tiles: Tiles, undivided: int) -> tuple[pd.DataFrame, int]:
    """Count by tile in spans as short as the bound allows, and return their days.

    `undivided` counts are there without spans.
    """
    number = max(1, MOST_CELLS // max(1, undivided))
    length = ceil(_days(engine) / number)
    while True:
        spans = _spans(engine, query, length)
        cells = engine.cells(query, tiles, spans, MOST_CELLS + 1)
        if len(cells) <= MOST_CELLS or length >= _days(engine):
            break
        length *= 2
    longitude, latitude = _middles(cells)
    rows = _by_day(
        pd.DataFrame(
            {
                **UNSAID,
                "category": cells["category"],
                **_dated(cells, spans),
                "longitude": longitude,
                "latitude": latitude,
                "number": np.where(cells["counted"] == 1, cells["number"], -1),
                "weight": cells["counted"],
            }
        )
    )
    return rows, length


UNSAID = {
    "id": "",
    "title": "",
    "date_precision": "day",
    "date_limits": "given",
    "certain": True,
    "status": "reported",
    "precision": "exact",
    "precision_m": 0,
    "place": "",
    "place_name": "",
}
"""What a count does not say; the map does not read it."""


def _dated(counted: pd.DataFrame, spans: Spans) -> dict[str, NDArray[np.int64]]:
    """Return the first day of the span in which events begin, and the last of where they end."""
    return {
        "first": _day(counted["begin"], spans, 0),
        "last": _day(counted["end"], spans, 1),
    }


def _day(numbers: pd.Series, spans: Spans, end: int) -> NDArray[np.int64]:
    """Return the first (0) or the last day (1) of each numbered span."""
    known, at = np.unique(numbers.to_numpy(dtype=np.int64), return_inverse=True)
    days = np.array([spans.days(number)[end] for number in known.tolist()], dtype=np.int64)
    return days[at]


def _middles(cells: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return longitude and latitude of the middle of the events of each tile, in degrees.

    It is that of all its events, so that a mark stays where it is whatever the days.
    """
    by = cells.groupby(["column", "row"])[["across", "down", "counted"]].transform("sum")
    across, down = ((by[name] / by["counted"] + 0.5) / 2**FINEST for name in ("across", "down"))
    # The inverse of EPSG:3857: see `tiles_at`.
    latitude = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * down))))
    return across * 360 - 180, latitude


def _by_day(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values("first", kind="stable", ignore_index=True)


def _with_event(engine: Engine, found: Extract, event: str | None) -> Extract:
    """Add the open event where it is not among the rows."""
    rows, number = found.rows, engine.number(event)
    is_there = (rows["number"] == number) & (rows["weight"] == 0)
    if event is None or number is None or is_there.any():
        return found
    own = engine.pick([event]).assign(number=number, weight=0)
    shared = [name for name in rows.columns if name in own.columns]
    joined = pd.concat([rows[shared].astype(object), own[shared].astype(object)])
    ordered = _by_day(joined.infer_objects())
    is_own = (ordered["number"] == number) & (ordered["weight"] == 0)
    hidden = int(np.flatnonzero(is_own)[0])
    return replace(found, rows=ordered, hidden=hidden)
