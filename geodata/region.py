"""What a region is: its edges, its home, its languages, its kinds of places, its credits."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)


def written_as(pattern: str, words: str) -> AfterValidator:
    """Refuse text that is not written as a pattern says, and say so in words."""
    written = re.compile(pattern)

    def check(text: str) -> str:
        if not written.fullmatch(text):
            raise ValueError(f"must be {words}")
        return text

    return AfterValidator(check)


SLUG = "[a-z0-9][a-z0-9-]{0,79}"
SLUG_WORDS = "at most 80 small letters of a to z, digits and hyphens"
Slug = Annotated[str, written_as(SLUG, SLUG_WORDS)]


@lru_cache(4096)
def slug(text: str) -> str:
    """Write a text as a slug of its letters and digits in ASCII; empty if none remain.

    >>> slug("INV_0006"), slug("Fire of São Paulo, 1906"), slug("قلم")
    ('inv-0006', 'fire-of-sao-paulo-1906', '')
    """
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", bare))[:80].strip("-")


def slug_of(text: str) -> str:
    """Make a slug of any text: of its letters and digits in ASCII, or else of its checksum.

    >>> slug_of("Fire of São Paulo, 1906"), slug_of("قلم")
    ('fire-of-sao-paulo-1906', '4fa2512a')
    """
    return slug(text) or hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


Text = Annotated[str, Field(min_length=1, max_length=600)]
LanguageCode = Annotated[str, written_as("[a-z]{2,3}", "the code of a language, like he")]
"""ISO 639."""

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
MERCATOR_ENDS = 85.05
"""Degrees north and south, beyond which a map in Web Mercator shows nothing."""

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


class Record(BaseModel):
    """A curated record: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Position(Record):
    """A point on the earth, in degrees."""

    longitude: Longitude
    latitude: Latitude


class Bounds(Record):
    """Where a part of the earth ends, in degrees; it does not cross the antimeridian."""

    west: Longitude
    south: Annotated[Latitude, Field(ge=-MERCATOR_ENDS)]
    east: Longitude
    north: Annotated[Latitude, Field(le=MERCATOR_ENDS)]

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.west < self.east:
            raise ValueError("west must be less than east")
        if not self.south < self.north:
            raise ValueError("south must be less than north")
        return self

    @property
    def box(self) -> Box:
        """West, south, east and north."""
        return self.west, self.south, self.east, self.north

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point (in degrees) lies within."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


class Zooms(Record):
    """How far and how near the map goes, as Leaflet counts."""

    farthest: Annotated[float, Field(ge=0, le=20)]
    """Farther out, the edge of the land would show."""
    nearest: Annotated[float, Field(ge=0, le=20)]

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.farthest < self.nearest:
            raise ValueError("farthest must be less than nearest")
        return self

    @property
    def pair(self) -> tuple[float, float]:
        """The farthest and the nearest."""
        return self.farthest, self.nearest

    @property
    def named_from(self) -> tuple[float, ...]:
        """The zoom from which names of each rank are written; rank 0 is that of lands and seas."""
        return tuple(self.farthest + nearer for nearer in (-1.5, -0.5, 1.5, 2.5, 3.5))


class Language(Record):
    """A language that names of places are shown in."""

    code: LanguageCode
    name: Text
    """In the language itself."""
    direction: Literal["ltr", "rtl"]


class PlaceKind(Record):
    """A kind of places; with a rank, its places carry their names on the map."""

    id: Annotated[str, Field(min_length=1, max_length=80)]
    rank: Annotated[int, Field(ge=1, le=4)] | None = None
    """A smaller number wins the room, and is named from farther out."""
    sign: Literal["dot", "diamond"] = "dot"
    """What stands at the place beside its name."""


def _home_form(value: object) -> str:
    return "shape" if isinstance(value, str) else "bounds"


Home = Annotated[
    Annotated[Slug, Tag("shape")] | Annotated[Bounds, Tag("bounds")], Discriminator(_home_form)
]


class Region(Record):
    """The part of the earth that a collection is about."""

    subject: Text
    """What follows “Map of …” in captions and alternative texts, with its article."""
    bounds: Bounds
    """Nothing is drawn beyond, and the map stays within."""
    centre: Position
    zooms: Zooms
    home: Home
    """What the map frames where no event asks for more: the id of a shape, or bounds."""
    language: LanguageCode
    """That of `name`."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """Of names of places: first that of `name`, then those of `names`."""
    kinds: tuple[PlaceKind, ...] = ()
    chief: tuple[Slug, ...] = ()
    """Ids of places that maps name before all others: always, with marks that give way to them."""
    credits: Text
    """On maps and pictures."""
    credits_full: Text
    """In exports."""
    thanks: Text
    """On the page about the collection."""
    notice: Text
    """Under the map."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages."""
        return tuple(language.code for language in self.languages)
