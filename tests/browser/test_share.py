"""Sharing what is seen: as a link with the map as it is, to cite, and in another page's frame."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

EVENT = "1893-05-02-causeway-widened"


def view(visitor):
    return visitor.page.evaluate("window.corridorsView")


def copied(visitor, kind):
    """Open the box, press a button of it and return the text that it shows."""
    visitor.button("Share").click()
    visitor.page.get_by_role("button", name=f"Copy {kind}", exact=True).click()
    name = {"link": "link", "link to cite": "cite", "frame for another page": "embed"}[kind]
    beside = visitor.page.locator(f".share .{name}-result")
    expect(beside).to_have_text(re.compile(r"Copied\.|Selected:"))
    assert visitor.page.locator(".share .result:not(:empty)").count() == 1
    return visitor.page.locator(f"pre.{name}").inner_text()


def test_a_copied_link_opens_the_same_dates_event_and_part_of_the_map(visit):
    visitor = visit(f"/?from=1892-04-01&cat=building&event={EVENT}&map=12.5/-38.05/-25.02")
    opened = view(visitor)
    visitor.map.locator(".leaflet-control-zoom-out").click()
    visitor.page.wait_for_function("view => window.corridorsView[0] < view[0]", arg=opened)
    before = view(visitor)
    link = copied(visitor, "link")
    other = visit(link.removeprefix(visitor.address))
    expect(other.slider("start")).to_have_attribute("aria-valuetext", "1 Apr 1892")
    expect(other.panel.locator("h2")).to_be_visible()
    assert view(other) == pytest.approx(before, abs=0.005)
    assert "map" not in other.link  # it is for the start alone


def test_what_stands_to_be_copied_follows_what_is_shown(visit):
    visitor = visit("/")
    copied(visitor, "link")
    shown = visitor.page.locator("pre.link")
    assert "from=" not in shown.inner_text()
    visitor.page.evaluate("document.querySelector('input[type=range]').focus()")
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.wait_for_function("location.search.includes('from=')")
    visitor.button("Share").click()
    if not shown.is_visible():  # the box closes where the slider takes the focus
        visitor.button("Share").click()
    expect(shown).to_contain_text("from=")


def test_a_link_to_cite_names_the_version_and_an_older_one_what_changed(visit):
    visitor = visit("/")
    assert "v=2026.2.1" in copied(visitor, "link to cite")
    older = visit("/?v=2026.1.1&event=1892-03-04-harbour-strike-begins")
    expect(older.page.get_by_text("This link was made with version 2026.1.1")).to_be_visible()
    expect(older.page.get_by_text("The event that it opens was changed")).to_be_visible()


def test_a_frame_has_a_title_no_menu_and_a_way_to_the_whole(visit):
    visitor = visit(f"/?event={EVENT}")
    code = copied(visitor, "frame for another page")
    visitor.page.set_content(f"<html lang=en><title>Another page</title>{code}</html>")
    frame = visitor.page.frame_locator(
        "iframe[title='Quill 1891-1893: the harbour and the causeway']"
    )
    expect(frame.locator(".panel h2")).to_be_visible(timeout=30_000)
    expect(frame.locator("[data-testid=stSidebar]")).to_be_hidden()
    way = frame.get_by_role("link", name="Open the dashboard in a new tab")
    expect(way).to_have_attribute("href", re.compile(rf"^\?event={EVENT}&map="))
