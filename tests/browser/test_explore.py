"""Exploring: dates, filters, selecting, and doing it all by keyboard or on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from pages.parts.listing import PAGE
from tests.browser.articles import ALL, EVENTS

pytestmark = pytest.mark.browser

EVENT = "2024-04-07-us-pressure-over-rafah"
TITLE = "US officials press Israel over its plans for Rafah"
LAST_DAY = "23 May 2025"


def test_the_slider_changes_the_marks_without_rebuilding_the_map(visit):
    visitor = visit()
    visitor.map_frame.evaluate("window.kept = true")
    loads = []
    visitor.page.on("framenavigated", lambda frame: loads.append(frame.url))

    visitor.slider("start").focus()
    visitor.page.keyboard.press("End")

    expect(visitor.summary).to_have_text(f"Showing 1 of {ALL} events, {LAST_DAY}")
    expect(visitor.marks).to_have_count(1)
    expect(visitor.marks).to_have_attribute("aria-label", re.compile("Community kitchen"))
    assert visitor.map_frame.evaluate("window.kept") is True
    assert not [url for url in loads if "folium" in url]


def by_mark(visitor):
    visitor.mark(TITLE).click()


def by_enter_on_a_mark(visitor):
    visitor.mark(TITLE).focus()
    visitor.page.keyboard.press("Enter")


def by_list(visitor):
    visitor.listed.filter(has_text=TITLE).click()


def by_timeline(visitor):
    visitor.bar(TITLE).click(force=True)


def by_link(visitor):
    visitor.goes_to(f"/?event={EVENT}")


def test_every_way_to_choose_an_event_leads_to_the_same(visit):
    visitor = visit()
    for choose in (by_mark, by_enter_on_a_mark, by_list, by_timeline, by_link):
        expect(visitor.panel).to_have_count(0)
        choose(visitor)
        expect(visitor.panel.locator("h2")).to_have_text(TITLE)
        expect(visitor.listed.filter(has_text=TITLE)).to_have_attribute("aria-pressed", "true")
        expect(visitor.mark(TITLE)).to_have_class(re.compile(r"\bselected\b"))
        expect(visitor.bar(TITLE)).to_have_attribute("stroke", "#D00000")
        visitor.has_link(event=EVENT)
        assert visitor.link == {"event": [EVENT]}
        visitor.panel.get_by_role("button", name="Close").click()


def test_closing_the_panel_takes_the_event_out_of_the_address(visit):
    visitor = visit(f"/?event={EVENT}")
    visitor.panel.get_by_role("button", name="Close").click()
    expect(visitor.panel).to_have_count(0)
    expect(visitor.page).not_to_have_url(re.compile("event="))
    expect(visitor.mark(TITLE)).not_to_have_class(re.compile(r"\bselected\b"))


def test_a_related_event_opens_from_the_panel(visit):
    visitor = visit(f"/?event={EVENT}")
    related = visitor.panel.locator("nav button").first
    words = related.inner_text()
    related.click()
    expect(visitor.panel.locator("h2")).not_to_have_text(TITLE)
    assert visitor.panel.locator("h2").inner_text() in words
    expect(visitor.page).not_to_have_url(re.compile(rf"event={EVENT}(&|$)"))


def test_a_brush_on_the_timeline_sets_the_dates(visit):
    visitor = visit()
    visitor.timeline.scroll_into_view_if_needed()
    box = visitor.timeline.bounding_box()
    height = box["y"] + box["height"] / 2
    visitor.page.mouse.move(box["x"] + box["width"] * 0.5, height)
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + box["width"] * 0.6, height, steps=4)
    visitor.page.mouse.move(box["x"] + box["width"] * 0.8, height, steps=4)
    visitor.page.mouse.up()

    expect(visitor.page).to_have_url(re.compile("from=.*&to="))
    start, end = visitor.link["from"][0], visitor.link["to"][0]
    assert "2024-01-01" < start < "2024-10-01" < end < "2025-05-01"
    for side, day in (("start", start), ("end", end)):
        year, month, day = map(int, day.split("-"))
        name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        words = f"{day} {name[month - 1]} {year}"
        expect(visitor.slider(side)).to_have_attribute("aria-valuetext", words)
    expect(visitor.summary).not_to_contain_text(f"Showing {ALL} of")


def test_next_and_previous_step_through_the_days_with_events(visit):
    visitor = visit()
    visitor.button("Next day").click()
    expect(visitor.summary).to_have_text(f"Showing 2 of {ALL} events, 7 October 2023")
    expect(visitor.button("Previous day")).to_be_disabled()
    visitor.button("Next day").click()
    expect(visitor.summary).to_contain_text("1 December 2023 to 31 December 2023")
    visitor.button("Previous day").click()
    expect(visitor.summary).to_have_text(f"Showing 2 of {ALL} events, 7 October 2023")
    visitor.has_link(to="2023-10-07")


def test_a_period_sets_the_dates(visit):
    visitor = visit()
    visitor.page.get_by_role("combobox", name="Period").click()
    visitor.page.get_by_role("option", name="Withdrawal from the south, April 2024").click()
    expect(visitor.summary).to_contain_text("1 April 2024 to 30 April 2024")
    visitor.has_link(**{"from": "2024-04-01", "to": "2024-04-30"})


def test_a_search_in_arabic_finds_the_events_at_a_place(visit):
    visitor = visit()
    visitor.page.get_by_label("Search").fill("محور نتساريم")
    visitor.page.keyboard.press("Enter")
    expect(visitor.summary).not_to_contain_text(f"Showing {ALL} of")
    there = ("netzarim-corridor", "netzarim-salah-al-din", "netzarim-al-rashid")
    found = [event for event in EVENTS if event.place in there]
    expect(visitor.summary).to_contain_text(f"Showing {len(found)} of")
    expect(visitor.page).to_have_url(re.compile("q="))
    assert visitor.link == {"q": ["محور نتساريم"]}


def test_a_filter_is_chosen_and_all_are_cleared(visit):
    visitor = visit("/?status=contested")
    visitor.page.get_by_role("combobox", name="Category").click()
    visitor.page.get_by_role("option", name=re.compile("^Withdrawal")).click()
    wanted = [e for e in EVENTS if (e.category, e.status) == ("withdrawal", "contested")]
    expect(visitor.summary).to_contain_text(f"Showing {len(wanted)} of")
    visitor.page.keyboard.press("Escape")
    visitor.button("Clear 2 filters").click()
    expect(visitor.summary).to_contain_text(f"Showing {ALL} of {ALL}")
    expect(visitor.button("Clear 0 filters")).to_be_disabled()
    expect(visitor.page).not_to_have_url(re.compile(r"\?"))


def test_where_nothing_matches_one_button_leads_back(visit):
    visitor = visit("/?q=zzzz")
    expect(visitor.summary).to_contain_text("Showing 0 of")
    expect(visitor.marks).to_have_count(0)
    visitor.button("Show all events").click()
    expect(visitor.summary).to_contain_text(f"Showing {ALL} of {ALL}")


def test_the_list_turns_its_pages(visit):
    visitor = visit()
    listed, pages = visitor.listed.all_inner_texts(), -(-ALL // PAGE)
    for page in range(2, pages + 1):
        visitor.button("Next").last.click()
        expect(visitor.page.get_by_text(f"Page {page} of {pages}")).to_be_visible()
        listed += visitor.listed.all_inner_texts()
    assert len(listed) == len(set(listed)) == ALL
    expect(visitor.button("Next").last).to_be_disabled()


def focused(visitor):
    """Say what has the focus, inside the map's frame too."""
    script = "() => { const e = document.activeElement; return `${e.tagName} ${e.className}`; }"
    return visitor.page.evaluate(script) + " " + visitor.map_frame.evaluate(script)


