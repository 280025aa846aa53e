"""Where and when data are asked for: `bbox` and `datetime` of OGC API - Features, part 1."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import isfinite

from events.query import Box, Query
from events.records import to_day
from geodata.days import FIRST, LAST, from_iso

Days = tuple[int, int]
"""The first and the last day, counted from 1970-01-01."""

LONGEST = 60
"""Characters of a value that a line repeats."""

_WRITE_BOX = (
    "write bbox=minLon,minLat,maxLon,maxLat in degrees, or six numbers with the heights third and "
    "sixth"
)
_WRITE_DAYS = "write datetime=2024-04-07, 2024-04-07T12:00:00Z, or an interval as a/b, ../b or a/.."

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_INSTANT = re.compile(
    r"(?P<day>-?[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt](?P<minute>[0-9]{2}:[0-9]{2}):(?:[0-5][0-9]|60)(?:\.[0-9]+)?"
    r"(?P<zone>[Zz]|[+-][0-9]{2}:[0-9]{2}))?"
)
"""A date, or a date and a time as RFC 3339 writes them; before the year 1 there are dates alone."""


@dataclass(frozen=True)
class Extent:
    """The part of the earth and the days that a request asks for."""

    box: Box | None = None
    days: Days = (FIRST, LAST)
    given: tuple[tuple[str, str], ...] = ()
    """The parameters that say so, as they were given."""

    def narrow(self, query: Query) -> Query:
        """Return the query for what matches it and touches this extent.

        Two ranges of days without a day in common give a first day after the last one: what
        matches begins before the earlier range ends, and ends after the later one starts.
        """
        first, last = self.days
        return replace(
            query, first=max(query.first, first), last=min(query.last, last), box=self.box
        )


def read_extent(parameters: Mapping[str, Sequence[str]]) -> tuple[Extent, tuple[str, ...]]:
    """Return the extent that a request asks for, and a line for each value not understood."""
    extent, problems = Extent(), list[str]()
    for name, read in EXTENT.items():
        values = parameters.get(name, ())
        if len(values) > 1:
            problems.append(f"{name}: is given {len(values)} times; write it once")
        elif values:
            try:
                extent = read(extent, values[0])
            except ValueError as error:
                problems.append(f"{name}: {error}")
                continue
            extent = replace(extent, given=(*extent.given, (name, values[0])))
    return extent, tuple(problems)


def _read_box(extent: Extent, text: str) -> Extent:
    parts = text.split(",")
    if len(parts) not in (4, 6):
        raise _fault(f"has {len(parts)} values instead of four or six", text, _WRITE_BOX)
    numbers = [float(part) if _NUMBER.fullmatch(part) else None for part in parts]
    known = [number for number in numbers if number is not None and isfinite(number)]
    if len(known) < len(parts):
        raise _fault("holds what is no number", text, _WRITE_BOX)
    half = len(known) // 2
    (west, south, *low), (east, north, *high) = known[:half], known[half:]
    if max(abs(west), abs(east)) > 180:
        raise _fault("has a longitude beyond 180 degrees", text, _WRITE_BOX)
    if max(abs(south), abs(north)) > 90:
        raise _fault("has a latitude beyond 90 degrees", text, _WRITE_BOX)
    if south > north or low > high:
        what = "latitude" if south > north else "height"
        raise _fault(f"has a least {what} above the greatest", text, _WRITE_BOX)
    return replace(extent, box=Box(west, south, east, north))


def _read_days(extent: Extent, text: str) -> Extent:
    start, slash, end = text.partition("/")
    if not slash:
        day = _day(start, text)
        return replace(extent, days=(day, day))
    if start in OPEN and end in OPEN:
        raise _fault("is open at both ends", text, _WRITE_DAYS)
    first = FIRST if start in OPEN else _day(start, text)
    last = LAST if end in OPEN else _day(end, text)
    if first > last:
        raise _fault("ends before it starts", text, _WRITE_DAYS)
    return replace(extent, days=(first, last))


OPEN = ("..", "")
"""What stands for the open end of an interval."""


def _day(instant: str, text: str) -> int:
    """Return the day of an instant, in UTC where it has a time."""
    found = _INSTANT.fullmatch(instant)
    if not found:
        raise _fault("is neither an instant nor an interval", text, _WRITE_DAYS)
    day, minute, zone = found["day"], found["minute"], found["zone"]
    try:
        if minute is None:
            return from_iso(day)
        moment = datetime.fromisoformat(f"{day}T{minute}{zone.upper()}")
        return to_day(moment.astimezone(UTC).date())
    except (ValueError, OverflowError):
        raise _fault("names no time of the calendar", text, _WRITE_DAYS) from None


def _fault(what: str, text: str, write: str) -> ValueError:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return ValueError(f"{what} (got {shown!r}); {write}")


EXTENT: dict[str, Callable[[Extent, str], Extent]] = {"bbox": _read_box, "datetime": _read_days}
"""The parameters beside those of a link, and what reads each."""
