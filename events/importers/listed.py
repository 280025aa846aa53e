"""What was imported as rows to be read and saved: the events, and what became of each row."""

import pandas as pd
import shapely

from events.importers.converting import Imported
from events.importers.fields import COLUMNS
from events.importers.report import Remark

REMARK = ("row", "column", "value", "outcome", "new", "reason", "mend")
"""The columns of `report.csv`."""


def listed(imported: Imported, most: int | None = None) -> pd.DataFrame:
    """Return the events, or the first of them, with where they are: the rows of `events.csv`."""
    events = imported.events.head(len(imported.events) if most is None else most).copy()
    for name in ("latitude", "longitude"):
        degrees = pd.Series(getattr(imported, name)[:most])
        events[name] = degrees.map(repr).where(degrees.notna())
    if imported.shapes is not None:
        events["shape"] = shapely.to_wkt(imported.shapes[:most], rounding_precision=6)
    own = (name for name in events if name not in COLUMNS)
    return events[[*(name for name in COLUMNS if name in events), *own]]


def remarks_table(remarks: tuple[Remark, ...]) -> pd.DataFrame:
    """Lay remarks out as the rows of `report.csv`."""
    rows = [[getattr(remark, name) for name in REMARK] for remark in remarks]
    return pd.DataFrame(rows, columns=list(REMARK))
