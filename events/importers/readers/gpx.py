"""GPX 1.0 and 1.1: waypoints are events, and so are tracks and routes with their lines."""

import math

import shapely

from events.importers.readers.tracks import BEGIN, END, Fix, Found, Item, laid_out
from events.importers.readers.xml_text import Element, child_text, elements, kind_of
from events.importers.report import Answers, Remark
from events.importers.sheet import Sheet

TEXTS = ("name", "desc", "cmt", "src", "type", "sym", "ele")
"""Of a waypoint, a track or a route."""


def read_gpx(content: bytes, answers: Answers) -> Sheet:
    """Lay waypoints, tracks and routes out as rows."""
    items: list[Item] = []
    remarks: list[Remark] = []
    about: dict[str, str] = {}
    for number, element in enumerate(elements(content, "wpt", "trk", "rte"), 1):
        about = _about(element) if number == 1 else about
        cells = {name: child_text(element, name) for name in TEXTS}
        try:
            if kind_of(element) == "wpt":
                items.append(_waypoint(number, cells, _fix(element)))
            else:
                found = element.iter("{*}trkpt", "{*}rtept")
                items.append(Item(number, cells, fixes=[_fix(point) for point in found]))
        except ValueError as error:
            items.append(Item(number, cells))
            mend = "Write lat and lon as degrees with a decimal point."
            text = str(error)
            remarks.append(Remark(number, "lat, lon", text, "refused", "is no place", mend=mend))
    noun = "track" if items and all(item.fixes for item in items) else "item"
    columns = {"title": "name", "summary": "desc", "date": BEGIN, "end": END}
    return laid_out(Found(noun, items, about, columns, remarks), answers)


def _waypoint(number: int, cells: dict[str, str | None], fix: Fix) -> Item:
    times = {BEGIN: fix.time, END: fix.time} if fix.time else {}
    return Item(number, {**cells, **times}, shapely.Point(fix.longitude, fix.latitude))


def _fix(element: Element) -> Fix:
    """Read a point; raise ValueError with what is no coordinate."""
    longitude, latitude = (element.get(name, "") for name in ("lon", "lat"))
    numbers = float(longitude), float(latitude)
    if not all(map(math.isfinite, numbers)):
        raise ValueError(f"{latitude}, {longitude}")
    return Fix(*numbers, child_text(element, "time"))


def _about(element: Element) -> dict[str, str]:
    root = element.getroottree().getroot()
    inside = {"title": ("metadata/name", "name"), "description": ("metadata/desc", "desc")}
    found = {
        field: next((text for path in paths if (text := child_text(root, path))), None)
        for field, paths in inside.items()
    }
    return {field: text for field, text in found.items() if text}
