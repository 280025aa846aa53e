"""KML for globes: a folder a category, each event over the days that it may cover."""

from collections.abc import Iterable, Iterator, Mapping

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
from pygeoif.geometry import Point

from events.exporters.about import About
from events.exporters.rows import events_of, point_of, several
from events.exporters.told import escaped, tell
from events.records.dates import to_date
from events.records.models import Event
from events.records.reading import Records
from events.table import Row
from geodata import UNPLACED

STYLE = "event"
"""Its balloon shows the escaped description alone; by itself it would show the name, as HTML."""


def write_kml(frame: pd.DataFrame, records: Records, about: About) -> Iterator[bytes]:
    """Write a placemark an event, in the folder of its category.

    A description is shown as HTML by globes, so its text is escaped; a name is not. An event of
    which only the country is known has no point.
    """
    placemarks: dict[str, list[Placemark]] = {}
    for row, event in events_of(frame, records):
        placemarks.setdefault(row["category"], []).append(_placemark(event, row, records))
    document = Document(
        name=about.title,
        description=escaped(about.words),
        extended_data=_extended(dict(about.lines)),
        styles=[Style(id=STYLE, styles=[BalloonStyle(text="$[description]")])],
        features=[
            Folder(name=category.label, features=placemarks[category.id])
            for category in records.vocabulary.categories
            if category.id in placemarks
        ],
    )
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield KML(features=[document]).to_string(prettyprint=False).encode()


def _placemark(event: Event | None, row: Row, records: Records) -> Placemark:
    first, last = (KmlDateTime(to_date(row[name])) for name in ("first", "last"))
    return Placemark(
        name=row["title"],
        description=escaped([row["title"], *tell(event, row, records)]),
        times=TimeSpan(begin=first, end=last),
        style_url=StyleUrl(url=f"#{STYLE}"),
        extended_data=_extended(_fields(row)),
        geometry=None if row["precision"] in UNPLACED else Point(*point_of(row)),
    )


def _fields(row: Row) -> dict[str, str]:
    names = ("id", "date", "date_words", "date_precision", "category", "status")
    return {
        **{name: row[name] for name in names},
        "location": row["place_name"],
        "geo_precision": row["precision"],
        "uncertainty_m": str(row["precision_m"]),
        "outlets": " | ".join(several(row["outlet"])),
        "sides": " ".join(several(row["sides"])),
    }


def _extended(fields: Mapping[str, str]) -> ExtendedData:
    data: Iterable[Data] = (Data(name=name, value=value) for name, value in fields.items())
    return ExtendedData(elements=list(data))
