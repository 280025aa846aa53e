"""What is lopsided in a set: rules as data, each with what a curator can do."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from events.collection import Collection
from events.report.lopsided import (
    ENOUGH,
    Found,
    above,
    empty_months,
    missing,
    one_sided,
    unknown_dead,
    weak,
)
from events.report.tallies import DIMENSIONS, WHOLE


@dataclass(frozen=True)
class Flag:
    """Something lopsided: what, where, in numbers, and what a curator can do."""

    what: str
    where: str
    numbers: str
    advice: str
    events: tuple[str, ...] = ()
    """The ids of the events, where the flag is about some."""


@dataclass(frozen=True)
class Rule:
    """How something lopsided is found."""

    what: str
    advice: str
    find: Callable[[Collection], Found]


_OTHERS = "quote the others, from these sources or from more"

RULES: tuple[Rule, ...] = (
    Rule(
        "One side has above half of all voices",
        _OTHERS,
        partial(above, share=Fraction(1, 2), dimensions=(WHOLE,), least=1),
    ),
    Rule(
        "One side has above two thirds of the voices",
        _OTHERS,
        partial(above, share=Fraction(2, 3), dimensions=DIMENSIONS, least=ENOUGH),
    ),
    Rule("A party's voices are missing", "add a source that quotes or credits them", missing),
    Rule(
        "Events with one party's words only",
        "quote what the other party or a third says of it, or note that no answer is known",
        one_sided,
    ),
    Rule(
        "Events on copies, advocacy, state-owned or little-known sources alone",
        "add an agency, a national outlet or an organisation; till then keep it `reported`",
        weak,
    ),
    Rule(
        "Figures of dead that do not say whose",
        "say it in `what` (killed in a town), or add its words to `deaths` in vocabulary.yaml",
        unknown_dead,
    ),
    Rule(
        "Months in which no event begins",
        "look for what happened then, or say in the description that it is not covered",
        empty_months,
    ),
)


def find_flags(collection: Collection) -> tuple[Flag, ...]:
    """Return what the rules find in a collection, in the order of the rules."""
    return tuple(
        Flag(rule.what, where, numbers, rule.advice, events)
        for rule in RULES
        for where, numbers, events in rule.find(collection)
    )
