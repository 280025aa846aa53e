"""Items of a map file: placemarks, and tracks that are one event or as many as they have points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from events.importers.readers.json_text import tabulate
from events.importers.report import Answers, Choice, Question, Remark
from events.importers.sheet import Sheet

BEGIN, END = "begin", "end"
"""The columns of the times between which an item was there."""


@dataclass(frozen=True)
class Fix:
    """A point of a track."""

    longitude: float
    latitude: float
    time: str | None


@dataclass(frozen=True)
class Item:
    """A placemark, a waypoint or a track."""

    number: int
    cells: Mapping[str, str | None]
    geometry: BaseGeometry | None = None
    fixes: Sequence[Fix] = ()
    """The points of a track; none for anything else."""


@dataclass(frozen=True)
class Found:
    """What a reader found in a map file."""

    noun: str
    items: Sequence[Item]
    about: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()


def laid_out(found: Found, answers: Answers) -> Sheet:
    """Lay items out as rows; ask whether a track, or points in a row, are one event or many."""
    said = tuple(line for item in found.items for line in _oddities(item))
    if any(item.fixes for item in found.items):
        return _tracks(found, answers.get("track"), said)
    if len(found.items) > 1 and all(map(_is_nameless_fix, found.items)):
        return _walk(found, answers.get("walk", "events"))
    return _sheet(found, found.items, said=said)


def _tracks(found: Found, answer: str | None, said: tuple[str, ...]) -> Sheet:
    tracks = [item for item in found.items if item.fixes]
    points = sum(bool(fix.time) for track in tracks for fix in track.fixes)
    question = Question(
        "track",
        "Is a track one event, or is each of its points an event?",
        (
            Choice("line", "One event with its line", len(tracks)),
            Choice("points", "An event for each point", points),
        ),
        0 if answer else len(tracks),
        offered="line",
        answer=answer,
    )
    waiting = [
        Remark(track.number, "", "", "asked", "is a track", _span(track), question="track")
        for track in tracks
        if not answer
    ]
    items = [one for item in found.items for one in _points(item)] if answer == "points" else None
    return _sheet(found, items or [_line(i) for i in found.items], [question], waiting, said)


def _walk(found: Found, answer: str) -> Sheet:
    """Lay out points that have a time and no name, which can be those of one walk."""
    number, found = len(found.items), replace(found, noun="point")
    question = Question(
        "walk",
        f"Are the {number:,} points, which have a time and no name, events or one walk?",
        (Choice("events", "An event for each point", number), Choice("walk", "One event", 1)),
        0,
        answer=answer,
    )
    if answer != "walk":
        return _sheet(found, found.items, [question])
    fixes = [Fix(i.geometry.x, i.geometry.y, i.cells.get(BEGIN)) for i in found.items if i.geometry]
    return _sheet(found, [_line(Item(1, {}, fixes=fixes))], [question])


def _is_nameless_fix(item: Item) -> bool:
    is_point = item.geometry is not None and item.geometry.geom_type == "Point"
    return is_point and bool(item.cells.get(BEGIN)) and not item.cells.get("name")


def _sheet(
    found: Found,
    items: Sequence[Item],
    questions: Iterable[Question] = (),
    waiting: Iterable[Remark] = (),
    said: tuple[str, ...] = (),
) -> Sheet:
    geometry = np.full(len(items), None, dtype=object)
    geometry[:] = [item.geometry for item in items]
    return Sheet(
        tabulate([item.cells for item in items]),
        np.array([item.number for item in items], dtype=np.int64),
        found.noun,
        geometry,
        found.about,
        found.columns,
        said,
        tuple(questions),
        (*found.remarks, *waiting),
    )


def _times(item: Item) -> list[str]:
    return sorted(fix.time for fix in item.fixes if fix.time)


def _span(item: Item) -> str:
    times = _times(item)
    return " to ".join(dict.fromkeys(time[:10] for time in (times[0], times[-1]))) if times else ""


def _line(item: Item) -> Item:
    """Return a track as one item, with a line through its points."""
    if not item.fixes:
        return item
    times = _times(item)
    places = [(fix.longitude, fix.latitude) for fix in item.fixes]
    moves = len(set(places)) > 1
    geometry = shapely.LineString(places) if moves else shapely.Point(places[0])
    cells = {**item.cells, BEGIN: times[0], END: times[-1]} if times else item.cells
    return Item(item.number, cells, geometry)


def _points(item: Item) -> list[Item]:
    """Return the points of a track as items."""
    return [
        Item(
            number,
            {**item.cells, BEGIN: fix.time, END: fix.time},
            shapely.Point(fix.longitude, fix.latitude),
        )
        for number, fix in enumerate(item.fixes, 1)
    ] or [item]


def _oddities(item: Item) -> Iterable[str]:
    """Say which points of a track stand in one place, or have no time."""
    numbered = enumerate(item.fixes, 1)
    for _, group in groupby(numbered, key=lambda pair: pair[1]):
        numbers = [number for number, _ in group]
        if len(numbers) > 1:
            yield f"Points {numbers[0]:,} to {numbers[-1]:,} of track {item.number} are the same."
    timeless = [str(number) for number, fix in enumerate(item.fixes, 1) if not fix.time]
    if timeless:
        listed = ", ".join(timeless[:10]) + (" and more" if len(timeless) > 10 else "")
        yield f"Of track {item.number} no time is given for point {listed}."
