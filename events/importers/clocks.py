"""Days in UTC, which are other days by the clocks of the place: what is said of them."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from events.importers.fields import folded
from events.importers.readers.json_text import some_of
from events.importers.sheet import Sheet

MOST_ROWS = 20_000
"""Rows that are looked at; a larger file is told of in the first ones."""

_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{5,8}(?:\.[0-9]+)?\s?(?:Z|UTC)")
_EPOCH = re.compile(r"-?[0-9]{9,14}")
_CLOCK = r"[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?"


def say_clocks(sheet: Sheet, date: str, longitude: NDArray[np.float64]) -> Iterator[str]:
    """Say which rows had another day than that of UTC, by the sun; and which lie at its edge."""
    cells = sheet.cells.head(MOST_ROWS)
    if date in cells:
        pairs = zip(sheet.numbers.tolist(), cells[date], longitude, strict=False)
        other = [str(n) for n, text, x in pairs if np.isfinite(x) and _differs(text, float(x))]
        if other:
            yield f"Days are in UTC; by the sun it was another day there in {some_of(other)}."
    edge = [str(n) for n in sheet.numbers[np.abs(longitude) > 179]]
    if edge:
        yield f"Beside the 180° line, where clocks can show another day: {some_of(edge)}."
    clocks = [
        n for n in cells if cells[n].notna().any() and cells[n].dropna().str.fullmatch(_CLOCK).all()
    ]
    utc = next((name for name in clocks if "utc" in folded(str(name))), None)
    local = next((name for name in clocks if "local" in folded(str(name))), None)
    if utc and local:
        before = (cells[utc] > cells[local]).to_numpy(dtype=bool) & (longitude[: len(cells)] > 0)
        if before.any():
            which = some_of([str(n) for n in sheet.numbers[: len(cells)][before]])
            yield f"`{utc}` of {which} belongs to the day before that of `{local}`."


def _differs(text: object, longitude: float) -> bool:
    """Tell whether the day of a moment in UTC is another by the sun."""
    if not isinstance(text, str):
        return False
    try:
        if _UTC.fullmatch(text):
            moment = datetime.fromisoformat(text.removesuffix("UTC").rstrip(" Z"))
        elif _EPOCH.fullmatch(text):
            seconds = int(text) / (1000 if len(text.lstrip("-")) > 10 else 1)
            moment = datetime(1970, 1, 1) + timedelta(seconds=seconds)
        else:
            return False
        return (moment + timedelta(hours=longitude / 15)).date() != moment.date()
    except (ValueError, OverflowError):
        return False
