"""WHERE: places and background layers, and the map that shows them."""

from geodata.columns import ROWS, Files, write_files, write_rows
from geodata.files import explain, read_yaml
from geodata.load import GeodataError, load_layers, load_places, load_shapes
from geodata.map import Addresses, Message, draw_map, show
from geodata.marks import in_ranges
from geodata.models import PRECISION_WORDS, Layer, Metres, Place, Precision, Shape, Slug
from geodata.picture import Picture, draw_picture
from geodata.scripts import write_scripts

__all__ = [
    "PRECISION_WORDS",
    "ROWS",
    "Addresses",
    "Files",
    "GeodataError",
    "Layer",
    "Message",
    "Metres",
    "Picture",
    "Place",
    "Precision",
    "Shape",
    "Slug",
    "draw_map",
    "draw_picture",
    "explain",
    "in_ranges",
    "load_layers",
    "load_places",
    "load_shapes",
    "read_yaml",
    "show",
    "write_files",
    "write_rows",
    "write_scripts",
]
