"""Dates as precise as their source, and the days that they cover.

The notation is EDTF (ISO 8601-2): all of level 1, and of level 2 what a range of days can tell;
`events/records/edtf.py` reads each date of it. `a/b` is an interval, `[a,b..c]` one date of
several, and `{a,b..c}` all of them. A date covers the days from a first to a last one, counted from
1970-01-01 in the Gregorian calendar; of all dates of a set it covers those between too.

An open end (`a/..`) goes on: every day from `a` on is covered. In a table it goes on to the last
day that any date of it gives (`extent_of`), so that it stretches no timeline. Of an end that is not
known (`a/`) nothing is made up: the days of `a` alone are covered. The same holds for beginnings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Literal, get_args

from events.records.edtf import Precision, Stated, read_date
from geodata.days import FIRST, LAST

Limits = Literal["given", "beginning open", "beginning not known", "end open", "end not known"]

LIMITS: tuple[Limits, ...] = get_args(Limits)
"""Whether a date has a beginning and an end; the map's files hold the number in this order."""

LONGEST = 200
"""Characters of a date."""

OPEN = ".."

_COARSE: tuple[Precision, ...] = ("day", "days", "month", "season", "year", "years")

_SETS = {"[": ("]", "one of", "or"), "{": ("}", "all of", "and")}


@dataclass(frozen=True)
class _Read:
    """What a text says: where it begins, where it ends, and how it is told."""

    start: Stated
    end: Stated
    first: int
    last: int
    words: str
    precision: Precision
    doubts: tuple[str, ...]
    limits: Limits = "given"


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
    def _read(self) -> _Read:
        return _read(self.text)

    @property
    def first(self) -> int:
        """The first day that it covers; FIRST where its beginning is open."""
        return self._read.first

    @property
    def last(self) -> int:
        """The last day that it covers; LAST where its end is open."""
        return self._read.last

    @property
    def first_at_latest(self) -> int:
        """The last day on which it can have begun; the first day if that is known."""
        return min(self._read.start.last, self.last)

    @property
    def last_at_earliest(self) -> int:
        """The first day on which it can have ended; the last day if that is known."""
        return max(self._read.end.first, self.first)

    @property
    def given(self) -> tuple[int, int]:
        """The first and the last day that its text gives, whatever is open."""
        return self._read.start.first, self._read.end.last

    @property
    def limits(self) -> Limits:
        """Whether its beginning and its end are given."""
        return self._read.limits

    @property
    def is_certain(self) -> bool:
        """Whether the date has no qualifier."""
        return not self.doubts

    @property
    def numbers(self) -> tuple[tuple[int, ...], ...]:
        """Year, month and day as far as given: of the date, or of the first and the last of it.

        >>> When("2024-04").numbers, When("2024-04-07~/2024-05").numbers
        (((2024, 4),), ((2024, 4, 7), (2024, 5)))
        """
        ends = (self._read.start.numbers[0], self._read.end.numbers[-1])
        return tuple(dict.fromkeys(ends))

    @property
    def doubts(self) -> tuple[str, ...]:
        """Its qualifiers in words, such as `approximate`; empty if it is certain."""
        return self._read.doubts

    @property
    def precision(self) -> Precision:
        """How precise it is, from UCDP's date_prec: what is known of it, or one of several."""
        return self._read.precision

    @property
    def words(self) -> str:
        """The date for a reader, including what is not known of it."""
        return self._read.words


def extent_of(dates: Iterable[When]) -> tuple[int, int]:
    """Return the first and the last day that any date gives, beyond which no open end is drawn.

    >>> extent_of([When("1970-01-01/.."), When("1970-01-05")])
    (0, 4)
    """
    firsts, lasts = zip(*(when.given for when in dates), strict=True)
    return min(firsts), max(lasts)


@lru_cache(4096)
def _read(text: str) -> _Read:
    if len(text) > LONGEST:
        raise ValueError(f"{text[:40]!r} goes on for more than {LONGEST} characters")
    if text[:1] in _SETS:
        return _opened(_read_set(text))
    if "/" in text:
        return _opened(_read_interval(text))
    date = read_date(text)
    words = _with_remarks(date.words, date.remarks)
    return _Read(date, date, date.first, date.last, words, date.precision, date.doubts)


def _opened(read: _Read) -> _Read:
    """Return what covers all days on the side that is open."""
    if read.limits == "beginning open":
        return replace(read, first=FIRST)
    return replace(read, last=LAST) if read.limits == "end open" else read


