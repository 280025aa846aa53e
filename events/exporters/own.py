"""The columns that a list has of its own, under names that no format uses for anything else."""

from collections.abc import Mapping
from itertools import chain, count

import pandas as pd

from events.records import Event, OwnPlace
from events.records.lists import COLUMNS
from events.table import Row, own_columns, own_values

BEFORE = "own_"
"""Stands before the name of an own column that a format has a column of its own for."""

RESERVED = frozenset(
    {
        *Event.model_fields,
        *COLUMNS,
        *("date_start", "date_end", "date_words", "date_precision", "start", "end", "begin"),
        *("when", "when.timespans", "when.certainty", "when.edtf", "when.label"),
        *(f"place.{name}" for name in OwnPlace.model_fields),
        *("location", "geo_precision", "uncertainty_m", "drawn_at", "position"),
        *("sources", "outlets", "name", "description", "Snippet", "Folder"),
        *("dataset", "dataset_version", "made", "filter", "licence", "credits", "disclaimer"),
        "address",
    }
)
"""What any text format writes or an importer of it makes, so that a column has one name in all."""


def own_names(table: pd.DataFrame, taken: frozenset[str] = RESERVED) -> dict[str, str]:
    """Return the columns of a list's own, each with its name in a file that has others too."""
    names = own_columns(table)
    used = {*taken, *names}
    found = {}
    for name in names:
        found[name] = name if name not in taken else _free(f"{BEFORE}{name}", used)
        used.add(found[name])
    return found


def _free(name: str, used: set[str]) -> str:
    numbered = (f"{name}_{number}" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in used)


def named_before(name: str) -> str | None:
    """Return the name that an own column had before it was exported; None if it is the same.

    >>> named_before("own_geo_precision"), named_before("own_goal")
    ('geo_precision', None)
    """
    bare = name.removeprefix(BEFORE)
    return bare if bare != name and bare in RESERVED else None


def own_of(row: Row, names: Mapping[str, str]) -> dict[str, str]:
    """Return what a list says of an event in columns of its own, under other names."""
    return {names[name]: value for name, value in own_values(row).items()}
