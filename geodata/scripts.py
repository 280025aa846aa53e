"""The map's scripts as one file, so that a frame waits for one answer and not for eight."""

from pathlib import Path

from geodata.columns import write_hashed

ASSETS = Path(__file__).parent / "assets"

SCRIPTS = (
    "columns.js",
    "base_map.js",
    "marks.js",
    "controls.js",
    "time_strip.js",
    "presenting.js",
    "events_layer.js",
)
"""Our own, in the order in which they are run, after Leaflet."""


def write_scripts(folder: Path, leaflet: Path) -> str:
    """Write Leaflet and our scripts behind each other into a folder; return the file's name."""
    texts = [leaflet.read_bytes(), *((ASSETS / name).read_bytes() for name in SCRIPTS)]
    return write_hashed(folder, "map", "js", b"\n;\n".join(texts))
