"""A picture of the map, which says in its own texts of what it is."""

from collections.abc import Callable, Iterator

import pandas as pd

from events.exporters.about import About
from events.records.reading import Dataset
from events.records.vocabulary import CATEGORIES
from geodata.load import load_geography
from geodata.picture import draw_picture

SIZES: tuple[tuple[int, int], ...] = ((1200, 630), (1920, 1080))
"""Pixels: of a link's preview, and of a slide."""

KEYWORDS = {
    "dataset": "Title",
    "filter": "Description",
    "licence": "Copyright",
    "credits": "Source",
    "made": "Creation Time",
    "disclaimer": "Disclaimer",
}
"""Names that the PNG standard gives to what a file says of itself; others keep their own."""


def picture_writer(
    width: int, height: int
) -> Callable[[pd.DataFrame, Dataset, About], Iterator[bytes]]:
    """Return what writes the map as PNG, so many pixels wide and high."""

    def write(frame: pd.DataFrame, dataset: Dataset, about: About) -> Iterator[bytes]:
        days = int(frame["first"].min()), int(frame["last"].max())
        picture = draw_picture(
            frame, CATEGORIES, width, height, geography=load_geography(), days=days
        )
        yield picture.png({KEYWORDS.get(name, name): text for name, text in about.lines})

    return write
