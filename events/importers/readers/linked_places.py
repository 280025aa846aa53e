"""Linked Places, as GeoJSON and as a feature a line: places with the times that hold for them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from events.importers.readers.calendar_parts import interval, written
from events.importers.readers.geojson import about_of, features_of
from events.importers.readers.json_text import column, flat, tabulate
from events.importers.readers.shapes import geometries
from events.importers.report import Answers, Choice, Question, Remark
from events.importers.sheet import Sheet

COLUMNS: dict[str, str] = {"id": "@id", "title": "title", "date": "date"}

UNKNOWN = -1
"""What gazetteers write as a number where a year is not known."""

PARTS = "parts"
"""The question whether the parts of a place, each with a time, are one event or several."""


def is_linked_places(content: Any) -> bool:
    """Tell whether features have times as Linked Places writes them."""
    if isinstance(content, dict) and "linkedplaces" in str(content.get("@context")).lower():
        return True
    if isinstance(content, dict) and isinstance(content.get("dataset"), dict):
        return False  # an export of ours, which says more than its times
    features = content.get("features") if isinstance(content, dict) else content
    return any("@id" in one or _timespans(one) for one in _list(features)[:5] if _is_feature(one))


def _is_feature(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "Feature"


@dataclass(frozen=True)
class Place:
    """A feature, or a part of one, with the time that holds for it."""

    number: int
    cells: Mapping[str, str | None]
    geometry: Any
    times: Sequence[Any]
    """The timespans."""


def read_linked_places(content: Any, answers: Answers) -> Sheet:
    """Lay places out as rows, with their times as one column."""
    features = [one if isinstance(one, dict) else {} for one in features_of(content)]
    several = [number for number, one in enumerate(features, 1) if len(_timed_parts(one)) > 1]
    parts = sum(len(_timed_parts(features[number - 1])) for number in several)
    answer = answers.get(PARTS)
    places = list(chain.from_iterable(_places(n, f, answer) for n, f in enumerate(features, 1)))
    geometry, faults = geometries([place.geometry for place in places])
    dates, remarks = [], []
    for place in places:
        date, remark = _date(place)
        dates.append(date)
        remarks += [remark] if remark else []
    offered = [
        Remark(number, "geometry.when", "", "asked", "has parts with a time each", question=PARTS)
        for number in several
        if not answer
    ]
    return Sheet(
        tabulate([place.cells for place in places]).assign(date=column(dates)),
        np.array([place.number for place in places], dtype=np.int64),
        "line" if isinstance(content, list) else "feature",
        geometry,
        about_of(content),
        COLUMNS,
        tuple(_said(features)),
        tuple(_questions(several, parts, answer)),
        (*remarks, *offered, *faults),
    )


def _places(number: int, feature: Mapping[str, Any], answer: str | None) -> Iterator[Place]:
    """Yield a feature, or each of its parts if they are events of their own."""
    properties = feature.get("properties")
    beside = {k: v for k, v in feature.items() if k not in ("type", "geometry", "properties")}
    cells = {k: v if isinstance(v, str) else _json(v) for k, v in beside.items()}
    cells |= flat(properties) if isinstance(properties, dict) else {}
    geometry = feature.get("geometry")
    parts = _timed_parts(feature)
    if len(parts) > 1 and answer in ("each", "each-open"):
        for order, part in enumerate(parts, 1):
            times = _timespans(part)
            is_open = answer == "each-open"
            times = [{"end": {"in": ".."}, **time} for time in times] if is_open else times
            own = {"@id": f"{cells.get('@id') or number}#{order}", "geometry": _json(part)}
            yield Place(number, cells | own, part, times)
        return
    times = [time for part in parts for time in _timespans(part)]
    named = [time for name in _list(feature.get("names")) for time in _timespans(name)]
    if extra := _extra(geometry):
        cells["geometry"] = _json(extra)
    yield Place(number, cells, _only(geometry), _timespans(feature) or times or named)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _json(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value not in (None, [], {}) else None


def _timed_parts(feature: Mapping[str, Any]) -> list[Any]:
    """Return the parts of a place that have a time each; itself if it has no parts."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return []
    parts = _list(geometry.get("geometries")) if "geometries" in geometry else [geometry]
    return [part for part in parts if _timespans(part)]


