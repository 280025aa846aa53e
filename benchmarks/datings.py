"""How synthetic events are dated: most to a day, some for long, some vaguely."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Integers = NDArray[np.int64]

FIRST, LAST = np.datetime64("2023-10-01"), np.datetime64("2025-05-31")
DAYS = int((LAST - FIRST).astype(int)) + 1
# A year in full must lie between the two.
YEAR = np.datetime64("2024-01-01")


@dataclass(frozen=True)
class Dating:
    """How a share of the events is dated."""

    share: float
    unit: Literal["D", "M", "Y"] = "D"
    """The smallest unit that is known: a day, a month or a year."""
    qualifier: str = ""
    """As EDTF writes what is approximate or uncertain."""
    lasting: tuple[int, int] = (0, 0)
    """Fewest and most days from the first to the last."""


DATINGS = (
    Dating(0.78),
    Dating(0.04, qualifier="~"),
    Dating(0.02, qualifier="?"),
    Dating(0.01, qualifier="%"),
    Dating(0.07, lasting=(1, 10)),
    Dating(0.03, lasting=(60, 240)),
    Dating(0.035, "M"),
    Dating(0.01, "M", "~"),
    Dating(0.005, "Y"),
)


def write_dates(random: np.random.Generator, days: Integers) -> NDArray[np.object_]:
    """Write dates as EDTF does; `days` count from FIRST."""
    dating = random.choice(len(DATINGS), len(days), p=[dating.share for dating in DATINGS])
    dates = np.empty(len(days), dtype=object)
    for number, how in enumerate(DATINGS):
        rows = np.flatnonzero(dating == number)
        lasting = random.integers(*how.lasting, len(rows), endpoint=True)
        dates[rows] = _written(FIRST + days[rows], lasting, how)
    return dates


def _written(first: Days, lasting: Integers, how: Dating) -> NDArray[np.str_]:
    if how.unit == "Y":
        first = np.full_like(first, YEAR)
    text = np.strings.add(_text(first, how), how.qualifier)
    if not how.lasting[1]:
        return text
    last = np.minimum(first + lasting, LAST)
    return np.strings.add(np.strings.add(text, "/"), _text(last, how))


def _text(days: Days, how: Dating) -> NDArray[np.str_]:
    return np.datetime_as_string(days, how.unit)
