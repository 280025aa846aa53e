"""MLA style, 9th edition: author, title, container, version, date, address; unknown is left out."""

import calendar

from events.cite.reference import Reference
from events.cite.writing import Piece, ended, in_line, italic, one_line, plain, sentence
from events.markup import Element
from events.records.days import year_in_words

SHORT = {5: "May", 6: "June", 7: "July", 9: "Sept."}
"""Months that are not cut to three letters and a full stop."""

UNDATED = "n.d."


def in_mla(reference: Reference) -> Element:
    """Write an entry of a list of works cited."""
    who = _authors(reference)
    where = [part for part in _container(reference) if part]
    inside: list[Piece] = []
    for part in where:
        inside += [", " if inside else " ", part]
    return in_line(
        [
            who and f"{who}{ended(who)} ",
            *_title(reference),
            *inside,
            "" if where[-1] == UNDATED else ".",
            f" {sentence(reference.told)}." if reference.told else None,
        ]
    )


def _title(reference: Reference) -> list[Piece]:
    """Set a part in quotation marks, a whole in italics, and our own words plainly."""
    named = one_line(reference.named)
    if reference.title is None:
        return [plain(named), "."]
    if reference.container is None:
        return [italic(named), ended(named)]
    inner = named.replace("“", "‘").replace("”", "’").replace('"', "'")
    return ["“", plain(inner), f"{ended(named)}”"]


def _container(reference: Reference) -> list[Piece | None]:
    word = "Version" if reference.container is None else "version"
    version = reference.version and f"{word} {reference.version}"
    return [
        None if reference.container is None else italic(reference.container),
        version and one_line(version),
        reference.number and f"record {reference.number}",
        _date(reference),
        reference.url,
    ]


def _authors(reference: Reference) -> str | None:
    """Name one or two authors, or the first of more; None where none is known."""
    if not reference.authors:
        return None
    first, *others = reference.authors
    name = one_line(first.inverted)
    if len(others) > 1:
        return f"{name}, et al."
    return f"{name}, and {one_line(others[0].words)}" if others else name


def _date(reference: Reference) -> str:
    when = reference.when
    if when is None:
        return UNDATED
    days = "–".join(map(_day, when.numbers))
    return days if when.is_certain else f"circa {days}"


def _day(numbers: tuple[int, ...]) -> str:
    """Write a day, as far as it is known.

    >>> _day((2024, 4, 7)), _day((2024, 9)), _day((2024,))
    ('7 Apr. 2024', 'Sept. 2024', '2024')
    """
    year, *rest = numbers
    month = [SHORT.get(rest[0], f"{calendar.month_abbr[rest[0]]}.")] if rest else []
    return " ".join([*map(str, rest[1:]), *month, year_in_words(year)])
