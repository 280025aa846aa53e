"""The time strip under the map: the marks follow the hand, the rest follows on release."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ALL, FIRST_DAY, LAST_DAY = 17, "1 January 1891", "20 November 1893"


def window(visitor):
    return visitor.map.get_by_role("slider")


def says(visitor, words):
    expect(window(visitor)).to_have_attribute("aria-valuetext", words)


RECORD = """() => {
  const node = document.querySelector(".window");
  window.spoken = [];
  const note = () => {
    const words = node.getAttribute("aria-valuetext");
    if (window.spoken.at(-1) !== words) window.spoken.push(words);
  };
  new MutationObserver(note).observe(node, { attributeFilter: ["aria-valuetext"] });
}"""


def plays(visitor, mode=None, steps=1, pace="Slow"):
    """Play, and give the first ranges that the strip then shows, however slow the machine is."""
    if mode:
        visitor.map.get_by_label("While playing show").select_option(mode)
    visitor.map.get_by_label("Pace").select_option(pace)
    visitor.map_frame.evaluate(RECORD)
    visitor.map.get_by_role("button", name="Play").click()
    visitor.map_frame.wait_for_function(f"window.spoken.length >= {steps}")
    return visitor.map_frame.evaluate(f"window.spoken.slice(0, {steps})")


def drag(visitor, start, end, *, release=True):
    """Drag over the strip, from one part of its width to another."""
    box = visitor.map.locator(".stage").bounding_box()
    x, y = box["x"], box["y"] + box["height"] / 2
    visitor.page.mouse.move(x + box["width"] * start, y)
    visitor.page.mouse.down()
    for step in range(1, 9):
        visitor.page.mouse.move(x + box["width"] * (start + (end - start) * step / 8), y)
    if release:
        visitor.page.mouse.up()


def sent_frames(visitor):
    """Collect what the page sends to the server from now on."""
    sent = []
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda frame: sent.append(frame))
    return sent


def test_the_marks_follow_the_hand_without_a_message_and_the_rest_on_release(visit):
    visitor = visit()
    visitor.map_frame.evaluate("window.kept = true")
    before = visitor.summary.inner_text()
    sent = sent_frames(visitor)
    drag(visitor, 0.25, 0.45, release=False)
    expect(visitor.marks).to_have_count(3)
    assert sent == []
    assert visitor.summary.inner_text() == before

    visitor.page.mouse.up()
    expect(visitor.summary).to_contain_text("Showing 8 of")
    expect(visitor.page).to_have_url(re.compile("from=.*to="))
    start, end = visitor.link["from"][0], visitor.link["to"][0]
    assert "1891-07" < start < "1891-10-31" < "1892-03-19" < end < "1892-06"
    assert visitor.map_frame.evaluate("window.kept") is True
    assert len(sent) == 1


def test_a_change_of_the_slider_moves_the_strip_and_nothing_comes_back(visit):
    visitor = visit()
    sent = sent_frames(visitor)
    visitor.slider("start").focus()
    visitor.page.keyboard.press("End")
    says(visitor, LAST_DAY)
    expect(visitor.summary).to_contain_text(LAST_DAY)
    visitor.settles()
    assert len(sent) == 1


def test_the_keyboard_moves_and_widens_the_window(visit):
    visitor = visit("/?from=1892-04-01&to=1892-04-30")
    says(visitor, "1 April 1892 to 30 April 1892")
    window(visitor).focus()
    for key, words in (
        ("ArrowRight", "2 April 1892 to 1 May 1892"),
        ("Shift+ArrowRight", "2 April 1892 to 2 May 1892"),
        ("PageUp", "2 May 1892 to 1 June 1892"),
        ("Home", "1 January 1891 to 31 January 1891"),
        ("End", f"21 October 1893 to {LAST_DAY}"),
    ):
        visitor.page.keyboard.press(key)
        says(visitor, words)
    expect(visitor.summary).to_contain_text(f"21 October 1893 to {LAST_DAY}")


def test_an_edge_widens_and_the_middle_moves(visit):
    visitor = visit("/?from=1892-06-01&to=1892-09-01")
    box = visitor.map.locator(".window").bounding_box()
    stage = visitor.map.locator(".stage").bounding_box()
    left = (box["x"] + 2 - stage["x"]) / stage["width"]
    drag(visitor, left, left - 0.1)
    expect(visitor.page).not_to_have_url(re.compile("from=1892-06-01"))
    expect(visitor.summary).to_contain_text("to 1 September 1892")
    assert visitor.link["from"][0] < "1892-05"
    drag(visitor, left, left + 0.1)
    expect(visitor.page).not_to_have_url(re.compile("to=1892-09-01"))
    assert visitor.link["to"][0] > "1892-09-20"


def test_play_steps_through_the_days_with_events_and_stops_after_the_last(visit):
    visitor = visit("/?from=1893-05-02&to=1893-05-02")
    visitor.map.get_by_label("Pace").select_option("Fast")
    visitor.map.get_by_role("button", name="Play").click()
    expect(visitor.map.get_by_role("button", name="Pause")).to_be_visible()
    says(visitor, LAST_DAY)
    expect(visitor.map.get_by_role("button", name="Play")).to_be_visible()
    expect(visitor.summary).to_have_text(f"Showing 1 of {ALL} events, {LAST_DAY}")


def test_pause_stops_the_steps_and_tells_the_rest_of_the_page(visit):
    visitor = visit()
    visitor.map.get_by_label("Pace").select_option("Slow")
    visitor.map.get_by_role("button", name="Play").click()
    visitor.map.get_by_role("button", name="Pause").click()
    expect(visitor.summary).not_to_contain_text(f"Showing {ALL} of")
    shown = window(visitor).get_attribute("aria-valuetext")
    moved = "words => document.querySelector('.window').getAttribute('aria-valuetext') !== words"
    still = visitor.map_frame.evaluate(
        f"words => new Promise(done => setTimeout(() => done(!({moved})(words)), 2500))", shown
    )
    assert still


def test_adding_up_keeps_the_first_day(visit):
    visitor = visit()
    first, second = plays(visitor, "Adding up", 2)
    assert first == FIRST_DAY
    assert second == f"{FIRST_DAY} to 1 October 1891"
    visitor.map.get_by_role("button", name="Pause").click()
    expect(visitor.summary).not_to_contain_text(f"Showing {ALL} of")


def test_the_strip_shows_what_the_other_filters_leave(visit):
    visitor = visit("/?cat=parliament")
    visitor.map.get_by_role("button", name="Play").click()
    says(visitor, "1 October 1891")


def test_a_tap_beside_a_bar_finds_the_day_with_events(visit):
    visitor = visit()
    stage = visitor.map.locator(".stage").bounding_box()
    days, day = 1055, 852  # 2 May 1893 is 852 days after the first of 1055
    x = stage["x"] + stage["width"] * (day + 6) / days
    visitor.page.mouse.click(x, stage["y"] + 40)
    expect(visitor.summary).to_have_text(f"Showing 1 of {ALL} events, 2 May 1893")


THROW = """async (stage) => {
  const box = stage.getBoundingClientRect(), start = box.left + box.width * 0.42;
  const tell = (name, clientX) => stage.dispatchEvent(new PointerEvent(name, { clientX }));
  for (let step = 1; step <= 4; step++) {
    await new Promise(requestAnimationFrame);
    tell("pointermove", start + step * 30);
  }
  tell("pointerup", start + 120);
  return Number(document.querySelector(".window").getAttribute("aria-valuenow"));
}"""
"""Moves the hand quickly and lets go; gives the first day that is shown then."""


def throw(visitor):
    """Take the window in its middle and throw it to the right; return where it was let go."""
    stage = visitor.map.locator(".stage")
    box = stage.bounding_box()
    visitor.page.mouse.move(box["x"] + box["width"] * 0.42, box["y"] + 20)
    visitor.page.mouse.down()
    # Within the page, as a busy machine may take its time between two moves of the real mouse.
    let_go = stage.evaluate(THROW)
    visitor.page.mouse.up()
    expect(visitor.page).not_to_have_url(re.compile("from=1892-02-01"))
    return let_go


def first_shown(visitor):
    return int(window(visitor).get_attribute("aria-valuenow"))


def test_a_window_that_is_thrown_glides_on_with_its_length_and_then_tells_the_page(visit):
    visitor = visit("/?from=1892-02-01&to=1892-05-02", still=False)
    let_go = throw(visitor)
    assert first_shown(visitor) > let_go
    start = date.fromisoformat(visitor.link["from"][0])
    # It may have come to rest at the end, which a link need not name.
    end = date.fromisoformat(visitor.link.get("to", ["1893-11-20"])[0])
    assert (start - date(1970, 1, 1)).days == first_shown(visitor)
    assert (end - start).days == 91


def test_it_does_not_glide_where_motion_is_not_wanted(visit):
    visitor = visit("/?from=1892-02-01&to=1892-05-02")
    assert first_shown(visitor) < throw(visitor) == first_shown(visitor)


def test_play_begins_anew_with_the_first_day(visit):
    assert plays(visit(), "Day by day") == [FIRST_DAY]


def test_a_moving_window_over_all_days_begins_anew_with_a_tenth_of_them(visit):
    visitor = visit()
    assert plays(visitor, "A moving window", 2) == [
        "1 January 1891 to 17 April 1891",
        "28 January 1891 to 14 May 1891",
    ]
