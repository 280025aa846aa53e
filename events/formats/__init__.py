"""Download formats, one a file: what each is called and how it is written."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from events.formats.csv import write_csv
from events.formats.geojson import write_geojson
from events.load import Dataset


@dataclass(frozen=True)
class Format:
    """A way to take events elsewhere."""

    name: str
    ending: str
    media_type: str
    write: Callable[[pd.DataFrame, Dataset, str], bytes]
    """Gets the rows, the dataset and the question as a link's parameters."""


FORMATS: dict[str, Format] = {
    "csv": Format("CSV", "csv", "text/csv", write_csv),
    "geojson": Format("GeoJSON", "geojson", "application/geo+json", write_geojson),
}
