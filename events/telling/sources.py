"""The sources and the speakers of a collection, as a reader sees them."""

from collections import Counter

from babel import Locale

from events.markup import Element, Fact, descriptions, direction, element, note, table
from events.records import (
    Event,
    Excerpt,
    Records,
    Source,
    When,
    in_words,
    sources_of,
)
from events.telling.citations import source_citations
from events.telling.facts import event_link


def source_card(source: Source, records: Records) -> Element:
    """Show what is known of a source, and the events for which it is cited."""
    citing = [event for event in records.shown if source.id in sources_of(event)]
    heading = source.title or "Original title not known"
    return element(
        "article",
        element("h2", heading, class_=None if source.title else "unknown"),
        descriptions(_facts(source, records)),
        element("h3", f"Cited for {len(citing)} event{'s' * (len(citing) != 1)}"),
        element("ul", *(_cited(event, source) for event in citing), class_="cited"),
        source_citations(source),
        class_="source",
    )


def speaker_table(records: Records) -> Element:
    """List who is quoted or credited, and how often."""
    excerpts = [excerpt for event in records.shown for excerpt in event.excerpts]
    quoted = Counter(excerpt.speaker for excerpt in excerpts)
    credited = Counter(excerpt.crediting for excerpt in excerpts)
    labels = records.vocabulary.side_labels
    rows = [
        (s.name, s.role, labels[s.side], str(quoted[s.id]), str(credited[s.id]))
        for s in sorted(records.speakers.values(), key=lambda s: (-quoted[s.id], s.name))
    ]
    heads = ("Speaker", "Role, as the source gives it", "Side", "Excerpts", "Credited")
    return table("Who is quoted, and who is credited in a newspaper’s own words", heads, rows)


def language_name(code: str) -> str:
    """Name a language in English by its code (ISO 639), or show a code that CLDR does not know."""
    return str(Locale("en").languages.get(code, code))


def _facts(source: Source, records: Records) -> list[Fact]:
    address = element("a", source.url, href=source.url) if source.url else "Not known"
    published = When(source.published).words if source.published else "Not known"
    return [
        ("Title", [note(source.title_note)]),
        ("Outlet", [source.outlet]),
        ("Author", [source.byline or "Not known", note(source.author_note)]),
        ("Published", [published, note(source.published_note)]),
        ("Address", [address, note(source.url_note)]),
        ("Archived copy", _copy(source)),
        ("Republished from", [source.republished_from]),
        ("Read as a copy on", [source.copy_on]),
        ("Kind of outlet", [records.vocabulary.kind_labels[source.kind]]),
        ("Language", [language_name(source.language)]),
    ]


def _copy(source: Source) -> list[Element | str | None]:
    """Link the copy in an archive, with its day and its checksum."""
    if source.archive_url is None or source.archived_at is None:
        return []
    day = f"made on {in_words(source.archived_at)}"
    checksum = f"; SHA-256 {source.sha256}" if source.sha256 else ""
    link = element("a", source.archive_url, href=source.archive_url)
    return [link, " ", note(f"{day}{checksum}")]


def _cited(event: Event, source: Source) -> Element:
    quoted = [excerpt for excerpt in event.excerpts if excerpt.source == source.id]
    return element(
        "li",
        event_link(event.id, event.title),
        element("span", f", {When(event.date).words}. "),
        *(_quoted(excerpt) for excerpt in quoted),
    )


def _quoted(excerpt: Excerpt) -> Element:
    language = excerpt.language
    return element("span", f"“{excerpt.text}” ", lang=language, dir=direction(language))
