"""Where the files of a collection are: found by its name, its folder or its GeoParquet file."""

from collections.abc import Iterable
from pathlib import Path

from geodata.files import read_yaml

BUILT_IN = Path(__file__).parents[1] / "data"
"""Contains a folder for each collection that comes with the dashboard."""

PARQUET = (".parquet", ".geoparquet")
"""Endings of a GeoParquet file, in any case."""

TABLE = "events.parquet"
"""The events of a folder that are too many for a record each."""


UNNAMED = "collection"
"""The name of a folder that says nothing of the collection in it."""


class CurationError(ValueError):
    """The files of a collection have problems; each line names a file, a field and the fault."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def built_in() -> tuple[str, ...]:
    """List the names of the collections that come with the dashboard."""
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob("*/collection.yaml")))


def default_collection() -> str:
    """Return the name of the collection that is opened if none is named."""
    return str(read_yaml(BUILT_IN / "default.yaml")["collection"])


def geography_of(folder: Path) -> Path:
    """Return the folder with the places and layers of a collection.

    For a collection that comes with the dashboard it is the folder of the same name in
    `geodata/data/`, for any other its own subfolder `geodata/`.
    """
    folder = folder.resolve()
    if folder.parent == BUILT_IN.resolve():
        return BUILT_IN.parents[1] / "geodata" / "data" / folder.name
    return folder / "geodata"


def locate(source: str | Path | None) -> Path:
    """Return the folder or the file that a name or a path stands for.

    A path that exists takes precedence over a name. Raises CurationError with one line if it is
    neither.
    """
    if source is None:
        source = default_collection()
    path = Path(source)
    if path.is_file() or (path.is_dir() and not is_table(path)):
        return path
    if not path.exists() and str(source) in built_in():
        return BUILT_IN / str(source)
    raise CurationError([f"{source}: {_why_not(path)}"])


def _why_not(path: Path) -> str:
    """Say why a path cannot be opened, and what to do."""
    names = ", ".join(built_in())
    choices = f"open a built-in collection ({names}), a folder, or a file with a list of events"
    if not path.exists():
        return f"no such file or folder; {choices}"
    return f"is a folder, but its name ends as that of a GeoParquet file; {choices}"


def locate_folder(source: str | Path | None) -> Path:
    """Return the folder of records that a name or a path stands for.

    Raises CurationError for a table, in a folder or not.
    """
    path = locate(source)
    if not path.is_dir() or (path / TABLE).exists():
        raise CurationError(
            [f"{source}: is a table without curated records; name a collection or its folder"]
        )
    return path


def is_table(source: str | Path | None) -> bool:
    """Tell whether a name or a path is that of a GeoParquet file, by its ending."""
    return source is not None and Path(source).suffix.lower() in PARQUET
