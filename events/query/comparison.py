"""What is laid side by side: columns by article, outlet or side, about what, blind or not."""

from dataclasses import dataclass

BY: dict[str, str] = {"articles": "Articles", "outlets": "Outlets", "sides": "Sides that speak"}
"""What a column can be, and how that is named."""

MOST_COLUMNS = 4

KINDS: dict[str, str] = {"event": "Event", "place": "Place", "period": "Period"}
"""What a comparison can be about, if not about all that the filters let through."""


@dataclass(frozen=True)
class Comparison:
    """What a visitor compares."""

    by: str = "articles"
    columns: tuple[str, ...] | None = None
    """Ids of sources, names of outlets, or sides; None where the page is to choose."""
    about: str | None = None
    """A kind and an id, as `period.spring`; None for all that the filters let through."""
    blind: bool = False
    """Whether the names of outlets are hidden."""


def subject(kind: str, name: str) -> str:
    """Write what a comparison is about.

    >>> subject("period", "spring")
    'period.spring'
    """
    return f"{kind}.{name}"
