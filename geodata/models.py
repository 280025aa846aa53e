"""The names of before, until all that imports them reads a Geography."""

from geodata.layers import Layer, Shape
from geodata.places import (
    POINTS,
    PRECISION_WORDS,
    UNPLACED,
    Metres,
    Place,
    Precision,
    first_day,
    last_day,
)
from geodata.region import Bounds, Slug

BASE_MAP = Bounds(west=33.7, south=31.0, east=34.9, north=31.8)
ZOOMS = (9.5, 16)

__all__ = [
    "BASE_MAP",
    "POINTS",
    "PRECISION_WORDS",
    "UNPLACED",
    "ZOOMS",
    "Layer",
    "Metres",
    "Place",
    "Precision",
    "Shape",
    "Slug",
    "first_day",
    "last_day",
]
