"""What changed from one version of a set to the newest, for who comes with an older link."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from events.records.models import Event, Version


@dataclass(frozen=True)
class Changes:
    """The ids of the events that are new, and of those that are different now."""

    added: frozenset[str]
    changed: frozenset[str]


def changes_since(version: str, versions: Sequence[Version]) -> Changes:
    """Gather what the versions after one changed; `versions` starts with the newest.

    What was added since is not also counted as changed. Raises ValueError for a version that
    is not among them.
    """
    later = versions[: [known.id for known in versions].index(version)]
    added = frozenset(event for known in later for event in known.added)
    changed = frozenset(event for known in later for event in known.changed)
    return Changes(added, changed - added)


def tell_changes(version: str, versions: Sequence[Version], event: Event | None) -> list[str]:
    """Say in lines what is different since a version, and in the event that a link opens."""
    made = next(known for known in versions if known.id == version)
    if made is versions[0]:
        return []
    changes = changes_since(version, versions)
    told = f"{_counted(changes.added)} added and {_counted(changes.changed)} changed"
    lines = [f"This link was made with version {version} ({made.date}). Since then {told}."]
    if event and event.id in changes.added:
        lines.append("The event that it opens was added since.")
    if event and event.id in changes.changed:
        how = event.change_note or "no note says how."
        lines.append(f"The event that it opens was changed: {how}")
    return lines


def _counted(events: Collection[str]) -> str:
    return f"{len(events)} event was" if len(events) == 1 else f"{len(events)} events were"


def version_problems(
    versions: Sequence[Version], newest: str | None, events: Collection[str]
) -> Iterator[str]:
    """Say what is wrong with a register of versions that its own fields cannot tell."""
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
