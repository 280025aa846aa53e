"""The filters: one entry each, from the table's column to the name in a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Filter:
    """Where a filter finds its values, and how it is named."""

    column: str
    """Of the table: one value an event, or a list of them."""
    title: str
    """For a reader."""
    parameter: str
    """In a link, and as an option of the command line."""
    value: str
    """What one value is, for the help of the command line."""
    name_column: str | None = None
    """Of the table: what each value of `column` is called, where the table itself says so."""


FILTERS: dict[str, Filter] = {
    "category": Filter("category", "Category", "cat", "a category of the set"),
    "place": Filter("place", "Place", "place", "a place of the set", name_column="place_name"),
    "source": Filter("outlet", "Source", "source", "the name of an outlet, as the set has it"),
    "side": Filter("sides", "Who speaks or is credited", "side", "a side of the set"),
    "status": Filter("status", "Status", "status", "a status of the set"),
}
"""Every filter by its name in a query, in the order in which a page shows them."""


def name_values(
    values: Mapping[str, Sequence[str]],
    frame: pd.DataFrame,
    names: Mapping[str, Mapping[str, str]],
) -> dict[str, dict[str, str]]:
    """Return per filter what each of its values is called.

    `values` has the values of each filter, `names` the names that stand outside the table, by
    filter and value. A value without a name, as an outlet, names itself.
    """
    return {
        name: {value: known.get(value, value) for value in values[name]}
        for name, known in ((name, _names(name, frame, names)) for name in FILTERS)
    }


def _names(
    name: str, frame: pd.DataFrame, names: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    column, name_column = FILTERS[name].column, FILTERS[name].name_column
    if name_column is None:
        return names.get(name, {})
    rows = frame[[column, name_column]].drop_duplicates(column)
    return dict(zip(rows[column], rows[name_column], strict=True))
