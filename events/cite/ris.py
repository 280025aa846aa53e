"""RIS, the format of reference managers: one tag a line, TY first and ER last."""

from collections.abc import Iterator, Sequence

from events.cite.reference import Kind, Reference
from events.cite.writing import one_line, sentence

TYPES: dict[Kind, str] = {
    "article-newspaper": "NEWS",
    "webpage": "ELEC",
    "report": "RPRT",
    "broadcast": "GEN",
    "post": "ICOMM",
    "dataset": "DATA",
    "entry": "DATA",
}
"""RIS has no type for a broadcast of which it is not known whether it was heard or seen."""


def write_ris(references: Sequence[Reference]) -> str:
    """Write a file of references."""
    return "\n".join(map(_record, references))


def _record(reference: Reference) -> str:
    lines = [f"{tag}  - {one_line(text)}".rstrip() + "\n" for tag, text in _tags(reference)]
    return f"TY  - {TYPES[reference.kind]}\n{''.join(lines)}ER  - \n"


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the tags that have something to say, in the order of a record."""
    yield "ID", reference.id
    for author in reference.authors:
        yield "AU", author.inverted
    yield "TI", reference.named
    told = (
        ("T2", reference.container),
        *_date(reference),
        ("ET", reference.version),
        ("AN", reference.number),
        ("LA", reference.language),
        ("UR", reference.url),
    )
    yield from ((tag, text) for tag, text in told if text is not None)
    yield from (("N1", sentence([remark])) for remark in reference.remarks)


def _date(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the year, and the date with what RIS has no other place for behind its last slash."""
    when = reference.when
    if when is None:
        return
    year, *rest = when.numbers[0]
    day = [f"{number:02d}" for number in rest] + [""] * (2 - len(rest))
    last = [f"to {'-'.join(f'{n:02d}' for n in numbers)}" for numbers in when.numbers[1:]]
    yield "PY", f"{year:04d}"
    yield "DA", "/".join([f"{year:04d}", *day, ", ".join([*last, *when.doubts])])