def _read_interval(text: str) -> _Read:
    start, _, end = text.partition("/")
    try:
        given = [read_date(side) for side in (start, end) if side not in ("", OPEN)]
    except ValueError as error:
        between = "a slash separates the two dates of an interval"
        raise ValueError(f"{text!r}: {error}; {between}") from None
    if not given:
        raise ValueError(f"{text!r} has neither a beginning nor an end; a slash separates them")
    if len(given) == 1:
        return _half(given[0], start, end)
    first, last = given
    if first == last:
        return _read(start)
    words = _joined([(date.words, date.remarks) for date in given], " to ")
    return _Read(
        first, last, first.first, last.last, words, _coarsest(given), _all(d.doubts for d in given)
    )


def _half(date: Stated, start: str, end: str) -> _Read:
    """Read an interval of which one side is open or not known."""
    goes_on, is_open = end in ("", OPEN), OPEN in (start, end)
    limits: Limits
    if goes_on:
        words = f"from {date.words} on" if is_open else f"from {date.words}"
        limits = "end open" if is_open else "end not known"
    else:
        words = f"until {date.words}"
        limits = "beginning open" if is_open else "beginning not known"
    words = _with_remarks(words, (*date.remarks, limits))
    precision = _coarsest([date])
    return _Read(date, date, date.first, date.last, words, precision, date.doubts, limits)


def _read_set(text: str) -> _Read:
    close, name, word = _SETS[text[0]]
    if not text.endswith(close):
        raise ValueError(f"{text!r}: a set that begins with {text[0]} ends with {close}")
    try:
        members = [_read_member(member, word) for member in text[1:-1].split(",")]
    except ValueError as error:
        between = "commas separate the dates of a set, and two dots the first and the last of many"
        raise ValueError(f"{text!r}: {error}; {between}") from None
    limits = _limits_of([limits for *_, limits in members], text)
    dates = [date for given, *_ in members for date in given]
    start, end = min(dates, key=lambda d: d.first), max(dates, key=lambda d: d.last)
    words = _joined([(words, _all(d.remarks for d in given)) for given, words, _ in members], ", ")
    if len(members) > 1 or limits == "given":
        words = f"{name} {words}"
    first, last = start.first, end.last
    precision = _coarsest(dates)
    if word == "or":
        start, end, precision = replace(start, last=last), replace(end, first=first), "one-of"
    return _Read(start, end, first, last, words, precision, _all(d.doubts for d in dates), limits)


def _read_member(text: str, word: str) -> tuple[list[Stated], str, Limits]:
    """Return the dates that a member of a set gives, what it is in words, and its limits."""
    start, dots, end = text.partition(OPEN)
    given = [read_date(side) for side in (start, end) if side] if dots else [read_date(text)]
    if not given:
        raise ValueError(f"{text!r} gives no date")
    if not dots or len(given) == 2:
        return given, " to ".join(date.words for date in given), "given"
    side: Literal["earlier", "later"] = "later" if start else "earlier"
    return given, f"{given[0].words} {word} {side}", "end open" if start else "beginning open"


def _limits_of(found: Sequence[Limits], text: str) -> Limits:
    """Return the limits of a set, which only its first and its last member can leave open."""
    opened = [limits for limits in found if limits != "given"]
    if not opened:
        return "given"
    at = 0 if opened[0] == "beginning open" else len(found) - 1
    if len(opened) > 1 or found[at] == "given":
        raise ValueError(f"{text!r}: a set is open at its beginning or at its end alone")
    return opened[0]


def _coarsest(dates: Sequence[Stated]) -> Precision:
    """Return the precision of dates that together cover more than one of them does."""
    found = max((date.precision for date in dates), key=_COARSE.index)
    return "days" if found == "day" else found


def _all(several: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(several)))


def _joined(pieces: Sequence[tuple[str, tuple[str, ...]]], between: str) -> str:
    """Join dates; remarks that hold for all of them stand once, at the end."""
    if len({remarks for _, remarks in pieces}) == 1:
        return _with_remarks(between.join(words for words, _ in pieces), pieces[0][1])
    return between.join(_with_remarks(*piece) for piece in pieces)


def _with_remarks(words: str, remarks: tuple[str, ...]) -> str:
    return f"{words} ({', '.join(remarks)})" if remarks else words
