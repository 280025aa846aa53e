"""Only known elements, and text that stays text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.markup import TAGS, descriptions, direction, element, fold, foreign, note, table
from tests.visit import put_back


@pytest.mark.parametrize(
    "tag", ["script", "iframe", "style", "svg", "object", "form", "input", "P", "", "p "]
)
def test_an_unknown_tag_is_refused(tag):
    with pytest.raises(ValueError, match="not among the elements"):
        element(tag, "text")


@pytest.mark.parametrize(
    "source",
    ["https://example.org/a.webp", "//example.org/a.webp", "data:image/svg+xml,<svg>", "a.webp",
     "./picture/../a.webp", "data:text/html;base64,AAAA"],
)  # fmt: skip
def test_a_picture_from_elsewhere_is_refused(source):
    with pytest.raises(ValueError, match="only a picture of ours"):
        element("img", src=source, alt="")


@pytest.mark.parametrize(
    "attribute", ["onclick", "onerror", "srcset", "srcdoc", "target", "action"]
)
def test_an_unknown_attribute_is_refused(attribute):
    with pytest.raises(ValueError, match=attribute):
        element("p", "text", **{attribute: "x"})


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "httpx://example.org",
        "//example.org",
        "/local",
        "",
    ],
)
def test_an_address_that_is_not_of_the_web_is_refused(address):
    with pytest.raises(ValueError, match="only http and https, or a page of ours"):
        element("a", "text", href=address)


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "http://example.org", "#a", "?a=b"]
)
def test_an_address_of_the_web_is_kept(address):
    assert element("a", "text", href=address).as_data() == ["a", {"href": address}, "text"]


@given(st.text())
def test_text_stays_the_one_text_it_is(text):
    tag, attributes, *children = json.loads(json.dumps(element("p", text).as_data()))
    assert (tag, attributes, children) == ("p", {}, [text])


@given(st.sampled_from(sorted(TAGS)), st.lists(st.text()))
def test_texts_come_in_reading_order(tag, texts):
    nested = element(tag, *(element("span", text) for text in texts))
    assert list(nested.texts()) == texts


@pytest.mark.parametrize(
    "style", ["background:url(//example.org/x)", "--colour:#000;position:fixed", "display:none"]
)
def test_a_style_that_is_not_one_of_our_colours_is_refused(style):
    with pytest.raises(ValueError, match="style"):
        element("span", "text", style=style)


def test_our_own_colours_can_be_set():
    built = element("span", "T", style="--colour:#56B4E9;--ink:#000000")
    assert built.as_data()[1] == {"style": "--colour:#56B4E9;--ink:#000000"}


def test_what_is_none_is_left_out():
    built = element("p", None, "text", None, class_="note", lang=None)
    assert built.as_data() == ["p", {"class": "note"}, "text"]


def test_names_of_attributes_are_written_as_html_has_them():
    built = element("button", "Close", class_="close", data_action="close", aria_pressed="true")
    assert built.as_data()[1] == {
        "class": "close",
        "data-action": "close",
        "aria-pressed": "true",
    }


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he", "rtl"), ("en", "ltr"), ("fr", "ltr")]
)
def test_foreign_text_carries_its_language_and_direction(language, direction):
    built = foreign("name", language)
    assert built.as_data() == ["bdi", {"lang": language, "dir": direction}, "name"]


def test_a_language_that_nobody_knows_is_read_from_the_left():
    assert direction("qqq") == "ltr"


def test_a_term_of_which_nothing_is_known_is_left_out():
    built = descriptions([("Known", ["here"]), ("Unknown", [None]), ("Empty", [])])
    assert list(built.texts()) == ["Known", "here"]


def test_a_remark_without_a_text_is_none():
    assert note(None) is None
    assert list(note("so").texts()) == ["so"]


@pytest.mark.parametrize("row_heads", [False, True])
def test_each_cell_of_a_table_has_a_heading(row_heads):
    built = table("Caption", ("Who", "What"), [("Ada", "writes")], row_heads=row_heads).as_data()
    caption, head, (_, _, (_, _, first, second)) = built[2:]
    assert caption == ["caption", {}, "Caption"]
    assert [cell[1:] for cell in head[2][2:]] == [
        [{"scope": "col"}, "Who"],
        [{"scope": "col"}, "What"],
    ]
    assert first[0] == ("th" if row_heads else "td")
    assert (first[1].get("scope"), first[1].get("data-label")) == (
        ("row", None) if row_heads else (None, "Who")
    )
    assert second == ["td", {"dir": "auto", "data-label": "What"}, "writes"]


def test_html_has_texts_and_attributes_escaped():
    built = element("p", "<b> & ", element("em", "so"), lang='"><script>')
    assert built.as_html() == ('<p lang="&quot;&gt;&lt;script&gt;">&lt;b&gt; &amp; <em>so</em></p>')


ROWS = [
    element(
        "li",
        element("button", title, data_action=f"select:{number}", aria_pressed="false"),
        " at ",
        "a town",
        class_="row",
    )
    for number, title in enumerate(["One", "Two", "Three"])
]


def test_children_of_one_shape_are_folded_into_what_they_share_and_where_they_differ():
    assert fold(element("ol", *ROWS).as_data()) == [
        "ol",
        {},
        {
            "each": [
                "li",
                {"class": "row"},
                ["button", {"data-action": None, "aria-pressed": "false"}, None],
                " at ",
                "a town",
            ],
            "rows": [["select:0", "One"], ["select:1", "Two"], ["select:2", "Three"]],
        },
    ]


@pytest.mark.parametrize(
    "children",
    [
        [],
        ROWS,
        ROWS[:2],
        [*ROWS, element("li", "another shape"), *ROWS],
        [element("ul", *ROWS), "text", element("li", "a"), element("li", "a"), element("li", "a")],
        ["a", "b", "c"],
        [element("p", element("ul", *ROWS)) for _ in range(3)],
    ],
)
def test_what_is_folded_is_put_back(children):
    tree = element("section", *children, id="all").as_data()
    assert put_back(json.loads(json.dumps(fold(tree)))) == tree
