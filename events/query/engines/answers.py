"""What engines answer with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

Step = tuple[int, int]
"""The first and the last day on which an event can have begun; the same where the day is given."""

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


@dataclass(frozen=True)
class Groups:
    """Events in the cells of a grid, a row a cell that holds any."""

    counts: NDArray[np.int64]
    longitude: NDArray[np.float64]
    """The mean of the group's events, in degrees; so is the latitude."""
    latitude: NDArray[np.float64]
    first: NDArray[np.int64]
    """The number of one event of the group: the one that begins first."""
