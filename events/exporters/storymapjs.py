"""StoryMapJS (Knight Lab): a slide for each event, zoomed in as far as its place is known."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from events.exporters.plain import (
    escaped,
    event_lines,
    events_of,
    metres_of,
    paragraphs,
    point_of,
)
from events.exporters.provenance import Provenance
from events.records import Event, Records
from events.table import Row
from geodata import UNPLACED

ZOOMS: dict[int, int] = {1_000: 14, 5_000: 12, 25_000: 10, 100_000: 8}
"""The zoom of the map, by the largest distance in metres that a place can be off."""

UNSAID = 5_000
"""Metres that a place is taken to be off where nothing is said of it."""

NO_MEDIA = {"url": "", "caption": "", "credit": ""}


def write_storymapjs(
    table: pd.DataFrame, records: Records, provenance: Provenance
) -> Iterator[bytes]:
    """Write an overview and a slide for each event; text is escaped, for it is read as HTML.

    No line joins the events, since it would look like a route that somebody took. StoryMapJS takes
    that from its options alone, so the file holds them beside the story.
    """
    slides = [_overview([provenance.title], list(provenance.words), "")]
    slides += [_slide(event, row, records) for row, event in events_of(table, records)]
    story = {
        "language": "en",
        "map_type": "osm:standard",
        "map_as_image": False,
        "slides": slides,
    }
    content = {"storymap": story, "show_lines": False, "show_history_line": False}
    yield json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _overview(title: list[str], lines: list[str], date: str) -> dict[str, Any]:
    """Return a slide that shows the whole map."""
    return {
        "type": "overview",
        "date": escaped([date]),
        "location": {"line": False},
        "text": {"headline": escaped(title), "text": paragraphs(lines)},
        "media": NO_MEDIA,
    }


def _slide(event: Event | None, row: Row, records: Records) -> dict[str, Any]:
    slide = _overview([row["title"]], list(event_lines(event, row, records)), row["date_words"])
    if row["precision"] in UNPLACED:
        return slide
    longitude, latitude = point_of(row)
    metres = metres_of(row) or UNSAID
    zoom = next(zoom for most, zoom in ZOOMS.items() if metres <= most)
    name = escaped([row["place_name"]])
    placed = {"lat": latitude, "lon": longitude, "name": name, "zoom": zoom, "line": False}
    return {**slide, "type": "", "location": placed}
