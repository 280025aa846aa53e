"""Rows as a file has them, before anything is made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.importers.report import Outcome, Question, Remark


@dataclass(frozen=True, eq=False)
class Finding:
    """What a reader found in one column of many rows: a remark for each of them."""

    column: str
    rows: NDArray[np.bool_]
    outcome: Outcome
    reason: str
    new: "pd.Series[str] | None" = None
    """What each value was changed to, or what is offered for it."""
    old: "pd.Series[str] | None" = None
    """What stood in the file, where the sheet does not have it any more."""
    mend: str = ""
    question: str = ""
    stays: bool = False
    """Whether the new values stand in the column itself, beside the event."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """The rows of a file as text, under the names that the file gives its columns."""

    cells: pd.DataFrame
    """Columns of `str`, missing where a cell is empty or absent."""
    numbers: NDArray[np.int64]
    """The number of each row in the file, as its noun is counted."""
    noun: str = "row"
    """What a row is called: `row`, `feature`, `line`, `slide`, `placemark`."""
    geometry: NDArray[np.object_] | None = None
    """A shapely geometry of each row in degrees (EPSG:4326, longitude first), or None."""
    about: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself, by fields of `Info`: title, description, licence, version."""
    columns: Mapping[str, Any] = field(default_factory=dict)
    """Which column is what, where the format settles it: fields of the mapping; empty for none."""
    said: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What the reader itself changed, refused or left out."""
    findings: tuple[Finding, ...] = ()
    """The same of many rows at once."""
    waited: "pd.Series[str] | None" = None
    """Of rows that waited before, for what: as `waits_of` writes it."""
    made: tuple[str, ...] = ()
    """Columns that the file does not have: the reader made them of others, and would again."""
    vocabulary: Any = None
    """Labels, letters and colours, as an export has written them; not checked yet."""
    own: Mapping[str, str] = field(default_factory=dict)
    """The names that columns of the list's own had before an export gave them others."""
