"""The words of a collection: its categories, sides and kinds of outlets, and what is counted.

Read from the collection's `vocabulary.yaml`. What carries behaviour is the same for all
collections: statuses (events/records/statuses.py) and the precision of dates and places.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from events.records.models import Line, Paragraph, Record, plain
from geodata import Slug

Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Phrase = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(plain)]
Identifier = Phrase
"""A name in links and files; a file that brings no vocabulary may use any text."""

BLACK, WHITE = "#000000", "#FFFFFF"


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (#RRGGBB) from 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2).

    >>> round(contrast("#FFFFFF", "#000000"))
    21
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class Category(Record):
    """What an event mainly is, and how that is named, lettered and coloured on map and timeline."""

    id: Identifier
    label: Line
    letter: Annotated[str, Field(min_length=1, max_length=1)]
    """Shown in the mark, so that colour is never the only sign."""
    colour: Colour
    meaning: Paragraph
    """What belongs to the category, and what does not."""

    @property
    def ink(self) -> str:
        """The letter's colour: black or white, whichever stands out more on `colour`."""
        return max((BLACK, WHITE), key=lambda ink: contrast(ink, self.colour))


class Side(Record):
    """For whom somebody speaks."""

    id: Identifier
    label: Line
    meaning: Paragraph
    party: bool = False
    """Whether its voices are missed where there are none."""
    itself: bool = False
    """Whether it is that of an outlet's own words; exactly one side is."""


class OutletKind(Record):
    """What kind of outlet a source comes from."""

    id: Slug
    label: Line
    such_as: Paragraph
    firm: bool = False
    """Whether an event can rest on it alone, unless it was read as a copy."""


class Deaths(Record):
    """How figures of dead are recognised, and whose they are."""

    words: tuple[Phrase, ...]
    """What a figure that counts dead has in its `what`."""
    whose: dict[Line, tuple[Phrase, ...]]
    """Phrases that tell whose dead a figure counts; the first group that is found holds."""


class Vocabulary(Record):
    """The words of one collection."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    """In the order in which they are listed everywhere."""
    sides: Annotated[tuple[Side, ...], Field(min_length=1)]
    outlet_kinds: tuple[OutletKind, ...] = ()
    short_names: tuple[Phrase, ...] = ()
    """Words by which a text calls an outlet for short, behind the article: the Post."""
    unnamed_outlets: tuple[Line, ...] = ()
    """Names of speakers that stand for outlets that nobody names."""
    namings: dict[Line, tuple[Phrase, ...]] = Field(default_factory=dict)
    """Words whose use is compared, by the subject that they name."""
    deaths: Deaths = Deaths(words=(), whose={})

    @model_validator(mode="after")
    def _distinct(self) -> "Vocabulary":
        faults = [
            *_repeated("categories", "id", [category.id for category in self.categories]),
            *_repeated("categories", "letter", [c.letter.casefold() for c in self.categories]),
            *_repeated("categories", "colour", [c.colour.upper() for c in self.categories]),
            *_repeated("sides", "id", [side.id for side in self.sides]),
            *_repeated("outlet_kinds", "id", [kind.id for kind in self.outlet_kinds]),
        ]
        if sum(side.itself for side in self.sides) != 1:
            faults.append("sides: exactly one must say `itself: true`, for an outlet's own words")
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @cached_property
    def category(self) -> dict[str, Category]:
        """The categories by id."""
        return {category.id: category for category in self.categories}

    @cached_property
    def side_labels(self) -> dict[str, str]:
        """How each side is named, by id."""
        return {side.id: side.label for side in self.sides}

    @cached_property
    def kind_labels(self) -> dict[str, str]:
        """How each kind of outlet is named, by id."""
        return {kind.id: kind.label for kind in self.outlet_kinds}

    @cached_property
    def itself(self) -> str:
        """The side of an outlet's own words."""
        return next(side.id for side in self.sides if side.itself)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The sides whose voices are missed where there are none."""
        return tuple(side.id for side in self.sides if side.party)

    @cached_property
    def firm_kinds(self) -> frozenset[str]:
        """The kinds of outlets that an event can rest on alone."""
        return frozenset(kind.id for kind in self.outlet_kinds if kind.firm)


def _repeated(field: str, part: str, values: Iterable[str]) -> Iterator[str]:
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{field}: two have one {part} (got {value!r})"


@lru_cache(4096)
def phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return an expression that finds any of these phrases as whole words, in any case.

    The longest comes first, and spaces match any white space.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    options = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})(?!\w)", re.IGNORECASE)


PALETTE: tuple[str, ...] = (
    "#56B4E9", "#0072B2", "#E69F00", "#D55E00", "#009E73", "#CC79A7", "#F0E442", "#000000",
    "#9AD0F2", "#5B9BC8", "#F3CB70", "#E89A60", "#6CC4A8", "#E0B0CC", "#8C8430", "#6B6B6B",
)  # fmt: skip
"""Okabe and Ito's colours for all kinds of colour vision (jfly.uni-koeln.de/color), then a lighter
or a darker shade of each."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def derive_vocabulary(categories: Iterable[str], sides: Iterable[str]) -> Vocabulary:
    """Make the vocabulary of a file that brings none, from the values in it.

    Categories get a letter of their name and a colour of PALETTE, in the order given. Raises
    ValueError where there are more of them than can be told apart.
    """
    names = list(dict.fromkeys(categories))
    if len(names) > len(PALETTE):
        raise ValueError(
            f"category: has {len(names)} different values, and at most {len(PALETTE)} can be told "
            "apart on the map; merge some"
        )
    letters = _letters(names)
    meaning = "As the file that was read has it."
    itself = Side(id="outlet-itself", label="The outlet itself", meaning=meaning, itself=True)
    return Vocabulary(
        categories=tuple(
            Category(id=name, label=_label(name), letter=letter, colour=colour, meaning=meaning)
            for name, letter, colour in zip(names, letters, PALETTE, strict=False)
        ),
        sides=(
            *(Side(id=name, label=_label(name), meaning=meaning) for name in dict.fromkeys(sides)),
            itself,
        ),
    )


def _label(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _letters(names: Iterable[str]) -> list[str]:
    """Give each name a letter of its own: one that stands in it, if it is free."""
    found: list[str] = []
    for name in names:
        wanted = [letter for letter in name.upper() if letter in LETTERS]
        found.append(next(letter for letter in [*wanted, *LETTERS] if letter not in found))
    return found
