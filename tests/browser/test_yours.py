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
    press(visitor, "Add this event")
    expect(visitor.page.get_by_text("no day of the calendar")).to_be_visible()
    write(visitor, "Date", "2024-02-28")
    visitor.map.locator(".leaflet-container").click(position={"x": 300, "y": 100})
    expect(visitor.page.get_by_label("Latitude", exact=True)).not_to_have_value("")
    press(visitor, "Add this event")
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


def focused(visitor):
    return visitor.page.evaluate("document.activeElement.innerText")


def adds(visitor, title, date):
    """Add an event by the form, and its place by the map."""
    write(visitor, "Title", title)
    write(visitor, "Date", date)
    with visitor.answered():
        visitor.map.locator(".leaflet-container").click(position={"x": 280, "y": 110})
    press(visitor, "Add this event")
    expect(visitor.page.get_by_text(f"“{title}” is kept.", exact=True)).to_be_focused()


def test_three_events_become_a_story_that_is_kept_and_comes_back_from_a_zip(visit, tmp_path):
    visitor = begins(visit)
    page = visitor.page
    assert focused(visitor) == "A new event"
    for number, title in enumerate(("A ferry sinks", "A storm", "An inquiry")):
        if number:
            press(visitor, "Add another event")
            expect(page.get_by_role("heading", name="A new event")).to_be_focused()
        adds(visitor, title, f"{number + 3} March 2024")
    press(visitor, "Make a story")
    visitor.settles()
    for title in ("A ferry sinks", "A storm", "An inquiry"):
        press(visitor, f"Add {title}")
    write(visitor, "Title", "Three days")
    press(visitor, "Keep in my collection")
    expect(page.get_by_text("It is in your collection as it stands here.")).to_be_focused()
    page.reload()
    visitor.settles()
    story = page.get_by_role("heading", name="Three days")
    expect(story).to_be_visible()
    press(visitor, "Change Three days")
    expect(page.get_by_role("heading", name="Make a story")).to_be_focused()
    write(visitor, "Title", "Four days")
    press(visitor, "Keep the changes in my collection")
    expect(page.get_by_role("heading", name="Four days")).to_be_visible()
    expect(story).to_have_count(0)
    press(visitor, "Remove Four days")
    expect(page.get_by_role("heading", name="Four days")).to_have_count(0)
    page.get_by_role("button", name="Undo the last change").first.focus()
    with visitor.answered():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Four days")).to_be_visible()
    press(visitor, "Present Four days")
    expect(page.frame_locator("iframe.lesson").get_by_text("Four days").first).to_be_visible()
    page.keyboard.press("Escape")
    visitor.goes_to(f"/Your_events?yours={visitor.link['yours'][0]}")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a zip").first.click()
    saved.value.save_as(tmp_path / "days.zip")
    with visitor.answered():
        file_box(page).set_input_files(tmp_path / "days.zip")
    visitor.settles()
    visitor.turns_to("Present")
    expect(page.get_by_role("heading", name="Four days")).to_be_visible()
    assert (visitor.errors, visitor.foreign) == ([], [])


def test_nothing_is_lost_silently(visit):
    visitor = begins(visit)
    page = visitor.page
    adds(visitor, "A ferry sinks", "3 March 2024")
    write(visitor, "Title", "A ferry sinks at night")
    visitor.turns_to("Data")
    visitor.turns_to("Your events")
    expect(page.get_by_label("Title", exact=True)).to_have_value("A ferry sinks at night")
    expect(page.get_by_text("Typed and not kept yet: Title.")).to_be_visible()
    for _ in range(2):
        press(visitor, "Start with an empty list")
    expect(page.get_by_text("The next takes the place of “My collection”")).to_be_visible()
    with visitor.answered():
        page.get_by_role("button", name="Remove My collection").last.click()
    expect(page.get_by_text("Nothing brings it back.")).to_be_focused()
    press(visitor, "Do not remove it")
    expect(page.get_by_role("button", name="Remove My collection")).to_have_count(3)
    for left in (2, 1, 0):
        with visitor.answered():
            page.get_by_role("button", name="Remove My collection").last.click()
        press(visitor, "Remove for good")
        expect(page.get_by_role("button", name="Remove My collection")).to_have_count(left)
    expect(page.get_by_role("heading", name="Bring a list, or begin one")).to_be_focused()


def test_two_visitors_work_on_lists_of_their_own_at_once(visit, browser, server):
    visitor = begins(visit)
    write(visitor, "Title", "Mine alone")
    write(visitor, "Date", "2024-02")
    write(visitor, "Latitude", "36")
    write(visitor, "Longitude", "28")
    with browser.new_context() as context:
        other = Visitor(context.new_page(), server)
        other.goes_to("/Your_events")
        press(other, "Start with an empty list")
        write(other, "Title", "Theirs alone")
        write(other, "Date", "2024-02")
        write(other, "Latitude", "36")
        write(other, "Longitude", "28")
        press(other, "Add this event")
        press(visitor, "Add this event")
        for page, seen, unseen in (
            (visitor, "Mine alone", "Theirs alone"),
            (other, "Theirs alone", "Mine alone"),
        ):
            page.page.get_by_role("link", name="Explore", exact=True).click()
            expect(page.mark(seen)).to_be_visible()
            expect(page.mark(unseen)).to_have_count(0)
        cookies = {tuple(c["value"] for c in p.page.context.cookies()) for p in (visitor, other)}
        assert len(cookies) == 2


def file_box(page):
    """The box that takes a list; the form has one for a picture."""
    return page.locator("input[type=file]").last


def brings(visitor, name, content):
    """Bring a file, and wait until it is read."""
    with visitor.answered():
        file_box(visitor.page).set_input_files(
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


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_all_that_the_page_shows_is_accessible_and_fits(visit, width, dark):
    visitor = visit("/Your_events", width=width, dark=dark)
    page, found = visitor.page, []

    def looks(name):
        found.extend(f"{name}: {fault}" for fault in faults(page))
        assert page.evaluate(SIDEWAYS) == [0, 0], name
        saves(visitor, name, f"{width}{'-dark' * dark}")

    brings(visitor, "ten.csv", TEN.encode())
    page.get_by_text("Which column is what").click()
    expect(page.get_by_label("Title", exact=True)).to_be_visible()
    looks("asked")
    press(visitor, "Bring another file")
    press(visitor, "Start with an empty list")
    write(visitor, "Title", "A ferry sinks")
    write(visitor, "Date", "2024-02-30")
    press(visitor, "Add this event")
    expect(page.get_by_text("no day of the calendar")).to_be_visible()
    looks("form")
    write(visitor, "Date", "2024-02-28")
    press(visitor, "Add this event")
    with visitor.answered():
        page.get_by_role("button", name="Remove My collection").first.click()
    page.get_by_role("tab", name="All as a table").click()
    expect(page.get_by_role("button", name="Apply the changes")).to_be_visible()
    looks("table")
    assert not found, "\n".join(found)
