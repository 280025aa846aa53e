"""Days counted from 1970-01-01 in the Gregorian calendar, which is held to go on without an end.

Years count as in ISO 8601: the year 0 is 1 BC, and -43 is 44 BC. The calendar repeats itself every
400 years, so Python's own dates, which end at the years 1 and 9999, tell any day that is moved by
as many cycles into the years from 2000 to 2399.
"""

import re
from datetime import date

CYCLE_YEARS, CYCLE_DAYS = 400, 146_097
CYCLE_START = date(2000, 1, 1)
EPOCH = date(1970, 1, 1).toordinal()

_ISO = re.compile(r"([+-]?[0-9]{4,7})-([0-9]{2})-([0-9]{2})")


def day_of(year: int, month: int = 1, day: int = 1) -> int:
    """Count the days to a date. Raises ValueError if the calendar has no such date.

    >>> day_of(1970), day_of(1969, 12, 31), day_of(0, 2, 29)
    (0, -1, -719469)
    """
    cycles, rest = divmod(year - CYCLE_START.year, CYCLE_YEARS)
    moved = date(CYCLE_START.year + rest, month, day)
    return moved.toordinal() - EPOCH + cycles * CYCLE_DAYS


def parts_of(day: int) -> tuple[int, int, int]:
    """Return the year, the month and the day of the month.

    >>> parts_of(0), parts_of(-719469)
    ((1970, 1, 1), (0, 2, 29))
    """
    cycles, rest = divmod(int(day) + EPOCH - CYCLE_START.toordinal(), CYCLE_DAYS)
    moved = date.fromordinal(CYCLE_START.toordinal() + rest)
    return moved.year + cycles * CYCLE_YEARS, moved.month, moved.day


def month_end(year: int, month: int) -> int:
    """Return the last day of a month."""
    return day_of(year + month // 12, month % 12 + 1) - 1


FIRST, LAST = day_of(-5_000_000), month_end(5_000_000, 12)
"""The days that can be told: all fit into four bytes, with room for a count of days beyond them."""


def year_in_iso(year: int) -> str:
    """Write a year in ISO 8601; one of more than four digits has its sign.

    >>> year_in_iso(79), year_in_iso(-43), year_in_iso(12000)
    ('0079', '-0043', '+12000')
    """
    return f"{year:+}" if year > 9999 else f"{year:0{4 + (year < 0)}}"


def in_iso(day: int) -> str:
    """Write a day in ISO 8601.

    >>> in_iso(0), in_iso(day_of(-43, 3, 15))
    ('1970-01-01', '-0043-03-15')
    """
    year, month, number = parts_of(day)
    return f"{year_in_iso(year)}-{month:02}-{number:02}"


def from_iso(text: str) -> int:
    """Read what `in_iso` writes. Raises ValueError for anything else."""
    found = _ISO.fullmatch(text)
    if not found or found[1] == "-0000":
        raise ValueError(f"{text!r} is not a day like 2024-04-07")
    day = day_of(*map(int, found.groups()))
    if not FIRST <= day <= LAST:
        raise ValueError(f"{text!r} lies beyond the years that can be told")
    return day
