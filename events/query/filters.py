"""How the values of filters are named for a reader."""

import pandas as pd

from events.query.engines import Engine
from events.query.question import FACETS
from events.records.vocabulary import CATEGORY, SIDES, STATUSES

TITLES: dict[str, str] = {
    "category": "Category",
    "place": "Place",
    "source": "Source",
    "side": "Who speaks or is credited",
    "status": "Status",
}
"""How each filter is named."""


def name_values(engine: Engine, frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return per filter the name of each value; outlets, and a table's places, name themselves."""
    known: dict[str, dict[str, str]] = {
        "category": {category.id: category.label for category in CATEGORY.values()},
        "place": _places(frame),
        "source": {},
        "side": SIDES,
        "status": STATUSES,
    }
    return {
        facet: {value: known[facet].get(value, value) for value in engine.values(facet)}
        for facet in FACETS
    }


def _places(frame: pd.DataFrame) -> dict[str, str]:
    rows = frame[["place", "place_name"]].drop_duplicates("place")
    return dict(zip(rows["place"], rows["place_name"], strict=True))
