"""Your events in Chromium: a list of one's own on the map, after a reload, and for nobody else."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import IDLE, Visitor

pytestmark = pytest.mark.browser


def begins(visit):
    """Begin an empty list."""
    visitor = visit("/Your_events")
    press(visitor, "Start with an empty list")
    expect(visitor.page.get_by_role("heading", name="Change “My collection”")).to_be_visible()
    return visitor


def press(visitor, name):
    visitor.page.get_by_role("button", name=name, exact=True).click()
    rests(visitor)


def rests(visitor):
    """Wait until the server has answered."""
    visitor.page.wait_for_timeout(300)
    visitor.page.wait_for_selector(IDLE)


def write(visitor, label, text):
    box = visitor.page.get_by_label(label, exact=True)
    box.last.fill(text)
    box.last.press("Tab")
    rests(visitor)


def test_a_beginner_ends_with_a_page_that_only_this_browser_sees(visit, browser, server):
    visitor = begins(visit)
    write(visitor, "Title", "A ferry <b>sinks</b> off *Rhodes*")
    write(visitor, "Date", "2024-02-30")
    press(visitor, "Keep the changes")
    expect(visitor.page.get_by_text("no day of the calendar")).to_be_visible()
    write(visitor, "Date", "2024-02-28")
    visitor.map.locator(".leaflet-container").click(position={"x": 300, "y": 100})
    expect(visitor.page.get_by_label("Latitude", exact=True)).not_to_have_value("0")
    press(visitor, "Keep the changes")
    expect(visitor.page.get_by_text("is kept")).to_be_visible()
    visitor.page.get_by_role("link", name="Explore", exact=True).click()
    expect(visitor.mark("A ferry <b>sinks</b> off *Rhodes*")).to_be_visible()
    address = visitor.page.url
    visitor.page.reload()
    visitor.settles()
    expect(visitor.mark("A ferry <b>sinks</b> off *Rhodes*")).to_be_visible()
    visitor.page.get_by_role("link", name="Data", exact=True).click()
    expect(visitor.page.get_by_text("Files of this 1 event")).to_be_visible()
    with browser.new_context() as context:
        other = Visitor(context.new_page(), server)
        other.goes_to(address.removeprefix(server))
        expect(other.page.get_by_text("This link leads to a private collection")).to_be_visible()
        expect(other.mark("A ferry")).to_have_count(0)
        assert (other.errors, other.foreign) == ([], [])


def test_two_visitors_work_on_lists_of_their_own_at_once(visit, browser, server):
    visitor = begins(visit)
    write(visitor, "Title", "Mine alone")
    with browser.new_context() as context:
        other = Visitor(context.new_page(), server)
        other.goes_to("/Your_events")
        press(other, "Start with an empty list")
        write(other, "Title", "Theirs alone")
        press(other, "Keep the changes")
        press(visitor, "Keep the changes")
        for page, seen, unseen in (
            (visitor, "Mine alone", "Theirs alone"),
            (other, "Theirs alone", "Mine alone"),
        ):
            page.page.get_by_role("link", name="Explore", exact=True).click()
            expect(page.mark(seen)).to_be_visible()
            expect(page.mark(unseen)).to_have_count(0)
        cookies = {tuple(c["value"] for c in p.page.context.cookies()) for p in (visitor, other)}
        assert len(cookies) == 2
