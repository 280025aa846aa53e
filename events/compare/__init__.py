"""Comparing: who is quoted, which words are used and what is left out, article by article."""

from events.compare.columns import (
    Column,
    Layout,
    build_columns,
    compared_events,
    count_excerpts,
    lay_out,
)
from events.compare.findings import shared_events
from events.compare.sections import LIMITS, PAGE, draw_sections

__all__ = [
    "LIMITS",
    "PAGE",
    "Column",
    "Layout",
    "build_columns",
    "compared_events",
    "count_excerpts",
    "draw_sections",
    "lay_out",
    "shared_events",
]
