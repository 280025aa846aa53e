"""Marks of a picture: events grouped where they would lie over each other, as on the map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.models import POINTS, UNPLACED
from geodata.picture.window import Window

MARK = 30.0
"""How wide a mark is, in units."""

MOST_MARKS = 400

CELL = 34.0
"""Edge of a cell, in units, where there are too many places to tell each apart."""

FOOT = 16.0
"""Units at the lower edge that stay free for the credits."""


@dataclass(frozen=True)
class Mark:
    """One event, or several that lie together; positions and lengths in units."""

    x: float
    y: float
    count: int
    parts: tuple[tuple[str, int], ...]
    """How many events of which category, in the order of the categories' ids."""
    hollow: bool
    """Whether its one event lies along a line or in an area, not at a point."""
    doubt: float | None
    """How far the place can be off; None where it is too small or too wide to be drawn."""
    steps: tuple[int, ...]
    """Numbers of its events, where they are numbered."""


@dataclass(frozen=True)
class Away:
    """A place that lies beyond the picture, or that no point stands for, with its events."""

    name: str
    count: int
    steps: tuple[int, ...]


def place_marks(
    frame: pd.DataFrame, window: Window, steps: Sequence[int], shaped: frozenset[str]
) -> tuple[Mark, ...]:
    """Group the events that lie in a window; `shaped` are places that the map draws as shapes."""
    table = _positions(frame, window, steps)
    table = table[table["inside"]]
    if table.empty:
        return ()
    table = table.assign(mark=_gather(table))
    most = min(window.width, window.height)
    marks = (_mark(rows, window, most, shaped) for _, rows in table.groupby("mark"))
    return tuple(sorted(marks, key=lambda mark: (-mark.count, mark.x, mark.y)))


def list_away(frame: pd.DataFrame, window: Window, steps: Sequence[int]) -> tuple[Away, ...]:
    """List the places beyond a window, those with most events first."""
    table = _positions(frame, window, steps)
    found = (
        Away(str(rows["name"].iloc[0]), len(rows), _numbers(rows))
        for _, rows in table[~table["inside"]].groupby("place", sort=False)
    )
    return tuple(sorted(found, key=lambda away: -away.count))


def _positions(frame: pd.DataFrame, window: Window, steps: Sequence[int]) -> pd.DataFrame:
    x, y = window.at(frame["longitude"], frame["latitude"])
    inset = MARK / 2 + 1
    inside = (x >= inset) & (x <= window.width - inset)
    inside &= (y >= inset) & (y <= window.height - inset - FOOT)
    inside &= ~frame["precision"].isin(UNPLACED).to_numpy()
    return pd.DataFrame(
        {
            "x": x,
            "y": y,
            "inside": inside,
            "place": frame["place"].to_numpy(),
            "name": frame["place_name"].to_numpy(),
            "category": frame["category"].to_numpy(),
            "hollow": ~frame["precision"].isin(POINTS).to_numpy(),
            "metres": frame["precision_m"].to_numpy(),
            "step": np.asarray(steps, dtype=np.int64) if steps else 0,
        }
    )


def _mark(rows: pd.DataFrame, window: Window, most: float, shaped: frozenset[str]) -> Mark:
    counted = rows["category"].value_counts().sort_index()
    return Mark(
        x=float(rows["x"].mean()),
        y=float(rows["y"].mean()),
        count=len(rows),
        parts=tuple((str(name), int(number)) for name, number in counted.items()),
        hollow=len(rows) == 1 and bool(rows["hollow"].iloc[0]),
        doubt=_doubt(rows, window, most, shaped),
        steps=_numbers(rows),
    )


def _doubt(rows: pd.DataFrame, window: Window, most: float, shaped: frozenset[str]) -> float | None:
    """How far the one place of a mark can be off, at the most, by any of its events."""
    if np.ptp(rows["x"]) > 0.1 or np.ptp(rows["y"]) > 0.1 or rows["place"].iloc[0] in shaped:
        return None
    radius = window.length(float(rows["metres"].max()))
    return radius if radius > MARK / 2 + 1 and 2 * radius <= most else None


def _numbers(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(int(step) for step in sorted(rows["step"]) if step > 0)


def _gather(table: pd.DataFrame) -> NDArray[np.intp]:
    """Give each event the number of its mark."""
    spots, spot = np.unique(table[["x", "y"]].round(1).to_numpy(), axis=0, return_inverse=True)
    if len(spots) > MOST_MARKS:
        cells = (table[["x", "y"]] // CELL).to_numpy()
        spots, spot = np.unique(cells, axis=0, return_inverse=True)
    spot = spot.ravel()
    counts = np.bincount(spot, minlength=len(spots)).astype(np.float64)
    middles = np.stack(
        [np.bincount(spot, table[axis], minlength=len(spots)) / counts for axis in ("x", "y")], 1
    )
    return _join(middles, counts)[spot]


def _join(middles: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.intp]:
    """Join the two nearest groups until none are closer than a mark is wide, nor too many."""
    group = np.arange(len(middles))
    middles, counts = middles.copy(), counts.copy()
    apart = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    left = len(middles)
    while left > 1:
        one, other = np.unravel_index(np.argmin(apart), apart.shape)
        if apart[one, other] >= MARK and left <= MOST_MARKS:
            break
        both = counts[one] + counts[other]
        middles[one] = (middles[one] * counts[one] + middles[other] * counts[other]) / both
        counts[one] = both
        group[group == other] = one
        apart[other] = apart[:, other] = np.inf
        away = np.hypot(*(middles - middles[one]).T)
        away[np.isinf(apart[one])] = np.inf
        apart[one] = apart[:, one] = away
        left -= 1
    return group


def in_ranges(numbers: Sequence[int]) -> str:
    """Write rising numbers for a reader, three and more in a row as a range.

    >>> in_ranges([1, 2, 4, 5, 6, 9])
    '1, 2, 4–6, 9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(part for run in runs for part in _run(run))


def _run(run: list[int]) -> Iterator[str]:
    if len(run) > 2:
        yield f"{run[0]}–{run[-1]}"
    else:
        yield from map(str, run)
