"""Days and years in words, the same everywhere: 44 BC, AD 79, 1066. Machines read ISO 8601.

Years before 1000 say how they are counted, for without that 21 looks like a day or like 1921.
"""

import calendar
from datetime import date

from geodata.days import EPOCH, parts_of

MONTHS = tuple(calendar.month_name)
"""The names of the months, from 1 on."""

SAFE = 1000
"""Years from here on are taken for no other."""

LONG = 10_000
"""Years from here on are written in groups of three digits."""


def to_day(value: date) -> int:
    """Count the days from 1970-01-01.

    >>> to_day(date(1970, 1, 2)), to_day(date(1969, 12, 31))
    (1, -1)
    """
    return value.toordinal() - EPOCH


PYTHON = range(to_day(date.min), to_day(date.max) + 1)
"""The days of the years 1 to 9999, which Python and formats written with its dates can tell."""


def to_date(day: int) -> date:
    """Return a day of PYTHON as a date. Raises ValueError for other days."""
    return date.fromordinal(int(day) + EPOCH)


def historical(year: int) -> int:
    """Count a year as historians do, who have no year 0: -44 is 44 BC.

    >>> historical(-43), historical(1)
    (-44, 1)
    """
    return year if year > 0 else year - 1


def year_in_words(year: int) -> str:
    """Write a year for a reader.

    >>> year_in_words(2024), year_in_words(79), year_in_words(0), year_in_words(-43)
    ('2024', 'AD 79', '1 BC', '44 BC')
    """
    number = abs(historical(year))
    written = f"{number:,}" if number >= LONG else str(number)
    if year <= 0:
        return f"{written} BC"
    return written if year >= SAFE else f"AD {written}"


def in_words(day: int | date) -> str:
    """Write a day for a reader.

    >>> in_words(0)
    '1 January 1970'
    """
    year, month, number = parts_of(to_day(day) if isinstance(day, date) else day)
    return f"{number} {MONTHS[month]} {year_in_words(year)}"


def month_in_words(number: int) -> str:
    """Write a month for a reader, counted from January of the year 0.

    >>> month_in_words(12 * 1970)
    'January 1970'
    """
    return f"{MONTHS[number % 12 + 1]} {year_in_words(number // 12)}"


def span_in_words(first: int, last: int) -> str:
    """Write the days from a first to a last one, or the only one.

    >>> span_in_words(0, 3), span_in_words(0, 0)
    ('1 January 1970 to 4 January 1970', '1 January 1970')
    """
    return " to ".join(dict.fromkeys((in_words(first), in_words(last))))
