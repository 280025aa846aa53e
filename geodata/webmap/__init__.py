"""The map in the browser: the folium map, its data, its messages and its scripts."""

from geodata.webmap.columns import (
    Files,
    Rows,
    has_part,
    hold_map,
    write_files,
    write_part,
    write_rows,
)
from geodata.webmap.map import Addresses, Message, Mode, draw_again, draw_map, show
from geodata.webmap.scripts import join_scripts, join_styles, write_scripts

__all__ = [
    "Addresses",
    "Files",
    "Message",
    "Mode",
    "Rows",
    "draw_again",
    "draw_map",
    "has_part",
    "hold_map",
    "join_scripts",
    "join_styles",
    "show",
    "write_files",
    "write_part",
    "write_rows",
    "write_scripts",
]
