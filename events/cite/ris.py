"""RIS, the format of reference managers: one tag a line, TY first and ER last."""

from collections.abc import Sequence
from typing import ClassVar

import rispy
from rispy.config import TAG_KEY_MAPPING

from events.cite.reference import Kind, Reference
from events.cite.writing import one_line, sentence
from geodata.days import year_in_iso

TYPES: dict[Kind, str] = {
    "article-newspaper": "NEWS",
    "webpage": "ELEC",
    "report": "RPRT",
    "broadcast": "GEN",
    "post": "ICOMM",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "DATA",
}
"""RIS has no type for a broadcast of which it is not known whether it was heard or seen."""


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    """rispy's writer with a tag that it lacks, and without a number before each record."""

    # AV, the location in archives, is what reference managers read as the place of a copy.
    DEFAULT_MAPPING: ClassVar = {**TAG_KEY_MAPPING, "AV": "location_archives"}

    def set_header(self, count: int) -> str:
        return ""


def write_ris(references: Sequence[Reference]) -> str:
    """Write a file of references."""
    return str(rispy.dumps([*map(_record, references)], implementation=_Writer))


def _record(reference: Reference) -> dict[str, str | list[str]]:
    """List what is known by rispy's names of the tags, in the order in which they are written.

    Every text stands on one line: another line would be read as another tag.
    """
    fields: dict[str, str | list[str] | None] = {
        "type_of_reference": TYPES[reference.kind],
        "id": reference.id,
        "authors": [author.inverted for author in reference.authors],
        "title": reference.named,
        "secondary_title": reference.container,
        **_date(reference),
        "edition": reference.version,
        "accession_number": reference.number,
        "language": reference.language,
        "urls": [] if reference.url is None else [reference.url],
        "location_archives": reference.archived.url if reference.archived else None,
        "notes": [sentence([remark]) for remark in reference.remarks_with_day],
    }
    return {
        name: [*map(one_line, value)] if isinstance(value, list) else one_line(value)
        for name, value in fields.items()
        if value is not None
    }


def _date(reference: Reference) -> dict[str, str]:
    """Return the year, and the date with what RIS has no other place for behind its last slash."""
    when = reference.when
    if when is None:
        return {}
    year, *rest = when.numbers[0]
    day = [f"{number:02d}" for number in rest] + [""] * (2 - len(rest))
    last = [f"to {'-'.join(f'{n:02d}' for n in numbers)}" for numbers in when.numbers[1:]]
    date = "/".join([year_in_iso(year), *day, ", ".join([*last, *when.doubts])])
    return {"year": year_in_iso(year), "date": date}
