"""What a page is about: an event with the reports it rests on, a story, or the whole collection."""

from collections.abc import Iterable

from events.collection import Collection
from events.linked_data.citations import citations
from events.linked_data.happening import happening
from events.linked_data.nodes import Node, Published, ends, licence, node, top
from events.records import LANGUAGE, Info, Story, When
from geodata import Region
from geodata.days import in_iso

File = tuple[str, str, str]
"""The name of a format, its media type, and the address of a file in it."""


def describe_event(name: str, collection: Collection, published: Published) -> Node | None:
    """Describe the page of an event; None for one that was withdrawn."""
    if name not in collection.engine:
        return None
    records, row = collection.records, collection.engine.row(name)
    event = records.by_id.get(name)
    address = published.event(name)
    happened = happening(event, row, records, address)
    page = node(
        "WebPage",
        name=happened["name"],
        description=happened.get("description"),
        url=address,
        inLanguage=LANGUAGE,
        isPartOf=_whole(records.info, published),
        dateCreated=event.created.isoformat() if event and event.created else None,
        dateModified=event.modified.isoformat() if event and event.modified else None,
        temporalCoverage=row["date"],
        mainEntity=happened,
        citation=citations(event, row, records),
    )
    return top(page)


def describe_story(story: Story, collection: Collection, published: Published) -> Node:
    """Describe the page of a story, with the events that it tells of."""
    rows = collection.engine.rows(dict.fromkeys(step.event for step in story.steps))
    told = [_told(row["id"], row["title"], row["date"], published) for row in rows]
    page = node(
        "WebPage",
        name=story.title,
        description=story.question,
        url=published.story(story.id),
        inLanguage=LANGUAGE,
        isPartOf=_whole(collection.records.info, published),
        about=told,
    )
    return top(page)


def _told(name: str, title: str, date: str, published: Published) -> Node:
    start, end = ends(When(date))
    return node(
        "Event",
        identifier=name,
        name=title,
        startDate=start,
        endDate=end,
        url=published.event(name),
    )


def describe_dataset(
    info: Info, region: Region, span: tuple[int, int], published: Published, *,
    selection: str | None = None, topics: Iterable[str] = (), credits: str | None = None,
    files: Iterable[File] = (),
) -> Node:  # fmt: skip
    """Describe a collection from the first to the last day of its events, or a selection of it.

    `selection` says in words which, `topics` are the labels of its categories, `credits` says whose
    the positions are, and `files` are the data.
    """
    box = region.bounds
    shape = node("GeoShape", box=f"{box.south:g} {box.west:g} {box.north:g} {box.east:g}")
    whole = _whole(info, published)
    described = whole | node(
        None,
        identifier=info.id,
        disambiguatingDescription=selection,
        inLanguage=LANGUAGE,
        dateCreated=info.created.isoformat() if info.created else None,
        dateModified=info.modified.isoformat() if info.modified else None,
        temporalCoverage="/".join(in_iso(day) for day in span),
        spatialCoverage=node("Place", name=region.subject, geo=shape),
        keywords=list(topics),
        creditText=credits,
        distribution=[
            node("DataDownload", name=name, encodingFormat=kind, contentUrl=address)
            for name, kind, address in files
        ],
    )
    return top(described)


def _whole(info: Info, published: Published) -> Node:
    """Name a collection, with what readers of datasets need to know of one."""
    return node(
        "Dataset",
        name=info.title,
        description=f"{info.description} {info.disclaimer}",
        version=info.version,
        license=licence(info.licence),
        url=published.home,
    )