def _only(geometry: Any) -> Any:
    """Return the only part of a collection instead of it."""
    parts = _list(geometry.get("geometries")) if isinstance(geometry, dict) else []
    return parts[0] if len(parts) == 1 else geometry


def _extra(geometry: Any) -> Any:
    """Return what a geometry says beside its coordinates: certainty, citations, its time."""
    if not isinstance(geometry, dict):
        return None
    said = {k: v for k, v in geometry.items() if k not in ("type", "coordinates", "geometries")}
    parts = [_extra(part) for part in _list(geometry.get("geometries"))]
    return said | ({"geometries": parts} if any(parts) else {})


def _timespans(holder: Any) -> list[Any]:
    """Return the timespans of what has a `when`, without those that say nothing."""
    when = holder.get("when") if isinstance(holder, dict) else None
    spans = _list(when.get("timespans")) if isinstance(when, dict) else []
    return [one for one in spans if isinstance(one, dict) and ("start" in one or "end" in one)]


def _date(place: Place) -> tuple[str | None, Remark | None]:
    """Return the date over all timespans of a place, and what was made of them."""
    ends = [(_side(one.get("start"), 0), _side(one.get("end"), 1)) for one in place.times]
    starts = sorted((start for start, _ in ends if start), key=_order)
    lasts = [end for _, end in ends]
    if not starts and not any(lasts):
        return None, None
    last = max((end for end in lasts if end), key=_order, default=None)
    is_unknown = any(_is_unknown(one.get("end")) for one in place.times) and last is None
    if len(starts) > 1:
        last = max((last or "", starts[-1]), key=_order)
    start = starts[0] if starts else ""
    date = f"{start}/" if is_unknown else interval(start, last)
    stands = json.dumps(place.times, ensure_ascii=False)
    return date, Remark(place.number, "when", stands[:200], "changed", "is one date", date)


def _side(value: Any, last: int) -> str | None:
    """Return the start or the end of a timespan as EDTF has it; None if it is not known."""
    if isinstance(value, int):
        return None if value == UNKNOWN else written(value)
    if not isinstance(value, dict):
        return value.strip() or None if isinstance(value, str) else None
    known = {name: _side(value.get(name), last) for name in ("in", "earliest", "latest")}
    if known["in"]:
        return known["in"]
    earliest, latest = known["earliest"], known["latest"]
    if earliest and latest and earliest != latest:
        return f"{(earliest, latest)[last]}~"
    return earliest or latest


def _is_unknown(value: Any) -> bool:
    return isinstance(value, int) and value == UNKNOWN


def _order(date: str) -> tuple[int, str]:
    """Sort dates by their year, and within one as text."""
    is_before = date.startswith("-")
    year = date.lstrip("-Y").partition("-")[0].rstrip("~?%.")
    number = int(year) if year.isdecimal() else 99_999_999
    return (-number if is_before else number), date


def _said(features: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "These are places with times; each is read as an event, whose date is that time."
    texts = [_json(one.get("when")) or "" for one in features]
    if any('"earliest"' in text for text in texts):
        yield "Where a start or an end lies between two dates it is approximate; `when` keeps both."
    if any(_is_unknown(end) for one in features for end in _numbers(one)):
        yield "-1 means unknown here; it is never a year."


def _numbers(feature: Mapping[str, Any]) -> Iterator[Any]:
    holders = (feature, *_timed_parts(feature), *_list(feature.get("names")))
    for span in chain.from_iterable(map(_timespans, holders)):
        yield from (span.get("start"), span.get("end"))


def _questions(several: Sequence[int], parts: int, answer: str | None) -> Iterator[Question]:
    if several:
        yield Question(
            PARTS,
            "Are the parts of a place, each with its own time, one event or an event each?",
            (
                Choice("one", "One event over all the times", len(several)),
                Choice("each", "An event each; a start without an end lasts that long", parts),
                Choice("each-open", "An event each; a start without an end goes on", parts),
            ),
            0 if answer else len(several),
            answer=answer,
        )
