"""Making a story by keyboard: what is saved is what was made, and it can be opened again."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from events.records import MapView
from events.records.story_files import read_story
from tests.browser.inspection import faults

pytestmark = pytest.mark.browser

FERRY, CRANE = "1892-03-04-ferry-held", "1892-03-04-crane-stands-still"
TITLE = {
    FERRY: "Noon ferry stays at the Old Pier",
    CRANE: "Steam crane of Pell & Sons stands still",
}
LINE = "A line <b>of</b> “two” {{ parts }} قلم."

SHOWN = """([zoom, latitude]) =>
  window.corridorsView?.[0] === zoom && Math.abs(window.corridorsView[1] - latitude) < 0.0001"""
"""The map of the page is at a zoom and a latitude."""


def adds(visitor, event):
    """Add an event by typing the start of its title."""
    page = visitor.page
    page.get_by_role("combobox", name="Add an event").focus()
    page.keyboard.type(TITLE[event])
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(step(visitor, event)).to_have_attribute("aria-pressed", "true")


def step(visitor, event):
    return visitor.page.locator(".steps button", has_text=TITLE[event])


def writes(visitor, label, words):
    visitor.page.get_by_label(label).focus()
    visitor.page.keyboard.insert_text(words)
    visitor.page.keyboard.press("Tab")


def presses(button):
    button.focus()
    button.press("Enter")


def keeps_view(visitor):
    """Keep what the map shows."""
    expect(visitor.marks.first).to_be_visible()
    presses(visitor.map.get_by_role("button", name="Keep this view"))
    expect(visitor.page.get_by_text("The map of step 1 is kept.")).to_be_visible()


def saved(visitor, folder):
    """Press the button and keep the file that the browser saves, under its own name."""
    with visitor.page.expect_download() as download:
        presses(visitor.button("Save as a file (YAML)"))
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_story_is_made_by_keyboard_saved_and_opened_again(visit, quill, tmp_path):
    visitor = visit("/Present")
    page = visitor.page
    adds(visitor, FERRY)
    adds(visitor, CRANE)
    up = visitor.button(f"Move “{TITLE[CRANE]}” up")
    presses(up)
    expect(page.get_by_role("status").filter(has_text="is now step 1.")).to_be_visible()
    expect(page.locator(".steps button").first).to_contain_text(f"1. {TITLE[CRANE]}")
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    writes(visitor, "Line: why", LINE)
    expect(page.locator(".steps li").first).to_contain_text(LINE)

    with visitor.redraws():
        presses(visitor.map.get_by_role("button", name="Fit the map"))
    keeps_view(visitor)
    expect(page.get_by_text(re.compile(r"Kept: 38\.00\d° S, 24\.8[45]\d° W"))).to_be_visible()
    writes(visitor, "Title", "A road")
    file = saved(visitor, tmp_path)
    assert file.name == "a-road.yaml"
    first, second = read_story(file.read_bytes(), set(quill.table["id"])).steps
    assert (first.event, first.line, second.event, second.view) == (CRANE, LINE, FERRY, None)
    assert isinstance(first.view, MapView)
    assert faults(visitor.page) == []

    other = visit("/Present")
    other.page.get_by_text("Start from a story, or open a file").click()
    other.page.locator("input[type=file]").set_input_files(file)
    expect(other.page.get_by_text("Opened “A road”.")).to_be_visible()
    expect(other.page.get_by_label("Line: why")).to_have_value(LINE)
    expect(other.page.get_by_text(f"zoom {first.view.zoom:g}.")).to_be_visible()
    other.page.wait_for_function(SHOWN, arg=[first.view.zoom, first.view.latitude])
    keeps_view(other)
    assert saved(other, tmp_path / "again").read_text("utf-8") == file.read_text("utf-8")
    with other.page.context.expect_page() as opened:
        presses(other.page.get_by_role("link", name="Present it in a new tab"))
    link = other.page.get_by_label("Link to copy").input_value()
    asked, kept = (parse_qs(urlsplit(url).query) for url in (opened.value.url, link))
    assert asked["story"] == kept["story"]
