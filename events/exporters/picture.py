"""A picture of the map as PNG, with its provenance in the text chunks of the file."""

from collections.abc import Callable, Iterator

import pandas as pd

from events.exporters.provenance import Provenance
from events.records import Records
from geodata.picture import draw_picture

SIZES: tuple[tuple[int, int], ...] = ((1200, 630), (1920, 1080))
"""Width and height in pixels: of the preview of a link, and of a slide."""

KEYWORDS = {
    "dataset": "Title",
    "filter": "Description",
    "licence": "Copyright",
    "credits": "Source",
    "made": "Creation Time",
    "disclaimer": "Disclaimer",
}
"""Keywords that the PNG standard has for entries of the provenance; the others keep their names."""


def picture_writer(
    width: int, height: int
) -> Callable[[pd.DataFrame, Records, Provenance], Iterator[bytes]]:
    """Return a function that writes the map as PNG; width and height in pixels."""

    def write(table: pd.DataFrame, records: Records, provenance: Provenance) -> Iterator[bytes]:
        days = int(table["first"].min()), int(table["last"].max())
        categories, geography = records.vocabulary.categories, records.geography
        picture = draw_picture(table, categories, width, height, geography=geography, days=days)
        yield picture.png({KEYWORDS.get(name, name): text for name, text in provenance.lines})

    return write
