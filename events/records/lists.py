"""Events as a list: each row of `events.csv` as the record that a file of its own would be."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from events.records.models import Event, Picture, Source, digest
from events.records.reader import Reader
from events.records.rows import BETWEEN, JOINER, Row
from geodata.files import explain
from geodata.region import slug_of

EVENTS = "events.csv"

POSITION = ("longitude", "latitude", "precision", "precision_m")
TOLD = (
    "title", "date", "category", "status", "contested", "summary", "date_note", "place_note",
    "content_note", "created", "modified", "change_note",
)  # fmt: skip
"""Columns that are fields of an event as they stand."""

PICTURES = {
    "picture": "file", "picture_alt": "alt", "picture_credit": "credit",
    "picture_licence": "licence", "picture_warning": "warning",
}  # fmt: skip
"""The columns that name an event's pictures, by the fields of a picture."""


def picture_cells(pictures: Iterable[Picture]) -> dict[str, str]:
    """Write pictures as the columns of a list; of several all columns have one order."""
    several = list(pictures)
    said = {name: [getattr(each, of) or "" for each in several] for name, of in PICTURES.items()}
    if len(several) > 1:
        said = {
            name: [text.replace(BETWEEN, "/") for text in texts] for name, texts in said.items()
        }
    return {name: JOINER.join(texts) if any(texts) else "" for name, texts in said.items()}


COLUMNS = (
    "id", *TOLD, "shape", "place", *POSITION, "source", "url", "side", "actors", *PICTURES,
)  # fmt: skip
"""The columns of `events.csv` that have a meaning; any other is the list's own, and is kept."""

DETAILS = {"excerpts": "quotations.csv", "figures": "figures.csv"}
"""The lists of what belongs to an event, by its field; their column `event` says to which."""


class Sources:
    """The sources of a list: those that are listed, and those that only its events name."""

    def __init__(self, listed: Mapping[str, Source]) -> None:
        self.all = dict(listed)

    def named(self, row: Row) -> list[str]:
        """Return the ids of the sources that a row names: by id, by outlet, by address, or both."""
        names, addresses = row.several("source"), row.several("url")
        pairs: list[tuple[str, str | None]] = list(zip(names, addresses, strict=False))
        if len(names) != len(addresses):
            pairs = [(name, None) for name in names]
            pairs += [(urlsplit(url).hostname or url[:80], url) for url in addresses]
        return list(dict.fromkeys(self._id(name, url) for name, url in pairs))

    def _id(self, name: str, url: str | None) -> str:
        if name in self.all:
            return name
        short = slug_of(name)
        made = f"{short[:70].strip('-')}-{digest(url)}" if url else short
        if made not in self.all:
            self.all[made] = Source(id=made, outlet=name, url=url)
        return made


def read_events(
    reader: Reader, listed: Mapping[str, Source]
) -> tuple[dict[str, Event], dict[str, str], dict[str, Source]]:
    """Read `events.csv`: the events by id, the row of each for a reader, and all their sources.

    What is wrong with a row is added to the reader's problems.
    """
    rows = reader.read_rows(EVENTS)
    details = {field: _by_event(reader, name) for field, name in DETAILS.items()}
    sources = Sources(listed)
    events: dict[str, Event] = {}
    places: dict[str, str] = {}
    for row in rows:
        label = f"{EVENTS}: row {row.number}"
        name = row.cells.get("id") or made_id(row.cells, events)
        if name in events:
            reader.problems.append(f"{label}: id: {name!r} is also the id of {places[name]}")
            continue
        try:
            content = {**_event(row), "id": name, "also_reported_by": sources.named(row)}
            content |= {field: lines.pop(name, []) for field, lines in details.items()}
            events[name] = Event.model_validate(content)
        except ValidationError as error:
            reader.problems += [f"{label}: {_by_column(line)}" for line in explain(error)]
        places[name] = label
    known = set(places)
    for field, lines in details.items():
        reader.problems += [
            f"{DETAILS[field]}: event: is not in {EVENTS} (got {name!r})"
            for name in lines
            if name not in known
        ]
    reader.ids |= {"events": known, reader.file("sources"): set(sources.all)}
    return events, places, sources.all


def _event(row: Row) -> dict[str, Any]:
    own = {name: row.cells.get(name, "") for name in row.columns if name not in COLUMNS}
    return {
        **row.one(*TOLD, "shape"),
        "place": _place(row),
        "actors": row.several("actors"),
        "sides": row.several("side"),
        "pictures": _pictures(row),
        "other": own,
    }


def _pictures(row: Row) -> list[dict[str, str]]:
    """Return the pictures of a row; where there are several, what is said of each, in order."""
    number = max(1, len(row.several("picture")))
    cells = {field: row.cells.get(name, "") for name, field in PICTURES.items()}
    parts = {name: text.split(BETWEEN) if number > 1 else [text] for name, text in cells.items()}
    pictures = [
        {name: text for name, text in zip(parts, map(str.strip, said), strict=True) if text}
        for said in zip_longest(*parts.values(), fillvalue="")
    ]
    return [picture for picture in pictures if picture]


def _place(row: Row) -> dict[str, str] | None:
    """Return the place of a row; None where it says nothing of it."""
    given = row.one(*POSITION)
    if name := row.cells.get("place"):
        given |= {"name": name, "id": f"own-{slug_of(name)[:76]}"}
    return given or None


def made_id(cells: Mapping[str, str], taken: Iterable[str]) -> str:
    """Make an id of the date and the title, which stays where other rows come and go."""
    made = slug_of(f"{cells.get('date', '')} {cells.get('title', '')}")[:76].strip("-")
    number, name = 1, made
    while name in taken:
        number += 1
        name = f"{made}-{number}"
    return name


def _by_event(reader: Reader, name: str) -> dict[str, list[dict[str, str]]]:
    """Read a list of what belongs to events; by the id of its event."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in reader.read_rows(name):
        cells = dict(row.cells)
        if event := cells.pop("event", None):
            found[event].append(cells)
        else:
            reader.problems.append(f"{name}: row {row.number}: event: is missing")
    return dict(found)


_OF_PLACE = re.compile(r"^place\.(own\.)?")
RENAMED = {"name": "place", "own": "place", "sides": "side", "also_reported_by": "source"}


def _by_column(line: str) -> str:
    """Name the column of a problem in place of the record's field."""
    field, _, what = _OF_PLACE.sub("", line).partition(": ")
    first, last = field.split(".")[0], field.split(".")[-1]
    if first == "pictures":
        field = next((name for name, of in PICTURES.items() if of == last), "picture")
    elif first in RENAMED:
        field = RENAMED[first]
    return f"{field}: {what}"