def presses_until(visitor, key, reached):
    """Press a key until the focus is on what is wanted; give up after a hundred times."""
    for _ in range(100):
        visitor.page.keyboard.press(key)
        if reached():
            return
    raise AssertionError(f"{key} never got there; the focus is on {focused(visitor)}")


def test_the_keyboard_alone_reaches_mark_slider_list_and_panel(visit):
    visitor = visit()
    has_focus = "node => node.matches(':focus')"

    presses_until(
        visitor,
        "Tab",
        lambda: "mark" in visitor.map_frame.evaluate("document.activeElement.className"),
    )
    presses_until(visitor, "Tab", lambda: visitor.slider("start").evaluate(has_focus))
    presses_until(visitor, "Tab", lambda: visitor.listed.first.evaluate(has_focus))
    visitor.page.keyboard.press("Enter")
    expect(visitor.panel).to_be_visible()
    close = visitor.panel.get_by_role("button", name="Close")
    presses_until(visitor, "Shift+Tab", lambda: close.evaluate(has_focus))
    visitor.page.keyboard.press("Enter")
    expect(visitor.panel).to_have_count(0)


def test_nothing_scrolls_sideways_on_a_telephone(visit):
    boxes = "[document.scrollingElement, document.querySelector('[data-testid=stMain]')]"
    visitor = visit(width=390, height=844)
    for path in (f"/?event={EVENT}", "/Compare", "/Sources", "/Data", "/About"):
        visitor.goes_to(path)
        wide = visitor.page.evaluate(f"{boxes}.map(box => box.scrollWidth - box.clientWidth)")
        assert wide == [0, 0], path


def test_the_map_comes_before_the_list_on_a_telephone(visit):
    visitor = visit(width=390, height=844)
    frame = visitor.page.locator("iframe[title*=folium]").bounding_box()
    listing = visitor.page.locator(".listing").bounding_box()
    assert frame["y"] + frame["height"] <= listing["y"]
    assert frame["width"] <= 390


def test_dates_are_cleared_with_the_filters(visit):
    visitor = visit("/?cat=withdrawal&from=2025-01-01")
    visitor.button("Clear 2 filters").click()
    expect(visitor.summary).to_contain_text(f"Showing {ALL} of {ALL}")
    expect(visitor.page).not_to_have_url(re.compile(r"\?"))


def test_an_open_event_that_is_not_shown_says_so(visit):
    visitor = visit(f"/?event={EVENT}")
    note = visitor.page.get_by_text("not among those shown now")
    expect(note).to_have_count(0)
    visitor.slider("start").focus()
    visitor.page.keyboard.press("End")
    expect(note).to_be_visible()


def test_on_a_telephone_a_selected_mark_leads_to_its_text(visit):
    visitor = visit(width=390, height=844)
    visitor.mark(TITLE).click()
    expect(visitor.panel).to_have_count(1)
    expect(visitor.panel.locator("h2")).not_to_be_in_viewport()
    visitor.map.get_by_role("button", name="Read it").click()
    expect(visitor.panel.locator("h2")).to_be_in_viewport()
