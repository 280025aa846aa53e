"""What engines answer with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from events.table import Row

Mask = NDArray[np.bool_]

Step = tuple[int, int]
"""The first and the last day on which an event can have begun; the same where the day is given."""


@dataclass(frozen=True)
class Related:
    """Other events that share something with one."""

    by: str
    """What they share: `place` or `day`."""
    rows: Sequence[Row]
    more: int
    """How many there are besides."""
