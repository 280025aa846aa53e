"""What a visitor is told where something does not come, and that it can be tried again."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import IDLE

pytestmark = pytest.mark.browser

NOT_FETCHED = "A file of this map could not be fetched."
NOT_READ = "A file of this map could not be read."


@pytest.fixture
def page(contexts):
    """A page whose errors are expected, and whose clock a test can turn."""
    with contexts(clock=True).new_page() as page:
        yield page


@pytest.fixture
def opens(page, server):
    """Open the dashboard with some requests answered by a test."""

    def open_page(pattern, answer, path="/"):
        page.route(pattern, answer)
        page.goto(f"{server}{path}")
        return page

    return open_page


def map_of(page):
    return page.frame_locator("iframe[title*=folium]")


def abort(route):
    route.abort()


def spoil(route):
    route.fulfill(body="{ this is no JSON", content_type="application/json")


def refuse(route):
    route.fulfill(status=503, body="")


FAILURES = {
    "two-files": (
        "/",
        [
            ("**/base-*.json.gz", abort, NOT_FETCHED),
            ("**/base-*.json.gz", spoil, NOT_READ),
            ("**/events-*.bin.gz", refuse, NOT_FETCHED),
        ],
    ),
    "titles": ("/", [("**/titles-*.json.gz", abort, NOT_FETCHED)]),
    "rows": ("/?cat=labour", [("**/rows-*.bin.gz", abort, NOT_FETCHED)]),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_file_that_does_not_come_is_told_on_the_map_and_can_be_tried_again(opens, name):
    path, ((first, answer, words), *more) = FAILURES[name]
    page = opens(first, answer, path)
    alert = map_of(page).get_by_role("alert")
    expect(alert).to_contain_text(words, timeout=30_000)
    for pattern, answer, words in more:
        page.unroute_all()
        page.route(pattern, answer)
        alert.get_by_role("button", name="Try again").click()
        expect(alert).to_contain_text(words)
    page.unroute_all()
    alert.get_by_role("button", name="Try again").click()
    expect(alert).to_have_count(0)
    expect(map_of(page).locator(".mark:visible").first).to_be_visible()


SPOILT = """
new MutationObserver(() => { throw new Error("no such thing"); })
  .observe(document.documentElement, { attributeFilter: ["data-settled"] });
"""
"""Fails once the map has drawn all."""


def test_an_error_of_the_script_is_told_on_the_map(opens):
    def break_later(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=f"{answer.text()}\n{SPOILT}")

    page = opens("**/map-*.js", break_later)
    alert = map_of(page).get_by_role("alert")
    expect(alert).to_contain_text("The map's script has failed.", timeout=30_000)
    expect(alert).to_contain_text("no such thing")
    page.unroute_all()
    alert.get_by_role("button", name="Try again").click()
    expect(map_of(page).locator(".mark:visible").first).to_be_visible()


def test_a_map_that_stands_before_the_scripts_of_its_page_is_heard_by_them(page, opens):
    held = []
    opens("**/map_frame.js", lambda route: held.append(route))
    expect(map_of(page).locator(".mark:visible").first).to_be_visible(timeout=30_000)
    assert held
    assert page.evaluate("window.corridorsView") is None
    for route in held:
        route.continue_()
    page.wait_for_function("window.corridorsView?.length === 3")


def test_a_map_whose_script_does_not_come_is_told_on_the_page(page, opens):
    # A script that is asked for later than the route lasts would come by itself.
    with page.expect_event("requestfailed", lambda asked: "/map-" in asked.url, timeout=40_000):
        opens("**/map-*.js", abort)
    page.locator(IDLE).wait_for(timeout=30_000)
    page.clock.fast_forward(13_000)  # the page's patience is shorter
    alert = page.get_by_role("alert").filter(has_text="The map could not be loaded.")
    expect(alert).to_be_visible(timeout=40_000)
    page.locator(IDLE).wait_for(timeout=30_000)
    page.unroute_all()
    alert.get_by_role("button", name="Try again").click()
    expect(map_of(page).locator(".mark:visible").first).to_be_visible(timeout=30_000)
    expect(alert).to_have_count(0)


def test_a_part_of_the_page_that_does_not_come_is_told_in_its_place(opens):
    page = opens("**/share.js*", abort)
    page.get_by_role("button", name="Share").click(timeout=30_000)
    alert = page.get_by_role("alert").filter(has_text="This part of the page could not be loaded.")
    expect(alert).to_be_visible()
    page.unroute_all()
    alert.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Copy link", exact=True)).to_be_visible()
    expect(alert).to_have_count(0)
