"""BibTeX: an entry a reference, its id the key; read by LaTeX, biber and Zotero alike."""

import calendar
import re
from collections.abc import Sequence

from events.cite.reference import Kind, Reference
from events.cite.writing import one_line, sentence
from events.records.models import LiteralName, Name
from geodata.days import year_in_iso

ENTRIES: dict[Kind, tuple[str, str]] = {
    "article-newspaper": ("article", "journal"),
    "webpage": ("misc", "howpublished"),
    "report": ("techreport", "institution"),
    "broadcast": ("misc", "howpublished"),
    "post": ("misc", "howpublished"),
    "dataset": ("misc", "howpublished"),
    "document": ("misc", "howpublished"),
    "entry": ("incollection", "booktitle"),
}
"""The entry of each kind, and the field in which the outlet or the dataset stands."""

# The names end in {}: a brace behind a backslash still counts as a brace to BibTeX.
_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\textasciigrave{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_LIGATURES = re.compile(r"([-',])(?=\1)")


def write_bibtex(references: Sequence[Reference]) -> str:
    """Write a file of references."""
    return "\n".join(map(_entry, references))


def escape(text: str) -> str:
    r"""Write a text so that LaTeX prints it as it is.

    >>> print(escape("5 % of {a_b} -- R&D"))
    5 \% of \textbraceleft{}a\_b\textbraceright{} -{}- R\&D
    """
    return _LIGATURES.sub(r"\1{}", one_line(text).translate(_SIGNS))


def _entry(reference: Reference) -> str:
    entry, container = ENTRIES[reference.kind]
    remarks = reference.remarks_with_copy
    fields: dict[str, str | None] = {
        "author": _authors(reference),
        # The second pair of braces keeps small and capital letters as the source has them.
        "title": f"{{{{{escape(reference.named)}}}}}",
        container: _value(reference.container),
        **_date(reference),
        "version": _value(reference.version),
        "number": _value(reference.number),
        "language": _value(reference.language),
        "url": _address(reference.url),
        "note": _value(f"{sentence(remarks)}." if remarks else None),
    }
    lines = [f"  {name} = {value},\n" for name, value in fields.items() if value is not None]
    return f"@{entry}{{{reference.id},\n{''.join(lines)}}}\n"


def _value(text: str | None) -> str | None:
    return None if text is None else f"{{{escape(text)}}}"


def _address(url: str | None) -> str | None:
    """Write an address as it is: LaTeX reads it literally, and only braces would end it."""
    return url and f"{{{url.replace('{', '%7B').replace('}', '%7D')}}}"


def _authors(reference: Reference) -> str | None:
    names = " and ".join(map(_name, reference.authors))
    return f"{{{names}}}" if names else None


def _name(author: Name) -> str:
    """Write a name; braces keep BibTeX from taking a literal one apart."""
    if isinstance(author, LiteralName):
        return f"{{{escape(author.literal)}}}"
    return f"{escape(author.family)}, {escape(author.given)}"


def _date(reference: Reference) -> dict[str, str | None]:
    """Write the date for biber, which reads EDTF, and the year and month for BibTeX."""
    when = reference.when
    if when is None:
        return {}
    year, *rest = when.numbers[0]
    month = calendar.month_abbr[rest[0]].lower() if rest else None
    return {"date": f"{{{reference.date}}}", "year": f"{{{year_in_iso(year)}}}", "month": month}
