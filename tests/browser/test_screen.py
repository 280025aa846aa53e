"""The first screen of Explore: map, time and reading together, in any window."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.relay import Relay
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MAP = "#map, [id^=map_div]"
WHOLE = {"width": 1280, "height": 720}

SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""Adds up how much of the window moved without being asked to."""

CUT = """nodes => nodes.map(node => [node.scrollWidth > node.clientWidth + 1,
  node.scrollHeight > node.clientHeight + 1, node.textContent]).filter(([x, y]) => x || y)"""
"""Of some nodes those that do not show all that they hold."""

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
TOO_HIGH = "(m => m.scrollHeight - m.clientHeight)(document.querySelector('[data-testid=stMain]'))"


MOVED = """[...document.querySelectorAll("*")].filter(({ scrollLeft }) => scrollLeft)
  .map(({ className }) => String(className))"""
"""What was scrolled sideways."""

CONTROLS = ":is(.st-key-row, .st-key-layers-menu) :is(button, input):visible"


@pytest.fixture
def phone(visit):
    """A telephone, which is touched."""
    return visit("/", width=390, height=844, touch=True)


def swipe_up(page, x, y):
    """Draw a finger 220 pixels up the window."""
    protocol = page.context.new_cdp_session(page)
    points = [[{"x": x, "y": y - 20 * step}] for step in range(12)]
    for kind, at in zip(["touchStart", *["touchMove"] * 11], points, strict=True):
        protocol.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    protocol.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_map_time_and_reading_stand_in_one_window(visit, gaza_server):
    visitor = visit("/", server=gaza_server, **WHOLE)
    visitor.page.wait_for_function(f"{TOO_HIGH} <= 1")  # a fraction of a pixel, rounded
    box = visitor.map.locator(MAP).first.bounding_box()
    assert box["width"] * box["height"] >= 0.45 * WHOLE["width"] * WHOLE["height"]
    rows = [row.bounding_box() for row in visitor.page.locator(".listing > li").all()]
    assert sum(row["y"] + row["height"] <= WHOLE["height"] for row in rows) >= 6
    for row in visitor.page.locator(".st-key-filters, .st-key-frame, .st-key-dates").all():
        place = row.bounding_box()
        assert place["x"] >= 0
        assert place["y"] + place["height"] <= WHOLE["height"]
    assert visitor.map.locator(".key, .key .label").evaluate_all(CUT) == []
    visitor.map.get_by_role("button", name="Open the timeline").click()
    assert visitor.map.locator(".scroll").evaluate_all(CUT) == []


def test_nothing_moves_while_the_page_loads(browser, server):
    with browser.new_context(viewport=WHOLE, reduced_motion="reduce") as context:
        context.add_init_script(SHIFTS)
        visitor = Visitor(context.new_page(), server)
        visitor.goes_to("/")
        assert visitor.page.evaluate("window.shifted") < 0.1


def test_the_keyboard_soon_reaches_an_event(visit):
    visitor = visit("/", **WHOLE)
    focused = visitor.page.locator(".listing button:focus")
    for _ in range(15):
        visitor.page.keyboard.press("Tab")
        if focused.count() or visitor.page.locator(".skip:focus").count():
            break
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    expect(focused).to_have_count(1)


def test_no_step_of_the_keyboard_moves_the_window(visit):
    visitor = visit("/", **WHOLE)
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate(MOVED) == []


def test_no_control_lies_on_another_however_much_is_chosen(visit):
    chosen = "cat=labour&cat=flood&place=hall-of-pages&source=O+Farol&side=company"
    visitor = visit(f"/?{chosen}", **WHOLE)
    expect(visitor.page.locator(".picked").first).to_be_visible()
    boxes = [each.bounding_box() for each in visitor.page.locator(CONTROLS).all()]
    assert len(boxes) >= 9
    for number, box in enumerate(boxes):
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WHOLE["width"]
        assert not any(overlap(box, other) for other in boxes[number + 1 :])


def overlap(one, other):
    return all(
        min(one[at] + one[size], other[at] + other[size]) - max(one[at], other[at]) > 1
        for at, size in (("x", "width"), ("y", "height"))
    )


def test_the_map_says_how_many_events_lie_beside_it_and_brings_them(visit):
    visitor = visit("/?map=14/-37.9/-25.4", **WHOLE)
    outside = visitor.map.get_by_role("button", name="outside this view: show all on the map")
    outside.click()
    expect(outside).to_be_hidden()
    expect(visitor.marks.first).to_be_visible()


