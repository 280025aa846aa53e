"""What was imported as rows to be read and saved: the events, and what became of each row."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from events.importers.converting import Imported
from events.importers.fields import COLUMNS
from events.importers.report import Remark
from events.importers.values import guard_list
from geodata.outlines import point_within

REMARK = ("row", "column", "value", "outcome", "new", "reason", "mend")
"""The columns of `report.csv`."""


def listed(imported: Imported, most: int | None = None) -> pd.DataFrame:
    """Return the events, or the first of them, with where they are: the rows of `events.csv`."""
    events = imported.events[:most]
    longitude, latitude = (degrees[:most].round(7) for degrees in positions(imported))
    events = events.assign(longitude=longitude, latitude=latitude)
    if (shapes := written_shapes(imported)) is not None:
        events = events.assign(shape=shapes[:most])
    own = (name for name in events if name not in COLUMNS)
    return events[[*(name for name in COLUMNS if name in events), *own]]


def positions(imported: Imported) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitudes and latitudes; where only a shape is known, those of a point of it."""
    longitude, latitude = imported.longitude.copy(), imported.latitude.copy()
    if imported.shapes is not None:
        for row in np.flatnonzero(np.isnan(longitude)):
            if (shape := imported.shapes[row]) is not None:
                longitude[row], latitude[row] = point_within(shape)
    return longitude, latitude


def written_shapes(imported: Imported) -> NDArray[np.object_] | None:
    """Return the lines and areas in WKT, to six decimals; None where no event has one."""
    if imported.shapes is None:
        return None
    written: NDArray[np.object_] = shapely.to_wkt(imported.shapes, rounding_precision=6)
    return written


def remarks_table(remarks: tuple[Remark, ...]) -> pd.DataFrame:
    """Lay remarks out as the rows of `report.csv`."""
    rows = [[getattr(remark, name) for name in REMARK] for remark in remarks]
    return pd.DataFrame(rows, columns=list(REMARK))


def write_list(rows: pd.DataFrame, to: Path | BytesIO) -> None:
    """Write a list as CSV, with an apostrophe before each text that a spreadsheet would run."""
    guard_list(rows).to_csv(to, index=False)
