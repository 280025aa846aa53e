"""A feed of changes as feed readers read it: what it tells, in which order, and text as text."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as XML

import feedparser
import pytest

from events.collection import open_collection
from events.publish import Feed, has_changes, write_feed
from events.publish import feed as feeds
from events.query import Box
from tests.conftest import (
    CROSSING,
    LEAVING,
    ROW,
    SPEECH,
    hostile,
    saying,
    write_collection,
    write_event,
    write_table,
)

HOME = "https://corridors.example.org"
GONE = "2023-04-08-gone"
ATOM = "{http://www.w3.org/2005/Atom}"


def write(collection, query=None, **more):
    query = query or collection.offers.view.query
    return write_feed(Feed(collection, query, f"{HOME}/", lambda e: f"{HOME}/?event={e}", **more))


def read(content):
    feed = feedparser.parse(content)
    assert feed.bozo is False
    assert feed.version == "atom10"
    return feed


def told(collection, query=None):
    """List the ids of the events of a feed, in its order."""
    return [entry.link.partition("event=")[2] for entry in read(write(collection, query)).entries]


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    """Three events, of which one was changed, and one that was withdrawn."""
    folder = write_collection(tmp_path_factory.mktemp("feed") / "small")
    note = "The day was Sunday, not Monday."
    write_event(folder, modified="2025-03-01", change_note=note, content_note="Of a death")
    why = "It was told twice."
    gone = {"status": "withdrawn", "change_note": why, "modified": "2025-02-01"}
    write_event(folder, GONE, date="2023-04-08", title="Told twice", **gone)
    return open_collection(folder)


def test_the_newest_change_comes_first(collection):
    assert told(collection) == [LEAVING, GONE, SPEECH, CROSSING]


def test_an_entry_says_what_changed_when_and_who_tells_of_it(collection):
    entry = read(write(collection)).entries[0]
    assert entry.title == "Ferries leave Inkhaven"
    assert (entry.updated, entry.published) == (
        "2025-03-01T00:00:00+00:00",
        "2025-01-01T00:00:00+00:00",
    )
    assert entry.link == f"{HOME}/?event={LEAVING}"
    assert [(tag.term, tag.label) for tag in entry.tags] == [("vessels", "Vessels and ferries")]
    care, where, summary, change = entry.summary.split("\n")
    assert care == "Take care: Of a death."
    assert where.startswith("7 April 2024, Inkhaven (known within ")
    assert where.endswith("told by The Paper.")
    assert summary == "The Paper writes that the ferries left the harbour."
    assert change == "Changed: The day was Sunday, not Monday."
    assert entry.summary_detail.type == entry.title_detail.type == "text/plain"


def test_a_withdrawn_event_says_only_why(collection):
    entry = read(write(collection)).entries[1]
    assert (entry.title, entry.summary) == ("Withdrawn: Told twice", "It was told twice.")


def test_a_feed_says_what_it_is(collection):
    feed = read(write(collection, address=f"{HOME}/data/feed.atom")).feed
    info = collection.records.info
    assert feed.title == f"{info.title}: added and changed events"
    assert feed.author == info.title
    assert feed.rights == "Licence: CC BY 4.0"
    assert feed.updated == "2025-03-01T00:00:00+00:00"
    for words in ("All 4 events", "at most 100", "Filter: all dates", "midnight UTC"):
        assert words in feed.subtitle
    assert {link.rel: link.href for link in feed.links} == {
        "alternate": f"{HOME}/", "self": f"{HOME}/data/feed.atom",
    }  # fmt: skip


def test_every_element_that_rfc_4287_requires_is_there_once(quill):
    root = XML.fromstring(write(quill))
    assert root.tag == f"{ATOM}feed"
    # 4.1.1 and 4.1.2: an author of the feed holds for its entries too.
    parts = [(root, ("id", "title", "updated", "author", "subtitle", "rights"))]
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(quill.records.events)
    parts += [(entry, ("id", "title", "updated", "published", "summary")) for entry in entries]
    for part, names in parts:
        for name in names:
            assert len(part.findall(f"{ATOM}{name}")) == 1, name
        assert [link.get("rel") for link in part.findall(f"{ATOM}link")] == ["alternate"]
    assert root.find(f"{ATOM}author/{ATOM}name").text == quill.records.info.title
    ids = [part.find(f"{ATOM}id").text for part, _ in parts]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("urn:uuid:") for name in ids)


def test_ids_are_the_same_on_every_host_and_in_every_filter(collection):
    query = collection.offers.view.query.choose("category", ("vessels",))
    everything = read(write(collection))
    some = read(
        write_feed(
            Feed(collection, query, "/", lambda event: f"/x/{event}", question="cat=vessels")
        )
    )
    assert everything.entries[0].id == some.entries[0].id
    assert everything.feed.id != some.feed.id


def test_a_feed_is_filtered_as_the_pages_are(collection):
    everything = collection.offers.view.query
    building = everything.choose("category", ("building",))
    assert told(collection, building) == [CROSSING]
    assert told(collection, replace(everything, text="spokesman")) == [SPEECH]
    assert told(collection, everything.between(everything.first + 1, everything.last)) == [
        SPEECH, CROSSING,
    ]  # fmt: skip
    assert told(collection, replace(everything, box=Box(10, 50, 11, 51))) == []


def test_a_withdrawal_is_told_whatever_the_status_was(collection):
    contested = collection.offers.view.query.choose("status", ("contested",))
    assert told(collection, contested) == [GONE]


def test_a_feed_of_nothing_is_still_one(collection):
    query = replace(collection.offers.view.query, text="moon")
    feed = read(write(collection, query))
    assert feed.entries == []
    assert feed.feed.updated == "2025-03-01T00:00:00+00:00"


def test_a_feed_ends_at_its_bound_and_says_so(collection, monkeypatch):
    monkeypatch.setattr(feeds, "MOST", 2)
    feed = read(write(collection))
    assert [entry.title for entry in feed.entries] == [
        "Ferries leave Inkhaven", "Withdrawn: Told twice",
    ]  # fmt: skip
    assert feed.feed.subtitle.startswith("The newest 2 of 4 events")


@hostile
def test_any_text_stays_text(small, text):
    root = XML.fromstring(write(saying(small, text)))
    (entry,) = (
        e for e in root.iter(f"{ATOM}entry") if f"event={LEAVING}" in XML.tostring(e, "unicode")
    )
    as_read = text.replace("\r\n", "\n").replace("\r", "\n")
    assert entry.find(f"{ATOM}title").text == as_read
    assert as_read in entry.find(f"{ATOM}summary").text
    assert {part.tag for part in entry} <= {
        f"{ATOM}{name}"
        for name in ("id", "title", "updated", "published", "link", "category", "summary")
    }


def test_what_xml_cannot_hold_is_replaced(small):
    assert "a\ufffdb\ufffd" in read(write(saying(small, "a\uffffb\x01"))).entries[-1].title


def test_a_table_has_a_feed_where_it_says_when_its_events_changed(quill, quill_table, tmp_path):
    table = open_collection(quill_table)
    titles = [e.title for e in read(write(quill)).entries if not e.title.startswith("Withdrawn")]
    assert [entry.title for entry in read(write(table)).entries] == titles
    only = {**ROW, "modified": date(2026, 1, 10)}
    (entry,) = read(write(open_collection(write_table(tmp_path / "a.parquet", only)))).entries
    assert "published" not in entry
    undated = open_collection(write_table(tmp_path / "b.parquet", ROW))
    assert not has_changes(undated)
    with pytest.raises(ValueError, match="does not say when its events were changed"):
        write(undated)
