"""Your events in Chromium: a list of one's own on the map, after a reload, and for nobody else."""

import pytest
from playwright.sync_api import expect

from tests.browser.inspection import faults
from tests.browser.test_every_page import SIDEWAYS, saves
from tests.browser.visitor import Visitor
from tests.test_importing_page import FAULTS, TEN

pytestmark = pytest.mark.browser


def begins(visit):
    """Begin an empty list."""
    visitor = visit("/Your_events")
    press(visitor, "Start with an empty list")
    expect(visitor.page.get_by_role("heading", name="Change “My collection”")).to_be_visible()
    return visitor


def press(visitor, name, *, exact=True):
    with visitor.answered():
        visitor.page.get_by_role("button", name=name, exact=exact).click()


def write(visitor, label, text):
    box = visitor.page.get_by_label(label, exact=True).last
    with visitor.answered():
        box.fill(text)
        box.press("Tab")


def test_a_beginner_ends_with_a_page_that_only_this_browser_sees(visit, browser, server):
    visitor = begins(visit)
    write(visitor, "Title", "A ferry *sinks* off {{ Rhodes }}")
    write(visitor, "Date", "2024-02-30")
    press(visitor, "Keep the changes")
    expect(visitor.page.get_by_text("no day of the calendar")).to_be_visible()
    write(visitor, "Date", "2024-02-28")
    visitor.map.locator(".leaflet-container").click(position={"x": 300, "y": 100})
    expect(visitor.page.get_by_label("Latitude", exact=True)).not_to_have_value("0")
    press(visitor, "Keep the changes")
    expect(visitor.page.get_by_text("is kept").first).to_be_visible()
    visitor.page.get_by_role("link", name="Explore", exact=True).click()
    expect(visitor.mark("A ferry *sinks* off {{ Rhodes }}")).to_be_visible()
    address = visitor.page.url
    visitor.page.reload()
    visitor.settles()
    expect(visitor.mark("A ferry *sinks* off {{ Rhodes }}")).to_be_visible()
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


def brings(visitor, name, content):
    """Bring a file, and wait until it is read."""
    with visitor.answered():
        visitor.page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
    expect(visitor.page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_a_file_with_ten_faults_is_mended_by_answers_and_opened(visit, browser, server):
    visitor = visit("/Your_events")
    brings(visitor, "ten.csv", TEN.encode())
    page = visitor.page
    for outcome in ("Asked", "Refused"):
        press(visitor, outcome, exact=False)
    press(visitor, "All (", exact=False)
    told = page.locator(".remarks td").all_inner_texts()
    press(visitor, "Next")
    told += page.locator(".remarks td").all_inner_texts()
    assert set(FAULTS) <= set(told)
    for choice in ("The day", "Exchange them", "Yes, listed and on the timeline"):
        page.get_by_role("button", name=choice).focus()
        with visitor.answered():
            page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=choice)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1", has_text="ten")).to_be_visible(timeout=30_000)
    visitor.settles()
    listed = page.get_by_text("Two days in one")
    expect(listed).to_be_visible()
    listed.click()
    expect(page.get_by_text("3 April 2024").first).to_be_visible()
    address = page.url
    page.reload()
    visitor.settles()
    expect(page.locator("h1", has_text="ten")).to_be_visible()
    expect(page.get_by_text("3 April 2024").first).to_be_visible()
    with browser.new_context() as context:
        other = Visitor(context.new_page(), server)
        other.goes_to(address.removeprefix(server))
        expect(other.page.get_by_text("This link leads to a private collection")).to_be_visible()
        expect(other.page.get_by_text("Two days in one")).to_have_count(0)


HOSTILE = {
    "bomb.xlsx": b"PK\x03\x04" + bytes(2000),
    "layer.csv": b'<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>',
    "script.json": b'[{"title": "<script>document.title=1</script>"',
    "entities.kml": b'<!DOCTYPE k [<!ENTITY a "aaaa">]><kml>&a;</kml>',
    "zeros.csv": bytes(5000),
}


def test_hostile_files_get_a_clear_line_and_the_page_goes_on(visit):
    visitor = visit("/Your_events")
    for name, content in HOSTILE.items():
        brings(visitor, name, content)
        expect(visitor.page.locator(".problems")).to_contain_text(name)
        expect(visitor.page.get_by_text("Traceback")).to_have_count(0)
        press(visitor, "Bring another file")
    assert visitor.page.title().startswith("Your events")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_what_is_asked_and_the_form_are_accessible_and_fit(visit, width, dark):
    visitor = visit("/Your_events", width=width, dark=dark)
    brings(visitor, "ten.csv", TEN.encode())
    visitor.page.get_by_text("Which column is what").click()
    expect(visitor.page.get_by_label("Title", exact=True)).to_be_visible()
    found = faults(visitor.page)
    assert visitor.page.evaluate(SIDEWAYS) == [0, 0]
    saves(visitor, "asked", f"{width}")
    press(visitor, "Bring another file")
    press(visitor, "Start with an empty list")
    write(visitor, "Date", "2024-02-30")
    press(visitor, "Keep the changes")
    expect(visitor.page.get_by_text("no day of the calendar")).to_be_visible()
    found += faults(visitor.page)
    assert visitor.page.evaluate(SIDEWAYS) == [0, 0]
    saves(visitor, "form", f"{width}")
    assert not found, "\n".join(found)
