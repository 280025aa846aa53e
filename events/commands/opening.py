"""Open the collection that a command works on."""

from events.collection import Collection, open_collection
from events.commands.refusal import Refusal


def open_curated(source: str | None) -> Collection:
    """Open a collection of curated records; raise Refusal for a table, which holds none."""
    collection = open_collection(source)
    if not collection.records.events:
        raise Refusal(f"data: {source} is a table without records; name a collection or its folder")
    return collection
