"""Making a story by keyboard: what is saved is what was made, and it can be opened again."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from events.records import MapView
from events.records.story_files import read_story, unpack
from tests.browser.conftest import free_port, start, wait_until_healthy
from tests.browser.inspection import faults
from tests.browser.visitor import Visitor
from tests.conftest import QUILL

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
    """Add an event by typing its title."""
    page = visitor.page
    page.get_by_label("Search", exact=True).fill(TITLE[event])
    expect(page.locator(".offered button")).to_have_count(1)
    presses(visitor.button(f"Add {TITLE[event]}"))
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


def begins_anew(visitor):
    """Discard what another test left in this browser, which says so some time after the page."""
    question = visitor.page.locator(".kept")
    expect(question.or_(visitor.page.get_by_text("The story is kept in"))).to_be_visible()
    if question.count():
        presses(visitor.button("Discard"))


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
    page.get_by_role("link", name="Make a story of your own").press("Enter")
    expect(page.get_by_role("heading", name="Make a story")).to_be_in_viewport()
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
    presses(other.button("Discard"))
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


KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('corridors-'))"

REFUSES = """for (const name of ["setItem", "getItem"]) Storage.prototype[name] = () => {
  throw new DOMException("refused", "SecurityError");
};"""
"""What a private window or a school's policy may do."""


@pytest.fixture
def server_of_ones_own(browser, tmp_path):
    """Start a server that can be stopped and started again at one address."""
    port, running = free_port(), []

    def run():
        log = tmp_path / "log.txt"
        process = start(log, port, "dashboard.py", "--", "--data", str(QUILL))
        running.append(process)
        wait_until_healthy(process, f"http://127.0.0.1:{port}", log)
        return f"http://127.0.0.1:{port}"

    def stop():
        for process in running:
            process.terminate()
            process.wait(timeout=20)
        running.clear()

    yield run, stop
    stop()


def goes_on(visitor, title, number):
    """Continue with the story that the browser keeps."""
    question = visitor.page.locator(".kept")
    expect(question).to_contain_text(f"“{title}”, with {number} step", timeout=30_000)
    expect(visitor.page.get_by_label("Title")).to_have_count(0)
    presses(visitor.button("Continue"))
    expect(visitor.page.get_by_label("Title")).to_have_value(title)
    expect(visitor.page.locator(".steps > li")).to_have_count(number)
    visitor.settles()


def test_a_reload_and_a_restarted_server_keep_the_story(server_of_ones_own, browser):
    run, stop = server_of_ones_own
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        context.set_default_timeout(20_000)
        visitor = Visitor(context.new_page(), run())
        visitor.goes_to("/Present")
        adds(visitor, FERRY)
        writes(visitor, "Line: why", LINE)
        writes(visitor, "Title", "A road")
        expect(visitor.page.get_by_text("kept in this browser")).to_be_visible()
        visitor.page.wait_for_function(f"{KEPT}.flat().join().includes('A road')")
        assert faults(visitor.page) == []

        visitor.page.reload()
        visitor.settles()
        way = visitor.page.get_by_role("link", name="Go on with the story that you began")
        expect(way).to_be_visible()
        assert faults(visitor.page) == []
        goes_on(visitor, "A road", 1)
        expect(visitor.page.get_by_label("Line: why")).to_have_value(LINE)

        stop()
        run()  # the page that is open connects again, to a server that knows nothing of it
        goes_on(visitor, "A road", 1)
        expect(visitor.page.get_by_label("Line: why")).to_have_value(LINE)
        presses(visitor.button("Start anew"))
        expect(visitor.page.get_by_label("Title")).to_have_value("")
        visitor.page.wait_for_function(f"{KEPT}.length === 0")
        presses(visitor.button("Undo the last change"))
        expect(visitor.page.get_by_label("Title")).to_have_value("A road")

        visitor.page.reload()
        visitor.settles()
        presses(visitor.button("Discard"))
        expect(visitor.page.get_by_label("Title")).to_have_value("")
        visitor.page.wait_for_function(f"{KEPT}.length === 0")
        assert visitor.foreign == []


def test_what_the_browser_cannot_keep_is_told(browser, server):
    with browser.new_context() as context:
        context.set_default_timeout(10_000)
        context.add_init_script(REFUSES)
        visitor = Visitor(context.new_page(), server)
        visitor.goes_to("/Present")
        expect(visitor.page.get_by_text("This browser keeps nothing")).to_be_visible()
        adds(visitor, FERRY)
        expect(visitor.page.get_by_text("This browser keeps nothing")).to_be_visible()


def test_what_was_spoilt_is_refused_and_another_tab_is_told_of(browser, server, quill):
    name = f"corridors-story-{quill.records.info.id}"
    with browser.new_context() as context:
        context.set_default_timeout(10_000)
        visitor = Visitor(context.new_page(), server)
        visitor.page.goto(f"{server}/_stcore/health")
        spoilt = '{"title": "<img src=x onerror=alert(1)>", "steps": "none"}'
        visitor.page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, spoilt])
        visitor.goes_to("/Present")
        expect(visitor.page.locator(".kept")).to_contain_text("what was kept is damaged")
        expect(visitor.button("Continue")).to_have_count(0)
        presses(visitor.button("Discard"))
        adds(visitor, FERRY)
        other = Visitor(context.new_page(), server)
        other.goes_to("/Present")
        presses(other.button("Continue"))
        other.settles()
        writes(other, "Title", "Another road")
        expect(visitor.page.get_by_text("Another tab of this browser")).to_be_visible()
        assert visitor.errors == other.errors == []


def test_what_the_class_sees_of_an_event_is_chosen_and_is_in_the_link(visit, quill):
    event = quill.records.by_id[FERRY]
    visitor = visit("/Present")
    begins_anew(visitor)
    adds(visitor, FERRY)
    writes(visitor, "Title", "A road")
    first = event.excerpts[0]
    switch = visitor.page.get_by_role("button", name=f"Shown: “{first.text}”")
    expect(switch).to_have_attribute("aria-pressed", "true")
    presses(switch)
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(switch).to_be_focused()
    expect(visitor.page.get_by_text("You chose it.")).to_be_visible()
    link = visitor.page.get_by_label("Link to copy").input_value()
    (step,) = unpack(parse_qs(urlsplit(link).query)["story"][0], set(quill.table["id"])).steps
    assert step.excerpts is not None
    assert first.id not in step.excerpts
    presses(visitor.button("Choose by rule again"))
    expect(switch).to_have_attribute("aria-pressed", "true")
