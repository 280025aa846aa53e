"""What the words of a search mean: days, places by any of their names, and other words."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from babel import Locale, UnknownLocaleError

from events.query.text import fold
from events.records import Gazetteer, When
from geodata.days import year_in_iso

Days = tuple[int, int]
"""The first and the last day, counted from 1970-01-01."""

_ISO = re.compile(r"-?\d{4}-\d{2}(-\d{2})?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_BEFORE, _AFTER = ("bc", "bce"), ("ad", "ce")
"""How years before the year 1 are told, and those after it."""

_EDGES = ".,;:()[]“”\"'"


@dataclass(frozen=True)
class Asked:
    """A search, read: an event must have happened on the days, and have every term."""

    words: tuple[str, ...] = ()
    """Folded, those that any form of can stand in the text."""
    names: tuple[tuple[str, ...], ...] = ()
    """For each place that is named: all its names, folded, of which the text must have one."""
    days: Days | None = None
    rest: str = ""
    """The search as it was typed, without the days."""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing that could be found, as in a search for a sign."""
        return not (self.words or self.names or self.days)


class Names:
    """The names of places, folded, each with all the names of the places that it can mean."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.places: dict[str, tuple[str, ...]] = {
            value: tuple(filter(None, dict.fromkeys(map(fold, (place.name, *place.aliases)))))
            for value, place in gazetteer.places.items()
        }
        self.same: dict[str, tuple[str, ...]] = {}
        for names in self.places.values():
            for name in names:
                self.same[name] = tuple(dict.fromkeys([*self.same.get(name, ()), *names]))
        self._longest = max((len(name.split()) for name in self.same), default=0)

    def split(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return the words that are in no name, and for each name all that mean the same."""
        others, found, at = list[str](), list[tuple[str, ...]](), 0
        while at < len(words):
            lengths = range(min(self._longest, len(words) - at), 0, -1)
            names = {length: " ".join(words[at : at + length]) for length in lengths}
            known = next((length for length in lengths if names[length] in self.same), 0)
            if known:
                found.append(self.same[names[known]])
            else:
                others.append(words[at])
            at += known or 1
        return tuple(others), tuple(found)


def read_words(
    text: str, names: Names, languages: Sequence[str], before_dates: Container[str] = ()
) -> Asked:
    """Read a search. Days are written as `7 April 2024`, `April 2024` or `2024-04-07`.

    A year of fewer digits says how it is counted, as in `44 BC` and `AD 79`. Of several days,
    months or years, all from the first to the last are meant; words that lead to them, as `in` and
    `until`, are not searched for.
    """
    typed = text.split()
    days, kept = list[Days](), list[str]()
    at = 0
    while at < len(typed):
        length, found = next(_dates_at(typed[at : at + 4], tuple(languages)), (1, None))
        if found:
            days.append(found)
            while kept and fold(kept[-1]) in before_dates:
                kept.pop()
        else:
            kept.append(typed[at])
        at += length
    words, named = names.split([word for each in kept for word in fold(each).split()])
    edges = list(chain.from_iterable(days))
    return Asked(words, named, (min(edges), max(edges)) if edges else None, " ".join(kept))


def respell(text: str, wrong: Sequence[str], nearest: Callable[[str], str | None]) -> str | None:
    """Return a search with its wrong words as each is most likely meant; None where one is not."""
    meant = {word: near for word in wrong if (near := nearest(word))}
    if not wrong or len(meant) < len(set(wrong)):
        return None
    return " ".join(meant.get(word, word) for each in text.split() for word in fold(each).split())


def _dates_at(typed: Sequence[str], languages: tuple[str, ...]) -> Iterator[tuple[int, Days]]:
    """Yield the date with which some words begin, and of how many words it is; at most one."""
    bare, months = typed[0].strip(_EDGES), _months(languages)
    parts = [fold(word) for word in typed]
    day = [found[1] if (found := _DAY.fullmatch(part)) else "" for part in parts]
    month = [months.get(part, 0) for part in parts]
    forms: list[tuple[int, str]] = [(1, bare)] if _ISO.fullmatch(bare) else []
    for before in range(min(3, len(parts))):
        length, year = _year_at(parts[before:])
        if before == 2 and year and day[0] and month[1]:
            forms.append((2 + length, f"{year}-{month[1]:02}-{int(day[0]):02}"))
        if before == 2 and year and month[0] and day[1]:
            forms.append((2 + length, f"{year}-{month[0]:02}-{int(day[1]):02}"))
        if before == 1 and year and month[0]:
            forms.append((1 + length, f"{year}-{month[0]:02}"))
        if before == 0 and length == 2:  # a bare number is a word like others
            forms.append((length, year))
    for length, form in forms:
        try:
            when = When(form)
        except ValueError:
            continue
        yield length, (when.first, when.last)
        return


def _year_at(parts: Sequence[str]) -> tuple[int, str]:
    """Return of how many words the year is with which they begin, and the year in ISO 8601."""
    first, second = (*parts[:2], "")[:2]
    told = {first, second} & {*_BEFORE, *_AFTER}
    number = second if first in _AFTER else first
    if not number.isdecimal() or len(number) > 4 or not int(number):
        return 0, ""
    if told:
        return 2, year_in_iso(1 - int(number) if second in _BEFORE else int(number))
    return (1, number) if len(number) == 4 else (0, "")


@lru_cache(16)
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    """Return the number of each month by its names and abbreviations, folded."""
    return {
        fold(name): number
        for locale in _locales(languages)
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in locale.months[context][width].items()
        if not fold(name).isdecimal()
    }


def _locales(languages: Iterable[str]) -> Iterator[Locale]:
    for language in languages:
        try:
            yield Locale.parse(language)
        except (UnknownLocaleError, ValueError):
            continue