def test_the_map_follows_the_theme_at_once(visit):
    visitor = visit("/", **WHOLE)
    for scheme, name in (("dark", "dark"), ("light", ""), ("dark", "dark")):
        visitor.page.emulate_media(color_scheme=scheme)
        expect(visitor.map.locator("html")).to_have_class(name)


def test_the_link_that_skips_to_the_list_leaves_what_is_open(visit):
    visitor = visit("/", **WHOLE)
    visitor.listed.first.click()
    expect(visitor.panel).to_be_visible()
    visitor.page.locator(".skip").focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.panel).to_have_count(0)
    expect(visitor.page.locator("#events")).to_be_focused()
    expect(visitor.listed.first).to_be_visible()


def test_back_goes_through_what_was_opened_and_asked_for(visit):
    visitor = visit("/", **WHOLE)
    everything = visitor.shown
    visitor.page.get_by_label("Search", exact=True).press_sequentially("strike", delay=30)
    visitor.has_link(q="strike")
    expect(visitor.summary).not_to_have_text(re.compile(rf"^{everything} of"))
    found = visitor.shown
    visitor.listed.first.click()
    expect(visitor.page).to_have_url(re.compile("event="))
    event = visitor.link["event"]
    visitor.button("Next day with events").click()
    expect(visitor.page).to_have_url(re.compile("from="))
    visitor.page.go_back()
    expect(visitor.summary).to_have_text(re.compile(rf"^{found} of"))
    assert visitor.link == {"q": ["strike"], "event": event}
    visitor.page.go_back()
    expect(visitor.panel).to_have_count(0)
    visitor.settles()
    assert visitor.link == {"q": ["strike"]}
    visitor.settles()
    visitor.page.go_back()
    expect(visitor.summary).to_have_text(re.compile(rf"^{everything} of"))
    visitor.page.go_forward()
    expect(visitor.summary).to_have_text(re.compile(rf"^{found} of"))
    visitor.button("Undo").click()
    visitor.settles()


def test_all_parts_agree_after_the_connection_was_lost_twice(browser, server):
    with Relay(server) as relay, browser.new_context(viewport=WHOLE) as context:
        visitor = Visitor(context.new_page(), relay.address)
        visitor.goes_to("/?cat=flood")
        shown = visitor.summary.inner_text()
        lost = visitor.page.get_by_text("The connection is lost.")
        key = visitor.map.locator(".key button").first
        for press in (None, "click"):
            relay.cut()
            if press:  # before the page has noticed
                key.dispatch_event(press)
            expect(lost).to_be_visible()
            assert visitor.page.locator("[data-testid=stMain]").get_attribute("inert") is not None
            relay.mend()
            expect(lost).to_have_count(0, timeout=30_000)
            visitor.settles()
            assert visitor.link == {"cat": ["flood"]}
            assert visitor.summary.inner_text() == shown
            assert press or not [error for error in visitor.errors if "Cannot send" in error]
        visitor.button("Clear all filters and dates").click()
        expect(visitor.summary).not_to_have_text(shown)


def test_a_telephone_shows_all_pages_and_an_open_event_in_the_place_of_the_filters(phone):
    links = phone.page.get_by_role("navigation", name="Pages").get_by_role("link").all()
    assert len(links) > 5
    for link in links:
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["height"] >= 44
    filters = phone.page.locator(".st-key-filters, .st-key-dates")
    period, menu = phone.page.get_by_label("Period", exact=True), phone.button("Category")
    expect(phone.page.get_by_label("Search", exact=True)).to_be_visible()
    for folded in (period, menu):
        expect(folded).to_be_hidden()
    phone.page.locator("summary", has_text="Filters").tap()
    for folded in (period, menu):
        expect(folded).to_be_visible()
    phone.listed.first.click()
    expect(phone.panel.locator("h2")).to_be_focused()
    for row in filters.all():
        expect(row).to_be_hidden()
    phone.button("Back to the list").click()
    expect(filters.first).to_be_visible()


def test_a_swipe_on_a_telephone_moves_the_sheet_and_filters_nothing(phone):
    before = phone.summary.inner_text()
    frame = phone.page.locator("iframe[title*=folium]").bounding_box()
    for part in (0.3, 0.9):
        phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
        swipe_up(phone.page, 200, frame["y"] + part * frame["height"])
        phone.page.wait_for_function(f"{SCROLLED} > 100")
    assert phone.summary.inner_text() == before
    assert phone.link == {}
