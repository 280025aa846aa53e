"""The closed lists: categories, statuses, sides of speakers. Each value says where it ends."""

from dataclasses import dataclass
from typing import Literal, get_args

CategoryId = Literal[
    "talks",  # agreements, proposals, mediation, what a deal provides; not what was then done
    "withdrawal",  # forces leave a place, or are to leave it
    "ground",  # forces enter, hold or search a place
    "strike",  # one attack from a distance, or a raid by any armed group
    "captives",  # hostages, prisoners and detainees: taken, counted, freed, found dead
    "displacement",  # people leave, are told to leave, or return
    "aid",  # food, medicine, crossings opened or closed for goods and patients
    "statement",  # a position or a ruling that is itself the event
]


@dataclass(frozen=True)
class Category:
    """How a category is named, lettered and coloured on the map and the timeline."""

    id: CategoryId
    label: str
    letter: str
    """Shown in the mark, so that colour is never the only sign."""
    colour: str
    """From Okabe and Ito's palette for all kinds of colour vision (jfly.uni-koeln.de/color)."""
    ink: str
    """The letter's colour: at least 4.5:1 on `colour` (WCAG 1.4.3)."""


CATEGORIES: tuple[Category, ...] = (
    Category("talks", "Talks and agreements", "T", "#56B4E9", "#000000"),
    Category("withdrawal", "Withdrawal", "W", "#0072B2", "#FFFFFF"),
    Category("ground", "Ground operation", "G", "#E69F00", "#000000"),
    Category("strike", "Strike or attack", "S", "#D55E00", "#000000"),
    Category("captives", "Hostages and prisoners", "H", "#009E73", "#000000"),
    Category("displacement", "Displacement and return", "D", "#CC79A7", "#000000"),
    Category("aid", "Aid and crossings", "A", "#F0E442", "#000000"),
    Category("statement", "Statement or ruling", "i", "#000000", "#FFFFFF"),
)

CATEGORY: dict[str, Category] = {category.id: category for category in CATEGORIES}

Status = Literal[
    "reported",  # one origin says so
    "corroborated",  # two or more independent origins say so
    "acknowledged",  # the party responsible says so itself
    "contested",  # origins disagree on something that matters; `contested` says on what
    "withdrawn",  # taken out of the set; the note behind the link says why
]

STATUSES: dict[str, str] = {
    "reported": "Reported by one origin",
    "corroborated": "Reported by independent origins",
    "acknowledged": "Acknowledged by the party responsible",
    "contested": "Contested",
    "withdrawn": "Withdrawn from the set",
}

STATUS_MEANINGS: dict[str, str] = {
    "reported": "One origin says so.",
    "corroborated": "Two or more independent origins say so.",
    "acknowledged": "The party responsible says so itself.",
    "contested": "Origins disagree on something that matters; the event says on what.",
    "withdrawn": "It was taken out of the set; its link still says why.",
}

Side = Literal["israeli", "palestinian", "mediator", "un-aid-court", "us", "other", "newspaper"]

SIDES: dict[str, str] = {
    "israeli": "Israeli",
    "palestinian": "Palestinian",
    "mediator": "Mediator",
    "un-aid-court": "UN, aid or court",
    "us": "United States",
    "other": "Other",
    "newspaper": "The newspaper itself",
}

VALUE_NAMES: dict[str, dict[str, str]] = {
    "category": {category.id: category.label for category in CATEGORIES},
    "side": SIDES,
    "status": STATUSES,
}
"""What the values of filters are called, by filter, where the table does not say so."""

OutletKind = Literal[
    "agency", "national", "state-owned", "advocacy", "organisation", "encyclopedia", "little-known"
]

OUTLET_KINDS: dict[str, str] = {
    "agency": "News agency",
    "national": "National, regional or international outlet",
    "state-owned": "State-owned or state-aligned outlet",
    "advocacy": "Advocacy, partisan or interest outlet",
    "organisation": "Organisation or court",
    "encyclopedia": "Encyclopedia that anyone can edit",
    "little-known": "Little-known site",
}

FIRM: tuple[str, ...] = ("agency", "national", "organisation")
"""Kinds of outlets that an event can rest on alone, unless it was read as a copy."""

SOURCE_LANGUAGES: dict[str, str] = {"en": "English", "ar": "Arabic", "he": "Hebrew"}
"""The languages that sources are written in, in English; another shows its code (ISO 639)."""

LANGUAGES: dict[str, str] = {"en": "English", "ar": "العربية", "he": "עברית"}
"""The languages that place names are shown in."""

# Every category of the type has a row in the table, in the same order.
assert tuple(CATEGORY) == get_args(CategoryId)
