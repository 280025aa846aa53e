"""WHERE: the region, its places and layers, the map that shows them, and drawn maps."""

from geodata.geography import GeodataError, Geography, read_geography
from geodata.layers import Layer, Shape
from geodata.places import POINTS, PRECISION_WORDS, UNPLACED, WHOLE, Metres, Place, Precision
from geodata.region import Region, Slug, written_as
from geodata.world import world_geography

__all__ = [
    "POINTS",
    "PRECISION_WORDS",
    "UNPLACED",
    "WHOLE",
    "GeodataError",
    "Geography",
    "Layer",
    "Metres",
    "Place",
    "Precision",
    "Region",
    "Shape",
    "Slug",
    "read_geography",
    "world_geography",
    "written_as",
]
