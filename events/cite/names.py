"""Authors as a register holds them, in one line, taken apart only where that is certain."""

import re
from dataclasses import dataclass

from events.records.models import Source


@dataclass(frozen=True)
class Person:
    """An author of whom the family name is known."""

    given: str
    family: str


INSTITUTION = re.compile(
    r"""\b(
    agence | agenc(y|ies) | army | associated | bank | bureau | cent(er|re) | channel |
    committee | correspondents? | council | daily | desk | editor(s|ial)? | forces? |
    foundation | government | group | human | institute | international | jazeera | magazine |
    media | ministry | monitor | movement | national | nations | network | news(room)? |
    office | organi[sz]ation | paper | party | post | presse? | project | radio | reporters? |
    reuters | rights | services? | society | staff | team | telegraph | television | times |
    tribune | tv | union | united | watch | wires? | world | writers?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that a person's name does not hold: with one of them, it is an institution's."""

_WORD = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[’'-][A-ZÀ-ÖØ-Þa-zß-öø-ÿ]+)*"
_PERSON = re.compile(rf"(?P<given>{_WORD}) (?P<family>(?:[Aa]l-|[Ee]l-|[Bb]en-)?{_WORD})")


def authors_of(source: Source) -> tuple[Person | str, ...]:
    """List the authors of a report.

    A line of names is cut at its commas and its `and` if each piece is a name of two words; what
    is longer stays whole, since it may be one institution, and so is the outlet itself. English
    bylines put the family name last; in other languages a name stays as it is.
    """
    if source.author is None:
        return ()
    if source.language != "en" or source.author == source.outlet:
        return (source.author,)
    return split(source.author)


def split(line: str) -> tuple[Person | str, ...]:
    """Take an English byline apart.

    >>> split("Dana Karni and Tim Lister")
    (Person(given='Dana', family='Karni'), Person(given='Tim', family='Lister'))
    >>> split("Department of Health and Social Care")
    ('Department of Health and Social Care',)
    """
    pieces = re.split(r", and |, | and ", line)
    people = [person for piece in pieces if (person := _person(piece))]
    return tuple(people) if len(people) == len(pieces) else (line,)


def _person(name: str) -> Person | None:
    found = _PERSON.fullmatch(name)
    if found is None or INSTITUTION.search(name):
        return None
    return Person(found["given"], found["family"])
