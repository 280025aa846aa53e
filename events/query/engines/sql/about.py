"""What a database says of itself: its format, what it was loaded from, and what is around it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from events.query.engines.engine import Unanswered
from events.query.engines.sql.around import read_around, write_around
from events.query.engines.sql.connections import Connections
from events.query.engines.sql.tables import ABOUT, FORMAT
from events.records import CurationError, Records


@dataclass(frozen=True)
class About:
    """What is known of the events of a database without asking for any."""

    digests: tuple[str, ...]
    """Of the files that they were loaded from: the first one, and those that were appended."""
    size: int
    span: tuple[int, int]
    """The first and the last day that any event covers."""
    columns: dict[str, str]
    """The type of each column of the events' table."""
    zooms: tuple[int, ...]
    """Those of the tiles by which events are counted beforehand, the farthest first."""
    records: Records
    """Without the events, their sources and the stories."""


def write_about(about: About) -> dict[str, str]:
    """Return the rows of the table `about`."""
    values = {
        "format": FORMAT,
        "digests": about.digests,
        "size": about.size,
        "span": about.span,
        "columns": about.columns,
        "zooms": about.zooms,
    }
    written = {name: json.dumps(value) for name, value in values.items()}
    return {**written, "around": write_around(about.records)}


def read_about(connections: Connections, where: str) -> About:
    """Read what a database says of itself.

    Raises CurationError with one line that begins with `where`, if it was not written here or has
    another format.
    """
    return parse_about(_read(connections, where), where)


def parse_about(rows: Iterable[Mapping[str, str]], where: str) -> About:
    """Read the rows of the table `about`. Raises CurationError as `read_about` does."""
    said = _said(rows, where)
    if (format_ := json.loads(said["format"])) != FORMAT:
        line = f"was loaded by another version (format {format_}, not {FORMAT})"
        raise CurationError([f"{where}: {line}; load its file again"])
    first, last = json.loads(said["span"])
    return About(
        tuple(json.loads(said["digests"])),
        json.loads(said["size"]),
        (first, last),
        json.loads(said["columns"]),
        tuple(json.loads(said["zooms"])),
        read_around(said["around"]),
    )


def read_digests(connections: Connections, where: str) -> tuple[str, ...] | None:
    """Read from which files a database was loaded; None where that must be done again.

    Raises CurationError as `read_about` does, but not for another format.
    """
    said = _said(_read(connections, where), where)
    return tuple(json.loads(said["digests"])) if json.loads(said["format"]) == FORMAT else None


def _read(connections: Connections, where: str) -> list[dict[str, str]]:
    try:
        rows: list[dict[str, str]] = connections.read(connections.write(ABOUT.view)).to_pylist()
    except Unanswered:
        if not connections.answers():
            line = "does not answer; try again when it does"
            raise CurationError([f"{where}: {line}"]) from None
        raise _foreign(where) from None
    return rows


def _said(rows: Iterable[Mapping[str, str]], where: str) -> dict[str, str]:
    try:
        said = {row["name"]: row["content"] for row in rows}
        json.loads(said["format"])
    except (ValueError, KeyError):
        raise _foreign(where) from None
    return said


def _foreign(where: str) -> CurationError:
    line = "has no events that “python -m events load” wrote; name another"
    return CurationError([f"{where}: {line}"])
