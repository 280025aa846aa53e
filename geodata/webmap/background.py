"""The base map as data for the browser: the region, its layers and shapes, and names of places."""

from collections.abc import Iterator

import pandas as pd
from shapely import Point, box
from shapely.geometry import mapping

from geodata.geography import Geography
from geodata.layers import Layer, Shape
from geodata.outlines import outlines
from geodata.places import POINTS, PRECISIONS, UNPLACED, WHOLE, Place
from geodata.region import Region
from geodata.webmap import base
from geodata.world import around, land_beyond


def background(geography: Geography) -> base.Background:
    """Return what `base.json` says of a region; coordinates in degrees."""
    region = geography.region
    ranks = {kind.id: kind.rank for kind in region.kinds if kind.rank is not None}
    switches = {kind: layer.id for layer in geography.layers for kind in layer.names}
    return {
        "region": _region(geography),
        "precisions": PRECISIONS,
        # From these codes on a mark is hollow, and then none is drawn.
        "vague": len(POINTS),
        "placeless": PRECISIONS.index(UNPLACED[0]),
        "whole": PRECISIONS.index(WHOLE),
        "labels": [
            _label(place, region, ranks[place.kind], switches[place.kind])
            for place in geography.places.values()
            if place.kind in ranks
        ],
        "layers": [_layer(layer, geography) for layer in geography.layers],
        "subjects": list(_subjects(geography)),
    }


def name_places(table: pd.DataFrame, geography: Geography) -> list[base.NamedPlace]:
    """Name each place of a table, in the order of its first event, with the shapes to light."""
    codes = geography.region.codes
    own = table.drop_duplicates("place")
    return [
        {"names": known.named(codes), "shapes": known.shapes}
        if (known := geography.places.get(place))
        else {"names": [name] * len(codes), "shapes": []}
        for place, name in zip(own["place"], own["place_name"], strict=True)
    ]


def outline_events(table: pd.DataFrame) -> list[base.Outline]:
    """Return the lines and areas of events, by the numbers of their rows."""
    return [{"row": row, "geometry": mapping(shape)} for row, shape in outlines(table)]


def _region(geography: Geography) -> base.Region:
    region = geography.region
    goes_on = any(layer.beyond for layer in geography.layers)
    return {
        "subject": region.subject,
        "bounds": region.bounds.box,
        "limits": (around(region.bounds) if goes_on else region.bounds).box,
        "home": geography.home,
        "zooms": (region.zooms.farthest, region.zooms.nearest),
        "named_from": region.zooms.named_from,
        "languages": [
            {"code": language.code, "direction": language.direction}
            for language in region.languages
        ],
        "credits": region.credits,
    }


def _label(place: Place, region: Region, rank: int, layer: str) -> base.Label:
    (sign,) = (kind.sign for kind in region.kinds if kind.id == place.kind)
    return {
        "id": place.id,
        "names": place.named(region.codes),
        "kind": place.kind,
        "sign": sign,
        "rank": rank,
        "chief": place.id in region.chief,
        "layer": layer,
        "at": (round(place.latitude, 5), round(place.longitude, 5)),
        "first": place.first,
        "last": place.last,
    }


def _layer(layer: Layer, geography: Geography) -> base.Layer:
    return {
        "id": layer.id,
        "title": layer.title,
        "kind": layer.kind,
        "named": layer.named,
        "colour": _colours(layer),
        "width": layer.width,
        "dashes": layer.dashed,
        "shapes": [
            *(_beyond(geography.region) if layer.beyond else ()),
            *(_shape(shape, layer, geography) for shape in geography.shapes_of(layer.id)),
        ],
    }


def _subjects(geography: Geography) -> Iterator[base.Subject]:
    for subject, shapes in geography.subjects():
        place = subject.id if isinstance(subject, Place) else None
        yield {"place": place, "names": subject.named(geography.region.codes), "shapes": shapes}


def _beyond(region: Region) -> Iterator[base.Shape]:
    """Go on with the coarse land of the world where a wide window shows more than the region."""
    land = land_beyond(region.bounds)
    if not land.is_empty:
        yield {
            "id": "land-beyond",
            "names": [],
            "source": "Natural Earth",
            "precision_m": 50_000,
            "at": (0.0, 0.0),
            "geometry": mapping(land),
            "first": None,
            "last": None,
        }


def _colours(layer: Layer) -> base.Colours | None:
    colour = layer.colour
    return {"light": colour.light, "dark": colour.dark} if colour else None


def _shape(shape: Shape, layer: Layer, geography: Geography) -> base.Shape:
    inner = _inside(shape, layer, geography)
    return {
        "id": shape.id,
        "names": shape.named(geography.region.codes),
        "source": shape.source,
        "precision_m": shape.precision_m,
        "at": (round(inner.y, 4), round(inner.x, 4)),
        "geometry": mapping(shape.geometry),
        "first": shape.first,
        "last": shape.last,
    }


def _inside(shape: Shape, layer: Layer, geography: Geography) -> Point:
    """Find a point in what is seen of a shape; only named ones are written there."""
    if not layer.named:
        return shape.geometry.representative_point()
    ground = box(*geography.region.bounds.box)
    seen = geography.uncovered(layer, shape)
    within = seen if ground.covers(seen) else seen & ground
    return (shape.geometry if within.is_empty else within).representative_point()
