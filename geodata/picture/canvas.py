"""A sheet to draw on in units, written as PNG or SVG.

It uses figures of their own and never pyplot, which keeps a list of figures that all threads
share. Importing matplotlib takes most of a second, so only what draws imports this module.
"""

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon, Wedge
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.textpath import TextToPath
from shapely.geometry.base import BaseGeometry

from geodata.colours import EDGE, PAPER, TEXT

mpl.rcParams["svg.hashsalt"] = "corridors"  # else equal pictures differ in the names inside them

FONT = "DejaVu Sans"
"""Comes with matplotlib, and has Latin, Arabic and Hebrew letters."""

Side = Literal["left", "center", "right"]


class Canvas:
    """A sheet of width by height units, drawn in the order of the calls; y runs down."""

    def __init__(self, width: float, height: float, pixels: float) -> None:
        """Make an empty sheet; a unit is so many pixels wide."""
        self.width, self.height = width, height
        self._pixels = pixels
        # A little more than whole pixels, since the size in inches is cut to pixels.
        size = (width * pixels / 72 + 1e-6, height * pixels / 72 + 1e-6)
        self._figure = Figure(figsize=size, dpi=72)
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._order = 0

    def area(
        self, shape: BaseGeometry, colour: str, *, opacity: float = 1, edge: float = 0,
        dashes: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """Fill a shape in units; `edge` is the width of a line of the same colour round it."""
        path = _path(shape)
        self._add(PathPatch(path, facecolor=colour, alpha=opacity, linewidth=0))
        if edge:
            self._add(PathPatch(path, fill=False, edgecolor=colour, **self._line(edge, dashes)))

    def line(
        self, shape: BaseGeometry, colour: str, width: float, dashes: Sequence[float] = ()
    ) -> None:
        """Draw a line, or the edge of an area."""
        self._add(
            PathPatch(_path(shape), fill=False, edgecolor=colour, **self._line(width, dashes))
        )

    def disc(
        self, x: float, y: float, radius: float, colour: str | None, edge: str | None = None,
        width: float = 0, dashes: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """Draw a circle; without a colour it is empty."""
        self._add(
            Circle(
                (x, y),
                radius,
                facecolor=colour or "none",
                edgecolor=edge or "none",
                **self._line(width, dashes),
            )
        )

    def slice(
        self, x: float, y: float, radius: float, part: tuple[float, float], colour: str
    ) -> None:
        """Fill a part of a disc, from and to a share of the whole, clockwise from the top."""
        start, end = (share * 360 - 90 for share in part)
        self._add(Wedge((x, y), radius, start, end, facecolor=colour, linewidth=0))

    def box(
        self, x: float, y: float, width: float, height: float, colour: str = PAPER,
        edge: str | None = EDGE, opacity: float = 1,
    ) -> None:  # fmt: skip
        """Draw a box with round corners by its upper left corner."""
        shape = f"round,pad=0,rounding_size={min(4.0, height / 2)}"
        self._add(
            FancyBboxPatch(
                (x, y), width, height, boxstyle=shape, facecolor=colour, alpha=opacity,
                edgecolor=edge or "none", linewidth=self._pixels if edge else 0,
            )
        )  # fmt: skip

    def diamond(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a small empty diamond."""
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        self._add(Polygon(corners, facecolor=PAPER, edgecolor=colour, linewidth=self._pixels))

    def text(
        self, x: float, y: float, text: str, size: float, *, colour: str = TEXT,
        bold: bool = False, italic: bool = False, side: Side = "left", halo: float = 0,
    ) -> None:  # fmt: skip
        """Write one line with its middle at the height y; a halo makes it stand out."""
        line = drawable(text, bold=bold, italic=italic)
        written = self._axes.text(
            x, y, line, color=colour, ha=side, va="center_baseline",
            fontproperties=_font(size * self._pixels, bold, italic), zorder=self._next(),
            parse_math=False,  # a text with $ is no formula
        )  # fmt: skip
        if halo:
            stroke = withStroke(linewidth=halo * self._pixels, foreground=PAPER)
            written.set_path_effects([stroke])

    def width_of(self, text: str, size: float, *, bold: bool = False) -> float:
        """Measure one line of text, in units."""
        written = drawable(text, bold=bold)
        font = _font(size, bold, False)
        width, _, _ = TextToPath().get_text_width_height_descent(written, font, ismath=False)
        return float(width)

    def slants(self, text: str) -> bool:
        """Tell whether the font has all letters of a text in italics."""
        return {ord(letter) for letter in text} <= _letters(False, True)

    def png(self, texts: Mapping[str, str] | None = None) -> bytes:
        """Write the picture as PNG, with texts in it by their keywords."""
        return self._written("png", {"Software": None, **(texts or {})})

    def svg(self) -> bytes:
        """Write the picture as SVG; letters are drawn as shapes, so that no font is needed."""
        return self._written("svg", {"Date": None, "Creator": None})

    def _written(self, form: str, metadata: Mapping[str, str | None]) -> bytes:
        file = io.BytesIO()
        self._figure.savefig(file, format=form, dpi=72, metadata=metadata)
        return file.getvalue()

    def _add(self, patch: Any) -> None:
        patch.set_zorder(self._next())
        self._axes.add_artist(patch)  # add_patch would measure each for limits that are known

    def _next(self) -> int:
        self._order += 1
        return self._order

    def _line(self, width: float, dashes: Sequence[float]) -> dict[str, Any]:
        # Lengths of dashes count in widths of the line.
        style = (0, tuple(dash / width for dash in dashes)) if dashes and width else "solid"
        return {"linewidth": width * self._pixels, "linestyle": style, "joinstyle": "round"}


def _path(shape: BaseGeometry) -> Path:
    rings: list[Any] = []
    for part in shapely.get_parts(shape):
        outlines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        rings += [Path(shapely.get_coordinates(outline)) for outline in outlines]
    if not rings:
        return Path(np.empty((0, 2)))
    return Path.make_compound_path(*rings)


@lru_cache(64)
def _font(size: float, bold: bool, italic: bool) -> FontProperties:
    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    font.set_style("italic" if italic else "normal")
    return font


LONGEST = 60
"""Letters in a line; a longer one is cut."""


def drawable(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Reduce text to one line of letters that the font has; others become □."""
    known = _letters(bold, italic)
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return "".join(letter if ord(letter) in known else "□" for letter in line)


@lru_cache(4)
def _letters(bold: bool, italic: bool) -> frozenset[int]:
    return frozenset(get_font(findfont(_font(10, bold, italic))).get_charmap())
