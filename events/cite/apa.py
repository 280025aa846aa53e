"""APA style, 7th edition: who, when, what, where; the title first where no author is known."""

import calendar
import re

from events.cite.reference import Reference
from events.cite.writing import Piece, ended, in_line, italic, one_line, plain, sentence
from events.markup import Element
from events.records.days import year_in_words
from events.records.models import Name, PersonName

ALONE = ("webpage", "report", "broadcast", "post", "dataset", "document")
"""Kinds that stand alone, so that their own title is set in italics."""

MOST_NAMED = 20
"""Authors that are all named; of more, the last one behind three dots."""


def in_apa(reference: Reference) -> Element:
    """Write a line of a list of references."""
    date = f" ({_date(reference)})."
    who = _authors(reference)
    title, end = _title(reference)
    head = [title, end, date] if who is None else [who, ended(who), date, " ", title, end]
    return in_line([*head, *_where(reference), _address(reference), _notes(reference)])


def _title(reference: Reference) -> tuple[Piece, str]:
    """Return the title and what follows it, up to the full stop."""
    named = reference.named
    alone = reference.kind in ALONE and reference.title is not None
    shown = italic(named) if alone else plain(named)
    if reference.kind != "dataset" or reference.container is not None:
        return shown, ended(one_line(named))
    return shown, f"{_version(reference)} [Data set]."


def _version(reference: Reference) -> str:
    version = reference.version and f"Version {reference.version}"
    number = reference.number and f"Record {reference.number}"
    which = ", ".join(part for part in (version, number) if part)
    return f" ({one_line(which)})" if which else ""


def _where(reference: Reference) -> list[Piece]:
    name = reference.container
    if name is None:
        return []
    if reference.kind == "entry":
        return [" In ", italic(name), f"{_version(reference)} [Data set]."]
    shown = italic(name) if reference.kind == "article-newspaper" else plain(name)
    return [" ", shown, ended(one_line(name))]


def _address(reference: Reference) -> str | None:
    return None if reference.url is None else f" {reference.url}"


def _notes(reference: Reference) -> str | None:
    return f" ({sentence(reference.told)})" if reference.told else None


def _authors(reference: Reference) -> str | None:
    """Name the authors, family name first; None where none is known."""
    names = [_name(author) for author in reference.authors]
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[: MOST_NAMED - 1])}, . . . {names[-1]}"
    return (
        ", & ".join((", ".join(names[:-1]), names[-1]))
        if len(names) > 1
        else "".join(names) or None
    )


def _name(author: Name) -> str:
    """Write a name, given names by their first letters.

    >>> _name(PersonName(family="Filiu", given="Jean-Pierre Marie"))
    'Filiu, J.-P. M.'
    """
    if isinstance(author, PersonName):
        initials = re.sub(r"[^\s.-]+\.?", lambda name: f"{name[0][0]}.", one_line(author.given))
        return f"{one_line(author.family)}, {initials}"
    return one_line(author.literal)


def _date(reference: Reference) -> str:
    when = reference.when
    if when is None:
        return "n.d."
    whole = reference.kind == "dataset"
    days = "–".join(_day(numbers[:1] if whole else numbers) for numbers in when.numbers)
    return days if when.is_certain else f"ca. {days}"


def _day(numbers: tuple[int, ...]) -> str:
    """Write a day, as far as it is known.

    >>> _day((2024, 4, 7)), _day((2024, 4)), _day((2024,))
    ('2024, April 7', '2024, April', '2024')
    """
    year, *rest = numbers
    words = [calendar.month_name[rest[0]], *map(str, rest[1:])] if rest else []
    return ", ".join(part for part in (year_in_words(year), " ".join(words)) if part)
