"""The picture of a link's preview: its event, its story's events, or what it filters, on a map."""

from functools import lru_cache

import pandas as pd

from deploy.shell import HEIGHT, WIDTH
from events.collection import Collection
from events.link import View
from geodata.picture import draw_picture

MOST_PICTURED = 500
"""Events on a picture, the first of what is filtered; more would hide each other."""
MOST_CACHED = 64
"""Pictures in memory, of some 200 kB each."""


def picture_words(collection: Collection) -> str:
    """Describe the picture in words, for those who do not see it."""
    subject = collection.records.geography.region.subject
    return f"A map of {subject} with the events that the link shows"


def draw_preview(view: View, collection: Collection) -> bytes:
    """Draw what a link shows as PNG, WIDTH by HEIGHT pixels."""
    rows = _rows(view, collection)
    return _drawn(collection, tuple(rows["id"]), view.language)


@lru_cache(MOST_CACHED)
def _drawn(collection: Collection, events: tuple[str, ...], language: str) -> bytes:
    records, engine = collection.records, collection.engine
    rows = engine.pick(events)
    days = (int(rows["first"].min()), int(rows["last"].max())) if events else engine.span
    categories, geography = records.vocabulary.categories, records.geography
    picture = draw_picture(
        rows, categories, WIDTH, HEIGHT, geography=geography, days=days, language=language
    )
    return picture.png()


def _rows(view: View, collection: Collection) -> pd.DataFrame:
    """Return the table of the events that a link is about."""
    engine = collection.engine
    if view.story is not None:
        return engine.pick(step.event for step in collection.offers.story(view.story).steps)
    if view.event is not None:
        return engine.pick([view.event])
    return engine.select(view.query, MOST_PICTURED)
