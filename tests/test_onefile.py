"""The dashboard in one file: all of its events, none of it code, nothing fetched."""

import base64
import gzip
import hashlib
import json

import pytest

from events.exporters import FORMATS
from events.query import fold
from tests.conftest import EXCERPT, LEAVING, SPEECH, Page, hostile, saying, written

MOST_BYTES = 2**20


def policy_of(page):
    rules = page.properties["Content-Security-Policy"].split("; ")
    return dict(rule.split(" ", 1) for rule in rules)


@pytest.fixture(scope="module")
def content(quill):
    return written("html", quill)


@pytest.fixture(scope="module")
def page(content):
    return Page(content)


def strings(tree):
    """Yield the texts of a tree as the script reads it."""
    if isinstance(tree, str):
        yield tree
        return
    for child in tree[2:]:
        yield from strings(child)


def test_the_curated_set_fits_in_a_megabyte(gaza):
    assert len(written("html", gaza)) < MOST_BYTES


def test_every_event_is_there_with_every_excerpt(quill, page):
    events = {event["id"]: event for event in page.data["events"]}
    assert list(events) == list(quill.table["id"])
    for event in quill.records.shown:
        panel = "\n".join(text for part in events[event.id]["panel"] for text in strings(part))
        assert event.title in panel
        for excerpt in event.excerpts:
            assert f"“{excerpt.text}”" in panel
        for text in (event.contested, event.content_note, *(f.as_reported for f in event.figures)):
            assert text is None or text in panel
        assert event.title in "".join(strings(events[event.id]["line"]))


def test_nothing_is_loaded(content, page):
    assert not {"img", "iframe", "base"}.intersection(page.tags)
    (icon,) = page.of("link")
    assert (icon["rel"], icon["href"].partition(",")[0]) == ("icon", "data:image/svg+xml;base64")
    assert page.all("src") == []
    assert "url(" not in page.texts["style"]
    assert b"@import" not in content
    policy = policy_of(page)
    assert (policy["default-src"], policy["img-src"]) == ("'none'", "data:")
    assert "connect-src" not in policy


def test_only_its_own_script_runs(page):
    digest = hashlib.sha256(page.texts["script"].encode()).digest()
    assert policy_of(page)["script-src"] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert [name for _, given in page.elements for name in given if name.startswith("on")] == []


def test_what_the_map_fetches_elsewhere_is_in_the_page(quill, page):
    data = page.data
    files = {name: gzip.decompress(base64.b64decode(text)) for name, text in data["files"].items()}
    titles = json.loads(files[data["map"]["titles"].replace("*", "0")])
    assert titles == list(quill.table["title"])
    assert json.loads(files[data["map"]["base"]])["count"] == len(titles)
    assert data["map"]["columns"] in files
    assert data["span"] == list(quill.engine.span)


def test_the_map_begins_where_the_region_says(quill, page):
    region = quill.records.geography.region
    assert page.data["centre"] == [region.centre.latitude, region.centre.longitude]
    assert page.data["zooms"] == list(region.zooms.pair)


@hostile
def test_any_text_stays_text(small, text):
    page = Page(written("html", saying(small, text)))
    assert (page.tags.count("script"), len(page.scripts)) == (3, 1)
    assert not {"img", "b"}.intersection(page.tags)
    first = page.data["events"][0]
    assert text in list(strings(first["line"]))[1]
    texts = [text for part in first["panel"] for text in strings(part)]
    assert texts[0] == text
    assert text in texts[5:]  # the summary, behind the excerpt
    assert f"“{text}”" in texts


def test_only_the_events_of_the_filter_are_in_it(small):
    content = written("html", small, small.table.loc[[SPEECH]])
    assert [event["id"] for event in Page(content).data["events"]] == [SPEECH]
    assert EXCERPT["text"].encode() not in content


def test_words_are_searched_as_the_dashboard_searches_them(small):
    first = Page(written("html", small)).data["events"][0]
    assert first["id"] == LEAVING
    assert fold("The Paper writes that the ferries") in first["text"]
    assert fold("بندر مرکب") in first["text"]
    for words in ("leave left", "ink haven", "Porto da Tinta"):
        assert all(word in first["text"] for word in fold(words).split()), words


def test_a_large_set_is_refused():
    assert FORMATS["html"].refuse(5_001) == (
        "One page holds at most 5,000 events, not 5,001: narrow the dates or the filters"
    )
