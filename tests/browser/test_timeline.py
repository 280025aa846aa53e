"""The timeline under the map: the marks follow the hand, the rest follows on release."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FIRST_DAY, LAST_DAY, DAYS = "1 January 1891", "20 November 1893", 1055
MARGIN = 24
"""Pixels beside the first and the last day."""


def says(visitor, words):
    expect(visitor.window).to_have_attribute("aria-valuetext", words)


def point(visitor, day):
    """Return where a day lies on the page, in the row of the periods' names."""
    box = visitor.timeline.bounding_box()
    return box["x"] + MARGIN + (box["width"] - 2 * MARGIN) * day / DAYS, box["y"] + 8


def day_of(visitor, end):
    """Count the days from the first one to one that the link names."""
    return (date.fromisoformat(visitor.link[end][0]) - date(1891, 1, 1)).days


def drag(visitor, start, end, *, release=True):
    """Drag over the timeline from one day to another, or from a point."""
    mouse, (x, y) = visitor.page.mouse, point(visitor, start)
    to, _ = point(visitor, end)
    mouse.move(x, y)
    mouse.down()
    for step in range(1, 9):
        mouse.move(x + (to - x) * step / 8, y)
    if release:
        mouse.up()


def sent_frames(visitor):
    """Collect what the page sends to the server from now on."""
    sent = []
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda frame: sent.append(frame))
    return sent


def test_the_marks_follow_the_hand_and_the_page_follows_where_it_lets_go(visit):
    visitor = visit()
    visitor.map_frame.evaluate("window.kept = true")
    before, marks = visitor.summary.inner_text(), visitor.marks.count()
    sent = sent_frames(visitor)
    drag(visitor, 264, 475, release=False)
    expect(visitor.marks).not_to_have_count(marks)
    assert sent == []
    assert visitor.summary.inner_text() == before
    visitor.page.mouse.up()
    expect(visitor.summary).to_contain_text("8 of")
    expect(visitor.page).to_have_url(re.compile("from=.*to="))
    assert (day_of(visitor, "from"), day_of(visitor, "to")) == pytest.approx((264, 475), abs=2)
    assert len(sent) == 1

    first, last = day_of(visitor, "from"), day_of(visitor, "to")
    drag(visitor, first - 1, first - 101)  # the left handle
    visitor.has_link(to=visitor.link["to"][0])
    expect(visitor.page).not_to_have_url(re.compile(f"from={visitor.link['from'][0]}"))
    assert day_of(visitor, "from") == pytest.approx(first - 100, abs=2)
    visitor.settles()
    drag(visitor, first, first + 300)  # the middle: the window keeps its length
    expect(visitor.page).not_to_have_url(re.compile(f"to={visitor.link['to'][0]}"))
    assert day_of(visitor, "to") == pytest.approx(last + 300, abs=2)
    assert day_of(visitor, "from") == pytest.approx(first + 200, abs=3)
    assert visitor.map_frame.evaluate("window.kept") is True


def test_the_keyboard_moves_the_window_and_goes_from_event_to_event(visit):
    visitor = visit("/?from=1892-04-01&to=1892-04-30")
    keyboard = visitor.page.keyboard
    visitor.window.focus()
    for key, words in (
        ("ArrowRight", "2 April 1892 to 1 May 1892"),
        ("Shift+ArrowRight", "2 April 1892 to 2 May 1892"),
        ("PageUp", "2 May 1892 to 1 June 1892"),
        ("Home", "1 January 1891 to 31 January 1891"),
        ("End", f"21 October 1893 to {LAST_DAY}"),
    ):
        keyboard.press(key)
        says(visitor, words)
    expect(visitor.summary).to_contain_text(f"21 October 1893 to {LAST_DAY}")

    visitor.stepper.focus()
    keyboard.press("Home")
    said = "New lamp is fitted at Nib Point lighthouse, 1891 (day not given), Building and works"
    expect(visitor.stepper).to_have_attribute("aria-valuetext", said)
    keyboard.press("ArrowRight")
    said = re.compile("Islanders elect a House of Pages, October 1891 .day not given., Parliament")
    expect(visitor.stepper).to_have_attribute("aria-valuetext", said)
    expect(visitor.map.locator(".tip")).to_contain_text("Islanders elect a House of Pages")
    keyboard.press("Enter")
    expect(visitor.panel.locator("h2")).to_have_text("Islanders elect a House of Pages")

    timeline = visitor.map.locator(".timeline")
    height = timeline.bounding_box()["height"]
    visitor.map.get_by_role("button", name="Open the timeline").press("Enter")
    assert timeline.bounding_box()["height"] > 4 * height
    keyboard.press("Escape")
    expect(visitor.map.get_by_role("button", name="Open the timeline")).to_be_focused()
    assert timeline.bounding_box()["height"] == height


def test_a_click_opens_an_event_and_on_empty_ground_shows_the_month(visit):
    visitor = visit()
    tip, mouse = visitor.map.locator(".tip"), visitor.page.mouse
    visitor.stepper.focus()
    visitor.page.keyboard.press("ArrowRight")
    box = visitor.map.locator(".stepper").bounding_box()
    visitor.window.focus()
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(tip).to_contain_text("Islanders elect a House of Pages")
    expect(tip).to_contain_text("October 1891 (day not given)")
    mouse.down()
    mouse.up()
    expect(visitor.panel.locator("h2")).to_have_text("Islanders elect a House of Pages")

    x, y = point(visitor, 760.5)
    mouse.move(x, y)
    expect(tip).to_contain_text("30 January 1893")
    expect(tip).to_contain_text("Years of the causeway")
    mouse.click(x, y)
    says(visitor, "1 January 1893 to 31 January 1893")
    visitor.has_link(**{"from": "1893-01-01", "to": "1893-01-31"})
    for name in ("Fewer days on the timeline", "More days on the timeline"):
        visitor.map.get_by_role("button", name=name).click()
    expect(visitor.map.get_by_role("button", name=name)).to_be_disabled()


