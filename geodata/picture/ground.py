"""The base map of a picture: the layers that stood on its dates, and the names of places."""

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
from shapely import box, maximum_inscribed_circle, unary_union
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.models import Layer
from geodata.picture.canvas import Canvas, width_of
from geodata.picture.window import Window

COLOURS = {
    "sea": "#D5E4EE", "neighbours": "#EFEDE6", "outline": "#FBFAF6", "governorates": "#8A8A8A",
    "coast": "#5B7C93", "borders": "#4A4A4A", "wadi-gaza": "#3E7CA6", "roads": "#9A7B4F",
    "philadelphi": "#8A4B08", "netzarim": "#6A3D9A", "morag": "#00695C",
}  # fmt: skip
"""The light colours of geodata/webmap/web/base_map.js; a test compares them."""

DASHES: dict[str, tuple[float, ...]] = {"governorates": (2, 5), "wadi-gaza": (8, 4)}
WIDTHS: dict[str, float] = {"borders": 2, "roads": 2}
APPROXIMATE = (6.0, 4.0)
"""Dashes round a zone: its edge is not surveyed."""

ZOOMS = (8, 9, 11, 12)
"""From which zoom on names of each rank are written, as on the map."""

SEATS = ("gaza-city", "khan-younis", "rafah", "deir-al-balah", "jabalia")
"""The chief towns of the governorates, named before others."""

AROUND = ("sea", "neighbours")
"""Layers whose shapes are named where they are seen."""

LANGUAGES = ("en", "ar", "he")

Room = tuple[float, float, float, float]
"""Left, top, right and bottom, in units."""


def draw_layers(
    canvas: Canvas, layers: Iterable[Layer], base: dict[str, Any],
    shapes: gpd.GeoDataFrame, window: Window,
) -> None:  # fmt: skip
    """Draw the shapes of the layers in their order."""
    drawn = {layer["id"]: [shape["id"] for shape in layer["shapes"]] for layer in base["layers"]}
    for layer in layers:
        for drawn_shape in to_units(shapes.loc[drawn.get(layer.id, [])].geometry, window):
            _draw(canvas, layer, drawn_shape)


def to_units(shapes: gpd.GeoSeries, window: Window) -> gpd.GeoSeries:
    """Move shapes (in degrees) to where they lie in a window."""
    scale = window.scale
    matrix = [scale, 0, 0, -scale, -window.west * scale, window.north * scale]
    return shapes.to_crs("EPSG:3857").affine_transform(matrix)


def _draw(canvas: Canvas, layer: Layer, drawn: BaseGeometry) -> None:
    colour, line = COLOURS[layer.id], "LineString" in drawn.geom_type
    if layer.kind == "ground":
        canvas.area(drawn, colour)
    elif layer.kind == "zone" and not line:
        canvas.area(drawn, colour, opacity=0.14, edge=1.5, dashes=APPROXIMATE)
    else:
        dashes = APPROXIMATE if layer.kind == "zone" else DASHES.get(layer.id, ())
        canvas.line(drawn, colour, WIDTHS.get(layer.id, 1.5), dashes)


def write_names(
    canvas: Canvas, base: dict[str, Any], window: Window, language: str,
    marked: list[Room], taken: list[Room],
) -> None:  # fmt: skip
    """Write the names for which there is room, the most important first.

    A place has a dot, unless a mark stands there; `taken` grows by the rooms of the names.
    """
    number = LANGUAGES.index(language)
    labels = [label for label in base["labels"] if window.zoom >= ZOOMS[label["rank"]]]
    for label in sorted(labels, key=lambda label: (label["id"] not in SEATS, label["rank"])):
        at = _point(window, label["at"])
        under = _hidden(at, marked)
        if not under and _hidden(at, taken):
            continue
        text, city = label["names"][number], label["rank"] == 1
        down = 27.0 if under else 12.0
        if _write(canvas, window, taken, at, text, down, bold=city) and not under:
            draw = canvas.diamond if label["layer"] == "crossings" else canvas.disc
            draw(*at, 3.0, COLOURS["borders"])
    slanted = language == "en"  # the font has no other slanted letters
    for layer in base["layers"]:
        for land in layer["shapes"] if layer["id"] in AROUND else ():
            at = _inside(land["geometry"], window, taken)
            _write(canvas, window, taken, at, land["names"][number], 12.0, italic=slanted)


def _point(window: Window, at: tuple[float, float]) -> tuple[float, float]:
    x, y = window.at(at[1], at[0])
    return float(x), float(y)


def _write(
    canvas: Canvas, window: Window, taken: list[Room], at: tuple[float, float], text: str,
    down: float, *, bold: bool = False, italic: bool = False,
) -> bool:  # fmt: skip
    """Write a name so far under its point, or over it; tell whether there was room."""
    size = 13.0 if bold or italic else 12.0
    half = width_of(text, size, bold=bold) / 2 + 2
    for x, y in ((at[0], at[1] + down), (at[0], at[1] - down)):
        room = (x - half, y - 9, x + half, y + 9)
        if _fits(room, window) and not any(overlap(room, other) for other in taken):
            taken.append(room)
            canvas.text(x, y, text, size, side="center", halo=3, bold=bold, italic=italic)
            return True
    return False


def _hidden(at: tuple[float, float], taken: list[Room]) -> bool:
    return any(overlap((*at, *at), room) for room in taken)


def _inside(geometry: Any, window: Window, taken: list[Room]) -> tuple[float, float]:
    """Find where the name of a land is written: under it is the middle of what is seen."""
    seen = to_units(gpd.GeoSeries([shape(geometry)], crs="EPSG:4326"), window).iloc[0]
    seen = seen.intersection(box(0, 0, window.width, window.height))
    seen = seen.difference(unary_union([box(*room) for room in taken]))
    if seen.is_empty:
        return -1.0, -1.0
    point = maximum_inscribed_circle(seen, 2.0).coords[0]
    return float(point[0]), float(point[1]) - 12.0


def _fits(room: Room, window: Window) -> bool:
    return room[0] > 0 and room[1] > 0 and room[2] < window.width and room[3] < window.height


def overlap(one: Room, other: Room) -> bool:
    """Tell whether two rooms have a point in common."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
