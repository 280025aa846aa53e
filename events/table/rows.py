"""A line of the table, as it is read."""

from typing import Any

import pandas as pd

Row = dict[str, Any]
"""An event's line of the table that everything reads, by the names of its columns."""


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Return the lines of a few events, without their geometry."""
    columns = frame[[name for name in frame.columns if name != "geometry"]]
    return [{str(name): value for name, value in row.items()} for row in columns.to_dict("records")]
