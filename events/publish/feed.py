"""A feed of changes (Atom, RFC 4287): events added, changed or withdrawn, the newest first."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from uuid import UUID, uuid5
from xml.etree import ElementTree as XML

from events.collection import Collection
from events.exporters.provenance import filter_words
from events.query import Query
from events.records import Event, to_date
from events.table import Row
from events.telling import brief
from geodata.days import FIRST, LAST

MOST = 100
"""Entries of a feed."""

MEDIA_TYPE = "application/atom+xml"

FEED_TITLE = "Added and changed events"

ATOM = "http://www.w3.org/2005/Atom"

FAMILY = UUID("32148600-c74b-4f07-899e-d624bdab87da")
"""Under which the ids of feeds and entries are derived; it never changes, or all would be new."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


@dataclass(frozen=True)
class Feed:
    """What a feed tells of, and where it and its events are found."""

    collection: Collection
    query: Query
    page: str
    """The address of a page with the same events, or with all."""
    event_page: Callable[[str], str]
    """Returns the address of an event's page."""
    address: str | None = None
    """Of the feed itself, if it is known; without it the other addresses are relative."""
    question: str = ""
    """The filter as the parameters of a link."""


def has_changes(collection: Collection) -> bool:
    """Tell whether it is known when the events of a collection were written down or changed."""
    return bool(collection.engine.newest(collection.offers.view.query, 1))


def write_feed(feed: Feed) -> bytes:
    """Write a feed; the same events give the same bytes.

    Raises ValueError where it is not known when events were changed, since an entry has to say it.
    """
    if not has_changes(feed.collection):
        raise ValueError("the collection does not say when its events were changed")
    rows, number = _changes(feed)
    root = XML.Element("feed", {"xmlns": ATOM, "{http://www.w3.org/XML/1998/namespace}lang": "en"})
    root.extend(_head(feed, rows, number))
    for row in rows:
        entry = XML.SubElement(root, "entry")
        entry.extend(_entry(feed, row))
    content: bytes = XML.tostring(root, "utf-8", xml_declaration=True)
    return content


def _changes(feed: Feed) -> tuple[list[Row], int]:
    """Return the rows of the newest changes, and how many there are in all."""
    engine, withdrawn = feed.collection.engine, feed.collection.withdrawn
    rows, number = engine.newest(feed.query, MOST), engine.count(feed.query)
    if withdrawn is not None:
        query = _before_withdrawal(feed)
        rows += withdrawn.newest(query, MOST)
        number += withdrawn.count(query)
    return sorted(rows, key=lambda row: row["modified"], reverse=True)[:MOST], number


def _before_withdrawal(feed: Feed) -> Query:
    """Return the query for withdrawn events, whose former status nobody knows any more.

    Where it asks for all days, it asks for those beyond the other events too.
    """
    query, offers = feed.query.choose("status", ()), feed.collection.offers
    first = FIRST if query.first <= offers.first else query.first
    last = LAST if query.last >= offers.last else query.last
    return replace(query, first=first, last=last)


def _head(feed: Feed, rows: list[Row], number: int) -> Iterator[XML.Element]:
    info = feed.collection.records.info
    newest = rows or feed.collection.engine.newest(feed.collection.offers.view.query, 1)
    yield _text("id", _identifier(feed, "feed", feed.question))
    yield _text("title", f"{info.title}: {FEED_TITLE[0].lower()}{FEED_TITLE[1:]}")
    yield _text("subtitle", _subtitle(feed, number))
    yield _text("updated", _midnight(newest[0]["modified"]))
    author = _element("author")
    author.append(_text("name", info.title))
    yield author
    yield _text("rights", f"Licence: {info.licence or 'not known'}")
    yield _element("link", rel="alternate", type="text/html", href=feed.page)
    if feed.address:
        yield _element("link", rel="self", type=MEDIA_TYPE, href=feed.address)


def _subtitle(feed: Feed, number: int) -> str:
    some = f"The newest {MOST} of {number:,}" if number > MOST else f"All {number:,}"
    what = "events as they were added, changed or withdrawn, at most"
    days = "Only the day of a change is known: each time is midnight UTC."
    words = filter_words(feed.query, feed.collection)
    return f"{some} {what} {MOST}, the newest change first. Filter: {words}. {days}"


def _entry(feed: Feed, row: Row) -> Iterator[XML.Element]:
    event = feed.collection.records.by_id.get(row["id"])
    gone = event is not None and event.status == "withdrawn"
    category = feed.collection.records.vocabulary.category[row["category"]]
    yield _text("id", _identifier(feed, "event", row["id"]))
    yield _text("title", f"Withdrawn: {row['title']}" if gone else row["title"])
    yield _text("updated", _midnight(row["modified"]))
    if "created" in row:
        yield _text("published", _midnight(row["created"]))
    yield _element("link", rel="alternate", type="text/html", href=feed.event_page(row["id"]))
    yield _element("category", term=category.id, label=category.label)
    yield _text("summary", "\n".join(_lines(row, event)))


def _lines(row: Row, event: Event | None) -> Iterator[str]:
    """Yield what is told of an event; of a withdrawn one only why it is."""
    if event is not None and event.status == "withdrawn":
        yield event.change_note or ""
        return
    if event is not None and event.content_note:
        yield f"Take care: {event.content_note}."
    yield brief(row)
    yield row["summary"]
    if event is not None and event.change_note:
        yield f"Changed: {event.change_note}"


def _identifier(feed: Feed, kind: str, name: str) -> str:
    """Return an id that stays the same on every host, as RFC 4287 (4.2.6) asks for.

    All tables share one id, so the name of the file distinguishes them.
    """
    records = feed.collection.records
    owner = f"{records.info.id} {records.info.created}" if records.events else records.info.title
    return uuid5(FAMILY, f"{kind} {owner} {name}").urn


def _midnight(day: int) -> str:
    return datetime.combine(to_date(day), time(), UTC).isoformat()


def _text(tag: str, text: str) -> XML.Element:
    element = _element(tag)
    element.text = _NO_XML.sub("\ufffd", text)
    return element


def _element(tag: str, **attributes: str) -> XML.Element:
    clean = {name: _NO_XML.sub("\ufffd", text) for name, text in attributes.items()}
    return XML.Element(tag, clean)
