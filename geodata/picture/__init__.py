"""Drawn maps of events, as PNG or SVG; they draw without the browser."""

from geodata.picture.marks import in_ranges
from geodata.picture.picture import Picture, draw_picture

__all__ = ["Picture", "draw_picture", "in_ranges"]
