"""Presenting: a whole story by the keyboard, two tabs that go together, and what a class sees."""

import re

import pytest
from playwright.sync_api import expect

from events.collection import open_collection
from tests.browser.visitor import TWO_FRAMES
from tests.conftest import QUILL

pytestmark = pytest.mark.browser

RECORDS = open_collection(QUILL).records
VIEWS, STORY = RECORDS.stories
"""A story of three steps, of which the first two have views of the map; and one of four steps."""

LAST = len(STORY.steps) + 1
TITLES = [RECORDS.by_id[step.event].title for step in STORY.steps]


@pytest.fixture
def presents(visit):
    """Open a step of a story, as a link to it does."""

    def open_step(step, story=STORY, **options):
        visitor = visit(f"/Present?story={story.id}&step={step}", **options)
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


def test_a_whole_story_by_the_keyboard_alone(visit):
    visitor = visit("/Present")
    keys = visitor.page.keyboard
    visitor.page.get_by_role("button", name=f"Present {STORY.title}").focus()
    keys.press("Enter")
    expect(heading(visitor)).to_have_text(STORY.title)
    assert focused(visitor) == "Next ▶"
    for number, title in enumerate(TITLES, 1):
        keys.press("PageDown" if number % 2 else "ArrowRight")
        expect(heading(visitor)).to_have_text(title)
        spoken = f"{number} of {LAST - 1}: {title}"
        expect(visitor.page.locator(".presenter .spoken")).to_have_text(spoken)
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
    visitor = presents(2)
    sizes = {"h1": 32, ".slide p": 24, ".slide li": 24, ".slide blockquote": 24}
    for selector, least in sizes.items():
        parts = visitor.page.locator(selector).all()
        assert parts, selector
        for part in parts:
            size = part.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
            assert size >= least, (selector, part.inner_text())
    expect(visitor.page.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(visitor.page.locator("[data-testid=stHeader]")).to_be_hidden()
    expect(visitor.page.get_by_text(STORY.steps[1].prompt)).to_have_count(0)
    visitor.page.get_by_text("Settings").click()
    visitor.button("Text size 200 %").click()
    expect(heading(visitor)).to_have_css("font-size", re.compile(r"^4[4-9](\.\d+)?px"))
    visitor.page.keyboard.press("Escape")
    expect(visitor.button("Text size 200 %")).to_be_hidden()
    expect(visitor.page.get_by_text("▼ more below")).to_be_visible()
    expect(visitor.page.get_by_text("The Quill Courier").first).to_be_visible()
    visitor.button("Hide outlet names").click()
    expect(visitor.page.get_by_text("The Quill Courier")).to_have_count(0)
    visitor.has_link(blind="1")
    visitor.button("Show outlet names").click()
    expect(visitor.page.get_by_text("The Quill Courier").first).to_be_visible()


MIDDLE = """() => {
  const { lat, lng } = window.map.getCenter();
  return [lat.toFixed(2), lng.toFixed(2)];
}"""


def middle(visitor):
    """Where the middle of the map is, to about a kilometre."""
    return visitor.map_frame.evaluate(f"String(({MIDDLE})())")


def test_the_map_goes_along_unless_it_is_frozen(presents):
    titles = [RECORDS.by_id[step.event].title for step in VIEWS.steps]
    visitor = presents(1, VIEWS)
    expect(visitor.marks).to_have_count(1)
    before = middle(visitor)
    visitor.page.get_by_text("Settings").click()
    visitor.button("Freeze the map").click()
    expect(visitor.button("Freeze the map")).to_have_attribute("aria-pressed", "true")
    with visitor.redraws():
        visitor.page.keyboard.press("PageDown")
    expect(heading(visitor)).to_have_text(titles[1])
    assert middle(visitor) == before
    visitor.page.get_by_text("Settings").click()  # turning a page has closed them
    visitor.button("Freeze the map").click()
    expect(visitor.button("Freeze the map")).to_have_attribute("aria-pressed", "false")
    visitor.page.keyboard.press("PageDown")
    expect(heading(visitor)).to_have_text(titles[2])
    visitor.map_frame.wait_for_function(f"before => String(({MIDDLE})()) !== before", arg=before)


def test_notes_in_another_tab_turn_together_with_the_screen(presents):
    screen = presents(1)
    screen.page.get_by_text("Settings").click()
    with screen.page.context.expect_page() as opened:
        screen.page.get_by_role("link", name="Notes in a new tab").click()
    notes = opened.value
    expect(notes.get_by_text(STORY.steps[0].prompt)).to_be_visible(timeout=30_000)
    screen.page.keyboard.press("PageDown")
    expect(notes.get_by_text(STORY.steps[1].prompt)).to_be_visible()
    notes.get_by_role("button", name="Next").click()
    expect(heading(screen)).to_have_text(TITLES[2])
    expect(notes.get_by_text(STORY.steps[2].prompt)).to_be_visible()


def test_it_plays_by_itself_only_when_asked_and_stops_at_the_end(presents):
    visitor = presents(LAST - 1, clock=True)
    expect(visitor.button("Play (20 s)")).to_be_visible()
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
    visitor = presents(2, VIEWS)
    expect(visitor.marks).to_have_count(1)
    visitor.map_frame.evaluate(TWO_FRAMES)
    visitor.map_frame.wait_for_function("!window.map._animatingZoom")
    assert visitor.map_frame.evaluate("window.map.getZoom()") == VIEWS.steps[1].view.zoom
