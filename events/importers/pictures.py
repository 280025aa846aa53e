"""The pictures that a file names: those that lie beside it come along, no other is fetched."""

from collections import defaultdict
from collections.abc import Iterator
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

BRING = f"bring it together with the list; in the shell put it into {FOLDER}/ beside the list"
"""How a picture comes along."""

ASIDE = "{} (file)"
"""The list's own column in which stays what is said of a picture that is not shown."""


def with_pictures(imported: Imported, beside: Path | None) -> Imported:
    """Find the pictures in a folder or its `pictures/`; what is said of others stays aside."""
    columns = [name for name in PICTURES if name in imported.events]
    named = _named(imported.events.get("picture", pd.Series("", imported.events.index)))
    found: dict[str, Path] = {}
    wrong: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(name for names in named for name in names):
        try:
            found[name] = _find(name, beside)
        except (OSError, ValueError) as error:
            wrong[str(error)].append(name)
    said = (*imported.report.said, *map(_told, wrong.items()), *_unnamed(imported, named, beside))
    rows = named.map(lambda names: not names or any(name not in found for name in names))
    report = replace(imported.report, said=said)
    return _aside(replace(imported, report=report, pictures=found), columns, rows)


def _named(cells: "pd.Series[str]") -> "pd.Series[list[str]]":
    """Return the names of pictures in each cell."""
    return cells.fillna("").map(values_in)


def _unnamed(
    imported: Imported, named: "pd.Series[list[str]]", beside: Path | None
) -> Iterator[str]:
    """Say which pictures of the folder no row names, be it one that waits."""
    column = imported.mapping.columns.get("picture")
    waiting = _named(imported.waiting[column]) if column in imported.waiting else ()
    known = {name for names in (*named, *waiting) for name in names}
    there = (beside / FOLDER).glob("*") if beside else ()
    if others := sorted(path.name for path in there if path.is_file() and path.name not in known):
        yield f"Named by no row, and left out: {some_of(others, MOST_NAMED)}."


def _find(name: str, beside: Path | None) -> Path:
    """Return the file of a picture that can be shown. Raises ValueError with why there is none."""
    picture_name(name)
    if beside is None:
        raise ValueError(f"is missing; {BRING}")
    inside = beside / FOLDER / name
    path = inside if inside.exists() else beside / name
    if not path.exists():
        raise ValueError(f"is missing; {BRING}")
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
