"""Marks of a picture: events grouped where they would lie over each other, and their signs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.colours import PAPER, TEXT, Sign
from geodata.picture.ground import Room, Window, overlap
from geodata.places import POINTS, UNPLACED

if TYPE_CHECKING:
    from geodata.picture.canvas import Canvas

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
    table: pd.DataFrame, window: Window, steps: Sequence[int], shaped: frozenset[str]
) -> tuple[Mark, ...]:
    """Group the events that lie in a window; `shaped` are places that the map draws as shapes."""
    spots = _positions(table, window, steps)
    spots = spots[spots["inside"]]
    if spots.empty:
        return ()
    spots = spots.assign(mark=_gather(spots))
    most = min(window.width, window.height)
    marks = (_mark(rows, window, most, shaped) for _, rows in spots.groupby("mark"))
    return tuple(sorted(marks, key=lambda mark: (-mark.count, mark.x, mark.y)))


def list_away(table: pd.DataFrame, window: Window, steps: Sequence[int]) -> tuple[Away, ...]:
    """List the places beyond a window, those with most events first."""
    spots = _positions(table, window, steps)
    found = (
        Away(str(rows["name"].iloc[0]), len(rows), _numbers(rows))
        for _, rows in spots[~spots["inside"]].groupby("place", sort=False)
    )
    return tuple(sorted(found, key=lambda away: -away.count))


def _positions(table: pd.DataFrame, window: Window, steps: Sequence[int]) -> pd.DataFrame:
    x, y = window.at(table["longitude"], table["latitude"])
    inset = MARK / 2 + 1
    inside = (x >= inset) & (x <= window.width - inset)
    inside &= (y >= inset) & (y <= window.height - inset - FOOT)
    inside &= ~table["precision"].isin(UNPLACED).to_numpy()
    return pd.DataFrame(
        {
            "x": x,
            "y": y,
            "inside": inside,
            "place": table["place"].to_numpy(),
            "name": table["place_name"].to_numpy(),
            "category": table["category"].to_numpy(),
            "hollow": ~table["precision"].isin(POINTS).to_numpy(),
            "metres": table["precision_m"].to_numpy(),
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
    radius = window.length(float(rows["metres"].max()), float(rows["y"].mean()))
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


NUMBERS = 12.0
"""Size of the letters of a flag, in units."""


def mark_sign(
    canvas: "Canvas", x: float, y: float, sign: Sign, *, radius: float, hollow: bool
) -> None:
    """Draw the mark of one event: a letter on a colour with a dark edge and a white halo."""
    edge = radius * 2 / MARK * 2
    canvas.disc(x, y, radius + edge, PAPER)
    canvas.disc(x, y, radius - edge / 2, PAPER if hollow else sign.colour, TEXT, edge)
    if hollow:
        inner = radius * 4 / 15
        canvas.disc(x, y, radius - edge - inner / 2, None, sign.colour, inner)
    ink = "#000000" if hollow else sign.ink
    canvas.text(x, y, sign.letter, radius * 0.93, colour=ink, bold=True, side="center")


def group_sign(
    canvas: "Canvas", x: float, y: float, parts: Sequence[tuple[str, float]], text: str,
    *, radius: float,
) -> None:  # fmt: skip
    """Draw the mark of several events: their number in a ring of their categories' colours."""
    edge = radius * 2 / MARK * 2
    canvas.disc(x, y, radius + edge, PAPER)
    total, start = sum(share for _, share in parts), 0.0
    for colour, share in parts:
        canvas.slice(x, y, radius, (start, start + share / total), colour)
        start += share / total
    canvas.disc(x, y, radius - edge / 2, None, TEXT, edge)
    canvas.disc(x, y, radius * 0.64, PAPER)
    size = radius * (0.93 if len(text) < 3 else 0.7)
    canvas.text(x, y, text, size, colour="#000000", bold=True, side="center")


def flag(canvas: "Canvas", x: float, y: float, numbers: Sequence[int]) -> None:
    """Write numbers of events in a dark box round a point."""
    width, height = flag_size(canvas, numbers)
    canvas.box(x - width / 2 - 1.5, y - height / 2 - 1.5, width + 3, height + 3, edge=None)
    canvas.box(x - width / 2, y - height / 2, width, height, TEXT, edge=None)
    canvas.text(x, y, in_ranges(numbers), NUMBERS, colour=PAPER, bold=True, side="center")


def flag_size(canvas: "Canvas", numbers: Sequence[int]) -> tuple[float, float]:
    """Return how wide and how high the box of some numbers is."""
    return canvas.width_of(in_ranges(numbers), NUMBERS, bold=True) + 8, 17.0


def room_of(mark: Mark) -> Room:
    """Return the room that a mark takes, with its halo."""
    half = MARK / 2 + 3
    return mark.x - half, mark.y - half, mark.x + half, mark.y + half


def along(
    canvas: "Canvas", window: Window, mark: Mark, taken: Sequence[Room]
) -> tuple[float, float]:
    """Find the middle of a flag beside a mark: where it hides nothing, else to its right."""
    width, height = flag_size(canvas, mark.steps)
    beside, over = MARK / 2 + 4 + width / 2, MARK / 2 + 4 + height / 2
    steps = [(beside, 0.0), (-beside, 0.0), (0.0, -over), (0.0, over)]
    for x, y in ((mark.x + dx, mark.y + dy) for dx, dy in steps):
        room = flag_room(canvas, x, y, mark.steps)
        inside = room[0] > 0 and room[1] > 0 and room[2] < window.width
        if inside and room[3] < window.height and not any(overlap(room, one) for one in taken):
            return x, y
    return mark.x + beside, mark.y


def flag_room(canvas: "Canvas", x: float, y: float, numbers: Sequence[int]) -> Room:
    """Return the room that a flag takes round a point."""
    width, height = flag_size(canvas, numbers)
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


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
