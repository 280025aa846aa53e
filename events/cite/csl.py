"""CSL-JSON: what citation processors (citeproc, Pandoc, Zotero) read."""

import json
from collections.abc import Sequence
from typing import Any

from events.cite.reference import Reference
from events.cite.writing import one_line, sentence
from events.records.days import historical


def write_csl(references: Sequence[Reference]) -> str:
    """Write a file of references: a list of items."""
    return f"[{','.join(map(_object, references))}]\n"


def _object(reference: Reference) -> str:
    """Write an item, one variable a line."""
    lines = (
        f'"{name}": {json.dumps(value, ensure_ascii=False)}'
        for name, value in _item(reference).items()
    )
    return "{\n  " + ",\n  ".join(lines) + "\n}"


def _item(reference: Reference) -> dict[str, Any]:
    copy, remarks = reference.archived, reference.remarks_with_day
    variables = {
        "id": reference.id,
        "type": reference.kind,
        "title": one_line(reference.named),
        "container-title": reference.container,
        "author": [author.model_dump() for author in reference.authors] or None,
        "issued": _date(reference),
        "version": reference.version,
        "number": reference.number,
        "language": reference.language,
        "URL": reference.url,
        "archive": copy and copy.archive,
        "archive_location": copy and copy.url,
        "note": f"{sentence(remarks)}." if remarks else None,
    }
    return {name: value for name, value in variables.items() if value is not None}


def _date(reference: Reference) -> dict[str, Any] | None:
    when = reference.when
    if when is None:
        return None
    parts = {"date-parts": [[historical(year), *others] for year, *others in when.numbers]}
    return parts if when.is_certain else {**parts, "circa": True}
