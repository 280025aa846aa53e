"""The pictures that a file names: those that lie beside it come along, no other is fetched."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pandas as pd

from events.importers.converting import Imported
from events.importers.readers.json_text import some_of
from events.records.lists import PICTURES
from events.records.pictures import FOLDER, read_picture
from events.records.rows import values_in
from events.records.values import picture_name

MOST_NAMED = 10
"""Pictures that are named of those that cannot be shown for one reason."""

ASIDE = "{} (file)"
"""The list's own column in which stays what is said of a picture that is not shown."""


def with_pictures(imported: Imported, beside: Path | None) -> Imported:
    """Find the pictures in a folder or its `pictures/`; what is said of others stays aside."""
    columns = [name for name in PICTURES if name in imported.events]
    if "picture" not in columns:
        return _aside(imported, columns, pd.Series(True, index=imported.events.index))
    found: dict[str, Path] = {}
    wrong: dict[str, list[str]] = defaultdict(list)
    named = imported.events["picture"].fillna("").map(values_in)
    for name in dict.fromkeys(name for names in named for name in names):
        try:
            found[name] = _find(name, beside)
        except (OSError, ValueError) as error:
            wrong[str(error)].append(name)
    report = replace(imported.report, said=(*imported.report.said, *map(_told, wrong.items())))
    rows = named.map(lambda names: not names or any(name not in found for name in names))
    return _aside(replace(imported, report=report, pictures=found), columns, rows)


def _find(name: str, beside: Path | None) -> Path:
    """Return the file of a picture that can be shown. Raises ValueError with why there is none."""
    picture_name(name)
    if beside is None:
        raise ValueError(f"lies not beside the events; bring a zip that has them and {FOLDER}/")
    inside = beside / FOLDER / name
    path = inside if inside.exists() else beside / name
    read_picture(path)
    return path


def _told(why: tuple[str, list[str]]) -> str:
    reason, names = why
    return f"Not shown as a picture: {some_of([n[:80] for n in names], MOST_NAMED)}: {reason}."


def _aside(imported: Imported, columns: list[str], rows: "pd.Series[bool]") -> Imported:
    """Keep what these rows say of pictures in columns of the list's own."""
    events = imported.events
    for name in columns:
        cells = events[name].where(rows)
        if cells.notna().any():
            events = events.assign(**{ASIDE.format(name): cells, name: events[name].mask(rows)})
    return replace(imported, events=events)
