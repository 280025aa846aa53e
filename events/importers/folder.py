"""What was imported as a collection: its folder, and the same opened at once."""

import json
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
import yaml
from numpy.typing import NDArray

from events.collection import Collection, open_collection
from events.importers.converting import Imported
from events.importers.importing import import_file
from events.importers.listed import remarks_table
from events.importers.mapping import write_mapping
from events.importers.report import Report
from events.records import CurationError
from events.records.locations import TABLE
from events.records.rows import BETWEEN, MOST_ROWS, RUN
from geodata.outlines import point_within

SEVERAL = ("source", "side")
DAYS = ("created", "modified")


def write_folder(imported: Imported, folder: Path) -> None:
    """Write a collection: its list or table, and beside it what became of every row.

    `import/` has the mapping, the report, and the rows that wait, to be mended and imported again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "collection.yaml").write_text(_about(imported), "utf-8")
    if len(imported.events) <= MOST_ROWS:
        write_list(_list(imported), folder / "events.csv")
    else:
        pq.write_table(_table(imported), folder / TABLE, compression="zstd")
    beside = folder / "import"
    beside.mkdir(exist_ok=True)
    (beside / "mapping.yaml").write_text(write_mapping(imported.mapping), "utf-8")
    write_list(imported.waiting, beside / "waiting.csv")
    write_report(imported.report, beside / "report.csv")


def write_report(report: Report, path: Path) -> None:
    """Write the remarks as a list, a row each."""
    write_list(remarks_table(report.remarks), path)


def write_list(rows: pd.DataFrame, path: Path) -> None:
    """Write a list as CSV, with an apostrophe before each text that a spreadsheet would run."""
    written = rows.copy()
    for name in (name for name in rows if isinstance(rows[name].dtype, pd.StringDtype)):
        written[name] = rows[name].mask(rows[name].str.match(RUN, na=False), "'" + rows[name])
    written.to_csv(path, index=False)


def open_imported(
    imported: Imported, progress: Callable[[str], None] = lambda _: None
) -> Collection:
    """Open what was imported, as the folder that it would become.

    Raises CurationError if no row came in, or for what the records refuse.
    """
    name = imported.report.file
    if imported.events.empty:
        raise CurationError([f"{name}: no row can be taken as it is; {_told(imported, name)}"])
    with tempfile.TemporaryDirectory() as within:
        folder = Path(within) / (Path(name).stem or "events")
        write_folder(imported, folder)
        collection = open_collection(folder, progress)
    waiting = len(imported.waiting)
    notice = f"{_told(imported, name)}." if waiting else None
    return Collection(collection.records, collection.table, notice)


def open_file(path: Path, progress: Callable[[str], None] = lambda _: None) -> Collection:
    """Open what can be taken of a file of any format of FORMATS."""
    return open_imported(import_file(path, progress=progress), progress)


def _told(imported: Imported, name: str) -> str:
    """Say how many rows wait, and how their owner learns why."""
    waiting, report = len(imported.waiting), imported.report
    rows = f"{waiting:,} of {report.rows:,} {report.noun}s wait or were refused"
    command = shlex.join(["python", "-m", "events", "import", name, "--to", "FOLDER"])
    return f"{rows}: {command} writes why into FOLDER/import/report.csv"


def _about(imported: Imported) -> str:
    known = {name: imported.about[name] for name in ABOUT if imported.about.get(name)}
    title = imported.about.get("title") or Path(imported.report.file).stem or "Events"
    return str(yaml.safe_dump({"title": title[:200], **known}, allow_unicode=True, sort_keys=False))


ABOUT = ("description", "licence")
"""What a file says of itself that its collection says too."""


def _positions(imported: Imported) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitudes and latitudes; where only a shape is known, those of a point of it."""
    longitude, latitude = imported.longitude.copy(), imported.latitude.copy()
    if imported.shapes is not None:
        for row in np.flatnonzero(np.isnan(longitude)):
            if (shape := imported.shapes[row]) is not None:
                longitude[row], latitude[row] = point_within(shape)
    return longitude, latitude


def _shapes(imported: Imported) -> NDArray[np.object_] | None:
    if imported.shapes is None:
        return None
    written: NDArray[np.object_] = shapely.to_wkt(imported.shapes, rounding_precision=6)
    return written


def _list(imported: Imported) -> pd.DataFrame:
    """Return the events as `events.csv` has them."""
    longitude, latitude = _positions(imported)
    events = imported.events.assign(longitude=longitude.round(7), latitude=latitude.round(7))
    shapes = _shapes(imported)
    return events if shapes is None else events.assign(shape=shapes)


def _table(imported: Imported) -> pa.Table:
    """Return the events as `events.parquet` has them."""
    texts = pa.Table.from_pandas(imported.events, preserve_index=False)
    columns = {name: texts[name].cast(pa.large_string()) for name in texts.column_names}
    for name in set(SEVERAL).intersection(columns):
        parts = pc.split_pattern(columns[name], BETWEEN)
        trimmed = pc.utf8_trim_whitespace(parts.combine_chunks().flatten())
        offsets = parts.combine_chunks().offsets
        mask = columns[name].combine_chunks().is_null()
        columns[name] = pa.ListArray.from_arrays(
            offsets.cast(pa.int32()), trimmed.cast(pa.string()), mask=mask
        )
    if "url" in columns:
        several = pc.match_substring(columns["url"], BETWEEN)
        if pc.any(several).as_py():
            columns["addresses"] = pc.if_else(several, columns["url"], None)
            first = pc.list_element(pc.split_pattern(columns["url"], BETWEEN), 0)
            columns["url"] = pc.utf8_trim_whitespace(first)
    if "precision_m" in columns:
        columns["precision_m"] = pc.round(columns["precision_m"].cast(pa.float64())).cast(
            pa.int32()
        )
    for name in set(DAYS).intersection(columns):
        columns[name] = columns[name].cast(pa.date32())
    longitude, latitude = _positions(imported)
    points = np.where(np.isnan(longitude), None, shapely.points(longitude, latitude))
    columns["geometry"] = pa.array(shapely.to_wkb(points), pa.binary())
    if (shapes := _shapes(imported)) is not None:
        columns["shape"] = pa.array(shapes, pa.large_string())
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    return pa.table(columns, metadata={"geo": json.dumps(geo)})
