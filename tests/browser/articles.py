"""The part of the curated set that two articles tell: behaviour is tested on it.

What is curated later changes neither its events nor what these tests expect.
"""

import shutil
from pathlib import Path
from typing import Any

from events.records.reading import DATA, load_dataset
from geodata.files import read_yaml
from tests.conftest import write

ARTICLES = ("morning-star-2025-02-09", "new-york-post-2024-04-07")

EVENTS = [
    event
    for event in load_dataset().events
    if any(excerpt.source in ARTICLES for excerpt in event.excerpts)
]

ALL = len(EVENTS)


def write_articles(folder: Path) -> Path:
    """Write the events of the two articles, with nothing that only other sources say."""
    shutil.copytree(
        DATA, folder, ignore=shutil.ignore_patterns("stories", "versions.yaml", "*.md", "events")
    )
    sources = read_yaml(folder / "sources.yaml")
    write(folder / "sources.yaml", [source for source in sources if source["id"] in ARTICLES])
    for event in EVENTS:
        file = f"events/{event.id}.yaml"
        write(folder / file, _told(read_yaml(DATA / file)))
    return folder


def _told(record: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in record.items() if name != "also_reported_by"}
    for name in ("excerpts", "figures"):
        kept[name] = [part for part in record.get(name, []) if part["source"] in ARTICLES]
    return kept
