"""The reports that an event rests on, as works that its page cites."""

from collections.abc import Iterator, Mapping

from events.cite.reference import source_reference
from events.linked_data.nodes import Node, ends, node
from events.records import Event, Records, Source, When, sources_in_order
from events.records.models import Name, PersonName
from events.table import Row

TYPES: Mapping[str, str] = {
    "article-newspaper": "NewsArticle",
    "webpage": "WebPage",
    "report": "Report",
    "broadcast": "CreativeWork",  # whether of radio or of television is not known
    "post": "SocialMediaPosting",
    "dataset": "Dataset",
    "document": "CreativeWork",
}
"""The types of schema.org, for the types of our sources."""


def citations(event: Event | None, row: Row | None, records: Records) -> list[Node]:
    """List the reports of an event: those of its record, else what its row of a table names."""
    if event is not None:
        return [_source(records.sources[name]) for name in sources_in_order(event)]
    return list(_reports(row)) if row is not None else []


def _source(source: Source) -> Node:
    remarks = source_reference(source).remarks
    return node(
        TYPES[source.type],
        identifier=source.id,
        name=source.title,
        author=[_author(name) for name in source.authors or ()],
        # A post may be a person's, and no field says so.
        publisher=node(None if source.type == "post" else "Organization", name=source.outlet),
        datePublished=_day(source.published),
        url=source.url,
        archivedAt=source.archive_url,
        inLanguage=source.language,
        disambiguatingDescription="; ".join(remarks),
    )


def _author(name: Name) -> Node:
    """Describe an author; whether a name in one piece is a person's or a body's is not known."""
    if isinstance(name, PersonName):
        return node("Person", name=name.words, givenName=name.given, familyName=name.family)
    return node(None, name=name.words)


def _day(published: str | None) -> str | None:
    """Return when it was published; None if that is not known, or is a span of time."""
    if published is None:
        return None
    first, last = ends(When(published))
    return first if first == last else None


def _reports(row: Row) -> Iterator[Node]:
    """Yield what a table knows of the reports of an event; its address may be any one's."""
    outlet, url = row["outlet"], row.get("url")
    outlets = (outlet,) if isinstance(outlet, str) else tuple(outlet)
    publishers = [node("Organization", name=name) for name in outlets]
    address = url if isinstance(url, str) else None
    if len(publishers) == 1:
        yield node("CreativeWork", publisher=publishers[0], url=address)
        return
    yield from (node("CreativeWork", publisher=publisher) for publisher in publishers)
    if address:
        yield node("CreativeWork", url=address)
