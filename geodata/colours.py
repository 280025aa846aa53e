"""Colours of what is drawn, the contrast between them, and how a category is signed."""

from functools import lru_cache
from typing import Annotated, Literal, Protocol

from geodata.region import written_as

Colour = Annotated[str, written_as("#[0-9A-Fa-f]{6}", "a colour, like #56B4E9")]
"""As #RRGGBB."""

Theme = Literal["light", "dark"]

PAPER, TEXT, EDGE = "#FFFFFF", "#1A1A1A", "#6B6B6B"
"""Of drawn maps: the sheet, its letters, and edges of boxes."""

LEAST_CONTRAST = 3.0
"""Of graphics beside what they stand on (WCAG 1.4.11); of text it is 4.5 (WCAG 1.4.3)."""


class Sign(Protocol):
    """How a category of events is shown: a letter on a colour."""

    @property
    def id(self) -> str:
        """As in the table's column `category`."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def letter(self) -> str:
        """One letter or digit, so that colour is never the only sign."""

    @property
    def colour(self) -> str:
        """As #RRGGBB, as is the ink."""

    @property
    def ink(self) -> str:
        """The letter's colour; see `ink_on`."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    >>> contrast("#000000", "#FFFFFF"), contrast("#777777", "#777777")
    (21.0, 1.0)
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(256)
def ink_on(colour: str) -> str:
    """Return black or white, whichever is read better on a colour.

    >>> ink_on("#F0E442"), ink_on("#0072B2")
    ('#000000', '#FFFFFF')
    """
    black, white = "#000000", "#FFFFFF"
    return black if contrast(black, colour) >= contrast(white, colour) else white


def _luminance(colour: str) -> float:
    """Return the relative luminance of sRGB, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
