"""One date in EDTF (ISO 8601-2): how much of its year, month and day is given, and its days.

A digit `X` is not known. `~`, `?` and `%` behind a part hold for it and all parts before it; in
front of a part, for that one alone. A year of more than four digits begins with `Y`. A number from
21 to 41 in place of a month is a season, a quarter and so on.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from events.records.days import MONTHS, year_in_words
from geodata.days import FIRST, LAST, day_of, month_end, parts_of

Precision = Literal["day", "days", "month", "season", "year", "years", "one-of"]

QUALIFIERS: dict[str, str] = {
    "~": "approximate",
    "?": "inferred",
    "%": "approximate and inferred",
}
"""EDTF's qualifiers of a date that is approximate, uncertain, or both."""

SEASONS: dict[int, tuple[str, int, int]] = {
    21: ("spring", 3, 11),
    22: ("summer", 6, 14),
    23: ("autumn", 3, 11),
    24: ("winter", 6, 14),
    25: ("northern spring", 3, 5),
    26: ("northern summer", 6, 8),
    27: ("northern autumn", 9, 11),
    28: ("northern winter", 12, 14),
    29: ("southern spring", 9, 11),
    30: ("southern summer", 12, 14),
    31: ("southern autumn", 3, 5),
    32: ("southern winter", 6, 8),
    33: ("first quarter of", 1, 3),
    34: ("second quarter of", 4, 6),
    35: ("third quarter of", 7, 9),
    36: ("fourth quarter of", 10, 12),
    37: ("first third of", 1, 4),
    38: ("second third of", 5, 8),
    39: ("last third of", 9, 12),
    40: ("first half of", 1, 6),
    41: ("second half of", 7, 12),
}
"""What the numbers mean, and the first and the last month, counted on into the year after.

EDTF does not say on which half of the earth a season from 21 to 24 is: it covers the months that it
has on either. A winter or summer that goes on into another year belongs to the one it begins in.
"""

PARTS = ("year", "month", "day")

_MARK = "[~?%]?"
_DATE = re.compile(
    rf"(?P<b0>{_MARK})(?P<p0>-?[0-9X]{{4}}|Y-?[0-9]{{1,12}}(?:E[0-9]{{1,2}})?)(?P<a0>{_MARK})"
    rf"(?:-(?P<b1>{_MARK})(?P<p1>[0-9X]{{2}})(?P<a1>{_MARK})"
    rf"(?:-(?P<b2>{_MARK})(?P<p2>[0-9X]{{2}})(?P<a2>{_MARK}))?)?"
)

_FORM = (
    "is not YYYY, YYYY-MM or YYYY-MM-DD, optionally followed by ~, ? or %; see Dates in the "
    "guide for years before 1, seasons and digits that are not known"
)


