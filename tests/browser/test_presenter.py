"""Presenting: a whole story by the keyboard, two tabs that go together, and what a class sees."""

import re

import pytest
from playwright.sync_api import expect

from events.records.reading import load_dataset
from tests.browser.visitor import TWO_FRAMES

pytestmark = pytest.mark.browser

STORY = next(s for s in load_dataset().stories if s.id == "two-withdrawals-two-newspapers")
EVENTS = {event.id: event for event in load_dataset().events}
LAST = len(STORY.steps) + 1
TITLES = [EVENTS[step.event].title for step in STORY.steps]


@pytest.fixture
def presents(visit, curated_server):
    """Open a step of the story, as a link to it does."""

    def open_step(step, more="", **options):
        link = f"/Present?story={STORY.id}&step={step}{more}"
        visitor = visit(link, server=curated_server, **options)
        expect(visitor.page.locator(".presenter, .notes")).to_be_visible()
        return visitor

    return open_step


def heading(visitor):
    return visitor.page.locator("h1").first


def focused(visitor):
    return visitor.page.evaluate("document.activeElement.textContent")


def tab_to(visitor, name):
    """Press Tab until a control has the focus."""
    for _ in range(40):
        if name in focused(visitor):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached by the keyboard")


def test_a_whole_story_by_the_keyboard_alone(visit, curated_server):
    visitor = visit("/Present", server=curated_server)
    keys = visitor.page.keyboard
    visitor.page.get_by_role("button", name=f"Present {STORY.title}").focus()
    keys.press("Enter")
    expect(heading(visitor)).to_have_text(STORY.title)
    assert focused(visitor) == "Next ▶"
    for number, title in enumerate(TITLES, 1):
        keys.press("PageDown" if number % 2 else "ArrowRight")
        expect(heading(visitor)).to_have_text(title)
        spoken = f"{number} of {LAST - 1}: {title}"
        expect(visitor.page.get_by_role("status")).to_have_text(spoken)
        visitor.has_link(step=str(number))
        assert focused(visitor) == "Next ▶"
    keys.press("Enter")
    expect(heading(visitor)).to_have_text("Looking back")
    keys.press("PageDown")
    keys.press("PageUp")
    expect(heading(visitor)).to_have_text(TITLES[-1])
    tab_to(visitor, "Settings")
    keys.press("Enter")
    tab_to(visitor, "Leave")
    keys.press("Enter")
    expect(heading(visitor)).to_have_text("Present")
    expect(visitor.page.get_by_role("button", name=f"Present {STORY.title}")).to_be_focused()


def test_quick_presses_are_all_counted_and_those_on_the_map_too(presents):
    visitor = presents(0)
    for _ in range(4):
        visitor.page.keyboard.press("PageDown")
    expect(heading(visitor)).to_have_text(TITLES[3])
    visitor.map.locator(".mark:visible").first.wait_for()
    visitor.map.locator(".leaflet-container").click(position={"x": 80, "y": 200})
    visitor.page.keyboard.press("PageUp")
    expect(heading(visitor)).to_have_text(TITLES[2])