RECORD = """() => {
  const node = document.querySelector(".window");
  window.spoken = [];
  const note = () => {
    const words = node.getAttribute("aria-valuetext");
    if (window.spoken.at(-1) !== words) window.spoken.push(words);
  };
  new MutationObserver(note).observe(node, { attributeFilter: ["aria-valuetext"] });
}"""


def plays(visitor, mode, steps):
    """Play, and give the first ranges that are then shown, however slow the machine is."""
    visitor.map.locator(".menu summary").click()
    visitor.map.get_by_label("While playing show").select_option(mode)
    visitor.map.get_by_label("Pace").select_option("Fast")
    visitor.map_frame.evaluate(RECORD)
    visitor.map.get_by_role("button", name="Play").click()
    visitor.map_frame.wait_for_function(f"window.spoken.length >= {steps}")
    visitor.map.get_by_role("button", name="Pause").click()
    expect(visitor.summary).not_to_contain_text("17 of")
    return visitor.map_frame.evaluate(f"window.spoken.slice(0, {steps})")


def test_it_plays_in_three_modes_pauses_and_stops_after_the_last_day(visit):
    visitor = visit()
    steps = ["1 January 1891", "1 October 1891"]
    assert plays(visitor, "Day by day", 2) == steps
    visitor.goes_to("/")
    assert plays(visitor, "Adding up", 2) == [FIRST_DAY, f"{FIRST_DAY} to 1 October 1891"]
    visitor.goes_to("/")
    assert plays(visitor, "A moving window", 2) == [
        "1 January 1891 to 17 April 1891",
        "28 January 1891 to 14 May 1891",
    ]
    visitor.goes_to("/?from=1893-11-18&to=1893-11-18")
    visitor.map.get_by_role("button", name="Play").click()
    says(visitor, LAST_DAY)
    expect(visitor.map.get_by_role("button", name="Play")).to_be_visible()
    expect(visitor.summary).to_contain_text(LAST_DAY)


def test_the_key_counts_and_filters_and_the_slider_moves_the_window(visit, quill):
    visitor = visit()
    labour = visitor.category("Labour")
    count = int((quill.table["category"] == "labour").sum())
    expect(labour).to_have_attribute("aria-label", f"Labour and wages: {count} events")
    labour.click()
    expect(labour).to_have_attribute("aria-pressed", "true")
    visitor.has_link(cat="labour")
    expect(visitor.summary).to_contain_text(f"{count} of")
    expect(visitor.category("Vessels")).to_have_attribute("aria-label", re.compile(": [1-9]"))
    labour.press("ArrowLeft")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page).to_have_url(re.compile("cat=.*cat="))
    labour.click()
    expect(labour).to_have_attribute("aria-pressed", "false")

    sent = sent_frames(visitor)
    visitor.slider("start").focus()
    visitor.page.keyboard.press("End")
    says(visitor, LAST_DAY)
    expect(visitor.summary).to_contain_text(LAST_DAY)
    visitor.settles()
    assert len(sent) == 1


def test_a_swipe_across_filters_and_one_down_the_page_does_not(visit):
    visitor = visit(width=390, height=844)
    visitor.timeline.scroll_into_view_if_needed()
    session = visitor.page.context.new_cdp_session(visitor.page)
    x, y = point(visitor, 300)

    def swipe(aside, down):
        touch = {"type": "touchStart", "touchPoints": [{"x": x, "y": y + 40}]}
        session.send("Input.dispatchTouchEvent", touch)
        for step in range(1, 9):
            at = {"x": x + aside * step / 8, "y": y + 40 + down * step / 8}
            session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(90, 4)
    expect(visitor.page).to_have_url(re.compile("from=.*to="))
    filtered, words = visitor.link, visitor.window.get_attribute("aria-valuetext")
    swipe(6, -150)
    visitor.page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 60")
    says(visitor, words)
    assert visitor.link == filtered


THROW = """async (stage) => {
  const box = stage.getBoundingClientRect(), start = box.left + box.width * 0.42;
  const tell = (name, clientX) =>
    stage.dispatchEvent(new PointerEvent(name, { clientX, clientY: box.top + 8, pointerId: 1 }));
  for (let step = 1; step <= 4; step++) {
    await new Promise(requestAnimationFrame);
    tell("pointermove", start + step * 30);
  }
  tell("pointerup", start + 120);
  return Number(document.querySelector(".window").getAttribute("aria-valuenow"));
}"""
"""Moves the hand quickly and lets go; gives the first day that is shown then."""


@pytest.mark.parametrize("still", [False, True])
def test_a_window_that_is_thrown_glides_on_where_motion_is_wanted(visit, still):
    visitor = visit("/?from=1892-02-01&to=1892-05-02", still=still)
    box = visitor.timeline.bounding_box()
    visitor.page.mouse.move(box["x"] + box["width"] * 0.42, box["y"] + 8)
    visitor.page.mouse.down()
    # Within the page, as a busy machine may take its time between two moves of the real mouse.
    let_go = visitor.timeline.evaluate(THROW)
    visitor.page.mouse.up()
    expect(visitor.page).not_to_have_url(re.compile("from=1892-02-01"))
    first = int(visitor.window.get_attribute("aria-valuenow"))
    assert first == let_go if still else first > let_go
    assert date.fromisoformat(visitor.link["from"][0]) == date.fromordinal(
        date(1970, 1, 1).toordinal() + first
    )
