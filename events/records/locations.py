"""Where the files of a collection lie: by its name, its folder or its GeoParquet file."""

from collections.abc import Iterable
from pathlib import Path

from geodata.files import read_yaml

BUILT_IN = Path(__file__).parents[1] / "data"
"""Holds a folder for each collection that comes with the dashboard."""

PARQUET = (".parquet", ".geoparquet")
"""Endings of a GeoParquet file, in any case."""

IMPORTED = (".geojson", ".json")
"""Endings of files that the import turns into GeoParquet."""


class CurationError(ValueError):
    """The files of a collection have problems; each line names a file, a field and the fault."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def built_in() -> tuple[str, ...]:
    """List the names of the collections that come with the dashboard."""
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob("*/collection.yaml")))


def default_collection() -> str:
    """Return the name of the collection that opens where none is named."""
    return str(read_yaml(BUILT_IN / "default.yaml")["collection"])


def geography_of(folder: Path) -> Path:
    """Return where the places and layers of a collection lie.

    Those of a collection that comes with the dashboard stand in the folder of the same name below
    `geodata/data/`, those of any other in its own folder `geodata/`.
    """
    folder = folder.resolve()
    if folder.parent == BUILT_IN.resolve():
        return BUILT_IN.parents[1] / "geodata" / "data" / folder.name
    return folder / "geodata"


def locate(source: str | Path | None) -> Path:
    """Return the folder or the GeoParquet file that a name or a path stands for.

    A path that exists goes before the name of a collection that comes with the dashboard. Raises
    CurationError with one line where it can be neither.
    """
    if source is None:
        source = default_collection()
    path = Path(source)
    if path.is_dir() or (path.is_file() and is_table(path)):
        return path
    if not path.exists() and str(source) in built_in():
        return BUILT_IN / str(source)
    raise CurationError([f"{source}: {_why_not(path)}"])


def _why_not(path: Path) -> str:
    """Say why a path cannot be opened, and what can be done."""
    offered = (
        f"one of the collections {', '.join(built_in())}, the folder of another, or a GeoParquet "
        f"file ({' or '.join(PARQUET)}) can be opened"
    )
    if not path.exists():
        return f"there is no such file or folder; {offered}"
    if path.suffix.lower() in IMPORTED:
        table = path.with_suffix(".parquet").name
        return (
            f"is not GeoParquet; `python -m events import {path.name} -o {table}` turns GeoJSON "
            f"that was exported here into GeoParquet; {offered}"
        )
    return (
        f"is not GeoParquet; save it as GeoParquet, for example with geopandas "
        f"(`geopandas.read_file(…).to_parquet(…)`); {offered}"
    )


def locate_folder(source: str | Path | None) -> Path:
    """Return the folder that a name or a path stands for; raises CurationError for a file."""
    path = locate(source)
    if not path.is_dir():
        raise CurationError([f"{path.name}: file: is a table; name a collection or its folder"])
    return path


def is_table(source: str | Path | None) -> bool:
    """Tell whether a name or a path is that of a GeoParquet file, by its ending."""
    return source is not None and Path(source).suffix.lower() in PARQUET
