"""Pages to print or to publish without a server: handouts, a site, and a feed of changes."""

from events.publish.cards import write_cards
from events.publish.feed import FEED_TITLE, MEDIA_TYPE, Feed, has_changes, write_feed
from events.publish.handout import write_handout
from events.publish.sheets import (
    MOST_PRINTED,
    Handout,
    Options,
    selection_handout,
    story_handout,
)
from events.publish.site import PATH, Site, write_site

__all__ = [
    "FEED_TITLE",
    "MEDIA_TYPE",
    "MOST_PRINTED",
    "PATH",
    "Feed",
    "Handout",
    "Options",
    "Site",
    "has_changes",
    "selection_handout",
    "story_handout",
    "write_cards",
    "write_feed",
    "write_handout",
    "write_site",
]
