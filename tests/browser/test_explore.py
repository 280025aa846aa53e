"""Exploring: dates, filters, selecting, and doing it all by keyboard or on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from pages.parts.listing import PAGE

pytestmark = pytest.mark.browser

EVENT = "1893-01-quarry-closes"
STRIKE = "1892-03-04-harbour-strike-begins"
TITLE = "Slate quarry above Vellum closes"
LAST = "Boats bring bread to Lower Leaf"


def test_dates_change_the_marks_and_say_what_is_left_out_without_rebuilding_the_map(visit, quill):
    visitor = visit(f"/?event={EVENT}")
    visitor.map_frame.evaluate("window.kept = true")
    loads = []
    visitor.page.on("framenavigated", lambda frame: loads.append(frame.url))
    note = visitor.page.get_by_text("not among those shown now")
    expect(note).to_have_count(0)

    visitor.slider("start").focus()
    visitor.page.keyboard.press("End")

    expect(visitor.summary).to_contain_text(f"1 of {quill.engine.size} events")
    expect(visitor.marks).to_have_count(1)
    expect(visitor.marks).to_have_attribute("aria-label", re.compile(LAST))
    expect(note).to_be_visible()
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
    visitor.stepper.focus()
    visitor.page.keyboard.press("Home")
    while TITLE not in (visitor.stepper.get_attribute("aria-valuetext") or ""):
        visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press("Enter")


def by_link(visitor):
    visitor.goes_to(f"/?event={EVENT}")


def test_every_way_to_choose_an_event_leads_to_the_same_and_closing_it_back(visit):
    visitor = visit()
    for choose in (by_mark, by_enter_on_a_mark, by_list, by_timeline, by_link):
        expect(visitor.panel).to_have_count(0)
        choose(visitor)
        expect(visitor.panel.locator("h2")).to_have_text(TITLE)
        expect(visitor.listed.filter(has_text=TITLE)).to_have_attribute("aria-pressed", "true")
        expect(visitor.mark(TITLE)).to_have_class(re.compile(r"\bselected\b"))
        expect(visitor.stepper).to_have_attribute("aria-valuetext", re.compile(TITLE))
        visitor.has_link(event=EVENT)
        assert visitor.link == {"event": [EVENT]}
        visitor.panel.get_by_role("button", name="Close").click()
    expect(visitor.panel).to_have_count(0)
    expect(visitor.page).not_to_have_url(re.compile("event="))
    expect(visitor.mark(TITLE)).not_to_have_class(re.compile(r"\bselected\b"))


def test_the_panel_takes_the_place_of_the_list_and_the_keyboard_goes_with_it_and_back(visit, quill):
    visitor = visit()
    keyboard, heading = visitor.page.keyboard, visitor.panel.locator("h2")
    rows, row = visitor.page.locator(".rows"), visitor.listed.filter(has_text=TITLE)
    ids = [event["id"] for event in quill.engine.page(quill.offers.view.query, 0, PAGE + 1)]
    place = ids.index(EVENT)
    titles = [quill.records.by_id[name].title for name in ids]

    visitor.mark(TITLE).click()
    expect(visitor.page.locator(".corridors-spoken")).to_have_text(TITLE)
    expect(heading).not_to_be_focused()
    visitor.button("Close").click()
    expect(rows).to_be_visible()

    row.press("Enter")
    expect(heading).to_be_focused()
    expect(rows).to_be_hidden()
    expect(visitor.page.get_by_role("status").filter(has_text=" events")).to_have_count(1)
    excerpt = visitor.panel.locator(".excerpt").first.bounding_box()
    head = visitor.panel.bounding_box()
    assert excerpt["y"] + excerpt["height"] - head["y"] < 640

    later = visitor.button("Next event")
    later.press("Enter")
    expect(heading).to_have_text(titles[place + 1])
    expect(later).to_be_focused()
    expect(visitor.page.locator(".corridors-spoken")).to_have_text(titles[place + 1])
    visitor.button("Previous event").press("Enter")
    expect(heading).to_have_text(TITLE)
    expect(visitor.panel.locator(".counter")).to_have_text(f"{place + 1} of {quill.engine.size}")

    visitor.button("Back to the list").press("Enter")
    expect(row).to_be_focused()
    expect(visitor.panel).to_have_count(0)
    expect(visitor.page).not_to_have_url(re.compile("event="))
    keyboard.press("Enter")
    expect(heading).to_be_focused()
    keyboard.press("Escape")
    expect(visitor.panel).to_have_count(0)
    expect(row).to_be_focused()

    mark = visitor.mark(TITLE)
    mark.press("Enter")
    expect(heading).to_be_focused()
    keyboard.press("Escape")
    expect(visitor.panel).to_have_count(0)
    expect(mark).to_be_focused()

    visitor.goes_to(f"/?event={STRIKE}")
    title, related = heading.inner_text(), visitor.panel.locator("nav li button").first
    words = related.inner_text()
    related.click()
    expect(heading).not_to_have_text(title)
    assert heading.inner_text() in words


def test_rows_and_marks_light_each_other(visit):
    visitor = visit()
    visitor.map_frame.evaluate(
        """() => { window.told = []; addEventListener("message", ({ data }) => {
             if (data?.corridors === "hover") told.push(data.row); }); }"""
    )
    row = visitor.page.locator("[data-row]").nth(2)
    number = int(row.get_attribute("data-row"))
    visitor.listed.nth(2).hover()
    visitor.page.mouse.move(5, 5)
    visitor.map_frame.wait_for_function(f"told.length === 2 && told[0] === {number}")
    assert visitor.map_frame.evaluate("told[1]") == -1
    tell = "row => parent.postMessage({ corridors: 'hovered', row }, '*')"
    visitor.map_frame.evaluate(tell, number)
    expect(visitor.page.locator("[data-lit]")).to_have_count(1)
    expect(row).to_have_attribute("data-lit", "")
    visitor.map_frame.evaluate(tell, -1)
    expect(visitor.page.locator("[data-lit]")).to_have_count(0)


def test_the_history_of_a_place_is_read_by_keyboard_and_leads_back(visit):
    event = "1893-11-18-causeway-washed-away"
    visitor = visit(f"/?event={event}")
    keyboard, heading = visitor.page.keyboard, visitor.panel.locator("h2")
    title = heading.inner_text()
    # Of the two outlines, the event lights the one that stood on its day.
    expect(visitor.map.locator('path[stroke="#B00020"]')).to_have_count(1)
    place = visitor.button("Quill causeway: its history")
    place.press("Enter")

    expect(heading).to_have_text("Quill causeway")
    expect(heading).to_be_focused()
    visitor.has_link(event=event, history="quill-causeway")
    outlines = visitor.panel.locator(".outlines li strong")
    expect(outlines).to_have_text(
        ["June 1892 (day not given) to 1 May 1893", "2 May 1893 to 18 November 1893"]
    )
    events = visitor.panel.locator(".history button")
    expect(events).to_have_count(3)
    expect(events.nth(2)).to_have_attribute("aria-current", "true")
    expect(events.nth(2)).to_contain_text(title)

    keyboard.press("Shift+Tab")
    expect(visitor.button("Back to the event")).to_be_focused()
    keyboard.press("Enter")
    expect(heading).to_have_text(title)
    expect(place).to_be_focused()
    expect(visitor.page).not_to_have_url(re.compile("history="))

    keyboard.press("Enter")
    expect(heading).to_be_focused()
    keyboard.press("Tab")
    expect(events.first).to_be_focused()
    keyboard.press("Enter")
    expect(heading).to_have_text("Causeway to Little Quill opens at low water")
    expect(heading).to_be_focused()
    visitor.has_link(event="1892-06-causeway-opens")


def test_the_days_with_events_and_the_pages_of_the_list_are_turned_one_by_one(visit, quill):
    visitor = visit()
    size = quill.engine.size
    listed, pages = visitor.listed.all_inner_texts(), -(-size // PAGE)
    for page in range(2, pages + 1):
        visitor.button("Next").last.click()
        expect(visitor.page.get_by_text(f"Page {page} of {pages}")).to_be_visible()
        listed += visitor.listed.all_inner_texts()
    assert len(listed) == len(set(listed)) == size
    expect(visitor.button("Next").last).to_be_disabled()

    first = f"2 of {size} events, 1 January 1891 to 31 December 1891"
    visitor.button("Next day").click()
    expect(visitor.summary).to_contain_text(first)
    expect(visitor.button("Previous day")).to_be_disabled()
    visitor.button("Next day").click()
    expect(visitor.summary).to_contain_text("1 October 1891 to 31 October 1891")
    visitor.button("Previous day").click()
    expect(visitor.summary).to_contain_text(first)
    visitor.has_link(to="1891-12-31")


def test_filters_and_a_period_are_chosen_and_all_are_cleared(visit, quill):
    visitor = visit("/?status=reported")
    visitor.unfolds_menu("Category")
    visitor.page.get_by_role("combobox", name="Category").click()
    visitor.page.get_by_role("option", name=re.compile("^Labour")).click()
    table = quill.table
    wanted = (table["category"] == "labour") & (table["status"] == "reported")
    expect(visitor.summary).to_contain_text(f"{wanted.sum()} of")
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("combobox", name="Period").click()
    visitor.page.get_by_role("option", name="Two weeks without cargo, March 1892").click()
    expect(visitor.summary).to_contain_text("4 March 1892 to 18 March 1892")
    visitor.has_link(**{"from": "1892-03-04", "to": "1892-03-18"})
    everything = visitor.button("Clear all filters and dates")
    everything.click()
    expect(visitor.summary).to_contain_text(f"{len(table)} of {len(table)}")
    expect(everything).to_be_disabled()
    expect(visitor.page).not_to_have_url(re.compile(r"\?"))
    visitor.button("Undo").click()
    expect(visitor.summary).to_contain_text("4 March 1892 to 18 March 1892")


def test_a_search_in_persian_finds_the_events_at_a_place_and_one_button_leads_back(visit, quill):
    visitor = visit()
    size, words = quill.engine.size, "گذرگاه قلم"
    visitor.page.get_by_label("Search").fill(words)
    visitor.page.keyboard.press("Enter")
    there = (quill.table["place"] == "quill-causeway").sum()
    expect(visitor.summary).to_contain_text(f"{there} of")
    expect(visitor.page).to_have_url(re.compile("q="))
    assert visitor.link == {"q": [words]}

    visitor.page.get_by_label("Search").fill("zzzz")
    visitor.page.keyboard.press("Enter")
    expect(visitor.summary).to_contain_text("0 of")
    expect(visitor.marks).to_have_count(0)
    visitor.button("Show all events").click()
    expect(visitor.summary).to_contain_text(f"{size} of {size}")


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


def test_on_a_telephone_the_map_comes_first_and_a_mark_opens_its_event(visit):
    visitor = visit(width=390, height=844)
    frame = visitor.page.locator("iframe[title*=folium]").bounding_box()
    listing = visitor.page.locator(".listing").bounding_box()
    assert frame["y"] + frame["height"] <= listing["y"]
    assert frame["width"] <= 390

    visitor.mark(TITLE).click()
    expect(visitor.panel).to_have_count(1)
