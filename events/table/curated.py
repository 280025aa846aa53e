"""The table of a curated collection, built from its checked records."""

from collections.abc import Mapping
from math import nan
from typing import Any

import geopandas as gpd
from shapely.geometry import Point

from events.records import Event, OwnPlace, Records, When, extent_of, sources_of, to_day
from events.table.checks import DAYS
from events.table.rows import OWN
from geodata import Place, Precision
from geodata.days import FIRST, LAST
from geodata.outlines import point_within, read_shape

UNNAMED, NOWHERE = ("own-unnamed", "Place not named"), ("own-nowhere", "No place given")
"""Value and name of what stands for a place: of a position without a name, and of neither."""

NAMELESS = frozenset({UNNAMED[0], NOWHERE[0]})
"""Values of `place` at which events have nothing in common."""

NO_NAMES = frozenset({UNNAMED[1], NOWHERE[1]})
"""What stands for the name of a place that has none."""


def build_table(records: Records, *, withdrawn: bool = False) -> gpd.GeoDataFrame:
    """Build the table: a row an event, sorted by first day, with a point in degrees (EPSG:4326).

    Days are counted from 1970-01-01; `created` and `modified` are there if every event has them.
    Where no position is given, longitude and latitude are NaN; `precision_m` is 0 if not said. The
    columns `sources`, `outlet` and `sides` hold tuples. Withdrawn events have no row, since a link
    to one is answered from the records; with `withdrawn`, the table is of them alone.
    """
    events = records.withdrawn if withdrawn else records.shown
    own = list(dict.fromkeys(name for event in events for name in event.other))
    extent = extent_of(When(event.date) for event in events) if events else (FIRST, LAST)
    rows = [_row(event, records, extent) for event in events]
    for row, event in zip(rows, events, strict=True):
        row |= {f"{OWN}{name}": event.other.get(name) for name in own}
    rows.sort(key=lambda row: (row["first"], row["last"], row["id"]))
    table = gpd.GeoDataFrame(rows, crs="EPSG:4326", geometry="geometry")
    unknown = [name for name in DAYS if table[name].isna().any()]
    return table.drop(columns=unknown).set_index("id", drop=False)


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
        "shape": event.shape,
        "text": _text(event, records),
        "created": to_day(event.created) if event.created else None,
        "modified": to_day(event.modified) if event.modified else None,
    }


def _place(event: Event, places: Mapping[str, Place]) -> dict[str, Any]:
    if isinstance(event.place, str):
        place = places[event.place]
        known, metres, point = place.precision, place.precision_m, place.geometry
        return _placed(place.id, place.name, known, event.precision_m or metres, point)
    own = event.place or OwnPlace(precision="unplaced")
    point = None if own.longitude is None else Point(own.longitude, own.latitude)
    known = own.known
    if point is None and event.shape:
        point = Point(point_within(read_shape(event.shape)))
        known = "area" if known == "unplaced" else known
    if own.name is None:
        value, name = NOWHERE if point is None else UNNAMED
    else:
        value, name = own.id or f"own-{event.id}", own.name
    return _placed(value, name, known, event.precision_m or own.precision_m or 0, point)


def _placed(
    value: str, name: str, precision: Precision, metres: int, point: Point | None
) -> dict[str, Any]:
    return {
        "place": value,
        "place_name": name,
        "precision": precision,
        "precision_m": metres,
        "longitude": nan if point is None else point.x,
        "latitude": nan if point is None else point.y,
        "geometry": point,
    }


def _sides(event: Event, records: Records) -> tuple[str, ...]:
    """List the sides of everybody who is quoted, or credited in an outlet's own words."""
    speakers = [excerpt.speaker for excerpt in event.excerpts]
    speakers += [excerpt.crediting for excerpt in event.excerpts if excerpt.crediting]
    return tuple(sorted({records.speakers[speaker].side for speaker in speakers} | {*event.sides}))


def _text(event: Event, records: Records) -> str:
    """Join what is searched in addition to title, summary, place and outlets."""
    parts = list(event.actors)
    if isinstance(event.place, str):
        place = records.geography.places[event.place]
        parts += [*place.names.values(), *place.variants]
    for excerpt in event.excerpts:
        speaker = records.speakers[excerpt.speaker]
        parts += [excerpt.text, excerpt.translation or "", speaker.name]
    return "\n".join(parts)
