"""Dates as precise as their source, and the days that they cover.

The notation is a subset of EDTF (ISO 8601-2): a day, a month or a year, `~` for approximate,
`?` for inferred or uncertain, `%` for both, and `a/b` for an interval. A date covers the days from
a first to a last one, counted from 1970-01-01 in the proleptic Gregorian calendar.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

EPOCH = date(1970, 1, 1)

FIRST, LAST = (date.min - EPOCH).days, (date.max - EPOCH).days

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")

QUALIFIERS: dict[str, str] = {
    "~": "approximate",
    "?": "inferred",
    "%": "approximate and inferred",
}
"""EDTF's qualifiers of a date that is approximate, uncertain, or both."""


def to_day(value: date) -> int:
    """Count the days from 1970-01-01.

    >>> to_day(date(1970, 1, 2)), to_day(date(1969, 12, 31))
    (1, -1)
    """
    return (value - EPOCH).days


def to_date(day: int) -> date:
    """Return the date that is `day` days after 1970-01-01.

    Days before the year 1 or after the year 9999 become the first or last day that Python has.
    """
    return EPOCH + timedelta(days=min(max(day, FIRST), LAST))


def in_words(day: int | date) -> str:
    """Write a day for a reader, the same everywhere; machines read ISO 8601.

    >>> in_words(0)
    '1 January 1970'
    """
    value = day if isinstance(day, date) else to_date(day)
    return f"{value.day} {calendar.month_name[value.month]} {value.year}"


def month_in_words(number: int) -> str:
    """Write a month for a reader, counted from January of the year 0.

    >>> month_in_words(12 * 1970)
    'January 1970'
    """
    return f"{calendar.month_name[number % 12 + 1]} {number // 12}"


def span_in_words(first: int, last: int) -> str:
    """Write the days from a first to a last one, or the only one.

    >>> span_in_words(0, 3), span_in_words(0, 0)
    ('1 January 1970 to 4 January 1970', '1 January 1970')
    """
    return " to ".join(dict.fromkeys((in_words(first), in_words(last))))


@dataclass(frozen=True)
class _Part:
    """One side of an interval, or the whole of a simple date."""

    year: int
    month: int | None
    day: int | None
    qualifier: str

    @property
    def first(self) -> date:
        month, day = (1 if part is None else part for part in (self.month, self.day))
        return date(self.year, month, day)

    @property
    def last(self) -> date:
        month = 12 if self.month is None else self.month
        day = calendar.monthrange(self.year, month)[1] if self.day is None else self.day
        return date(self.year, month, day)

    @property
    def words(self) -> str:
        month = f"{calendar.month_name[self.month]} " if self.month else ""
        day = f"{self.day} " if self.day else ""
        return f"{day}{month}{self.year}"

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)

    @property
    def remarks(self) -> tuple[str, ...]:
        missing = () if self.day else (f"{'day' if self.month else 'month and day'} not given",)
        return missing + ((QUALIFIERS[self.qualifier],) if self.qualifier else ())


@lru_cache(4096)
def _parse_part(text: str) -> _Part:
    found = _PART.fullmatch(text)
    if not found:
        raise ValueError(
            f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD, optionally followed by ~, ? or %"
        )
    year, month, day, qualifier = found.groups()
    part = _Part(int(year), int(month) if month else None, int(day) if day else None, qualifier)
    try:
        if part.first > part.last:
            raise ValueError
    except (ValueError, IndexError, calendar.IllegalMonthError):
        raise ValueError(f"{text!r} is no day of the calendar") from None
    return part


@dataclass(frozen=True)
class When:
    """A date as the source gives it.

    >>> When("2025-01").words
    'January 2025 (day not given)'
    >>> When("2024-04-07~/2024-04-09").last
    19822
    """

    text: str

    def __post_init__(self) -> None:
        """Raise ValueError if the text is not a date, or ends before it starts."""
        if self.first > self.last:
            raise ValueError(f"{self.text!r} ends before it starts")

    @property
    def _parts(self) -> tuple[_Part, _Part]:
        start, slash, end = self.text.partition("/")
        if not slash:
            return (part := _parse_part(start)), part
        try:
            return _parse_part(start), _parse_part(end)
        except ValueError as error:
            between = "a slash separates the two dates of an interval"
            raise ValueError(f"{self.text!r}: {error}; {between}") from None

    @property
    def first(self) -> int:
        """The first day that it covers."""
        return to_day(self._parts[0].first)

    @property
    def last(self) -> int:
        """The last day that it covers."""
        return to_day(self._parts[1].last)

    @property
    def first_at_latest(self) -> int:
        """The last day on which it can have begun; the first day if that is known."""
        return min(to_day(self._parts[0].last), self.last)

    @property
    def last_at_earliest(self) -> int:
        """The first day on which it can have ended; the last day if that is known."""
        return max(to_day(self._parts[1].first), self.first)

    @property
    def start(self) -> tuple[int, ...]:
        """The year in which it begins, then the month and the day if they are given."""
        part = self._parts[0]
        return tuple(number for number in (part.year, part.month, part.day) if number)

    @property
    def is_certain(self) -> bool:
        """Whether the date has no qualifier."""
        return not any(part.qualifier for part in self._parts)

    @property
    def numbers(self) -> tuple[tuple[int, ...], ...]:
        """Year, month and day as far as given: of the date, or of both ends of an interval.

        >>> When("2024-04").numbers, When("2024-04-07~/2024-05").numbers
        (((2024, 4),), ((2024, 4, 7), (2024, 5)))
        """
        start, end = self._parts
        return (start.numbers,) if start == end else (start.numbers, end.numbers)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Its qualifiers in words, such as `approximate`; empty if it is certain."""
        return tuple(dict.fromkeys(QUALIFIERS[p.qualifier] for p in self._parts if p.qualifier))

    @property
    def precision(self) -> str:
        """How precise it is: `day`, `days`, `month` or `year` (UCDP date_prec, in words)."""
        start, end = self._parts
        if start.day and end.day:
            return "day" if start == end else "days"
        return "month" if start.month and end.month else "year"

    @property
    def words(self) -> str:
        """The date for a reader, including what is not known of it."""
        start, end = self._parts
        if start == end:
            return _with_remarks(start.words, start.remarks)
        if start.remarks == end.remarks:
            return _with_remarks(f"{start.words} to {end.words}", start.remarks)
        sides = (_with_remarks(part.words, part.remarks) for part in (start, end))
        return " to ".join(sides)


def _with_remarks(words: str, remarks: tuple[str, ...]) -> str:
    return f"{words} ({', '.join(remarks)})" if remarks else words
