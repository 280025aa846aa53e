"""Turn a checked dataset into the one table that everything reads."""

from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from events.records.dates import When
from events.records.models import Event, OwnPlace, sources_of
from events.records.reading import Dataset
from geodata.load import load_places

Row = dict[str, Any]
"""An event's line of the table that everything reads, by the names of its columns."""


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Return the lines of a few events, without their geometry."""
    columns = frame[[name for name in frame.columns if name != "geometry"]]
    return [{str(name): value for name, value in row.items()} for row in columns.to_dict("records")]


def to_frame(dataset: Dataset) -> gpd.GeoDataFrame:
    """Return one row an event, sorted by first day, with a point in degrees (EPSG:4326).

    Days count from 1970-01-01. `sources` and `sides` hold tuples. Withdrawn events are left
    out; their links are answered from the dataset.
    """
    places = load_places()
    rows = [_row(e, dataset, places) for e in dataset.events if e.status != "withdrawn"]
    rows.sort(key=lambda row: (row["first"], row["last"], row["id"]))
    frame = gpd.GeoDataFrame(rows, crs="EPSG:4326", geometry="geometry")
    return frame.set_index("id", drop=False)


def _row(event: Event, dataset: Dataset, places: gpd.GeoDataFrame) -> dict[str, Any]:
    when = When(event.date)
    outlets = tuple(sorted({dataset.sources[name].outlet for name in sources_of(event)}))
    return {
        "id": event.id,
        "title": event.title,
        "summary": event.summary,
        "date": event.date,
        "first": when.first,
        "last": when.last,
        "first_at_latest": when.first_at_latest,
        "date_words": when.words,
        "date_precision": when.precision,
        "certain": when.is_certain,
        "category": event.category,
        "status": event.status,
        **_place(event, places),
        "sources": sources_of(event),
        "outlet": outlets,
        "outlets": ", ".join(outlets),
        "sides": _sides(event, dataset),
        "text": _text(event, dataset, places),
    }


def _place(event: Event, places: gpd.GeoDataFrame) -> dict[str, Any]:
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
    place = places.loc[event.place]
    return {
        "place": event.place,
        "place_name": place["name"],
        "precision": place["precision"],
        "precision_m": event.precision_m or int(place["precision_m"]),
        "longitude": place["geometry"].x,
        "latitude": place["geometry"].y,
        "geometry": place["geometry"],
    }


def _sides(event: Event, dataset: Dataset) -> tuple[str, ...]:
    """The sides of all who are quoted, or credited by the newspaper's own words."""
    voices = [excerpt.speaker for excerpt in event.excerpts]
    voices += [excerpt.crediting for excerpt in event.excerpts if excerpt.crediting]
    return tuple(sorted({dataset.speakers[voice].side for voice in voices}))


def _text(event: Event, dataset: Dataset, places: gpd.GeoDataFrame) -> str:
    """What is searched beside title, summary, place and outlets."""
    parts = list(event.actors)
    if not isinstance(event.place, OwnPlace):
        place = places.loc[event.place]
        names = (place["name_ar"], place["name_he"], *place["variants"])
        parts += [name for name in names if isinstance(name, str)]
    for excerpt in event.excerpts:
        speaker = dataset.speakers[excerpt.speaker]
        parts += [excerpt.text, excerpt.translation or "", speaker.name]
    return "\n".join(parts)
