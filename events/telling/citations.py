"""Citations as parts of a page, folded away: text to copy."""

from collections.abc import Iterable

from events.cite import STYLES, Style, cite
from events.cite.apa import in_apa
from events.cite.reference import Reference, event_reference, source_reference
from events.cite.writing import by_words
from events.markup import Element, Fact, descriptions, element
from events.records import Event, Records, Source, sources_of


def source_citations(source: Source) -> Element:
    """Offer a source in every style."""
    return _fold("Cite", in_styles(source_reference(source), STYLES))


def event_citations(event: Event, records: Records) -> Element:
    """Offer an event's record in the written styles, and its sources in APA."""
    record = in_styles(event_reference(event, records.info), ("apa", "mla"))
    sources = (source_reference(records.sources[name]) for name in sources_of(event))
    return _fold("Cite this event", [*record, ("Its sources", [_listed(sources)])])


def in_styles(reference: Reference, styles: Iterable[str]) -> list[Fact]:
    """Name each style, with the reference in it."""
    return [(STYLES[name].name, [_written(reference, name, STYLES[name])]) for name in styles]


def _written(reference: Reference, name: str, style: Style) -> Element:
    """Set a reference in a line, or show the lines of a file as they are."""
    if style.in_line is None:
        return element("pre", cite(reference, name), dir="ltr")
    return style.in_line(reference)


def _listed(references: Iterable[Reference]) -> Element:
    """List references in APA, in the order of a list of references."""
    lines = sorted(map(in_apa, references), key=by_words)
    return element("ul", *(element("li", line) for line in lines))


def _fold(summary: str, facts: Iterable[Fact]) -> Element:
    return element("details", element("summary", summary), descriptions(facts), class_="cite")
