"""The words of a link's preview: its event, its story, or what it filters."""

from deploy.pictures import picture_words
from deploy.shell import Preview
from events.collection import Collection
from events.link import View
from events.query import FILTERS
from events.records import span_in_words
from events.telling import brief
from events.telling.history import events_heading, place_history

LONGEST = 600
"""Characters of a description; a table's summaries can be longer."""
MOST_NAMED = 4
"""Chosen values that a title names; the others are counted."""


def preview_of(view: View, collection: Collection) -> Preview:
    """Describe what a link leads to: a story, an event, a place's history or else a filter."""
    title, description = _words(view, collection)
    site = collection.records.info.title
    return Preview(
        title if title == site else f"{title} · {site}",
        description if len(description) <= LONGEST else f"{description[: LONGEST - 1]}…",
        site,
        picture_words(collection),
    )


def _words(view: View, collection: Collection) -> tuple[str, str]:
    """Return the title and the description."""
    if view.story is not None:
        story = collection.offers.story(view.story)
        length = f"A story in {len(story.steps)} steps."
        return story.title, f"{story.question} {length}".strip()
    if view.event is not None:
        there = view.event in collection.engine
        return (_event if there else _withdrawn)(view.event, collection)
    if view.history is not None:
        return _history(view.history, collection)
    names = _named(view, collection)
    info = collection.records.info
    if not names and view.query == collection.offers.view.query:
        return info.title, info.description
    return ", ".join(names) or info.title, f"{_counted(view, collection)}. {info.description}"


def _event(name: str, collection: Collection) -> tuple[str, str]:
    row = collection.engine.row(name)
    summary = row["summary"] if isinstance(row["summary"], str) else ""
    return row["title"], f"{brief(row)} {summary}".strip()


def _history(place: str, collection: Collection) -> tuple[str, str]:
    history = place_history(place, collection)
    return history.name, f"{events_heading(history)}. {collection.records.info.description}"


def _withdrawn(name: str, collection: Collection) -> tuple[str, str]:
    return "This event was withdrawn", collection.records.by_id[name].change_note or ""


def _named(view: View, collection: Collection) -> list[str]:
    """Name what is filtered for: the values chosen, and the words searched for."""
    labels = [
        collection.labels[name][value]
        for name in FILTERS
        for value in view.query.chosen.get(name, ())
    ]
    more = len(labels) - MOST_NAMED
    named = [*labels[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    text = view.query.text.strip()
    return [*named, f"“{text}”"] if text else named


def _counted(view: View, collection: Collection) -> str:
    """Count what is shown, with its dates: `3 of 120 events, 1 January to 1 March 2025`."""
    query = view.query
    days = span_in_words(query.first, query.last)
    count, size = collection.engine.count(query), collection.engine.size
    return f"{count:,} of {size:,} events, {days}"
