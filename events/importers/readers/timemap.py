"""timemap (Forensic Architecture): events that name their sources by id, which lie beside them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from events.importers.readers.json_text import counted, flat, some_of, tabulate
from events.importers.report import Answers, Choice, Question
from events.importers.sheet import Sheet
from events.records.rows import JOINER

SOURCE, ADDRESS, TITLE = "source names", "source addresses", "source titles"
"""Columns in which the sources of an event are written out."""

COLUMNS: dict[str, str] = {
    "id": "id", "summary": "description", "date": "date", "place": "location",
    "latitude": "latitude", "longitude": "longitude", "category": "category",
    "source": SOURCE, "url": ADDRESS,
}  # fmt: skip

_WEB = re.compile(r"https?://\S+")

Sources = Mapping[str, Mapping[str, Any]]


def is_events(content: Any) -> bool:
    """Tell whether a file holds the events of a timemap."""
    first = content[0] if isinstance(content, list) and content else None
    return isinstance(first, dict) and {"description", "sources", "associations"} <= set(first)


def is_sources(content: Any) -> bool:
    """Tell whether a file holds the sources of a timemap."""
    first = next(iter(content.values()), None) if isinstance(content, dict) else None
    return isinstance(first, dict) and {"id", "paths"} <= set(first)


def read_timemap(
    content: Sequence[Any], _answers: Answers, sources: Sources | None = None
) -> Sheet:
    """Lay events out as rows, with their sources if these are given."""
    records = [event if isinstance(event, dict) else {} for event in content]
    rows = [{**flat(one), **_written_out(one, sources or {})} for one in records]
    return Sheet(
        tabulate(rows),
        counted(rows),
        "event",
        columns=COLUMNS if sources else COLUMNS | {"source": "sources", "url": "url"},
        said=tuple(_said(records, sources)),
        questions=() if sources else (_asked(records),),
    )


def _names(event: Mapping[str, Any], member: str = "sources") -> list[str]:
    named = event.get(member)
    return [str(name) for name in named] if isinstance(named, list) else []


def _written_out(event: Mapping[str, Any], sources: Sources) -> dict[str, str | None]:
    found = [sources[name] for name in _names(event) if name in sources]
    cells = {
        SOURCE: [one.get("author") or one.get("title") for one in found],
        ADDRESS: [one.get("url") for one in found],
        TITLE: [one.get("title") for one in found],
    }
    return {name: JOINER.join(filter(None, texts)) or None for name, texts in cells.items()}


def _said(records: Sequence[Mapping[str, Any]], sources: Sources | None) -> Iterator[str]:
    others = {name for event in records for name in _names(event, "associations")}
    oddities = {"`associations` of a file that is not here, kept": others}
    if sources is not None:
        paths = [
            (name, str(path)) for name, one in sources.items() for path in one.get("paths", ())
        ]
        oddities |= {
            "Named by events, but not among the sources": {
                f"{name} (event {number})"
                for number, event in enumerate(records, 1)
                for name in _names(event)
                if name not in sources
            },
            "Sources without `url` and `paths`": {
                name for name, one in sources.items() if not (one.get("url") or one.get("paths"))
            },
            "Paths of sources that are no web address": {
                f"{path} ({name})" for name, path in paths if not _WEB.fullmatch(path)
            },
            "Sources without `author`, whose title stands for it": {
                name for name, one in sources.items() if not one.get("author")
            },
        }
    for what, names in oddities.items():
        if names:
            yield f"{what}: {some_of(sorted(names))}."


def _asked(records: Sequence[Mapping[str, Any]]) -> Question:
    rows = sum(1 for event in records if _names(event))
    return Question(
        "sources-file",
        "The events name their sources by ids, which are kept. Put this file and that of the "
        "sources into one zip to import both.",
        (Choice("ids", "Go on with the ids", rows),),
        0,
        answer="ids",
    )
