"""The dashboard in one file: all of its events, none of it code, nothing fetched."""

import base64
import gzip
import hashlib
import json
from html.parser import HTMLParser

import pytest

from events.exporters import FORMATS
from events.query import fold
from tests.conftest import EXCERPT, LEAVING, SPEECH
from tests.test_formats import hostile, saying, written

MOST_BYTES = 2**20


class Page(HTMLParser):
    """What stands in a page: its elements, and the texts of those that are not to be read."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.raw, self._open = [], {}, None
        self.feed(content.decode())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self._open = tag if tag != "script" else f"script:{dict(attributes).get('type', '')}"

    def handle_endtag(self, tag):
        self._open = None

    def handle_data(self, data):
        self.raw.setdefault(self._open, []).append(data)

    @property
    def told(self):
        return json.loads("".join(self.raw["script:application/json"]))

    @property
    def policy(self):
        (policy,) = [
            attributes["content"]
            for tag, attributes in self.elements
            if attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        return dict(rule.split(" ", 1) for rule in policy.split("; "))


@pytest.fixture(scope="module")
def curated_page(curated, curated_frame):
    content = written("html", curated, curated_frame)
    return content, Page(content)


def strings(tree):
    """Yield the texts of a tree as the script reads it."""
    if isinstance(tree, str):
        yield tree
        return
    for child in tree[2:]:
        yield from strings(child)


def test_the_curated_set_fits_in_a_megabyte(curated_page):
    assert len(curated_page[0]) < MOST_BYTES


def test_every_event_is_told_with_every_excerpt(curated, curated_frame, curated_page):
    events = {event["id"]: event for event in curated_page[1].told["events"]}
    assert list(events) == list(curated_frame["id"])
    for event in curated.events:
        if event.status == "withdrawn":
            continue
        panel = "\n".join(text for part in events[event.id]["panel"] for text in strings(part))
        assert event.title in panel
        for excerpt in event.excerpts:
            assert f"“{excerpt.text}”" in panel
        for text in (event.contested, event.content_note, *(f.as_reported for f in event.figures)):
            assert text is None or text in panel
        assert event.title in "".join(strings(events[event.id]["line"]))


def test_nothing_is_loaded(curated_page):
    content, page = curated_page
    assert not [tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "base")]
    assert not [tag for tag, attributes in page.elements if "src" in attributes]
    assert b"url(" not in "".join(page.raw["style"]).encode()
    assert b"@import" not in content
    assert page.policy["default-src"] == "'none'"
    assert page.policy["img-src"] == "data:"
    assert "connect-src" not in page.policy


def test_only_its_own_script_runs(curated_page):
    page = curated_page[1]
    digest = hashlib.sha256("".join(page.raw["script:"]).encode()).digest()
    assert page.policy["script-src"] == f"'sha256-{base64.b64encode(digest).decode()}'"
    handlers = [name for _, given in page.elements for name in given if name.startswith("on")]
    assert handlers == []


def test_what_the_map_fetches_elsewhere_stands_in_the_page(curated_frame, curated_page):
    told = curated_page[1].told
    held = {name: gzip.decompress(base64.b64decode(text)) for name, text in told["held"].items()}
    titles = json.loads(held[told["map"]["titles"].replace("*", "0")])
    assert titles == list(curated_frame["title"])
    assert json.loads(held[told["map"]["base"]])["count"] == len(titles)
    assert told["map"]["columns"] in held
    assert told["span"] == [curated_frame["first"].min(), curated_frame["last"].max()]


@hostile
def test_any_text_stays_text(dataset, text):
    content = written("html", saying(dataset, text))
    page = Page(content)
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert not [tag for tag, _ in page.elements if tag in ("img", "b")]
    first = page.told["events"][0]
    assert text in list(strings(first["line"]))[1]
    texts = [text for part in first["panel"] for text in strings(part)]
    assert (texts[0], texts[1]) == (text, text)
    assert f"“{text}”" in texts


def test_only_the_events_of_the_filter_are_in_it(dataset, frame):
    content = written("html", dataset, frame.loc[[SPEECH]])
    assert [event["id"] for event in Page(content).told["events"]] == [SPEECH]
    assert EXCERPT["text"].encode() not in content


def test_words_are_searched_as_the_dashboard_searches_them(dataset):
    first = Page(written("html", dataset)).told["events"][0]
    assert first["id"] == LEAVING
    assert fold("The Paper writes that troops") in first["text"]
    assert fold("خان يونس") in first["text"]


def test_a_large_set_is_refused():
    assert FORMATS["html"].refuse(5_001) == (
        "One page holds at most 5,000 events, not 5,001: narrow the dates or the filters"
    )
