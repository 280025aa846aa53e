"""Comparing: who is quoted, which words are used and what is left out, article by article."""

from events.compare.cards import contrast_card, tell_rules
from events.compare.columns import (
    Column,
    Layout,
    build_columns,
    compared_events,
    count_excerpts,
    lay_out,
)
from events.compare.contrasts import Contrast, blind_veil, find_contrasts, story_contrasts
from events.compare.findings import shared_events
from events.compare.sections import LIMITS, PAGE, draw_sections

__all__ = [
    "LIMITS",
    "PAGE",
    "Column",
    "Contrast",
    "Layout",
    "blind_veil",
    "build_columns",
    "compared_events",
    "contrast_card",
    "count_excerpts",
    "draw_sections",
    "find_contrasts",
    "lay_out",
    "shared_events",
    "story_contrasts",
    "tell_rules",
]
