"""KML: a placemark is an event, and a track is one too, with its line."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from events.importers.readers.exported import about_exported, is_exported, settled
from events.importers.readers.json_text import object_in
from events.importers.readers.shapes import checked
from events.importers.readers.tracks import BEGIN, END, Fix, Found, Item, laid_out
from events.importers.readers.xml_text import Element, child_text, elements, kind_of, text_in
from events.importers.readers.zipped import files_of
from events.importers.report import Answers, Remark
from events.importers.sheet import Sheet

OVERLAYS: dict[str, str] = {
    "GroundOverlay": "is a picture of the ground, not an event; its address is not fetched",
    "PhotoOverlay": "is a picture, not an event; its address is not fetched",
    "ScreenOverlay": "is a picture on the screen, not an event; its address is not fetched",
    "NetworkLink": "is a link to another file, which is not fetched",
}
"""What is no placemark, and why it is left out."""

OPEN = ".."
"""Stands for the side of a time that a placemark leaves open."""

TEXTS = ("name", "description", "address", "Snippet")

FAULTS = (ValueError, shapely.errors.ShapelyError)


def read_kml(content: bytes, answers: Answers) -> Sheet:
    """Lay placemarks out as rows, and say which other items are left out."""
    items: list[Item] = []
    remarks: list[Remark] = []
    about: dict[str, str] = {}
    data: dict[str, str] = {}
    for number, element in enumerate(elements(content, "Placemark", *OVERLAYS), 1):
        if number == 1:
            about, data = _about(element), _document_data(element)
        if kind := OVERLAYS.get(kind_of(element)):
            name = child_text(element, "name") or ""
            remarks.append(Remark(number, kind_of(element), name, "left out", kind))
            continue
        cells = _cells(element)
        try:
            items.append(Item(number, cells, _geometry(element), list(_fixes(element))))
        except FAULTS as error:
            items.append(Item(number, cells))
            remarks.append(Remark(number, "coordinates", "", "refused", f"are wrong: {error}"))
    columns = {"title": "name", "summary": "description", "date": BEGIN, "end": END}
    sheet = laid_out(Found("placemark", items, about, columns, remarks), answers)
    if not is_exported(sheet.cells):
        return sheet
    vocabulary = object_in(data.get("vocabulary", ""))
    return settled(replace(sheet, about=about_exported(data), vocabulary=vocabulary))


def _about(element: Element) -> dict[str, str]:
    """Say what the document says of itself."""
    root = element.getroottree().getroot()
    named = {"title": "name", "description": "description"}
    texts = {field: child_text(root, f"Document/{name}") for field, name in named.items()}
    return {field: text for field, text in texts.items() if text}


def _document_data(element: Element) -> dict[str, str]:
    """Return what an export says of itself in the data of its document, by name."""
    data = element.getroottree().getroot().iterfind("{*}Document/{*}ExtendedData/{*}Data")
    texts = {str(each.get("name")): child_text(each, "value") for each in data}
    return {name: text for name, text in texts.items() if text}


def _cells(element: Element) -> dict[str, str | None]:
    """Return the texts and times of a placemark, its own data, and the folder that it lies in."""
    children = {kind_of(child): child for child in element}
    cells = {name: text_in(children.get(name)) for name in TEXTS}
    stamp, span = (children.get(name) for name in ("TimeStamp", "TimeSpan"))
    if stamp is not None and (when := child_text(stamp, "when")):
        cells |= {BEGIN: when, END: when}
    elif span is not None:
        sides = {name: child_text(span, name) for name in (BEGIN, END)}
        cells |= {name: text or OPEN for name, text in sides.items() if any(sides.values())}
    for data in element.iter("{*}Data", "{*}SimpleData"):
        name = data.get("name") or "data"
        cells.setdefault(name, child_text(data, "value") or (data.text or "").strip() or None)
    folder = element.getparent()
    if folder is not None and kind_of(folder) == "Folder":
        cells.setdefault("Folder", child_text(folder, "name"))
    return cells


def _geometry(element: Element) -> BaseGeometry | None:
    """Return the geometry of a placemark; several are a collection. None if it has none."""
    parts = [checked(part) for part in _parts(element)]
    if len(parts) < 2:
        return parts[0] if parts else None
    kinds = {part.geom_type for part in parts}
    several = {"Point": shapely.MultiPoint, "LineString": shapely.MultiLineString}
    return several.get(kinds.pop() if len(kinds) == 1 else "", shapely.GeometryCollection)(parts)


def _parts(element: Element) -> Iterator[BaseGeometry]:
    for found in element.iter("{*}Point", "{*}LineString", "{*}Polygon"):
        if kind_of(found) == "Polygon":
            rings = [
                _positions(ring)
                for name in ("outerBoundaryIs", "innerBoundaryIs")
                for ring in found.iterfind(f"{{*}}{name}/{{*}}LinearRing")
            ]
            if rings:
                yield shapely.Polygon(rings[0], rings[1:])
        elif len(places := _positions(found)):
            is_point = kind_of(found) == "Point" or len(places) == 1
            yield shapely.Point(places[0]) if is_point else shapely.LineString(places)


def _positions(element: Element) -> NDArray[np.float64]:
    """Read `longitude,latitude,height longitude,latitude,height`; raise ValueError for others."""
    text = re.sub(r"\s*,\s*", ",", child_text(element, "coordinates") or "")
    pairs = [position.split(",")[:2] for position in text.split()]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"a position needs a longitude and a latitude (got {text[:60]!r})")
    return np.array(pairs, dtype=np.float64)


def _fixes(element: Element) -> Iterator[Fix]:
    """Yield the points of tracks, whose times and places stand in two lists."""
    for track in element.iter("{*}Track"):
        times = [when.text for when in track.iterfind("{*}when")]
        places = [coord.text or "" for coord in track.iterfind("{*}coord")]
        for time, place in zip_longest(times, places):
            if place and (numbers := place.split()):
                yield Fix(float(numbers[0]), float(numbers[1]), time)


def read_kmz(content: bytes, answers: Answers) -> Sheet:
    """Read the KML of a KMZ, which is its first one."""
    documents = files_of(content, ".kml")
    if not documents:
        raise ValueError("holds no KML")
    name, document = next(iter(documents.items()))
    sheet = read_kml(document, answers)
    others = [other for other in documents if other != name]
    said = f"Only {name} of it was read, not {', '.join(others)}."
    return replace(sheet, said=(*sheet.said, said)) if others else sheet
