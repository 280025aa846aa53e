"""KML for globes: a folder for each category, each event over the days that it may cover."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
from fastkml import (
    KML,
    BalloonStyle,
    Data,
    Document,
    ExtendedData,
    Folder,
    KmlDateTime,
    Placemark,
    Style,
    StyleUrl,
    TimeSpan,
)
from pygeoif.factories import shape
from pygeoif.geometry import Point

from events.exporters.own import own_names, own_of
from events.exporters.plain import (
    NOTES,
    addresses_of,
    ends_of,
    escaped,
    event_lines,
    events_of,
    metres_of,
    notes_of,
    point_of,
    several,
    shape_of,
)
from events.exporters.provenance import Provenance
from events.records import Event, Records, to_date
from events.records.days import PYTHON
from events.table import Row
from geodata import UNPLACED

STYLE = "event"
"""Its balloon shows only the escaped description; by default it would show the name as HTML."""


def write_kml(table: pd.DataFrame, records: Records, provenance: Provenance) -> Iterator[bytes]:
    """Write a placemark for each event, in the folder of its category.

    Globes show a description as HTML, so its text is escaped; a name is plain text. An event of
    which no more than the country is known has no point. An end that is open, or not in the years 1
    to 9999, is left out: of years before 1 KML does not say whether -0043 is 43 or 44 BC.
    """
    placemarks: dict[str, list[Placemark]] = {}
    own = own_names(table)
    for row, event in events_of(table, records):
        placemarks.setdefault(row["category"], []).append(_placemark(event, row, records, own))
    document = Document(
        name=provenance.title,
        description=escaped(provenance.words),
        extended_data=_extended(
            {**dict(provenance.lines), "vocabulary": records.vocabulary.model_dump_json()}
        ),
        styles=[Style(id=STYLE, styles=[BalloonStyle(text="$[description]")])],
        features=[
            Folder(name=category.label, features=placemarks[category.id])
            for category in records.vocabulary.categories
            if category.id in placemarks
        ],
    )
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield KML(features=[document]).to_string(prettyprint=False).encode()


def _placemark(
    event: Event | None, row: Row, records: Records, own: Mapping[str, str]
) -> Placemark:
    first, last = (
        None if day is None or day not in PYTHON else KmlDateTime(to_date(day))
        for day in ends_of(row)
    )
    return Placemark(
        name=row["title"],
        description=escaped([row["title"], *event_lines(event, row, records)]),
        times=TimeSpan(begin=first, end=last) if first or last else None,
        style_url=StyleUrl(url=f"#{STYLE}"),
        extended_data=_extended(_fields(event, row, records) | own_of(row, own)),
        geometry=_geometry(row),
    )


def _geometry(row: Row) -> Any:
    """Return the event's line or area, or else its point; None where nothing can stand for it."""
    if row["precision"] in UNPLACED:
        return None
    drawn = shape_of(row)
    return shape(drawn) if drawn else Point(*point_of(row))


FIELDS = (
    *("id", "date", "date_words", "date_precision", "category", "status"),
    *("location", "geo_precision", "uncertainty_m", "outlets", "sides", "url", "actors"),
    *NOTES,
)
"""The names of an event's data."""


def _fields(event: Event | None, row: Row, records: Records) -> dict[str, str]:
    names = ("id", "date", "date_words", "date_precision", "category", "status")
    said = {"url": addresses_of(event, row, records), **notes_of(event)}
    return {
        **{name: row[name] for name in names},
        **{name: text for name, text in said.items() if text},
        "summary": row["summary"],
        "location": row["place_name"],
        "geo_precision": row["precision"],
        "uncertainty_m": str(metres_of(row) or ""),
        "outlets": " | ".join(several(row["outlet"])),
        "sides": " ".join(several(row["sides"])),
    }


def _extended(fields: Mapping[str, str]) -> ExtendedData:
    data: Iterable[Data] = (Data(name=name, value=value) for name, value in fields.items())
    return ExtendedData(elements=list(data))
