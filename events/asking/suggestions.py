"""What a search can mean while it is typed: places by any of their names, days, other spellings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from events.collection import Collection
from events.query import fold
from events.records import span_in_words

MOST = 8
"""Suggestions in all."""


@dataclass(frozen=True)
class PlaceFound:
    """A place that a search names: a value of the filter `place`."""

    place: str
    label: str
    count: int
    """Of the events at it and at the places that it holds, over all dates."""


@dataclass(frozen=True)
class DatesFound:
    """Days that a search names, within those of the data."""

    label: str
    first: int
    last: int
    rest: str
    """The search without them."""


@dataclass(frozen=True)
class Suggestions:
    """What to offer below a search, the most likely first."""

    places: tuple[PlaceFound, ...] = ()
    meant: str | None = None
    """Another spelling, where the search finds nothing and this one does."""
    dates: DatesFound | None = None


def suggest(text: str, collection: Collection) -> Suggestions:
    """Return what a search can mean, at most MOST suggestions; nothing for an empty search."""
    if not text.strip():
        return Suggestions()
    dates, meant = _dates(text, collection), _meant(text, collection)
    left = MOST - (dates is not None) - (meant is not None)
    named = dates.rest if dates else meant or text
    return Suggestions(tuple(_places(named, collection))[:left], meant, dates)


def _dates(text: str, collection: Collection) -> DatesFound | None:
    asked, offers = collection.engine.read(text), collection.offers
    if asked.days is None:
        return None
    first, last = max(asked.days[0], offers.first), min(asked.days[1], offers.last)
    if first > last:
        return None
    return DatesFound(span_in_words(first, last), first, last, asked.rest)


def _meant(text: str, collection: Collection) -> str | None:
    engine, everything = collection.engine, collection.offers.view.query
    if engine.count(replace(everything, text=text)):
        return None
    meant = engine.spelt(text)
    found = meant is not None and engine.count(replace(everything, text=meant))
    return meant if found else None


def _places(text: str, collection: Collection) -> Iterator[PlaceFound]:
    """Yield the places of which a name has every word, or one that begins so; the likeliest first.

    A name that is the text itself comes before one that begins with it, and that before others.
    """
    words = [f" {word}" for word in fold(text).split()]
    typed = "".join(words)
    likeness = {
        place: min(_unlike(name, typed) for name in names)
        for place, known in collection.place_names.items()
        if words and (names := [name for name in known if all(word in name for word in words)])
    }
    if not likeness:
        return
    counts = collection.engine.counts(collection.offers.view.query, "place")
    for place in sorted(likeness, key=lambda place: (likeness[place], -counts[place], place)):
        yield PlaceFound(place, collection.labels["place"][place], counts[place])


def _unlike(name: str, typed: str) -> int:
    return 0 if name == typed else 1 if name.startswith(typed) else 2
