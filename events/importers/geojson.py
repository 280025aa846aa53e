"""Turn GeoJSON that was exported here into GeoParquet."""

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, StrictInt, ValidationError

from events.exporters.geoparquet import write_rows
from events.exporters.plain import several
from events.importers.readers.exported import COLUMNS
from events.records import CurationError, Vocabulary
from events.records.rows import JOINER
from events.table import read_geoparquet
from events.table.checks import OPTIONAL
from geodata.files import explain

MOST_BYTES = 1_000_000_000
"""Of a GeoJSON file, which is read into memory."""

NAMES: dict[str, str] = {
    name: COLUMNS[name]
    for name in ("title", "summary", "date", "category", "status", "place", "precision",
                 "precision_m", "source", "side")
}  # fmt: skip
"""The property of a feature from which each column of the table is made."""


MOST_FAULTS = 20
"""Faults of features that are listed."""

Texts = Annotated[
    list[str],
    BeforeValidator(lambda value: several(value) if isinstance(value, str) else value),
]
"""A list of texts; a single text is a list of one."""

Position = tuple[float, float]
"""Longitude and latitude, in degrees."""


class Point(BaseModel):
    """The geometry of a feature."""

    type: Literal["Point"]
    coordinates: Position


class Properties(BaseModel):
    """The properties of a feature that are read."""

    title: str
    summary: str
    date: str
    category: str
    status: str
    location: str
    geo_precision: str
    uncertainty_m: StrictInt | None
    outlets: Texts
    sides: Texts
    url: str | None = None
    created: dt.date | None = None
    modified: dt.date | None = None
    drawn_at: Position | None = None


class Feature(BaseModel):
    """The members of a feature that are read."""

    id: str
    geometry: Point | None
    properties: Properties


def geojson_table(path: Path) -> bytes:
    """Return exported GeoJSON as GeoParquet, without excerpts and figures.

    Raises CurationError with every problem under the file's own names; features count from 1.
    """
    content = _read(path)
    faults = _faults(content["features"])
    problems = list(islice(faults, MOST_FAULTS))
    if more := sum(1 for _ in faults):
        problems.append(f"features: and {more:,} more faults like these")
    if problems:
        raise CurationError(f"{path.name}: {problem}" for problem in problems)
    table = write_rows(map(_row, content["features"]), _about(content), _vocabulary(path, content))
    with tempfile.TemporaryDirectory() as folder:
        checked = Path(folder) / path.name
        checked.write_bytes(table)
        try:
            read_geoparquet(checked)
        except CurationError as error:
            raise CurationError(_named(path, problem) for problem in error.problems) from None
    return table


def _wrong(path: Path, what: str) -> CurationError:
    return CurationError([f"{path.name}: file: {what}"])


def _read(path: Path) -> dict[str, Any]:
    """Read the file; return an object that has the list `features` and the object `dataset`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _wrong(path, f"has more than {MOST_BYTES:,} bytes")
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _wrong(path, "is missing") from None
    except OSError as error:
        raise _wrong(path, f"cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        raise _wrong(path, f"is not JSON ({error})") from None
    if not isinstance(content, dict):
        raise _wrong(path, "is not a FeatureCollection")
    for name, kind, words in (("features", list, "a list"), ("dataset", dict, "an object")):
        if not isinstance(content.get(name), kind):
            needed = f"in it `{name}` must be {words}"
            raise _wrong(path, f"was not written by `python -m events export`: {needed}")
    return content


def _faults(features: list[Any]) -> Iterator[str]:
    """Say what is missing or has the wrong type, feature by feature."""
    for number, feature in enumerate(features, 1):
        try:
            read = Feature.model_validate(feature)
        except ValidationError as error:
            for line in explain(error):
                yield f"feature {number}: {line.removeprefix('properties.')}"
        else:
            known = read.properties
            if not (read.geometry or known.drawn_at or known.geo_precision == "unplaced"):
                yield f"feature {number}: geometry: is null, and drawn_at is missing too"


def _row(feature: dict[str, Any]) -> dict[str, Any]:
    read = Feature.model_validate(feature)
    place = read.geometry.coordinates if read.geometry else read.properties.drawn_at
    values = read.properties.model_dump()
    columns = {column: values[name] for column, name in NAMES.items()}
    optional = {name: values.get(name) for name in OPTIONAL}
    if JOINER in (values["url"] or ""):
        optional["url"] = None  # a table has one address an event, and nothing says which
    return {"id": read.id, **columns, **optional, "geometry": place}


def _named(path: Path, problem: str) -> str:
    """Replace the name of a column by that of the property it was made from."""
    column, _, what = problem.removeprefix(f"{path.name}: ").partition(": ")
    return f"{path.name}: {NAMES.get(column, column)}: {what}"


def _about(content: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in content["dataset"].items() if value is not None}


def _vocabulary(path: Path, content: dict[str, Any]) -> Vocabulary | None:
    """Read the vocabulary of the file; None if it has none."""
    if content.get("vocabulary") is None:
        return None
    try:
        return Vocabulary.model_validate(content["vocabulary"])
    except ValidationError as error:
        lines = [f"{path.name}: vocabulary: {line}" for line in explain(error)]
        raise CurationError(lines) from None
