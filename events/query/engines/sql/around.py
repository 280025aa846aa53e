"""What belongs to the events of a database, as one document: so that it opens from its address."""

import json
from collections.abc import Mapping
from typing import Any

import shapely
from pydantic import TypeAdapter

from events.records import Gazetteer, Info, Period, Records, Vocabulary
from geodata import Geography, Layer, Place, Region, Shape
from geodata.places import Located


def write_around(records: Records) -> str:
    """Write all records but the events, their sources and the stories."""
    geography = records.geography
    return json.dumps(
        {
            "info": records.info.model_dump(mode="json"),
            "vocabulary": records.vocabulary.model_dump(mode="json"),
            "gazetteer": records.gazetteer.model_dump(mode="json"),
            "periods": [period.model_dump(mode="json") for period in records.periods],
            "region": geography.region.model_dump(mode="json"),
            "layers": [layer.model_dump(mode="json") for layer in geography.layers],
            "shapes": [_write_located(shape) for shape in geography.shapes.values()],
            "places": [_write_located(place) for place in geography.places.values()],
        },
        ensure_ascii=False,
    )


def read_around(text: str) -> Records:
    """Read what `write_around` wrote. Raises ValueError or KeyError for anything else."""
    known = json.loads(text)
    shapes = [Shape.model_validate(_read_located(each)) for each in known["shapes"]]
    places = [Place.model_validate(_read_located(each)) for each in known["places"]]
    geography = Geography(
        Region.model_validate(known["region"]),
        TypeAdapter(tuple[Layer, ...]).validate_python(known["layers"]),
        {shape.id: shape for shape in shapes},
        {place.id: place for place in places},
    )
    return Records(
        Info.model_validate(known["info"]),
        Vocabulary.model_validate(known["vocabulary"]),
        geography,
        Gazetteer.model_validate(known["gazetteer"]),
        periods=TypeAdapter(tuple[Period, ...]).validate_python(known["periods"]),
    )


def _write_located(record: Located) -> dict[str, Any]:
    written = record.model_dump(mode="json", exclude={"geometry"})
    return {**written, "geometry": shapely.to_wkb(record.geometry, hex=True)}


def _read_located(written: Mapping[str, Any]) -> dict[str, Any]:
    return {**written, "geometry": shapely.from_wkb(written["geometry"])}
