"""What was imported as a collection's folder, with what became of every row beside it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
import yaml

from events.importers.converting import Imported
from events.importers.listed import listed, remarks_table
from events.importers.mapping import write_mapping
from events.records.lists import EVENTS
from events.records.locations import TABLE
from events.records.rows import BETWEEN, MOST_ROWS
from events.table.checks import SEVERAL
from geodata.region import slug_of

BESIDE = "import"
"""The folder in a collection's that says where it comes from."""

KEPT = ("title", "description", "licence", "version")
"""What a file says of itself that its collection says too."""


def write_folder(imported: Imported, folder: Path) -> None:
    """Write a collection: its events as a list or, where they are many, as a table."""
    folder.mkdir(parents=True, exist_ok=True)
    name = Path(imported.report.file).stem
    about = {"id": slug_of(name), "title": imported.about.get("title") or name}
    about |= {name: imported.about[name] for name in KEPT if imported.about.get(name)}
    written = yaml.safe_dump(about, allow_unicode=True, sort_keys=False)
    (folder / "collection.yaml").write_text(written, "utf-8")
    if len(imported.events) > MOST_ROWS:
        pq.write_table(_as_table(imported), folder / TABLE)
    else:
        _write(listed(imported), folder / EVENTS)
    beside = folder / BESIDE
    beside.mkdir(exist_ok=True)
    (beside / "mapping.yaml").write_text(write_mapping(imported.mapping), "utf-8")
    _write(remarks_table(imported.report.remarks), beside / "report.csv")
    _write(imported.waiting, beside / "waiting.csv")


def _write(rows: pd.DataFrame, path: Path) -> None:
    rows.to_csv(path, index=False, lineterminator="\n")


def _as_table(imported: Imported) -> pa.Table:
    """Lay events out as a table: points, lists of outlets, and numbers of metres."""
    events = imported.events
    columns = {name: pa.array(events[name], pa.string()) for name in events}
    for name in SEVERAL:
        if name in columns:
            columns[name] = pc.split_pattern(columns[name], f" {BETWEEN} ")
    if "precision_m" in columns:
        columns["precision_m"] = columns["precision_m"].cast(pa.float64()).cast(pa.int32())
    for name in ("created", "modified", "longitude", "latitude"):
        columns.pop(name, None)
    points = shapely.points(imported.longitude, imported.latitude)
    points[np.isnan(imported.longitude) | np.isnan(imported.latitude)] = None
    columns["geometry"] = pa.array(shapely.to_wkb(points), pa.binary())
    return pa.table(columns)
