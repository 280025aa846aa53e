"""Pictures in Chromium: from our own host, hidden by a warning, and private where they are."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_yours import begins, press, write
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

HARBOUR, FLOOD = "1892-03-04-harbour-strike-begins", "1893-11-17-flood-at-margin"

SEEN = """image => image.complete && image.naturalWidth > 0 &&
  [image.getBoundingClientRect().width <= innerWidth, document.documentElement.scrollWidth]"""


def test_the_panel_shows_a_picture_and_keeps_its_place(visit):
    visitor = visit(f"/?event={HARBOUR}")
    picture = visitor.page.get_by_role("img", name="Three cranes stand on a pier")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") == 480
    expect(visitor.page.get_by_text("Picture: Drawn for the tests. CC0 1.0.")).to_be_visible()
    with visitor.page.context.expect_page() as opened:
        picture.click()
    assert opened.value.url.endswith("-1600.webp")


def test_a_warning_hides_a_picture_each_time_until_it_is_pressed(visit):
    visitor = visit(f"/?event={FLOOD}")
    picture = visitor.page.get_by_role("img", name="A house stands in brown water")
    button = visitor.page.get_by_text("Show the picture: Shows a flooded house")
    expect(button).to_be_visible()
    expect(picture).to_have_count(0)
    button.focus()
    visitor.page.keyboard.press("Enter")
    expect(picture).to_be_visible()
    for name in ("Next event", "Previous event"):
        visitor.page.get_by_role("button", name=name).click()
        visitor.settles()
    expect(button).to_be_visible()
    expect(picture).to_have_count(0)


def test_a_telephone_scrolls_nothing_sideways(visit):
    visitor = visit(f"/?event={HARBOUR}", width=390, height=844)
    picture = visitor.page.get_by_role("img", name="Three cranes stand on a pier")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate(SEEN) == [True, 390]


def test_a_class_sees_the_picture_beside_the_words_and_nothing_is_cut(visit, server):
    visitor = visit()
    visitor.page.goto(f"{server}/lesson?story=two-weeks-at-the-harbour#step=2")
    picture = visitor.page.get_by_role("img", name="Three cranes stand on a pier")
    expect(picture).to_be_visible()
    slide = visitor.page.locator("#slide")
    assert slide.evaluate("node => node.scrollHeight <= node.clientHeight + 1")


def test_an_own_picture_is_seen_by_its_visitor_alone(visit, browser, server):
    visitor = begins(visit)
    picture = io.BytesIO()
    Image.new("RGB", (80, 60), (20, 90, 160)).save(picture, "JPEG")
    page = visitor.page
    page.get_by_text("Picture", exact=True).click()
    with visitor.answered():
        page.get_by_test_id("stExpander").locator("input[type=file]").set_input_files(
            {"name": "sea.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
        )
    write(visitor, "Title", "A blue sea")
    write(visitor, "Date", "2024-02-28")
    write(visitor, "What the picture shows", "The sea, all blue")
    press(visitor, "Add this event")
    expect(page.get_by_text("is kept").first).to_be_visible()
    visitor.turns_to("Explore")
    visitor.listed.first.click()
    shown = page.get_by_role("img", name="The sea, all blue")
    expect(shown).to_be_visible()
    expect(page.get_by_text("Picture: credit not stated. Licence not stated.")).to_be_visible()
    address = shown.evaluate("image => image.src")
    assert "yours=" in address
    assert page.request.get(address).status == 200
    with browser.new_context() as context:
        other = Visitor(context.new_page(), server)
        assert other.page.request.get(address).status == 404
        assert other.page.request.get(address.partition("?")[0]).status == 404
