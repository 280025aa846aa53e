"""StoryMapJS (Knight Lab): a slide an event, with the map as near as the place is known."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from events.exporters.about import About
from events.exporters.rows import events_of, point_of
from events.exporters.told import escaped, tell
from events.records.models import Event
from events.records.reading import Records
from events.table import Row
from geodata import UNPLACED

ZOOM: dict[int, int] = {1_000: 14, 5_000: 12, 25_000: 10, 100_000: 8}
"""How near the map comes, by how far off a place can be at most, in metres."""

NO_MEDIA = {"url": "", "caption": "", "credit": ""}


def write_storymapjs(frame: pd.DataFrame, records: Records, about: About) -> Iterator[bytes]:
    """Write an overview slide and one an event; StoryMapJS takes text for HTML, so it is escaped.

    No line joins the events: it would look like a way that somebody took.
    """
    slides = [_overview([about.title], list(about.words), "")]
    slides += [_slide(event, row, records) for row, event in events_of(frame, records)]
    story = {
        "language": "en",
        "map_type": "osm:standard",
        "map_as_image": False,
        "slides": slides,
    }
    content = {"storymap": story, "show_lines": False, "show_history_line": False}
    yield json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _overview(title: list[str], lines: list[str], date: str) -> dict[str, Any]:
    """A slide that shows the whole map."""
    return {
        "type": "overview",
        "date": escaped([date]),
        "location": {"line": False},
        "text": {"headline": escaped(title), "text": escaped(lines, "\n\n")},
        "media": NO_MEDIA,
    }


def _slide(event: Event | None, row: Row, records: Records) -> dict[str, Any]:
    slide = _overview([row["title"]], list(tell(event, row, records)), row["date_words"])
    if row["precision"] in UNPLACED:
        return slide
    longitude, latitude = point_of(row)
    zoom = next(zoom for most, zoom in ZOOM.items() if row["precision_m"] <= most)
    name = escaped([row["place_name"]])
    placed = {"lat": latitude, "lon": longitude, "name": name, "zoom": zoom, "line": False}
    return {**slide, "type": "", "location": placed}
