"""Plain words for a class, in place of the exact terms that the notes and the other pages use."""

from collections.abc import Mapping

from events.records.edtf import QUALIFIERS
from events.telling.facts import distance

STATUSES: Mapping[str, str] = {
    "reported": "Reported by one source",
    "corroborated": "Reported by several sources, each on its own",
    "acknowledged": "Those who did it say so themselves",
    "contested": "Reports disagree",
    "unstated": "How sure this is, is not said",
    "withdrawn": "Taken out of this collection",
}

PLACES: Mapping[str, str] = {
    "exact": "at this place",
    "near": "at this place or near it",
    "unstated": "how exact the point is, is not said",
    "adm2": "somewhere in this district",
    "adm1": "somewhere in this territory",
    "area": "along a line or across an area",
    "country": "only the country is known",
    "international": "at sea or in the air, outside any country",
    "unplaced": "no position is given",
}

DATES: Mapping[str, str] = {
    "~": "about this date",
    "?": "date worked out from the article",
    "%": "about this date, worked out from the article",
}
"""By the qualifiers of EDTF."""


def plain_status(status: str) -> str:
    """Say how well an event is established."""
    return STATUSES[status]


def plain_place(precision: str, metres: int) -> str:
    """Say how well the position is known.

    >>> plain_place("near", 700)
    'at this place or near it, within about 700 m'
    """
    return f"{PLACES[precision]}, within {distance(metres)}" if metres else PLACES[precision]


def plain_date(words: str) -> str:
    """Put a date that `When.words` gives in plain words.

    >>> plain_date("9 February 2025 (inferred)")
    '9 February 2025 (date worked out from the article)'
    """
    for qualifier, exact in sorted(QUALIFIERS.items(), key=lambda item: -len(item[1])):
        for end in (")", ","):
            words = words.replace(f"{exact}{end}", f"{DATES[qualifier]}{end}")
    return words
