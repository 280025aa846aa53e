"""What a link is shown as elsewhere, in words: its event, its story, or what it filters."""

from deploy.pictures import SHOWN
from deploy.shell import Preview
from events.link import View
from events.query.filters import FILTERS
from events.records.dates import in_words
from events.records.vocabulary import STATUSES
from events.telling.signs import distance
from pages.parts.dataset import Shared

LONGEST = 600
"""Characters of a description; a table's summaries can be longer."""
MOST_NAMED = 4
"""Chosen values that a title names; the others are counted."""


def preview_of(view: View, shared: Shared) -> Preview:
    """Say what a link leads to: a story before an event, an event before a filter."""
    title, description = _words(view, shared)
    site = shared.dataset.info.title
    return Preview(
        title if title == site else f"{title} · {site}",
        description if len(description) <= LONGEST else f"{description[: LONGEST - 1]}…",
        site,
        SHOWN,
    )


def _words(view: View, shared: Shared) -> tuple[str, str]:
    """Return the title and the description."""
    if view.story is not None:
        story = shared.offers.story(view.story)
        length = f"A story in {len(story.steps)} steps."
        return story.title, f"{story.question} {length}".strip()
    if view.event is not None:
        number = shared.identifiers.number(view.event)
        return _withdrawn(view.event, shared) if number is None else _event(number, shared)
    names = _named(view, shared)
    info = shared.dataset.info
    if not names and view.query == shared.offers.view.query:
        return info.title, info.description
    return ", ".join(names) or info.title, f"{_counted(view, shared)}. {info.description}"


def _event(number: int, shared: Shared) -> tuple[str, str]:
    (row,) = shared.cards.records([number])
    where = f"{row['place_name']} (known within {distance(row['precision_m'])})"
    parts = (
        f"{row['date_words']}, {where}.",
        f"{STATUSES[row['status']]}; told by {row['outlets']}.",
        row["summary"] if isinstance(row["summary"], str) else "",
    )
    return row["title"], " ".join(part for part in parts if part)


def _withdrawn(name: str, shared: Shared) -> tuple[str, str]:
    return "This event was withdrawn", shared.dataset.by_id[name].change_note or ""


def _named(view: View, shared: Shared) -> list[str]:
    """Name what is filtered for: the values chosen, and the words searched for."""
    labels = [
        shared.labels[name][value] for name in FILTERS for value in view.query.chosen.get(name, ())
    ]
    more = len(labels) - MOST_NAMED
    named = [*labels[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    text = view.query.text.strip()
    return [*named, f"“{text}”"] if text else named


def _counted(view: View, shared: Shared) -> str:
    """Count what is shown, with its dates: `3 of 120 events, 1 January to 1 March 2025`."""
    query = view.query
    days = dict.fromkeys((in_words(query.first), in_words(query.last)))
    return f"{shared.engine.count(query):,} of {len(shared.frame):,} events, {' to '.join(days)}"