@dataclass(frozen=True)
class Stated:
    """A date as far as it is given."""

    first: int
    last: int
    """The days between which it lies, from 1970-01-01."""
    numbers: tuple[tuple[int, ...], ...]
    """Year, month and day as far as given; twice where a digit of the year is not known."""
    words: str
    missing: str
    """The parts that are not given, or nothing."""
    doubts: tuple[str, ...]
    """What its qualifiers say."""
    precision: Precision

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not known of it, in words."""
        return (f"{self.missing} not given", *self.doubts) if self.missing else self.doubts


@lru_cache(4096)
def read_date(text: str) -> Stated:
    """Read one date. Raises ValueError if it is none, or lies beyond the days that can be told."""
    found = _DATE.fullmatch(text)
    if not found or text.startswith("-0000"):
        raise ValueError(f"{text!r} {_FORM}")
    year, month, day = (found[f"p{n}"] for n in range(3))
    years = _years(year, text)
    if year.startswith("Y") and month:
        raise ValueError(f"{text!r}: a year that begins with Y has no month")
    doubts = _doubts(found) if QUALIFIERS.keys() & set(text) else ()
    if month and not day and month.isdecimal() and int(month) in SEASONS:
        return _season(years, int(month), doubts)
    months = _matching(month, 1, 12) if month else range(1, 13)
    days = _matching(day, 1, 31) if day else range(1, 32)
    first = next(_dates(years, months, days), None)
    if first is None:
        raise ValueError(f"{text!r} is no day of the calendar")
    known = (len(years) == 1, len(months) == 1, len(days) == 1)
    last = first if all(known) else next(_dates(years[::-1], months[::-1], days[::-1]))
    ends = (_given(parts_of(day), known) for day in dict.fromkeys((first, last)))
    return Stated(
        first,
        last,
        tuple(dict.fromkeys(ends)),
        _words(years, months, days, known),
        _missing(known),
        doubts,
        _precision(known),
    )


def _years(text: str, whole: str) -> Sequence[int]:
    """Return the years that a text can mean, in order."""
    if text.startswith("Y"):
        digits, _, zeros = text[1:].partition("E")
        year = int(digits) * 10 ** int(zeros or 0)
        if abs(year) <= 9999:
            raise ValueError(f"{whole!r}: Y is for years of more than four digits")
        if not parts_of(FIRST)[0] <= year <= parts_of(LAST)[0]:
            limits = f"{parts_of(FIRST)[0]} to {parts_of(LAST)[0]}"
            raise ValueError(f"{whole!r} lies beyond the years {limits}, of which days are counted")
        return range(year, year + 1)
    if "XXXX" in text:
        raise ValueError(f"{whole!r} gives no digit of the year, so it covers no range of days")
    sign = -1 if text.startswith("-") else 1
    digits = text.removeprefix("-")
    return sorted(sign * year for year in _matching(digits, 0, 9999))


def _matching(text: str, least: int, most: int) -> Sequence[int]:
    """Return the numbers that can stand where some digits are an X."""
    if "X" not in text:
        return [int(text)] if least <= int(text) <= most else []
    pattern = re.compile(text.replace("X", "[0-9]"))
    return [n for n in range(least, most + 1) if pattern.fullmatch(f"{n:0{len(text)}}")]


def _dates(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> Iterator[int]:
    """Yield the days of the calendar that the numbers make, in their order."""
    for year in years:
        for month in months:
            start = day_of(year, month)
            end = month_end(year, month)
            yield from (start + day - 1 for day in days if start + day - 1 <= end)


def _season(years: Sequence[int], number: int, doubts: tuple[str, ...]) -> Stated:
    name, start, end = SEASONS[number]
    known = years[0] == years[-1]
    ends = ((years[0],), (years[-1],))
    return Stated(
        day_of(years[0], start),
        month_end(years[-1] + (end - 1) // 12, (end - 1) % 12 + 1),
        tuple(dict.fromkeys(ends)),
        f"{name} {_in_years(years, name)}",
        "month and day" if known else "year",
        doubts,
        "season" if known else "years",
    )


def _doubts(read: re.Match[str]) -> tuple[str, ...]:
    """Say which parts the qualifiers before and behind each of them hold for."""
    marks = [(read[f"b{n}"], read[f"a{n}"]) for n in range(3) if read[f"p{n}"]]
    of_parts = []
    for at, (before, _) in enumerate(marks):
        found = {before, *(behind for _, behind in marks[at:])} - {""}
        of_parts.append("%" if len(found) > 1 else "".join(found))
    if len(set(of_parts)) == 1:
        return (QUALIFIERS[of_parts[0]],)
    named = {
        mark: [p for p, m in zip(PARTS, of_parts, strict=False) if m == mark] for mark in of_parts
    }
    return tuple(f"{QUALIFIERS[m]} in {_and(parts)}" for m, parts in named.items() if m)


def _and(names: Sequence[str]) -> str:
    """Join names.

    >>> _and(["year", "month", "day"])
    'year, month and day'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


Known = tuple[bool, bool, bool]
"""Whether the year, the month and the day are given."""


def _given(parts: tuple[int, int, int], known: Known) -> tuple[int, ...]:
    """Return the numbers up to the first that is not given; the year in any case."""
    return parts[: 1 if not known[1] else 2 if not known[2] else 3]


def _missing(known: Known) -> str:
    names = [name for name, given in zip(PARTS, known, strict=True) if not given]
    return "year" if len(names) == len(PARTS) else _and(names) if names else ""


def _precision(known: Known) -> Precision:
    coarse: tuple[Precision, ...] = ("years", "year", "month")
    return next((name for name, given in zip(coarse, known, strict=True) if not given), "day")


def _words(years: Sequence[int], months: Sequence[int], days: Sequence[int], known: Known) -> str:
    month = "" if len(months) == 12 else _between(months, MONTHS.__getitem__)
    day = "" if len(days) == 31 else _between(days, str)
    if day and not known[1]:
        day = f"day {day} of a month of"
    return " ".join(filter(None, [day, month, _in_years(years, day or month)]))


def _in_years(years: Sequence[int], part: str) -> str:
    """Write the year, or between which years it lies; `part` is what of it is meant."""
    words = _between(years, year_in_words)
    return f"of a year in {words}" if part and len(years) > 1 else words


def _between(numbers: Sequence[int], words: Callable[[int], str]) -> str:
    """Write the ends of what is not known exactly; an interval has a word between its ends."""
    return "–".join(map(words, dict.fromkeys((numbers[0], numbers[-1]))))
