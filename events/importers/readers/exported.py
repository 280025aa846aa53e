"""Files that were exported here: which column is what, so that they come back as they were."""

from dataclasses import replace
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from events.exporters.own import BEFORE, RESERVED, named_before
from events.importers.fields import FIELDS
from events.importers.readers.delimited import read_delimited
from events.importers.readers.json_text import some_of
from events.importers.report import Answers
from events.importers.sheet import Sheet
from events.importers.values import unguard_list
from events.importers.vocabulary import NOT_HELD
from events.records import Picture
from events.records.lists import PICTURES, picture_cells
from events.records.rows import JOINER
from events.table import NO_NAMES

COLUMNS: dict[str, str] = {
    **{name: name for name, field in FIELDS.items() if field.is_column},
    "place": "location", "precision": "geo_precision", "precision_m": "uncertainty_m",
    "source": "outlets", "side": "sides",
}  # fmt: skip
"""The column of an exported file by the field that it is."""

NOT_GUESSED = dict.fromkeys(FIELDS, "")
"""No column of an export is guessed by its name: what is none of COLUMNS is the list's own."""

ABOUT: dict[str, str] = {
    "title": "dataset", "version": "dataset_version", "licence": "licence",
    "disclaimer": "disclaimer",
}  # fmt: skip
"""The columns of a CSV that say of every row where it comes from, by fields of `Info`."""

BESIDE = (*ABOUT.values(), "made", "filter", "credits", "address")

DERIVED = (
    "date_start", "date_end", "date_precision", "date_words", "start", "end", "begin", "drawn_at",
    "when.timespans", "when.certainty", "when.edtf", "when.label", "description", "Folder",
    "place", "place.id", "place.name", "place.longitude", "place.latitude", "place.precision",
    "place.precision_m",
)  # fmt: skip
"""What an export makes of the fields of an event, and makes again."""

POINTERS = ("sources", "also_reported_by")
"""Columns of ids that point to the sources of the collection, which do not come along."""

SIGNS = frozenset({"date_words", "geo_precision", "category", "status"})
"""What every event of an exported map file has."""


def is_exported_csv(head: bytes) -> bool:
    """Tell whether a table has the columns of an export."""
    names = head.partition(b"\n")[0]
    return all(name in names for name in (b"geo_precision", b"uncertainty_m", b"outlets", b"sides"))


def read_exported_csv(content: bytes, answers: Answers) -> Sheet:
    """Lay the rows of an exported CSV out, and what it says of itself once."""
    sheet = read_delimited(content, answers)
    about = about_exported(sheet.cells.iloc[0].to_dict() if len(sheet.cells) else {})
    cells = sheet.cells.drop(columns=[name for name in BESIDE if name in sheet.cells])
    cells = unguard_list(cells)
    said = (*sheet.said, NOT_HELD.format("CSV"))
    return settled(replace(sheet, cells=cells, about=about, said=said))


def about_exported(origin: Any) -> dict[str, str]:
    """Return what the provenance of an export says, by fields of `Info`."""
    told = origin if isinstance(origin, dict) else {}
    return {field: str(told[name]) for field, name in ABOUT.items() if name in told}


def is_exported(cells: pd.DataFrame) -> bool:
    """Tell whether the columns of a map file are those of an export."""
    return set(cells) >= SIGNS


def settled(sheet: Sheet) -> Sheet:
    """Say which column is what; sides are ids, with a blank between them in CSV and KML."""
    cells = sheet.cells.drop(columns=[*DERIVED, *POINTERS], errors="ignore")
    if pointing := [name for name in POINTERS if name in sheet.cells]:
        said = f"{some_of(pointing)}: ids of sources that are not in the file are left out."
        sheet = replace(sheet, said=(*sheet.said, said))
    ours = RESERVED.intersection(cells) - set(COLUMNS.values())
    cells = cells.drop(columns=[name for name in ours if cells[name].isna().all()])
    if "location" in cells:
        cells = cells.assign(location=cells["location"].mask(cells["location"].isin(NO_NAMES)))
    if "sides" in cells:
        several = cells["sides"].str.replace(r"(?<![| ]) (?![| ])", JOINER, regex=True)
        cells = cells.assign(sides=several)
    if "pictures" in cells:
        cells = cells.assign(**_pictures(cells["pictures"])).drop(columns="pictures")
    columns = {field: _column(cells, field, name) for field, name in COLUMNS.items()}
    if "title" not in cells and "name" in cells:
        columns["title"] = "name"
    return with_own(replace(sheet, cells=cells, columns={**NOT_GUESSED, **columns}))


def _column(cells: pd.DataFrame, field: str, name: str) -> str:
    """Return the column of a field, empty for none; a large table has some of them as its own."""
    own = f"{BEFORE}{field}"
    is_empty = name not in cells or cells[name].isna().all()
    return own if own in cells and is_empty else name if name in cells else ""


def with_own(sheet: Sheet) -> Sheet:
    """Give the list's own columns the names back that they had before they were exported."""
    free = {str(name) for name in sheet.cells} - set(sheet.columns.values())
    names = {name: before for name in free if (before := named_before(name))}
    if not names:
        return sheet
    said = (
        f"Columns of the list that were exported as {BEFORE}… have their names again: "
        f"{some_of(sorted(names.values()))}."
    )
    return replace(sheet, own=names, said=(*sheet.said, said))


def _pictures(cells: "pd.Series[str]") -> dict[str, "pd.Series[str]"]:
    """Lay out pictures, which GeoJSON has as records, as the columns of a list."""
    rows = [picture_cells(_records(text)) for text in cells]
    return {
        name: pd.Series([row[name] or None for row in rows], index=cells.index, dtype="str")
        for name in PICTURES
    }


def _records(text: object) -> tuple[Picture, ...]:
    """Read the pictures of an event; none where somebody wrote something else there."""
    try:
        return PICTURES_OF.validate_json(text) if isinstance(text, str) else ()
    except ValidationError:
        return ()


PICTURES_OF = TypeAdapter(tuple[Picture, ...])
