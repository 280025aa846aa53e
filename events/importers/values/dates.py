"""Dates as people write them, turned into EDTF that is as vague as they are."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Literal

from babel import Locale

from events.importers.report import Answers
from events.importers.values.numbers import ascii_digits
from events.importers.values.reading import Reading, asked, refused, taken
from events.records import When

Order = Literal["day-first", "month-first", "mixed", "unknown"]
"""How the dates of a column like 03/04/2024 are meant, as its own values show."""

LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "ar", "ar_SY", "fa", "he", "ru", "uk", "pl", "tr",
    "sv", "da", "fi", "cs", "el", "ka", "hu", "ro", "id",
)  # fmt: skip
"""Whose names of months are read (CLDR)."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF's numbers of seasons."""

OLDEST_SERIAL, NEWEST_SERIAL = 20_000, 60_000
"""Days from 1899-12-30 that a spreadsheet writes for 1954 to 2064."""

MEND = "write it as YYYY-MM-DD, YYYY-MM or YYYY"

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\s*(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*"
    r"(Z|[+-]\d{2}:?\d{2})?)?"
)
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ T,]+\d{1,2}:\d{2}.*)?")
_YEAR = re.compile(r"\d{3,4}")
_YEAR_FIRST = re.compile(r"\d{4}-\d\d")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})|(\d{4})[/.](\d{1,2})")
_BEFORE_1 = re.compile(r"(?i)(\d{1,6})\s*(?:b\.?\s?c\.?(?:e\.?)?|v\.\s?chr\.?|av\.\s?j\.-?c\.?)")
_NEGATIVE = re.compile(r"-(\d{1,6})")
_CIRCA = re.compile(r"(?i)(?:c\.|ca\.?|circa|about|around|um|vers|~)\s*(?=\d)")
_STAMP = re.compile(r"-?\d{10,14}")
_WORD = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r"\s*[–—‒−]\s*|\s+-\s+|\s+(?:to|bis|until|till)\s+")


