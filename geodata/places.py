"""What a place is, how precisely it is known, and since when it stands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geodata.days import day_of, month_end
from geodata.region import LanguageCode, Record, Slug, Text, written_as

Metres = Annotated[int, Field(gt=0, le=100_000)]

Precision = Literal[
    "exact",  # UCDP where_prec 1: the named place itself
    "near",  # 2: within precision_m of a named place
    "unstated",  # a point is given, but not how exact it is
    "adm2",  # 3: somewhere in a district
    "adm1",  # 4: somewhere in a province, or in a whole territory
    "area",  # 5: along a line or in an area without formal borders
    "country",  # 6: only the country is known
    "international",  # 7: international waters or airspace
    "unplaced",  # no point is given
]

PRECISIONS: tuple[Precision, ...] = get_args(Precision)
"""In the order of the map's files, which hold the number: points, areas, and what has no mark."""

PRECISION_WORDS: Mapping[str, str] = {
    "exact": "at the named place",
    "near": "at or near the named place",
    "unstated": "how exact the point is, is not said",
    "adm2": "somewhere in the district",
    "adm1": "somewhere in the territory",
    "area": "along a line or in an area, not one point",
    "country": "only the country is known",
    "international": "in international waters or airspace",
    "unplaced": "no position is given",
}
"""UCDP's seven place precisions (GED codebook, where_prec) in words for a reader, and what lists
leave unsaid."""

POINTS: tuple[Precision, ...] = PRECISIONS[:3]
"""Precisions that a point can stand for; the others are drawn hollow."""

WHOLE: Precision = "adm1"
"""Of what is true of a whole territory: where a map draws it, no point stands for it."""

UNPLACED: tuple[Precision, ...] = PRECISIONS[6:]
"""Precisions that nothing on a map can stand for: these events are only listed."""


def _first_day(text: str) -> int:
    """Return the first day that a day (2024-07-21) or a month (2024-07) covers."""
    return day_of(*_numbers(text))


def _last_day(text: str) -> int:
    """Return the last day that a day or a month covers."""
    year, month, *day = _numbers(text)
    return day_of(year, month, *day) if day else month_end(year, month)


def _numbers(text: str) -> list[int]:
    sign = text.startswith("-")
    year, *others = map(int, text[sign:].split("-"))
    return [-year if sign else year, *others]


def _day_or_month(text: str) -> str:
    """Refuse what is neither 2024-07 nor 2024-07-21."""
    _first_day(text)
    return text


DayOrMonth = Annotated[
    str,
    written_as("-?[0-9]{4}-[0-9]{2}(-[0-9]{2})?", "a month or a day, like 2024-07 or 2024-07-21"),
    AfterValidator(_day_or_month),
]


class Located(Record):
    """A thing on the map: its names, where it comes from, and when it stood."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: Slug
    name: Text
    """In the region's first language."""
    names: Mapping[LanguageCode, Text] = {}
    """In the region's other languages, as far as they are known."""
    source: Text
    licence: Text
    precision_m: Metres
    """How far the drawn position can lie from the true one, in metres."""
    note: Text | None = None
    valid_from: DayOrMonth | None = None
    valid_to: DayOrMonth | None = None
    geometry: BaseGeometry
    """In degrees, longitude before latitude; it has no height."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"valid_to lies before valid_from ({self.valid_from})")
        return self

    @property
    def first(self) -> int | None:
        """The first day on which it stood, from 1970-01-01, where that is known."""
        return _first_day(self.valid_from) if self.valid_from else None

    @property
    def last(self) -> int | None:
        """The last day on which it stood, where it is gone."""
        return _last_day(self.valid_to) if self.valid_to else None

    def stood_between(self, first: int, last: int) -> bool:
        """Tell whether it stood on any of these days (from 1970-01-01)."""
        begun = self.first is None or self.first <= last
        return begun and (self.last is None or self.last >= first)

    def named(self, languages: Sequence[str]) -> list[str]:
        """Name it in each language; where one is missing, in the region's first."""
        return [self.names.get(language, self.name) for language in languages]


class Place(Located):
    """A place that events name: a representative point, and the shapes it stands for."""

    kind: Text
    """One of the region's kinds."""
    precision: Precision
    shapes: tuple[Slug, ...] = ()
    """Ids of shapes in the layers: its outlines. A selected event lights those of its days."""
    variants: tuple[Text, ...] = ()
    """Other spellings and names, for the search."""
    parent: Slug | None = None
    """The place under which it is looked for too. It says nothing of borders."""
    geonames: int | None = None
    wikidata: Annotated[str, written_as("Q[0-9]+", "Q and digits, like Q281165")] | None = None
    geometry: Point

    @property
    def longitude(self) -> float:
        """In degrees."""
        return float(self.geometry.x)

    @property
    def latitude(self) -> float:
        """In degrees."""
        return float(self.geometry.y)


def parent_problems(parents: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield each place whose parent is not there, or leads back to it, and what is wrong."""
    for place, parent in parents.items():
        if parent is not None and parent not in parents:
            yield place, f"is not among the places (got {parent!r})"
        way = [place]
        while (above := parents.get(way[-1])) is not None and above not in way:
            way.append(above)
        if above == place:
            yield place, f"leads back to the place itself (got {' in '.join([*way, place])})"
