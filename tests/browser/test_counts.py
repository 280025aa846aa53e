"""More events than a browser holds: the map counts them, exactly, and names each from near."""

import re
from time import monotonic

import pytest
from playwright.sync_api import expect

from benchmarks.sample import write_events

pytestmark = pytest.mark.browser

MANY = 30_000
"""More than a map holds one by one (MOST_EVENTS)."""


@pytest.fixture(scope="module")
def many(start_server, tmp_path_factory):
    """The address of a server whose maps hold no more than a part of the events."""
    path = tmp_path_factory.mktemp("counts") / "many.parquet"
    write_events(MANY, path)
    return start_server(path, CORRIDORS_IN_BROWSER="1000")


@pytest.fixture
def visitor(visit, many):
    return visit(server=many)


def number_in(text):
    found = re.search(r"[\d,]+", text or "")
    return int(found[0].replace(",", "")) if found else 0


def counted(visitor):
    """Add up what the marks, and the chips beside them, say."""
    names = visitor.map.locator(".mark:visible").evaluate_all(
        "marks => marks.map(mark => mark.getAttribute('aria-label'))"
    )
    chips = visitor.map.locator(".chip:visible").all_inner_texts()
    told = [text for text in chips if re.match(r"[\d,]+ outside|No place|Away", text)]
    return sum(map(number_in, [*names, *told]))


def shows_all_of_the_list(visitor):
    """Wait until the map counts as many events as the list has."""
    latest = monotonic() + 20
    while counted(visitor) != visitor.shown:
        assert monotonic() < latest, (counted(visitor), visitor.shown)
        visitor.page.wait_for_timeout(100)


def test_the_marks_and_chips_count_every_event(visitor):
    assert visitor.shown == MANY
    shows_all_of_the_list(visitor)
    expect(visitor.map.get_by_text("Counts by area")).to_be_visible()


def test_while_the_hand_moves_counts_are_called_near(visitor):
    visitor.window.focus()
    visitor.page.keyboard.press("Shift+ArrowLeft")
    expect(visitor.map.get_by_text("Nearly, until the dates rest")).to_be_visible()
    expect(visitor.map.get_by_text("Counts by area")).to_be_visible()
    shows_all_of_the_list(visitor)


def test_counts_are_exact_wherever_the_hand_rests_and_whatever_is_filtered(visitor):
    visitor.window.focus()
    for keys in (["Shift+ArrowLeft"] * 5, ["PageDown", "PageDown"]):
        before = visitor.summary.inner_text()
        for key in keys:
            visitor.page.keyboard.press(key)
        expect(visitor.summary).not_to_have_text(before)
        shows_all_of_the_list(visitor)
    assert 0 < visitor.shown < MANY
    visitor.map.locator(".key button").first.click()
    expect(visitor.map.locator(".key button").first).to_have_attribute("aria-pressed", "true")
    shows_all_of_the_list(visitor)


def test_from_near_each_event_has_its_mark(visitor):
    for _ in range(6):
        marks = visitor.map.locator(".mark.several:visible")
        largest = max(range(marks.count()), key=lambda n: number_in(marks.nth(n).inner_text()))
        with visitor.redraws():
            marks.nth(largest).click(force=True)
        if not visitor.map.get_by_text("Counts by area").is_visible():
            break
    shows_all_of_the_list(visitor)
    expect(visitor.map.locator(".mark[aria-label*='events here']:visible")).to_have_count(0)
    few = min(range(marks.count()), key=lambda n: number_in(marks.nth(n).inner_text()))
    marks.nth(few).click(force=True)
    chosen = visitor.map.locator(".chooser li button, .mark.single:visible").first
    expect(chosen).to_be_visible()
    chosen.click(force=True)
    expect(visitor.panel).to_contain_text("Reported by")
    expect(visitor.page).to_have_url(re.compile("event=synthetic-"))


def test_the_open_event_is_marked_in_the_count_that_holds_it(visitor):
    visitor.listed.first.click()
    expect(visitor.panel).to_contain_text("Reported by")
    selected = visitor.map.locator(".mark.selected:visible")
    expect(selected).to_have_count(1)
    shows_all_of_the_list(visitor)


def test_what_a_search_leaves_is_there_one_by_one(visitor):
    visitor.page.get_by_label("Search").fill("Corvath block 6 strike")
    visitor.page.get_by_label("Search").press("Enter")
    expect(visitor.summary).not_to_contain_text(f"{MANY:,} of")
    expect(visitor.map.get_by_text("Counts by area")).to_be_hidden()
    expect(visitor.map.locator(".chip", has_text="No place")).to_be_hidden()
    assert 0 < visitor.shown < MANY


def test_a_part_that_the_server_has_no_more_is_written_again(visitor):
    visitor.page.route("**/part-*", lambda route: route.abort())
    visitor.window.focus()
    visitor.page.keyboard.press("Shift+ArrowLeft")
    again = visitor.map.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    visitor.page.unroute("**/part-*")
    again.click()
    expect(again).to_be_hidden()
    shows_all_of_the_list(visitor)
    visitor.errors.clear()  # of the requests that were cut off


def test_only_in_view_narrows_at_once_where_the_map_counts(visitor):
    with visitor.redraws():
        visitor.map.locator(".mark.several:visible").first.click(force=True)
    expect(visitor.map.get_by_text("outside this view")).to_be_visible()
    visitor.button("Only in view").click()
    expect(visitor.summary).not_to_contain_text(f"{MANY:,} of")
    expect(visitor.map.get_by_text("outside this view")).to_be_hidden()
