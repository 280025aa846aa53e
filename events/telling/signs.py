"""How a category and a distance are written for a reader."""

from events.records.vocabulary import CATEGORY
from events.telling.markup import Element, element


def badge(category_id: str) -> Element:
    """Draw a category's letter on its colour; its name stands beside it."""
    category = CATEGORY[category_id]
    style = f"--colour:{category.colour};--ink:{category.ink}"
    return element("span", category.letter, class_="badge", style=style, aria_hidden="true")


def distance(metres: int) -> str:
    """Write a distance for a reader.

    >>> distance(550), distance(20000)
    ('about 550 m', 'about 20 km')
    """
    return f"about {metres} m" if metres < 1000 else f"about {metres / 1000:g} km"
