"""A Frictionless data package: tables that refer to each other, and a file that describes them.

Version 2 of the standard, https://datapackage.org, of 2024.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import RawIOBase
from typing import Any

import pandas as pd

from events.cite.reference import source_reference
from events.exporters.csv import guard, write_lines
from events.exporters.own import own_names
from events.exporters.plain import all_dated, cited_sources
from events.exporters.provenance import Provenance
from events.exporters.resources import DAY, RESOURCES, Column, Resource
from events.records import Records, Vocabulary

PROFILES = "https://datapackage.org/profiles/2.0"
"""Where the standard has its own schemas; the addresses name the version and are never asked."""

PIECE = 1_000_000
"""Bytes that are written at once."""

MANY = 500_000
"""Rows from which on a file can be too large for a ZIP of the old kind."""

NOTES = (
    "Text that a spreadsheet would run as a formula has an apostrophe before it. An empty cell is "
    "not known or not reported, never 0."
)

VOCABULARY = {
    "$schema": f"{PROFILES}/dataresource.json",
    "name": "vocabulary",
    "title": "The labels, letters and colours of categories, sides and kinds of outlets",
    "path": "vocabulary.json",
    "format": "json",
    "mediatype": "application/json",
    "encoding": "utf-8",
}
"""The resource that is no table; its description is the same in each package."""

QUOTED = {
    "name": "other-closed",
    "title": "Excerpts remain their publishers’; they are quoted, and not licensed by us",
}
"""A licence by its name in the list of Open Definition, as the standard asks."""


class _Waiting(RawIOBase):
    """A file that only grows, of which the waiting bytes are taken again and again."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._bytes += content
        return len(content)

    def __len__(self) -> int:
        return len(self._bytes)

    def take(self) -> bytes:
        """Return the waiting bytes, and forget them."""
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken


def write_datapackage(
    table: pd.DataFrame, records: Records, provenance: Provenance
) -> Iterator[bytes]:
    """Write the description, then each table of the events in the rows."""
    file, made = _Waiting(), provenance.made
    with zipfile.ZipFile(file, "w") as package:
        for name, texts in _files(table, records, provenance):
            # The day of the provenance, so that the same events make the same file.
            member = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            with package.open(member, "w", force_zip64=len(table) > MANY) as inner:
                for text in texts:
                    inner.write(text.encode())
                    if len(file) > PIECE:
                        yield file.take()
    yield file.take()


def _files(
    table: pd.DataFrame, records: Records, provenance: Provenance
) -> Iterator[tuple[str, Iterable[str]]]:
    described = describe_package(table, records, provenance)
    yield "datapackage.json", [json.dumps(described, ensure_ascii=False, indent=1), "\n"]
    yield VOCABULARY["path"], [records.vocabulary.model_dump_json(indent=1), "\n"]
    for resource in _resources(table):
        rows = (_cells(row) for row in resource.rows(table, records))
        yield _path(resource), write_lines(rows, tuple(c.name for c in resource.columns))


def _resources(table: pd.DataFrame) -> Iterator[Resource]:
    """Yield the tables; that of the events has the list's own columns at its end."""
    events, *others = RESOURCES
    own = own_names(table)
    more = (Column(name, "As the list has it") for name in own.values())
    yield replace(events, columns=(*events.columns, *more))
    yield from others


def _path(resource: Resource) -> str:
    return f"{resource.name}.csv"


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    """Write lists as JSON, and whole numbers without a point."""
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def describe_package(
    table: pd.DataFrame, records: Records, provenance: Provenance
) -> dict[str, Any]:
    """Describe the package as its standard asks, with the provenance in the words of each export.

    A member of which nothing is known is left out.
    """
    info = records.info
    day = "date" if all_dated(table) else "string"
    known = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": info.id,
        "title": provenance.title,
        "description": f"{info.description} {provenance.disclaimer} {NOTES}",
        "version": provenance.version,
        "created": f"{provenance.made.isoformat()}T00:00:00Z",
        "homepage": provenance.address,
        "licenses": [_licence(provenance.licence)],
        "sources": [{"title": provenance.credits}, *_articles(table, records)],
        "provenance": dict(provenance.lines),
        "resources": [
            *(_described(each, records.vocabulary, day) for each in _resources(table)),
            VOCABULARY,
        ],
    }
    return {name: value for name, value in known.items() if value is not None}


def _licence(words: str | None) -> dict[str, str]:
    """Name a licence by letters that the standard allows, and in its own words."""
    if words is None:
        return {"name": "notspecified", "title": "Licence not known"}
    return {"name": re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-") or "other", "title": words}


def _articles(table: pd.DataFrame, records: Records) -> Iterator[dict[str, str]]:
    """Name the sources of the events, each with the publisher's address, or that of a copy."""
    for source in cited_sources(table, records):
        title = f"{source.outlet}: {source_reference(source).named}"
        address = source.url or source.archive_url
        # The standard takes two dots for a way out of the package's folder.
        safe = address is not None and ".." not in address
        yield {"title": title, "path": address} if address and safe else {"title": title}


def _described(resource: Resource, vocabulary: Vocabulary, day: str) -> dict[str, Any]:
    keys = [
        {"fields": [name], "reference": {"resource": other, "fields": ["id"]}}
        for name, other in resource.refers.items()
    ]
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": resource.name,
        "type": "table",
        "title": resource.title,
        "path": _path(resource),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"licenses": [QUOTED]} if resource.quotes else {}),
        "schema": {
            "$schema": f"{PROFILES}/tableschema.json",
            "fields": [_field(column, vocabulary, day) for column in resource.columns],
            "primaryKey": list(resource.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column, vocabulary: Vocabulary, day: str) -> dict[str, Any]:
    """Describe a column; `day` is the type that holds the days of all events."""
    labels = column.labels(vocabulary) if column.labels else {}
    values = [{"value": guard(value), "label": label} for value, label in labels.items()]
    constraints = {
        **({"required": True} if column.needed else {}),
        # Readers of the first version know no categories.
        **({"enum": [value["value"] for value in values]} if values else {}),
    }
    return {
        "name": column.name,
        "type": day if column.type == DAY else column.type,
        "description": column.meaning,
        **({"categories": values} if values else {}),
        **({"constraints": constraints} if constraints else {}),
    }
