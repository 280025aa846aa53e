"""CSL-JSON: what citation processors (citeproc, Pandoc, Zotero) read."""

import json
from collections.abc import Sequence
from typing import Any

from events.cite.names import Person
from events.cite.reference import Reference
from events.cite.writing import one_line, sentence


def write_csl(references: Sequence[Reference]) -> str:
    """Write a file of references: a list of items."""
    return f"[{','.join(map(_object, references))}]\n"


def _object(reference: Reference) -> str:
    """Write an item, one variable a line."""
    told = _item(reference).items()
    lines = (f'"{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in told)
    return "{\n  " + ",\n  ".join(lines) + "\n}"


def _item(reference: Reference) -> dict[str, Any]:
    told = {
        "id": reference.id,
        "type": reference.kind,
        "title": one_line(reference.named),
        "container-title": reference.container,
        "author": [_name(author) for author in reference.authors] or None,
        "issued": _date(reference),
        "version": reference.version,
        "number": reference.number,
        "language": reference.language,
        "URL": reference.url,
        "note": f"{sentence(reference.remarks)}." if reference.remarks else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _name(author: Person | str) -> dict[str, str]:
    if isinstance(author, str):
        return {"literal": author}
    return {"family": author.family, "given": author.given}


def _date(reference: Reference) -> dict[str, Any] | None:
    when = reference.when
    if when is None:
        return None
    parts = {"date-parts": [list(numbers) for numbers in when.numbers]}
    return parts if when.is_certain else {**parts, "circa": True}
