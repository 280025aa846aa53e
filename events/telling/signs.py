"""How a category and a distance are written for a reader."""

from events.records import Category
from events.telling.markup import Element, element


def badge(category: Category) -> Element:
    """Draw a category's letter on its colour; its name stands beside it."""
    style = f"--colour:{category.colour};--ink:{category.ink}"
    return element("span", category.letter, class_="badge", style=style, aria_hidden="true")


def distance(metres: int) -> str:
    """Write a distance for a reader.

    >>> distance(550), distance(20000)
    ('about 550 m', 'about 20 km')
    """
    return f"about {metres} m" if metres < 1000 else f"about {metres / 1000:g} km"
