"""Citations, one file a style: what each style is called and how it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from events.cite.apa import in_apa
from events.cite.bibtex import write_bibtex
from events.cite.csl import write_csl
from events.cite.mla import in_mla
from events.cite.reference import Reference
from events.cite.ris import write_ris
from events.cite.writing import by_words, text_of
from events.markup import Element


@dataclass(frozen=True)
class Style:
    """A way to write references."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Sequence[Reference]], str]
    in_line: Callable[[Reference], Element] | None = None
    """Sets one reference in a line, for a style that people read; None for a file's format."""


def _lines(in_line: Callable[[Reference], Element]) -> Callable[[Sequence[Reference]], str]:
    """Write references a line each, sorted as a list of references is."""

    def write(references: Sequence[Reference]) -> str:
        lines = sorted(map(in_line, references), key=by_words)
        return "".join(f"{text_of(line)}\n" for line in lines)

    return write


STYLES: dict[str, Style] = {
    "apa": Style("APA", "txt", "text/plain", _lines(in_apa), in_apa),
    "mla": Style("MLA", "txt", "text/plain", _lines(in_mla), in_mla),
    "bibtex": Style("BibTeX", "bib", "application/x-bibtex", write_bibtex),
    "ris": Style("RIS", "ris", "application/x-research-info-systems", write_ris),
    "csl-json": Style("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", write_csl),
}


def cite(reference: Reference, style: str) -> str:
    """Write one reference in a style of STYLES, without a line end behind it."""
    return cite_all([reference], style).rstrip("\n")


def cite_all(references: Sequence[Reference], style: str) -> str:
    """Write references in a style of STYLES, as the text of a file."""
    return STYLES[style].write(references)
