"""The vocabulary of a collection: its categories, sides and kinds of outlets, and words to count.

It is read from the collection's `vocabulary.yaml`. What the code depends on is the same for every
collection: the statuses (events/records/statuses.py) and the precision of dates and places.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import Field

from events.records.models import Event
from events.records.values import Identifier, Line, Paragraph, Phrase
from geodata import Slug
from geodata.colours import Colour, ink_on
from geodata.region import Record


class Category(Record):
    """What an event mainly is, with its name, letter and colour on the map and the timeline."""

    id: Identifier
    label: Line
    letter: Annotated[str, Field(min_length=1, max_length=1)]
    """Stands in the mark, so that colour is never the only difference."""
    colour: Colour
    meaning: Paragraph
    """What belongs to the category, and what does not."""

    @property
    def ink(self) -> str:
        """The letter's colour: black or white, whichever stands out more on `colour`."""
        return ink_on(self.colour)


class Side(Record):
    """For whom somebody speaks."""

    id: Identifier
    label: Line
    meaning: Paragraph
    party: bool = False
    """Whether the report points out events in which nobody of this side is quoted."""
    itself: bool = False
    """Whether it is the side of an outlet's own words; exactly one side is."""


class OutletKind(Record):
    """What kind of outlet a source comes from."""

    id: Slug
    label: Line
    such_as: Paragraph
    firm: bool = False
    """Whether an event can rest on it alone, unless it was read as a copy."""


class Deaths(Record):
    """Which figures count the dead, and whose dead they count."""

    words: tuple[Phrase, ...]
    """A figure counts the dead if its `what` contains one of these."""
    whose: dict[Line, tuple[Phrase, ...]]
    """Groups of people, each with the phrases that identify it; the first match applies."""
    background: tuple[Phrase, ...] = ()
    """Phrases of figures that count the dead of a longer time than the event's own."""

    def tells_of(self, event: Event) -> bool:
        """Tell whether a figure counts people killed in what the event tells of."""
        return any(
            any(word in figure.what for word in self.words)
            and not any(phrase in figure.what for phrase in self.background)
            for figure in event.figures
        )


MEANING = "A value of the list; it does not say what it means."
"""Of a word that a list uses and that its vocabulary does not explain."""

OWN_WORDS = "the-outlet-itself"
"""The side of an outlet's own words in a derived vocabulary."""

KINDS_UNSTATED = {"unstated": "Kind not stated"}
"""The label of the kind of outlets of which nothing is said."""


