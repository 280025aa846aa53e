"""Where a slider stops that cannot hold every day: months, or round numbers of years."""

from collections.abc import Callable
from dataclasses import dataclass

from events.records import in_words, month_in_words
from events.records.days import year_in_words
from geodata.days import day_of, parts_of

MOST = 1000
"""Stops of a slider, so that each is as wide as a key or a finger can reach."""


@dataclass(frozen=True)
class Stops:
    """The first day of each stop, and how one is told."""

    first: tuple[int, ...]
    words: Callable[[int], str]

    def holding(self, day: int) -> int:
        """Return the stop that a day is in."""
        return max((stop for stop in self.first if stop <= day), default=self.first[0])

    def end(self, stop: int, last: int) -> int:
        """Return the last day of a stop, where `last` is the last of all."""
        return min((after - 1 for after in self.first if after > stop), default=last)


def stops_between(first: int, last: int) -> Stops:
    """Return the stops from a first to a last day: of the shortest kind that is not too many."""
    if last - first < MOST:
        return Stops(tuple(range(first, last + 1)), in_words)
    (start, month, _), (end, end_month, _) = parts_of(first), parts_of(last)
    months = range(12 * start + month - 1, 12 * end + end_month)
    if len(months) <= MOST:
        return Stops(tuple(day_of(m // 12, m % 12 + 1) for m in months), _month)
    every = next(n for n in EVERY if (end - start) // n < MOST)
    counts = range(_count(start, every), _count(end, every) + 1)
    return Stops(tuple(day_of(_round_year(count, every)) for count in counts), _year)


EVERY = tuple(step * 10**power for power in range(6) for step in (1, 2, 5))
"""How many years a stop can have."""


def _count(year: int, every: int) -> int:
    """Count so many years from the year 1 on, negative before it."""
    return (year if every == 1 or year > 0 else year - 1) // every


def _round_year(count: int, every: int) -> int:
    """Return the year in which they begin: after 100 BC comes AD 1, and then 100."""
    year = count * every
    return year if every == 1 or year > 0 else year + 1


def _month(day: int) -> str:
    year, month, _ = parts_of(day)
    return month_in_words(12 * year + month - 1)


def _year(day: int) -> str:
    return year_in_words(parts_of(day)[0])
