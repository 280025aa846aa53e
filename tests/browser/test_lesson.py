"""The lesson: on a projector, by a clicker, in two windows, from disk, and without its server."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from events.collection import open_collection
from events.lesson import make_lesson, write_lesson
from tests.browser.conftest import running
from tests.browser.inspection import faults
from tests.browser.visitor import Visitor
from tests.conftest import QUILL

pytestmark = pytest.mark.browser

COLLECTION = open_collection(QUILL)
RECORDS = COLLECTION.records
VIEWS, STORY = RECORDS.stories
"""A story of three steps, of which the first two have views of the map; and one of four steps."""

LAST = len(STORY.steps) + 1
TITLES = [RECORDS.by_id[step.event].title for step in STORY.steps]

WALK = """async () => {
  const slide = document.getElementById("slide");
  const counter = document.querySelector(".counter");
  const least = node => (node.closest("h1") ? 0.05 : 0.032) * innerHeight - 0.01;
  const isSmall = node =>
    !node.closest(".badge") && parseFloat(getComputedStyle(node).fontSize) < least(node);
  const press = key =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const frames = [];
  press("Home");
  while (counter.textContent !== "End") {
    press("PageDown");
    for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
    const words = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const small = [];
    while (words.nextNode()) {
      const { parentElement: node, data } = words.currentNode;
      if (node.checkVisibility() && isSmall(node)) small.push(data);
    }
    const names = document.querySelectorAll(".name.told, .subject:not([hidden]) b, .off-map");
    frames.push({
      step: parseInt(counter.textContent) || 0,
      heading: slide.querySelector("h1, h2").textContent,
      isAsking: slide.classList.contains("asking"),
      isCut: slide.scrollHeight > slide.clientHeight + 1,
      small,
      named: [...names].map(node => node.textContent).join(" | "),
    });
  }
  return frames;
}"""
"""Go through a lesson by its keys, and tell what each press shows."""


@pytest.fixture
def opened(from_disk, tmp_path):
    """Open the lesson of a story from disk."""

    def open_page(story=STORY, collection=COLLECTION, size=(1280, 720), part="", **options):
        path = tmp_path / f"{story.id}.html"
        path.write_bytes(write_lesson(make_lesson(story, collection.records, collection.table)))
        page = from_disk(path, part, width=size[0], height=size[1], **options)
        expect(page.locator("h1:visible, h2:visible").first).to_be_visible()
        return page

    return open_page


def heading(page):
    return page.locator("h1:visible").first


@pytest.mark.parametrize("number", range(7))
def test_no_slide_is_cut_small_or_without_the_name_of_its_place(opened, gaza, number):
    story = gaza.records.stories[number]
    page = opened(story, gaza)
    titles = {gaza.records.by_id[step.event].title for step in story.steps}
    for width, height in ((1024, 768), (1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        frames = page.evaluate(WALK)
        assert titles <= {frame["heading"] for frame in frames}
        for frame in frames:
            assert (frame["isCut"], frame["small"]) == (False, []), (width, frame)
            if frame["step"] and not frame["isAsking"]:
                row = gaza.engine.row(story.steps[frame["step"] - 1].event)
                assert row["place_name"] in frame["named"], (width, frame)


def presses_until(page, key, seen):
    """Press a key until something is seen."""
    for _ in range(6):
        page.keyboard.press(key)
        if seen.count():
            return
    raise AssertionError(f"{key} does not lead there")


def test_keys_lead_to_every_screen_and_the_class_can_be_left_in_the_dark(opened):
    page = opened()
    keys = page.keyboard
    for number, title in enumerate(TITLES, 1):
        keys.press("PageDown" if number % 2 else "ArrowRight")
        expect(heading(page)).to_have_text(title)
        presses_until(page, "PageDown", page.locator(".asking"))
        expect(page.locator(".asking")).to_contain_text(STORY.steps[number - 1].prompt)
    keys.press("PageDown")
    expect(page.locator(".counter")).to_have_text(re.compile("^Contrast 1 of"))
    keys.press("PageUp")
    expect(page.locator(".asking")).to_contain_text(STORY.steps[-1].prompt)
    keys.press("End")
    expect(heading(page)).to_have_text("Looking back")
    keys.press("Home")
    expect(heading(page)).to_have_text(STORY.title)
    keys.press("3")
    keys.press("Enter")
    expect(heading(page)).to_have_text(TITLES[2])
    page.go_back()
    expect(heading(page)).to_have_text(STORY.title)
    for key in ("b", "."):
        keys.press(key)
        expect(page.locator("#slides")).to_have_class(
            re.compile("black" if key == "b" else "^(?!.*black)")
        )
    page.locator("#map").click(position={"x": 200, "y": 300})
    keys.press("PageDown")
    expect(heading(page)).to_have_text(TITLES[0])


def test_what_is_seen_comes_stage_by_stage_as_the_teacher_chose_and_survives_a_reload(opened):
    page = opened(part="step=1")
    event = RECORDS.by_id[STORY.steps[0].event]
    page.get_by_text("Settings").click()
    for stage in ("Quotes", "Pause to judge", "Who says it"):
        page.get_by_role("button", name=stage, exact=True).click()
    page.get_by_role("button", name="Text 125 %").click()
    page.keyboard.press("Escape")
    quotes, speakers = page.locator("#slide blockquote"), page.locator("#slide .speaker")
    expect(quotes).to_have_count(0)
    page.keyboard.press("PageDown")
    expect(quotes.first).to_contain_text(event.excerpts[0].text)
    expect(speakers).to_have_count(0)
    page.keyboard.press("PageDown")
    expect(page.locator(".asking")).to_contain_text("Decide for yourself")
    page.keyboard.press("PageDown")
    expect(speakers.first).to_be_visible()
    page.reload()
    expect(speakers.first).to_be_visible()
    expect(page.locator("html")).to_have_css("--size", "1.25")


def test_covered_words_are_opened_by_a_key_and_the_step_can_be_skipped(opened):
    step = VIEWS.steps[1].model_copy(update={"event": "1893-11-17-flood-at-margin"})
    page = opened(VIEWS.model_copy(update={"steps": (step, *VIEWS.steps)}), part="step=1")
    note = RECORDS.by_id[step.event].content_note
    expect(page.locator(".covering")).to_contain_text(note)
    expect(page.locator("#slide :is(blockquote, .figure)")).to_have_count(0)
    page.keyboard.press("o")
    expect(page.locator("#slide blockquote").first).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator(".asking")).to_contain_text(step.prompt)
    page.keyboard.press("s")
    expect(page.locator(".counter")).to_have_text(f"2 of {len(VIEWS.steps) + 1}")


def test_behind_the_blind_no_outlet_is_named(opened):
    page = opened()
    page.get_by_role("button", name="Hide outlet names").click()
    outlets = {source.outlet for source in RECORDS.sources.values()}
    while page.locator(".counter").inner_text() != "End":
        page.keyboard.press("PageDown")
        shown = page.locator("#slide").inner_text()
        assert not [outlet for outlet in outlets if outlet in shown]


def test_the_teachers_window_goes_in_step_with_the_class(opened):
    page = opened(part="step=1")
    with page.context.expect_page() as popup:
        page.get_by_role("button", name="Teacher’s view").click()
    teacher = popup.value
    expect(teacher.get_by_text(STORY.steps[0].prompt)).to_be_visible()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(teacher.get_by_text(STORY.steps[1].prompt)).to_be_visible()
    teacher.get_by_role("button", name=TITLES[3]).click()
    expect(heading(page)).to_have_text(TITLES[3])
    teacher.get_by_role("button", name="Black screen").click()
    expect(page.locator("#slides.black")).to_have_count(1)
    teacher.get_by_role("button", name="Hide outlet names").click()
    teacher.keyboard.press("PageUp")  # of a black screen, any key that turns shows what it hid
    expect(page.locator("#slides.black")).to_have_count(0)
    expect(heading(page)).to_have_text(TITLES[3])
    teacher.keyboard.press("PageUp")
    expect(page.locator(".asking")).to_contain_text(STORY.steps[2].prompt)
    expect(page.get_by_role("button", name="Hide outlet names").first).to_have_attribute(
        "aria-pressed", "true"
    )
    page.reload()
    expect(page.locator(".asking")).to_contain_text(STORY.steps[2].prompt)
    another = page.context.new_page()
    another.goto(f"{page.url.split('#')[0]}#teacher")
    another.get_by_role("button", name=TITLES[1]).click()
    expect(heading(teacher)).to_have_text(TITLES[1])
    expect(heading(page)).to_have_text(TITLES[1])


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["projector", "telephone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(opened, size, dark):
    for place in ("step=1", f"step={LAST}", "teacher&step=1", "plan", "tasks", "work"):
        page = opened(size=size, part=place, dark=dark)
        if place == "step=1":
            page.get_by_text("Settings").click()
        assert faults(page) == []
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0]


def test_a_story_away_from_the_map_without_excerpts_and_in_other_scripts_is_told_too(opened):
    away = "1892-09-02-ferry-to-sandrock"
    rtl = "سیل در حاشیه"
    step = VIEWS.steps[0].model_copy(update={"event": away, "view": None, "line": rtl})
    bare = step.model_copy(update={"event": "1893-11-20-boats-to-lower-leaf", "prompt": rtl})
    page = opened(VIEWS.model_copy(update={"title": rtl, "steps": (step, bare)}))
    frames = page.evaluate(WALK)
    assert [frame for frame in frames if frame["isCut"] or frame["small"]] == []
    assert COLLECTION.engine.row(away)["place_name"] in frames[0]["named"]
    page.goto(f"{page.url.split('#')[0]}#step=1")
    page.reload()
    line = page.locator("#slide p", has_text=rtl)
    assert line.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_a_picture_with_a_warning_takes_its_room_once_it_is_asked_for(opened):
    warned = VIEWS.steps[0].model_copy(update={"event": "1893-11-17-flood-at-margin"})
    page = opened(VIEWS.model_copy(update={"steps": (warned,)}), part="step=1")
    slide, fold = page.locator("#slide"), page.get_by_text("Show the picture")
    is_cut = "node => node.scrollHeight > node.clientHeight + 1"
    for _ in range(3):
        if fold.count():
            break
        page.keyboard.press("PageDown")
    for _ in range(2):  # opened and closed again
        fold.click()
        page.wait_for_timeout(200)
        assert not slide.evaluate(is_cut)
    assert slide.evaluate("node => node.style.getPropertyValue('--fit')") == "1"


def framed(visitor):
    """The lesson in its frame, as far as the tests ask it."""
    frame = visitor.page.frame_locator("iframe.lesson")
    return SimpleNamespace(
        heading=frame.locator("h1:visible").first, locator=frame.locator, frame=frame
    )


def test_present_shows_the_lesson_and_keeps_its_place_in_the_address(visit):
    visitor = visit("/Present")
    keys = visitor.page.keyboard
    visitor.page.get_by_role("button", name=f"Present {STORY.title}").focus()
    keys.press("Enter")
    lesson = framed(visitor)
    expect(lesson.heading).to_have_text(STORY.title)
    visitor.page.wait_for_function("document.activeElement.className === 'lesson'")
    keys.press("3")
    keys.press("Enter")
    expect(lesson.heading).to_have_text(TITLES[2])
    visitor.has_link(step="3")
    keys.press("2")
    keys.press("Enter")
    visitor.has_link(step="2")
    visitor.page.go_back()
    expect(lesson.heading).to_have_text(TITLES[2])
    lesson.frame.get_by_role("button", name="Hide outlet names").click()
    visitor.has_link(blind="1", step="3")
    visitor.page.reload()
    expect(lesson.locator(".counter")).to_have_text(f"3 of {LAST - 1}")
    lesson.frame.get_by_text("Settings").click()
    lesson.frame.get_by_role("button", name="Leave").click()
    expect(visitor.page.get_by_role("button", name=f"Present {STORY.title}")).to_be_focused()
    expect(visitor.page).to_have_url(f"{visitor.address}/Present")


def test_the_lesson_goes_on_when_its_server_is_gone_and_when_it_comes_back(browser, tmp_path):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    with running(tmp_path / "log.txt", "--", "--data", str(QUILL)) as address:
        visitor = Visitor(context.new_page(), address)
        visitor.page.goto(f"{address}/Present?story={STORY.id}&step=1")
        lesson = framed(visitor)
        expect(lesson.heading).to_have_text(TITLES[0], timeout=30_000)
        visitor.page.wait_for_function("document.activeElement.className === 'lesson'")
    visitor.page.get_by_text("The connection is lost.").wait_for(state="attached")
    presses_until(visitor.page, "PageDown", lesson.locator(".asking"))
    presses_until(visitor.page, "PageDown", lesson.locator(".slide:not(.asking)"))
    presses_until(visitor.page, "PageDown", lesson.locator(".asking"))
    expect(lesson.locator(".asking")).to_contain_text(STORY.steps[1].prompt)
    visitor.page.keyboard.press("Home")
    expect(lesson.heading).to_have_text(STORY.title)
    context.close()
