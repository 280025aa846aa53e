"""Pages to print or to publish without a server: handouts, and a site."""

from events.publish.handout import (
    MOST_PRINTED,
    Handout,
    Options,
    selection_handout,
    story_handout,
    write_handout,
)
from events.publish.site import PATH, Site, write_site

__all__ = [
    "MOST_PRINTED",
    "PATH",
    "Handout",
    "Options",
    "Site",
    "selection_handout",
    "story_handout",
    "write_handout",
    "write_site",
]
