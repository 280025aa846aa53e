"""WHERE: places and background layers, and the map that shows them."""

from geodata.columns import ROWS, Files, write_files, write_rows
from geodata.files import explain, parse_yaml, read_yaml
from geodata.load import GeodataError, load_layers, load_places, load_shapes
from geodata.map import CENTRE, Addresses, Message, Mode, draw_map, show
from geodata.marks import in_ranges
from geodata.models import (
    BASE_MAP,
    POINTS,
    PRECISION_WORDS,
    UNPLACED,
    ZOOMS,
    Layer,
    Metres,
    Place,
    Precision,
    Shape,
    Slug,
    written_as,
)
from geodata.picture import Picture, draw_picture
from geodata.scripts import LEAFLET, join_scripts, join_styles, write_scripts

__all__ = [
    "BASE_MAP",
    "CENTRE",
    "LEAFLET",
    "POINTS",
    "PRECISION_WORDS",
    "ROWS",
    "UNPLACED",
    "ZOOMS",
    "Addresses",
    "Files",
    "GeodataError",
    "Layer",
    "Message",
    "Metres",
    "Mode",
    "Picture",
    "Place",
    "Precision",
    "Shape",
    "Slug",
    "draw_map",
    "draw_picture",
    "explain",
    "in_ranges",
    "join_scripts",
    "join_styles",
    "load_layers",
    "load_places",
    "load_shapes",
    "parse_yaml",
    "read_yaml",
    "show",
    "write_files",
    "write_rows",
    "write_scripts",
    "written_as",
]
