"""Dates that a file writes in parts, a number for the year, one for the month, one for the day."""

import re

NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:\.0*)?")


def number(text: str | None) -> int | None:
    """Return the whole number of a cell; None if it is empty. Raises ValueError for others.

    >>> number("5"), number(" -44 "), number("1906.0"), number("")
    (5, -44, 1906, None)
    """
    stripped = (text or "").strip()
    if not stripped:
        return None
    if not NUMBER.fullmatch(stripped):
        raise ValueError(f"{stripped[:20]!r} is no whole number")
    return int(stripped.partition(".")[0])


def counted_from_1(year: int) -> int:
    """Return a year as EDTF counts it, of a counting that has no year 0.

    >>> counted_from_1(-44), counted_from_1(1906)
    (-43, 1906)
    """
    if year == 0:
        raise ValueError("there is no year 0")
    return year + 1 if year < 0 else year


def written(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a date as EDTF has it; months and days that are 0 are not known.

    >>> written(-43, 10), written(1938), written(1821, 5, 9), written(12000)
    ('-0043-10', '1938', '1821-05-09', 'Y12000')
    """
    text = f"Y{year}" if abs(year) > 9999 else f"{year:0{5 if year < 0 else 4}d}"
    for part in (month, day):
        if not part:
            return text
        text += f"-{part:02d}"
    return text


def interval(start: str, end: str | None) -> str:
    """Write two dates as one; the same twice is one date."""
    return f"{start}/{end}" if end is not None and end != start else start