@cache
def _months() -> dict[str, int]:
    """Return the names of months; one that means two months in two languages is left out."""
    found: dict[str, set[int]] = {}
    for code in LANGUAGES:
        months = Locale.parse(code).months
        for names in (months[use][width] for use in months for width in ("wide", "abbreviated")):
            for number, name in names.items():
                if not name.strip(".").isdigit():
                    found.setdefault(_bare(name), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


@cache
def _month_words() -> frozenset[str]:
    """Return the words of the names of months: what has none of them is no date in words."""
    return frozenset(word for name in _months() for word in _WORD.findall(name))


def _bare(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip(". ")


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """Return the forms of dates with a month in words, and how each is written in EDTF."""
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    m, d, y = rf"(?P<m>{names})\.?", r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?", r"(?P<y>\d{3,4})"
    n, e = rf"(?P<n>{names})\.?", r"(?P<e>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
    of, dash = r"(?:\s+(?:de|of|d'))?\s+", r"\s*[-–—]\s*"
    forms = (
        rf"{d}{of}{m},?(?:\s+de)?\s+{y}", rf"{m}\s+{d},?\s+{y}", rf"{m},?(?:\s+de)?\s+{y}",
        rf"{y},?\s+{m}(?:\s+{d})?", rf"{d}{dash}{e}{of}{m},?\s+{y}", rf"{m}\s+{d}{dash}{e},?\s+{y}",
        rf"{d}{of}{m}{dash}{e}{of}{n},?\s+{y}", rf"{m}\s+{d}{dash}{n}\s+{e},?\s+{y}",
        rf"{m}{dash}{n},?\s+{y}",
    )  # fmt: skip
    return tuple((re.compile(form, re.IGNORECASE), _in_words) for form in forms)


def _in_words(found: re.Match[str]) -> str:
    """Write a date of these forms, or an interval where the form has two days or months."""
    part = {"d": None, "e": None, "n": None, **found.groupdict()}
    first = _written(part["y"], _months()[_bare(part["m"] or "")], part["d"])
    if part["e"] is None and part["n"] is None:
        return first
    last = _written(part["y"], _months()[_bare(part["n"] or part["m"] or "")], part["e"])
    return f"{first}/{last}"


def _written(year: str | int | None, month: str | int, day: str | int | None = None) -> str:
    text = f"{int(year or 0):04d}-{int(month):02d}"
    return text if day is None else f"{text}-{int(day):02d}"


@dataclass(frozen=True)
class DateReader:
    """Reads the dates of one column, whose order of day and month its values have shown."""

    answers: Answers
    order: Order = "unknown"

    @classmethod
    def of(cls, texts: Iterable[str], answers: Answers) -> "DateReader":
        """Find the order of day and month in all distinct values of a column."""
        bare = (ascii_digits(text).strip() for text in texts)
        found = [_NUMBERS.fullmatch(text) for text in bare if not _YEAR_FIRST.match(text)]
        pairs = [(int(each[1]), int(each[2])) for each in found if each]
        # Where dates are written in several ways, several hands wrote them: one sign is no proof.
        # Those with the year first, as programs write them, say nothing of the others.
        needed = 1 if len(pairs) == len(found) else 2
        days = sum(first > 12 >= second for first, second in pairs)
        months = sum(second > 12 >= first for first, second in pairs)
        if days and months:
            return cls(answers, "mixed")
        orders: dict[tuple[bool, bool], Order] = {
            (True, False): "day-first", (False, True): "month-first",
        }  # fmt: skip
        return cls(answers, orders.get((days >= needed, months >= needed), "unknown"))

    def read(self, text: str) -> Reading:
        """Read a date. What can mean two days waits for an answer."""
        bare = " ".join(ascii_digits(text).split())
        for rule in (_edtf, _iso, _words, _stamp):
            if reading := rule(text, bare):
                return reading
        return (
            self._numbers(text, bare)
            or self._doubtful(text, bare)
            or self._span(text, bare)
            or refused("is no date that can be read", MEND)
        )

    def _numbers(self, text: str, bare: str) -> Reading | None:
        """Read 3/4/2024 by the order of the column, or by the answer."""
        if not (found := _NUMBERS.fullmatch(bare)):
            return None
        first, second = int(found[1]), int(found[2])
        if len(found[3]) == 2:
            return self._short_year(text, first, second, found[3])
        year, order = found[3], self.answers.get("date-order", self.order)
        as_day, as_month = _day(year, second, first), _day(year, first, second)
        if "." in bare and as_day:  # dates with points have the day first wherever they are usual
            return taken(text, as_day, "written as YYYY-MM-DD")
        if as_day and as_month and as_day != as_month and order not in ("day-first", "month-first"):
            return asked(
                "date-order",
                f"can be {as_day} or {as_month}",
                f"{as_day} or {as_month}",
                "answer which comes first, the day or the month, or write YYYY-MM-DD",
            )
        wanted = as_month if order == "month-first" else as_day
        either = wanted or (as_day or as_month if self.order in ("mixed", "unknown") else None)
        return taken(text, either, "written as YYYY-MM-DD") if either else _no_day()

    def _short_year(self, text: str, first: int, second: int, short: str) -> Reading:
        """Ask about a year of two figures; if it can be two days, one answer is enough."""
        year = f"{'20' if int(short) < 69 else '19'}{short}"
        days = {"day-first": _day(year, second, first), "month-first": _day(year, first, second)}
        either = list(dict.fromkeys(day for day in days.values() if day))
        if not either:
            return _no_day()
        answer = self.answers.get("date-order", "")
        order = "day-first" if "." in text else answer if answer in days else self.order
        reason = "has two figures for the year"
        if len(either) == 1 or self.order in days or "." in text:
            day = days.get(order, either[0])
            return self._unless("short-years", text, day, reason) if day else _no_day()
        if (day := days.get(order)) is not None:
            return taken(text, day, reason)
        offer = " or ".join(either)
        return asked("date-order", f"{reason}, and can be {offer}", offer,
                     "answer which comes first, or write YYYY-MM-DD")  # fmt: skip

    def _doubtful(self, text: str, bare: str) -> Reading | None:
        """Read what only the owner can be sure of: serial dates, years before 1, seasons."""
        if bare.isdecimal() and OLDEST_SERIAL <= int(bare) <= NEWEST_SERIAL:
            day = (date(1899, 12, 30) + timedelta(int(bare))).isoformat()
            return self._unless("serial-dates", text, day, "is a number, the day of a spreadsheet")
        if negative := _NEGATIVE.fullmatch(bare):
            before = self.answers.get("years-before-1") != "astronomical"
            year = f"{1 - int(negative[1]) if before else -int(negative[1]):05d}"
            year = "0000" if int(year) == 0 else year
            bc = f"can be {negative[1]} BC or {int(negative[1]) + 1} BC"
            if self.answers.get("years-before-1") == "astronomical":
                return taken(text, year, "a year before 1")
            return self._unless("years-before-1", text, year, bc)
        name, _, year = bare.casefold().rpartition(" ")
        if name in SEASONS and _YEAR.fullmatch(year):
            season = f"{year:0>4}-{SEASONS[name]}"
            reason = "is a season, which comes at different times north and south"
            return self._unless("seasons", text, season, reason)
        return None

    def _unless(self, question: str, text: str, value: str, reason: str) -> Reading:
        """Take a value if the question was answered with it; ask otherwise."""
        if self.answers.get(question) == "as-offered":
            return taken(text, value, reason)
        return asked(question, reason, value, MEND)

    def _span(self, text: str, bare: str) -> Reading | None:
        """Read two dates with a dash between them."""
        parts = _DASH.split(bare)
        if len(parts) == 1 and re.fullmatch(r"\d{3,4}-\d{3,4}", bare):
            parts = bare.split("-")
        if len(parts) != 2 or "" in parts:
            return None
        ends = [self.read(part) for part in parts]
        if unread := next((end for end in ends if end.value is None), None):
            return unread
        return _checked(text, f"{ends[0].value}/{ends[1].value}")


def _day(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None


def _no_day() -> Reading:
    return refused("is no day of the calendar", MEND)


def _checked(text: str, edtf: str) -> Reading:
    """Take a date as it is written in EDTF, if it is one of the calendar."""
    try:
        When(edtf)
    except ValueError as error:
        return refused(str(error).removeprefix(f"{edtf!r} "), MEND)
    return taken(text, edtf, "written as EDTF")


def _edtf(text: str, bare: str) -> Reading | None:
    """Take what is EDTF as it stands."""
    if not bare or not (bare[0].isdigit() or bare[0] in "-Y[{") or _NUMBERS.fullmatch(bare):
        return None
    if _NEGATIVE.fullmatch(bare) and len(bare) < 5:
        return None
    try:
        When(bare)
    except ValueError:
        return None
    return taken(text, bare, "digits written as 0 to 9")


def _iso(text: str, bare: str) -> Reading | None:
    """Read a day of the calendar with a time, which is given up or noted by the converter."""
    if not (found := _ISO.fullmatch(bare)):
        return None
    day = _day(found[1], int(found[2]), int(found[3]))
    if day is None:
        return _no_day()
    if found[5] and found[5] != "Z" and found[4]:
        moment = datetime.fromisoformat(f"{day}T{found[4]:0>5}{found[5]}")
        return taken(text, moment.astimezone(UTC).date().isoformat(), "the day in UTC")
    return taken(text, day, "the day of a time" if found[4] else "written as YYYY-MM-DD")


def _words(text: str, bare: str) -> Reading | None:
    """Read a month in words, a year before 1 in words, `c. 1840` and 04.2024."""
    if circa := _CIRCA.match(bare):
        rest = bare[circa.end() :]
        return _checked(text, f"{int(rest):04d}~") if _YEAR.fullmatch(rest) else None
    if before := _BEFORE_1.fullmatch(bare):
        year = 1 - int(before[1])
        return _checked(text, f"{year:05d}" if year < 0 else "0000")
    if _YEAR.fullmatch(bare):
        return taken(text, f"{int(bare):04d}", "a year of four figures")
    if found := _MONTH_YEAR.fullmatch(bare):
        return _checked(text, _written(found[2] or found[3], found[1] or found[4]))
    if _month_words().isdisjoint(_WORD.findall(_bare(bare))):
        return None
    for form, written in _forms():
        if match := form.fullmatch(bare.casefold()):
            return _checked(text, written(match))
    return None


def _stamp(text: str, bare: str) -> Reading | None:
    """Read seconds or milliseconds since 1970, in UTC."""
    if not _STAMP.fullmatch(bare):
        return None
    seconds = int(bare) / (1000 if len(bare.lstrip("-")) > 10 else 1)
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return _no_day()
    return taken(text, moment.date().isoformat(), "seconds since 1970, the day in UTC")


_DATED = re.compile(r"\b[0-9]{1,2}\.? \w{3,} [0-9]{3,4}\b|\b\w{3,} (?:[0-9]{1,2}, )?[0-9]{3,4}\b")


def date_in(text: str) -> str | None:
    """Return the first date with a month in words that stands in a text.

    >>> date_in("Fifth stop, 12 May 1801 (in the headline only)")
    '1801-05-12'
    """
    for found in _DATED.findall(text):
        value = DateReader({}).read(found).value
        if value and "-" in value:
            return value
    return None
