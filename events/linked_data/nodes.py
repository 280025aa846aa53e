"""What the nodes of structured data share: no empty fields, dates, licences, and addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from events.records import When
from geodata.days import year_in_iso

Node = dict[str, Any]
"""A thing in JSON-LD, by the names of its properties."""

CONTEXT = "https://schema.org"
"""Where the names come from; a reader of JSON-LD knows them and asks nobody."""

LICENCES: Mapping[str, str] = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "ODbL 1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}
"""The addresses of licences, where the words of a collection are the name of one and no more."""


def _nowhere(_: str) -> str | None:
    return None


@dataclass(frozen=True)
class Published:
    """Where a collection can be read; without addresses, nothing is said of them."""

    home: str | None = None
    """Of the first page."""
    event: Callable[[str], str | None] = _nowhere
    """Returns the address of an event, by its id."""
    story: Callable[[str], str | None] = _nowhere


def node(kind: str | None, **properties: Any) -> Node:
    """Return a thing of a type with the properties that are known; None stands for no one type."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [], ())}
    return {**({"@type": kind} if kind else {}), **known}


def top(thing: Node) -> Node:
    """Say where the names of a page's own thing come from."""
    return {"@context": CONTEXT, **thing}


def ends(when: When) -> tuple[str | None, str | None]:
    """Write the two ends of a date in ISO 8601, as precise as they are given; None if they are not.

    >>> ends(When("2024-04")), ends(When("2023-10-07/2025-01~"))
    (('2024-04', '2024-04'), ('2023-10-07', '2025-01'))
    """
    first, *others = (
        "-".join((year_in_iso(numbers[0]), *(f"{number:02}" for number in numbers[1:])))
        for numbers in when.numbers
    )
    return (
        None if when.limits.startswith("beginning") else first,
        None if when.limits.startswith("end") else (others or [first])[0],
    )


def licence(words: str | None) -> Node | None:
    """Name a licence in the words of a collection, with its address if they name a known one."""
    return node("CreativeWork", name=words, url=LICENCES.get(words)) if words else None
