"""The table of a curated collection, built from its checked records."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
from shapely.geometry import Point

from events.records import Event, OwnPlace, Records, When, extent_of, sources_of, to_day
from geodata import Place
from geodata.days import FIRST, LAST


def build_table(records: Records, *, withdrawn: bool = False) -> gpd.GeoDataFrame:
    """Build the table: a row an event, sorted by first day, with a point in degrees (EPSG:4326).

    Days are counted from 1970-01-01. The columns `sources`, `outlet` and `sides` hold tuples.
    Withdrawn events have no row, since a link to one is answered from the records; with
    `withdrawn`, the table is of them alone.
    """
    events = records.withdrawn if withdrawn else records.shown
    extent = extent_of(When(event.date) for event in events) if events else (FIRST, LAST)
    rows = [_row(event, records, extent) for event in events]
    rows.sort(key=lambda row: (row["first"], row["last"], row["id"]))
    table = gpd.GeoDataFrame(rows, crs="EPSG:4326", geometry="geometry")
    return table.set_index("id", drop=False)


def _row(event: Event, records: Records, extent: tuple[int, int]) -> dict[str, Any]:
    when = When(event.date)
    outlets = tuple(sorted({records.sources[name].outlet for name in sources_of(event)}))
    return {
        "id": event.id,
        "title": event.title,
        "summary": event.summary,
        "date": event.date,
        "first": max(when.first, extent[0]),
        "last": min(when.last, extent[1]),
        "first_at_latest": when.first_at_latest,
        "date_words": when.words,
        "date_precision": when.precision,
        "date_limits": when.limits,
        "certain": when.is_certain,
        "category": event.category,
        "status": event.status,
        **_place(event, records.geography.places),
        "sources": sources_of(event),
        "outlet": outlets,
        "outlets": ", ".join(outlets),
        "sides": _sides(event, records),
        "text": _text(event, records),
        "created": to_day(event.created),
        "modified": to_day(event.modified),
    }


def _place(event: Event, places: Mapping[str, Place]) -> dict[str, Any]:
    if isinstance(event.place, OwnPlace):
        own = event.place
        return {
            "place": f"own-{event.id}",
            "place_name": own.name,
            "precision": own.precision,
            "precision_m": event.precision_m or own.precision_m,
            "longitude": own.longitude,
            "latitude": own.latitude,
            "geometry": Point(own.longitude, own.latitude),
        }
    place = places[event.place]
    return {
        "place": place.id,
        "place_name": place.name,
        "precision": place.precision,
        "precision_m": event.precision_m or place.precision_m,
        "longitude": place.geometry.x,
        "latitude": place.geometry.y,
        "geometry": place.geometry,
    }


def _sides(event: Event, records: Records) -> tuple[str, ...]:
    """List the sides of everybody who is quoted, or credited in an outlet's own words."""
    speakers = [excerpt.speaker for excerpt in event.excerpts]
    speakers += [excerpt.crediting for excerpt in event.excerpts if excerpt.crediting]
    return tuple(sorted({records.speakers[speaker].side for speaker in speakers}))


def _text(event: Event, records: Records) -> str:
    """Join what is searched in addition to title, summary, place and outlets."""
    parts = list(event.actors)
    if not isinstance(event.place, OwnPlace):
        place = records.geography.places[event.place]
        parts += [*place.names.values(), *place.variants]
    for excerpt in event.excerpts:
        speaker = records.speakers[excerpt.speaker]
        parts += [excerpt.text, excerpt.translation or "", speaker.name]
    return "\n".join(parts)
