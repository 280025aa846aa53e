"""The map's scripts as one file, so that a frame waits for one answer and not for one a file."""

import re
from pathlib import Path

import js_lib_leaflet

from geodata.webmap.columns import write_hashed

ASSETS = Path(__file__).parent / "web"

LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
"""Where the package django-js-lib-leaflet keeps Leaflet; Django itself is not needed."""

SCRIPTS = (
    "columns.js",
    "base_map.js",
    "looks.js",
    "marks.js",
    "controls.js",
    "time_strip.js",
    "presenting.js",
    "events_layer.js",
    "frame.js",
)
"""Our own, in the order in which they are run, after Leaflet."""


def write_scripts(folder: Path, leaflet: Path = LEAFLET / "leaflet.js") -> str:
    """Write Leaflet and our scripts behind each other into a folder; return the file's name."""
    return write_hashed(folder, "map", "js", join_scripts(leaflet))


def join_scripts(leaflet: Path = LEAFLET / "leaflet.js") -> bytes:
    """Return Leaflet and our scripts, each behind the other."""
    texts = [leaflet.read_bytes(), *((ASSETS / name).read_bytes() for name in SCRIPTS)]
    return b"\n;\n".join(texts)


def join_styles() -> str:
    """Return Leaflet's style sheet, without the pictures that our map never shows, and ours."""
    leaflet = (LEAFLET / "leaflet.css").read_text("utf-8")
    return re.sub(r"url\([^)]*\)", "none", leaflet) + (ASSETS / "map.css").read_text("utf-8")
