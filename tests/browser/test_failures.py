"""What a visitor is told where something does not come, and that it can be tried again."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def opens(browser, server):
    """Open the dashboard with some requests answered by a test; its errors are its own."""
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()

        def open_page(pattern, answer):
            page.route(pattern, answer)
            page.goto(server)
            return page

        yield open_page


def map_of(page):
    return page.frame_locator("iframe[title*=folium]")


def abort(route):
    route.abort()


def spoil(route):
    route.fulfill(body="{ this is no JSON", content_type="application/json")


def refuse(route):
    route.fulfill(status=503, body="")


@pytest.mark.parametrize(
    ("pattern", "answer", "words"),
    [
        ("**/base-*.json.gz", abort, "A file of this map could not be fetched."),
        ("**/events-*.bin.gz", refuse, "A file of this map could not be fetched."),
        ("**/titles-*.json.gz", abort, "A file of this map could not be fetched."),
        ("**/rows-*.bin.gz", abort, "A file of this map could not be fetched."),
        ("**/base-*.json.gz", spoil, "A file of this map could not be read."),
    ],
)
def test_a_file_that_does_not_come_is_told_on_the_map_and_can_be_tried_again(
    browser, server, opens, pattern, answer, words
):
    page = opens(pattern, answer)
    if "rows" in pattern:
        page.goto(f"{server}/?cat=aid")
    alert = map_of(page).get_by_role("alert")
    expect(alert).to_contain_text(words, timeout=30_000)
    page.unroute(pattern)
    alert.get_by_role("button", name="Try again").click()
    expect(alert).to_have_count(0)
    expect(map_of(page).locator(".mark:visible").first).to_be_visible()


def test_an_error_of_the_script_is_told_on_the_map(opens):
    spoilt = "setTimeout(() => { throw new Error('no such thing'); }, 3000);"

    def break_later(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=f"{answer.text()}\n{spoilt}")

    page = opens("**/map-*.js", break_later)
    alert = map_of(page).get_by_role("alert")
    expect(alert).to_contain_text("The map's script has failed.", timeout=30_000)
    expect(alert).to_contain_text("no such thing")
    page.unroute("**/map-*.js")
    alert.get_by_role("button", name="Try again").click()
    expect(map_of(page).locator(".mark:visible").first).to_be_visible()


def test_a_map_whose_script_does_not_come_is_told_on_the_page(opens):
    page = opens("**/map-*.js", abort)
    alert = page.get_by_role("alert").filter(has_text="The map could not be loaded.")
    expect(alert).to_be_visible(timeout=40_000)
    page.unroute("**/map-*.js")
    alert.get_by_role("button", name="Try again").click()
    expect(map_of(page).locator(".mark:visible").first).to_be_visible(timeout=30_000)
    expect(alert).to_have_count(0)


def test_a_part_of_the_page_that_does_not_come_is_told_in_its_place(opens):
    page = opens("**/share.js*", abort)
    page.get_by_role("button", name="Share").click(timeout=30_000)
    alert = page.get_by_role("alert").filter(has_text="This part of the page could not be loaded.")
    expect(alert).to_be_visible()
    page.unroute("**/share.js*")
    alert.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Copy link", exact=True)).to_be_visible()
    expect(alert).to_have_count(0)