class Vocabulary(Record):
    """The vocabulary of one collection."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    """In the order in which they are listed everywhere."""
    sides: Annotated[tuple[Side, ...], Field(min_length=1)] = (
        Side(id=OWN_WORDS, label="The outlet itself", meaning=MEANING, itself=True),
    )
    outlet_kinds: tuple[OutletKind, ...] = ()
    short_names: tuple[Phrase, ...] = ()
    """Words that stand for an outlet after an article, as in "the Post"."""
    unnamed_outlets: tuple[Line, ...] = ()
    """Names of speakers that stand for outlets which are not named."""
    namings: dict[Line, tuple[Phrase, ...]] = Field(default_factory=dict)
    """Words whose use is compared, by what they refer to."""
    deaths: Deaths = Deaths(words=(), whose={})

    def problems(self) -> Iterator[str]:
        """Say what the fields cannot tell one by one, as `field: what is wrong`."""
        categories = self.categories
        ids = [category.id for category in categories]
        yield from _shared("categories", "id", ids)
        yield from _shared("categories", "letter", [c.letter.upper() for c in categories], ids)
        yield from _shared("categories", "colour", [c.colour.upper() for c in categories], ids)
        yield from _shared("sides", "id", [side.id for side in self.sides])
        yield from _shared("outlet_kinds", "id", [kind.id for kind in self.outlet_kinds])
        own = [side.id for side in self.sides if side.itself]
        if len(own) != 1:
            got = ", ".join(own) or "none"
            yield (
                "sides: exactly one must have `itself: true`, the side of an outlet's own words "
                f"(got {got})"
            )

    @cached_property
    def category(self) -> dict[str, Category]:
        """The categories by id."""
        return {category.id: category for category in self.categories}

    @cached_property
    def category_labels(self) -> dict[str, str]:
        """The labels of the categories by id."""
        return {category.id: category.label for category in self.categories}

    @cached_property
    def side_labels(self) -> dict[str, str]:
        """The labels of the sides by id."""
        return {side.id: side.label for side in self.sides}

    @cached_property
    def kind_labels(self) -> dict[str, str]:
        """The labels of the kinds of outlets by id."""
        return {kind.id: kind.label for kind in self.outlet_kinds}

    @cached_property
    def itself(self) -> str:
        """The side of an outlet's own words."""
        return next(side.id for side in self.sides if side.itself)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The sides that are parties."""
        return tuple(side.id for side in self.sides if side.party)

    @cached_property
    def firm_kinds(self) -> frozenset[str]:
        """The kinds of outlets that an event can rest on alone."""
        return frozenset(kind.id for kind in self.outlet_kinds if kind.firm)

    @cached_property
    def weak_kinds(self) -> tuple[str, ...]:
        """The kinds of outlets that an event cannot rest on alone, in their order."""
        return tuple(kind.id for kind in self.outlet_kinds if not kind.firm)


def _shared(field: str, part: str, values: Sequence[str], ids: Sequence[str] = ()) -> Iterator[str]:
    """Find values that may stand once and stand several times; `ids` say whose each one is."""
    for value, times in Counter(values).items():
        if times > 1:
            whose = [name for name, own in zip(ids, values, strict=bool(ids)) if own == value]
            who = ", ".join(whose) or f"{times}"
            yield f"{field}: {who} have the same {part} (got {value!r})"


@lru_cache(4096)
def phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return an expression that finds any of these phrases as whole words, in any case.

    The longest phrase is tried first, and a space matches any white space.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    options = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})(?!\w)", re.IGNORECASE)


PALETTE: tuple[str, ...] = (
    "#56B4E9", "#0072B2", "#E69F00", "#D55E00", "#009E73", "#CC79A7", "#F0E442", "#000000",
    "#9AD0F2", "#5B9BC8", "#F3CB70", "#E89A60", "#6CC4A8", "#E0B0CC", "#8C8430", "#6B6B6B",
)  # fmt: skip
"""Okabe and Ito's colours, which can be told apart with any kind of colour vision
(jfly.uni-koeln.de/color), then a lighter or darker shade of each."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def derive_vocabulary(
    categories: Iterable[str],
    sides: Iterable[str],
    kinds: Iterable[str] = (),
    known: Vocabulary | None = None,
) -> Vocabulary:
    """Make a vocabulary of the values of a list, or add those that a known one lacks.

    Each category gets a letter of its name and a colour of PALETTE, in the order given. Raises
    ValueError if there are more categories than colours.
    """
    own = known.categories if known else ()
    outlets = known.outlet_kinds if known else ()
    names = [name for name in dict.fromkeys(categories) if name not in {one.id for one in own}]
    colours = [colour for colour in PALETTE if colour not in {one.colour.upper() for one in own}]
    if len(names) > len(colours):
        raise ValueError(
            f"category: has {len(own) + len(names)} different values, and at most {len(PALETTE)} "
            "can be told apart on the map; merge some"
        )
    letters = _letters(names, [category.letter.upper() for category in own])
    spoken = known.sides if known else Vocabulary.model_fields["sides"].default
    fields = {
        "categories": (
            *own,
            *(
                Category(id=name, label=_label(name), letter=letter, colour=colour, meaning=MEANING)
                for name, letter, colour in zip(names, letters, colours, strict=False)
            ),
        ),
        "sides": (
            *(
                Side(id=name, label=_label(name), meaning=MEANING)
                for name in dict.fromkeys(sides)
                if name not in {side.id for side in spoken}
            ),
            *spoken,
        ),
        "outlet_kinds": (
            *outlets,
            *(
                OutletKind(id=name, label=KINDS_UNSTATED.get(name, _label(name)), such_as=MEANING)
                for name in dict.fromkeys(kinds)
                if name not in {kind.id for kind in outlets}
            ),
        ),
    }
    return known.model_copy(update=fields) if known else Vocabulary(**fields)


def _label(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _letters(names: Iterable[str], taken: Sequence[str]) -> list[str]:
    """Give each name a letter of its own, one that occurs in the name if possible."""
    found = list(taken)
    for name in names:
        wanted = [letter for letter in name.upper() if letter in LETTERS]
        found.append(next(letter for letter in [*wanted, *LETTERS] if letter not in found))
    return found[len(taken) :]
