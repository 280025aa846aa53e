"""What a database says of itself: its format, what it was loaded from, and what is around it."""

import json
from dataclasses import dataclass

from events.query.engines.engine import Unanswered
from events.query.engines.sql.around import read_around, write_around
from events.query.engines.sql.connections import Connections
from events.query.engines.sql.tables import ABOUT, FORMAT
from events.records import CurationError, Records


@dataclass(frozen=True)
class About:
    """What is known of the events of a database without asking for any."""

    digest: str
    """Of the file that they were loaded from."""
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
        "digest": about.digest,
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
    said = _read(connections, where)
    if (format_ := json.loads(said["format"])) != FORMAT:
        line = f"was loaded by another version (format {format_}, not {FORMAT})"
        raise CurationError([f"{where}: {line}; load its file again"])
    first, last = json.loads(said["span"])
    return About(
        json.loads(said["digest"]),
        json.loads(said["size"]),
        (first, last),
        json.loads(said["columns"]),
        tuple(json.loads(said["zooms"])),
        read_around(said["around"]),
    )


def read_digest(connections: Connections, where: str) -> str | None:
    """Read from which file a database was loaded; None where that must be done again.

    Raises CurationError as `read_about` does, but not for another format.
    """
    said = _read(connections, where)
    return json.loads(said["digest"]) if json.loads(said["format"]) == FORMAT else None


def _read(connections: Connections, where: str) -> dict[str, str]:
    try:
        rows = connections.read(connections.write(ABOUT.view)).to_pylist()
        said = {row["name"]: row["content"] for row in rows}
        json.loads(said["format"])
    except (Unanswered, ValueError, KeyError):
        line = "has no events that “python -m events load” wrote; name another"
        raise CurationError([f"{where}: {line}"]) from None
    return said
