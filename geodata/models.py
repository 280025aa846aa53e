"""What a place, a background layer and a shape on it are."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def written_as(pattern: str, words: str) -> AfterValidator:
    """Refuse text that is not written as a pattern says, and tell it in words."""
    written = re.compile(pattern)

    def check(text: str) -> str:
        if not written.fullmatch(text):
            raise ValueError(f"must be {words}")
        return text

    return AfterValidator(check)


Slug = Annotated[
    str,
    written_as("[a-z0-9][a-z0-9-]{0,79}", "at most 80 small letters of a to z, digits and hyphens"),
]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Metres = Annotated[int, Field(gt=0, le=100_000)]

Precision = Literal[
    "exact",  # UCDP where_prec 1: the named place itself
    "near",  # 2: within precision_m of a named place
    "adm2",  # 3: somewhere in a district
    "adm1",  # 4: somewhere in a province, or in the whole Gaza Strip
    "area",  # 5: along a line or in an area without formal borders
    "country",  # 6: only the country is known
    "international",  # 7: international waters or airspace
]

PRECISION_WORDS: dict[str, str] = {
    "exact": "at the named place",
    "near": "at or near the named place",
    "adm2": "somewhere in the district",
    "adm1": "somewhere in the territory",
    "area": "along a line or in an area, not one point",
    "country": "only the country is known",
    "international": "in international waters or airspace",
}
"""UCDP's seven place precisions (GED codebook, where_prec) in words for a reader."""

POINTS: tuple[Precision, ...] = ("exact", "near")
"""Precisions that a point can stand for; the others are drawn hollow."""

UNPLACED: tuple[Precision, ...] = ("country", "international")
"""Precisions that nothing on a map can stand for: these events are only listed."""


@dataclass(frozen=True)
class Edges:
    """Where a part of the earth ends, in degrees."""

    west: float
    south: float
    east: float
    north: float


BASE_MAP = Edges(33.7, 31.0, 34.9, 31.8)
"""What is drawn; the map's script keeps its visitor within the same (base_map.js)."""

ZOOMS = (9.5, 16)
"""Farthest and nearest, as Leaflet counts; farther out, the edge of the land would show."""


def _day_or_month(text: str) -> str:
    """Refuse what is neither 2024-07 nor 2024-07-21."""
    date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    return text


DayOrMonth = Annotated[
    str,
    written_as("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", "a month or a day, like 2024-07 or 2024-07-21"),
    AfterValidator(_day_or_month),
]


def first_day(text: str) -> date:
    """Return the first day that a day or a month covers."""
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def last_day(text: str) -> date:
    """Return the last day that a day or a month covers."""
    first = first_day(text)
    if len(text) == 10:
        return first
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Named(_Record):
    """A thing on the map: a name in three languages, and where it comes from."""

    id: Slug
    name: Text
    name_ar: Text | None = None
    name_he: Text | None = None
    source: Text
    licence: Text
    precision_m: Metres
    """How far the drawn position can lie from the true one, in metres."""
    note: Text | None = None


class Place(_Named):
    """A place that events name: a representative point, and the shapes it stands for."""

    kind: Literal[
        "city", "town", "camp", "neighbourhood", "kibbutz", "former settlement",
        "crossing", "corridor", "border", "road", "area", "hospital", "training centre", "junction",
        "pier",
    ]  # fmt: skip
    precision: Precision
    shapes: tuple[Slug, ...] = ()
    """Ids of shapes in the layers, lit when an event here is selected."""
    variants: tuple[Text, ...] = ()
    """Other English spellings and names, for the search."""
    valid_from: DayOrMonth | None = None
    valid_to: DayOrMonth | None = None
    geonames: int | None = None
    wikidata: Annotated[str, written_as("Q[0-9]+", "Q and digits, like Q281165")] | None = None


class Shape(_Named):
    """A line or an area of a background layer, with the dates between which it stood."""

    valid_from: DayOrMonth | None = None
    valid_to: DayOrMonth | None = None


class Layer(_Record):
    """A background layer that a visitor can switch."""

    id: Slug
    title: Text
    kind: Literal["ground", "line", "zone", "label"]
    drawn: bool
    """Whether it is on the map before a visitor chooses."""
