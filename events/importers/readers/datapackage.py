"""The data package that is exported here: its table of events, with what it says of itself."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from events.importers.readers.exported import about_exported, settled
from events.importers.readers.json_text import counted, object_in, some_of, text_of
from events.importers.readers.zipped import files_of
from events.importers.report import Answers
from events.importers.sheet import Sheet
from events.importers.values import unguard_list

DESCRIPTION, VOCABULARY, EVENTS = "datapackage.json", "vocabulary.json", "events.csv"

LISTS = ("actors", "outlets", "sides", "sources")
"""Columns of which the cells are lists in JSON."""


def is_datapackage(head: bytes) -> bool:
    """Tell whether a zip begins with the description of a package."""
    return DESCRIPTION.encode() in head[:100]


def read_datapackage(content: bytes, _answers: Answers) -> Sheet:
    """Lay the events of a package out. Raises ValueError for a package that others have made."""
    files = files_of(content, DESCRIPTION, VOCABULARY, EVENTS)
    if EVENTS not in files:
        raise ValueError(f"is a data package without a table {EVENTS}; import one of its tables")
    described = object_in(files.get(DESCRIPTION, b""))
    try:
        cells = pd.read_csv(io.BytesIO(files[EVENTS]), dtype=str, keep_default_na=False,
                            na_values=[""])  # fmt: skip
    except ValueError as error:
        raise ValueError(f"has a table {EVENTS} that cannot be read ({error})") from None
    if not {"geo_precision", "outlets", "sides"} <= set(cells):
        raise ValueError(f"is a data package of another kind; import its {EVENTS}")
    cells = unguard_list(cells.astype("str"))
    cells = cells.assign(**{name: cells[name].map(_joined) for name in LISTS if name in cells})
    sheet = Sheet(
        cells,
        counted(cells),
        about=about_exported(described.get("provenance")),
        vocabulary=object_in(files.get(VOCABULARY, b"")),
        said=tuple(_said(described.get("resources"))),
    )
    return settled(sheet)


def _joined(text: object) -> str | None:
    """Write a list in JSON as the cells of a list have it; another text stays as it is."""
    try:
        return text_of(json.loads(text)) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return str(text)


def _said(resources: Any) -> Iterator[str]:
    """Name the tables that are not read: an imported list has no records of its own."""
    listed = resources if isinstance(resources, list) else []
    names = [str(one.get("name"))[:80] for one in listed if isinstance(one, dict)]
    others = [name for name in names if name not in ("events", "vocabulary")]
    if others:
        yield f"Only the events of the package are read, not its {some_of(others)}."
