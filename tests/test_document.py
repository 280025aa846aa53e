"""A page of HTML: texts stay texts, data stays inert, and only the script that it names runs."""

import base64
import hashlib
import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageColor

from events.markup import element
from events.telling.document import ASSETS, PAPERS, POLICY, Head, write_document, write_page

HOSTILE = [
    "</title><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"'><b>bold</b>",
    "&amp; &lt;b&gt;",
    "{{ 7 * 7 }} {% raw %} {# not a comment #}",
    "غزة \u2028 רפיח",
]


class Page(HTMLParser):
    """The elements of a page, and the texts that stand in each kind of them."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.texts, self._open = [], {}, []
        self.feed(content.decode())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self._open.append(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        name = self._open[-1] if self._open else None
        self.texts.setdefault(name, []).append(data)

    def text(self, tag):
        return "".join(self.texts.get(tag, []))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def meta(self, name):
        (content,) = [
            meta["content"]
            for meta in self.all("meta")
            if name in (meta.get("name"), meta.get("property"), meta.get("http-equiv"))
        ]
        return content


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_stays_text(text):
    body = [element("p", text, lang=text)]
    said = [("og:title", text), ("author", text)]
    head = Head(text, said, address=text, linked_data={text: text}, listed=False)
    page = Page(write_page(text, "", body, head=head))
    assert (page.text("title"), page.text("p")) == (text, text)
    assert page.all("p") == [{"lang": text}]
    assert {page.meta(name) for name in ("description", "og:title", "author")} == {text}
    assert page.meta("robots") == "noindex"
    assert page.all("link")[0] == {"rel": "canonical", "href": text}
    assert json.loads(page.text("script")) == {text: text}
    named = ["title", *["meta"] * 4, *["link"] * 2, "script", "style", "body", "p"]
    assert [tag for tag, _ in page.elements] == ["html", "head", *["meta"] * 4, *named]


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_inert_and_comes_back(text):
    page = Page(write_page("Title", "", [], data=json.dumps({text: text})))
    assert page.all("script") == [{"type": "application/json", "id": "data"}]
    assert json.loads(page.text("script")) == {text: text}
    assert "script-src" not in page.meta("Content-Security-Policy")


def test_what_cannot_be_seen_is_written_as_a_number():
    unseen = "\u202e\u2066\u200b\u2028\x7f\U000e0041\ud800"
    content = write_page("Title", "", [], head=Head(linked_data={"name": unseen}))
    assert not [c for c in content.decode() if c in unseen]
    assert json.loads(Page(content).text("script")) == {"name": unseen}


def test_the_icon_stands_in_the_page_or_beside_it():
    own = Page(write_page("Title", "", [])).all("link")
    kind, _, packed = own[0]["href"].partition(",")
    assert (len(own), own[0]["rel"], kind) == (1, "icon", "data:image/svg+xml;base64")
    assert base64.b64decode(packed) == (ASSETS / "icon.svg").read_bytes()
    beside = Page(write_page("Title", "", [], head=Head(icon="../favicon.svg"))).all("link")
    assert beside == [{"rel": "icon", "href": "../favicon.svg"}]


def test_the_two_icons_are_the_same_picture():
    """One is for pages, one for Streamlit's; both have the same colours in the same places."""
    drawn = Image.open(ASSETS / "icon.png").convert("RGBA")
    assert drawn.size == (96, 96)
    svg = ElementTree.parse(ASSETS / "icon.svg").getroot()
    ground, path, circle = svg
    for colour, at in (
        (ground.get("fill"), (48, 8)),
        (path.get("stroke"), (74, 21)),
        (circle.get("fill"), (48, 48)),
    ):
        there = drawn.getpixel(at)
        assert all(abs(a - b) < 12 for a, b in zip(there, ImageColor.getrgb(colour), strict=False))
    assert drawn.getpixel((0, 0))[3] == 0


def test_only_the_script_that_the_policy_names_runs():
    script = "const sum = '<b>{{ 1 }}' && \"ü\";\n"
    page = Page(write_page("Title", "", [], script=script))
    assert page.text("script") == script
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert page.meta("Content-Security-Policy") == f"{POLICY}; script-src 'sha256-{digest}'"


def test_a_page_without_a_script_runs_none():
    page = Page(write_page("Title", "", [element("p", "Text")], policy="default-src 'none'"))
    assert page.meta("Content-Security-Policy") == "default-src 'none'"
    assert page.all("script") == []


@pytest.mark.parametrize(
    ("style", "script", "fault"),
    [
        ("", "'</SCRIPT>'", "script: holds </script or <!--, which would end it early"),
        ("", "'<!--'", "script: holds </script or <!--, which would end it early"),
        (
            "p::after { content: '</Style>' }",
            None,
            "style: holds </style, which would end it early",
        ),
    ],
)
def test_what_would_end_its_element_early_is_not_written(style, script, fault):
    with pytest.raises(ValueError, match=fault):
        write_page("Title", style, [], script=script)


def test_a_style_stands_as_it_is():
    style = "main > p::after { content: '“&”'; }\n"
    assert Page(write_page("Title", style, [])).text("style").strip() == style.strip()


@pytest.mark.parametrize("paper", PAPERS)
def test_a_document_is_laid_out_for_its_paper(paper):
    page = Page(write_document("Title", paper, [element("h1", "Heading"), None]))
    assert f"@page {{ size: {PAPERS[paper]}; }}" in page.text("style")
    assert [tag for tag, _ in page.elements][-3:] == ["body", "main", "h1"]