def test_a_class_sees_large_letters_no_menu_and_no_prompt(presents):
    visitor = presents(6)
    sizes = {"h1": 32, ".slide p": 24, ".slide li": 24, ".slide blockquote": 24}
    for selector, least in sizes.items():
        for part in visitor.page.locator(selector).all():
            size = part.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
            assert size >= least, (selector, part.inner_text())
    expect(visitor.page.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(visitor.page.locator("[data-testid=stHeader]")).to_be_hidden()
    expect(visitor.page.get_by_text(STORY.steps[5].prompt)).to_have_count(0)
    visitor.page.get_by_text("Settings").click()
    visitor.button("Text size 200 %").click()
    expect(heading(visitor)).to_have_css("font-size", re.compile(r"^4[4-9](\.\d+)?px"))
    visitor.page.keyboard.press("Escape")
    expect(visitor.button("Text size 200 %")).to_be_hidden()
    expect(visitor.page.get_by_text("▼ more below")).to_be_visible()
    expect(visitor.page.get_by_text("Morning Star").first).to_be_visible()
    visitor.button("Hide outlet names").click()
    expect(visitor.page.get_by_text("Morning Star")).to_have_count(0)
    visitor.has_link(blind="1")
    visitor.button("Show outlet names").click()
    expect(visitor.page.get_by_text("Morning Star").first).to_be_visible()


def middle(visitor):
    return visitor.map_frame.evaluate(
        "() => { const c = Object.values(window).find(v => v?.getCenter && v?.getZoom).getCenter();"
        " return [c.lat.toFixed(2), c.lng.toFixed(2)]; }"
    )


def test_the_map_goes_along_unless_it_is_frozen(presents):
    visitor = presents(2, still=True)
    visitor.mark("Southern Gaza").wait_for()
    assert visitor.marks.count() == 1
    before = middle(visitor)
    visitor.page.get_by_text("Settings").click()
    visitor.button("Freeze the map").click()
    expect(visitor.button("Freeze the map")).to_have_attribute("aria-pressed", "true")
    for _ in range(4):
        visitor.page.keyboard.press("PageDown")
    expect(heading(visitor)).to_have_text(TITLES[5])
    assert middle(visitor) == before
    visitor.page.get_by_text("Settings").click()  # turning a page has closed them
    visitor.button("Freeze the map").click()
    expect(visitor.button("Freeze the map")).to_have_attribute("aria-pressed", "false")
    visitor.page.keyboard.press("PageDown")
    expect(heading(visitor)).to_have_text(TITLES[6])
    for _ in range(50):
        if middle(visitor) != before:
            return
        visitor.page.wait_for_timeout(100)
    pytest.fail("the map stays where it was frozen")


def test_notes_in_another_tab_turn_together_with_the_screen(presents):
    screen = presents(2)
    screen.page.get_by_text("Settings").click()
    with screen.page.context.expect_page() as opened:
        screen.page.get_by_role("link", name="Notes in a new tab").click()
    notes = opened.value
    expect(notes.get_by_text(STORY.steps[1].prompt)).to_be_visible(timeout=30_000)
    screen.page.keyboard.press("PageDown")
    expect(notes.get_by_text(STORY.steps[2].prompt)).to_be_visible()
    notes.get_by_role("button", name="Next").click()
    expect(heading(screen)).to_have_text(TITLES[3])
    expect(notes.get_by_text(STORY.steps[3].prompt)).to_be_visible()


def test_it_plays_by_itself_only_when_asked_and_stops_at_the_end(presents):
    visitor = presents(LAST - 1)
    expect(visitor.button("Play (20 s)")).to_be_visible()
    visitor.page.clock.install()
    visitor.page.get_by_text("Settings").click()
    visitor.button("10 seconds a screen").click()
    visitor.button("Play (10 s)").click()
    expect(visitor.button("Pause")).to_be_visible()
    visitor.page.clock.fast_forward(10_500)
    expect(heading(visitor)).to_have_text("Looking back")
    visitor.page.clock.fast_forward(10_500)
    expect(visitor.button("Play (10 s)")).to_be_visible()
    visitor.page.keyboard.press("PageUp")
    expect(heading(visitor)).to_have_text(TITLES[-1])
    visitor.button("Play (10 s)").click()
    expect(visitor.button("Pause")).to_be_visible()
    visitor.page.keyboard.press("PageUp")  # whoever turns by hand is not turned on
    expect(heading(visitor)).to_have_text(TITLES[-2])
    expect(visitor.button("Play (10 s)")).to_be_visible()


def test_without_motion_a_step_that_is_opened_is_still_in_view_after_the_map_came_to_rest(presents):
    visitor = presents(2)
    expect(visitor.marks).to_have_count(1)
    visitor.map_frame.evaluate(TWO_FRAMES)
    visitor.map_frame.wait_for_function("!window.map._animatingZoom")
    assert visitor.map_frame.evaluate("window.map.getZoom()") == 12
