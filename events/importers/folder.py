"""What was imported as a collection: its folder, and the same opened at once."""

import json
import shlex
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
import yaml

from events.collection import Collection, open_collection
from events.exporters.geoparquet import GEO
from events.importers.converting import Imported
from events.importers.importing import import_file
from events.importers.listed import (
    listed,
    positions,
    remarks_table,
    write_list,
    written_shapes,
)
from events.importers.mapping import write_mapping
from events.importers.report import Report
from events.importers.values import plain_text
from events.records import CurationError
from events.records.lists import EVENTS
from events.records.locations import TABLE
from events.records.pictures import FOLDER as PICTURES
from events.records.rows import BETWEEN, MOST_ROWS
from events.records.values import LONGEST_LINE, LONGEST_PARAGRAPH
from events.table.checks import DAYS, SEVERAL


def write_folder(imported: Imported, folder: Path) -> None:
    """Write a collection: its list or table, and beside it what became of every row.

    `import/` has the mapping, the report, and the rows that wait, to be mended and imported again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "collection.yaml").write_text(_about(imported), "utf-8")
    if imported.vocabulary:
        (folder / "vocabulary.yaml").write_text(
            _yaml(imported.vocabulary.model_dump(mode="json")), "utf-8"
        )
    if len(imported.events) <= MOST_ROWS:
        write_list(listed(imported), folder / EVENTS)
    else:
        pq.write_table(_table(imported), folder / TABLE, compression="zstd")
    for name, path in imported.pictures.items():
        (folder / PICTURES).mkdir(exist_ok=True)
        shutil.copyfile(path, folder / PICTURES / name)
    beside = folder / "import"
    beside.mkdir(exist_ok=True)
    (beside / "mapping.yaml").write_text(write_mapping(imported.mapping), "utf-8")
    write_list(imported.waiting, beside / "waiting.csv")
    write_report(imported.report, beside / "report.csv")


def write_report(report: Report, path: Path) -> None:
    """Write the remarks as a list, a row each."""
    write_list(remarks_table(report.remarks), path)


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
    # The folder is gone; the pictures are still where they were found.
    shown = collection.records.pictures.items()
    kept = {name: replace(file, path=imported.pictures[name]) for name, file in shown}
    return Collection(replace(collection.records, pictures=kept), collection.table, notice)


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
    told = {name: plain_text(imported.about.get(name, ""))[:most] for name, most in ABOUT.items()}
    known = {name: text for name, text in told.items() if text}
    return _yaml({"title": Path(imported.report.file).stem or "Events", **known})


def _yaml(content: dict[str, Any]) -> str:
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


ABOUT = {"title": LONGEST_LINE, "description": LONGEST_PARAGRAPH, "licence": LONGEST_LINE}
"""What a file says of itself that its collection says too, and how long it may be."""


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
    longitude, latitude = positions(imported)
    points = np.where(np.isnan(longitude), None, shapely.points(longitude, latitude))
    columns["geometry"] = pa.array(shapely.to_wkb(points), pa.binary())
    if (shapes := written_shapes(imported)) is not None:
        columns["shape"] = pa.array(shapes, pa.large_string())
    return pa.table(columns, metadata={"geo": json.dumps(GEO)})
