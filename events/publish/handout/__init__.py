"""Handouts: events on paper, with their sources numbered."""

from events.publish.handout.handout import (
    MOST_PRINTED,
    Handout,
    Options,
    selection_handout,
    story_handout,
    write_handout,
)

__all__ = [
    "MOST_PRINTED",
    "Handout",
    "Options",
    "selection_handout",
    "story_handout",
    "write_handout",
]
