"""What is read of an event or a place: facts, excerpts, panel, history, and documents of them."""

from events.telling.brief import brief
from events.telling.facts import (
    NO_SOURCE,
    badge,
    distance,
    event_link,
    paragraphs,
    place_names,
    reach,
    told_by,
    within,
)
from events.telling.quotations import citation, excerpt_line, figure_line, folded, quotation, voice
from events.telling.veil import Veil, draw_veil

__all__ = [
    "NO_SOURCE",
    "Veil",
    "badge",
    "brief",
    "citation",
    "distance",
    "draw_veil",
    "event_link",
    "excerpt_line",
    "figure_line",
    "folded",
    "paragraphs",
    "place_names",
    "quotation",
    "reach",
    "told_by",
    "voice",
    "within",
]
