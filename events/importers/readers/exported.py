"""Files that were exported here: which column is what, so that they come back as they were."""

from dataclasses import replace
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from events.importers.readers.delimited import read_delimited
from events.importers.report import Answers
from events.importers.sheet import Sheet
from events.importers.values import unguard_list
from events.importers.vocabulary import NOT_HELD
from events.records import Picture
from events.records.lists import PICTURES, picture_cells
from events.records.rows import JOINER

COLUMNS: dict[str, str] = {
    **{name: name for name in ("id", "title", "date", "category", "status", "summary", "url",
                               "contested", "latitude", "longitude", "created", "modified")},
    "place": "location", "precision": "geo_precision", "precision_m": "uncertainty_m",
    "source": "outlets", "side": "sides",
    **{name: name for name in PICTURES},
}  # fmt: skip
"""The column of an exported file by the field that it is."""

ABOUT: dict[str, str] = {
    "title": "dataset", "version": "dataset_version", "licence": "licence",
    "disclaimer": "disclaimer",
}  # fmt: skip
"""The columns of a CSV that say of every row where it comes from, by fields of `Info`."""

BESIDE = (*ABOUT.values(), "made", "filter", "credits", "address")

DERIVED = (
    "date_start", "date_end", "date_precision", "date_words", "start", "end", "begin", "drawn_at",
    "when.timespans", "when.certainty", "when.edtf", "when.label", "description", "Folder",
)  # fmt: skip

"""What an export makes of the fields of an event, and makes again."""


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


def settled(sheet: Sheet) -> Sheet:
    """Say which column is what; sides are ids, with a blank between them in CSV and KML."""
    cells = sheet.cells.drop(columns=[name for name in DERIVED if name in sheet.cells])
    if "sides" in cells:
        several = cells["sides"].str.replace(r"(?<![| ]) (?![| ])", JOINER, regex=True)
        cells = cells.assign(sides=several)
    if "pictures" in cells:
        cells = cells.assign(**_pictures(cells["pictures"])).drop(columns="pictures")
    columns = {field: name for field, name in COLUMNS.items() if name in cells}
    if "title" not in cells and "name" in cells:
        columns["title"] = "name"
    return replace(sheet, cells=cells, columns=columns)


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
