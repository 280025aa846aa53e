"""What changed from one version of a collection to the newest, for readers of older links."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from events.records.days import in_words
from events.records.models import Event, Version


@dataclass(frozen=True)
class Changes:
    """The ids of the events that were added, and of those that were changed."""

    added: frozenset[str]
    changed: frozenset[str]


def changes_since(version: str, versions: Sequence[Version]) -> Changes:
    """Collect the changes after one version; `versions` starts with the newest.

    An event that was added since does not count as changed. Raises ValueError for a version that
    is not in the list.
    """
    later = versions[: [known.id for known in versions].index(version)]
    added = frozenset(event for known in later for event in known.added)
    changed = frozenset(event for known in later for event in known.changed)
    return Changes(added, changed - added)


def tell_changes(version: str, versions: Sequence[Version], event: Event | None) -> list[str]:
    """Describe what changed since a version, and in the event that a link opens, line by line."""
    made = next(known for known in versions if known.id == version)
    if made is versions[0]:
        return []
    changes = changes_since(version, versions)
    numbers = f"{_events_were(changes.added)} added and {_events_were(changes.changed)} changed"
    day = in_words(made.date)
    lines = [f"This link was made with version {version} ({day}). Since then {numbers}."]
    if event and event.id in changes.added:
        lines.append("The event that it opens was added since.")
    if event and event.id in changes.changed:
        how = event.change_note or "no note says how."
        lines.append(f"The event that it opens was changed: {how}")
    return lines


def _events_were(events: Collection[str]) -> str:
    return f"{len(events)} event was" if len(events) == 1 else f"{len(events)} events were"


def version_problems(
    versions: Sequence[Version], newest: str | None, events: Collection[str]
) -> Iterator[str]:
    """Say what is wrong with the list of versions as a whole."""
    if versions[0].id != newest:
        yield f"{versions[0].id}: id: the first must be collection.yaml’s version (got {newest!r})"
    ids = [tuple(map(int, version.id.split("."))) for version in versions]
    if ids != sorted(ids, reverse=True):
        yield "file: must start with the newest version and go back in order"
    for version in versions:
        for field in ("added", "changed"):
            for event in getattr(version, field):
                if event not in events:
                    yield f"{version.id}: {field}: is not in events/ (got {event!r})"
