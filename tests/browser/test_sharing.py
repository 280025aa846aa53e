"""Sharing: a link leads everyone to the same, on every page, and downloads hold just that."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

EVENT = "1893-05-02-causeway-widened"
TITLE = "Widened causeway opens to two carts abreast"
LINK = f"from=1892-04-01&to=1893-08-01&cat=building&event={EVENT}&lang=fa"


def stands_as_linked(visitor):
    """See that dates, filter, event and number are those of the link."""
    expect(visitor.slider("start")).to_have_attribute("aria-valuetext", "1 Apr 1892")
    expect(visitor.slider("end")).to_have_attribute("aria-valuetext", "1 Aug 1893")
    expect(visitor.button("Clear 2 filters")).to_be_enabled()
    expect(visitor.summary).to_contain_text("3 of")


def test_a_link_is_restored_and_goes_along_to_every_page_and_back(visit):
    visitor = visit(f"/?{LINK}")
    asked = visitor.link
    stands_as_linked(visitor)
    expect(visitor.panel.locator("h2")).to_have_text(TITLE)
    for page in ("Compare", "Sources", "Data", "About", "Explore"):
        visitor.turns_to(page)
        for name, (value,) in asked.items():
            visitor.has_link(**{name: value})
        if page == "Data":
            stands_as_linked(visitor)
    stands_as_linked(visitor)
    expect(visitor.panel.locator("h2")).to_have_text(TITLE)
    assert visitor.link == asked


def test_a_link_to_another_page_holds_for_the_map_too(visit):
    visitor = visit(f"/Sources?{LINK}")
    visitor.turns_to("Explore")
    stands_as_linked(visitor)
    expect(visitor.panel.locator("h2")).to_have_text(TITLE)


def test_a_link_to_an_event_outside_its_dates_widens_them(visit):
    visitor = visit(f"/?event={EVENT}&to=1893-02-01")
    expect(visitor.panel.locator("h2")).to_have_text(TITLE)
    expect(visitor.slider("end")).to_have_attribute("aria-valuetext", "2 May 1893")
    visitor.has_link(to="1893-05-02")


def test_what_a_link_asks_for_in_vain_is_named_and_leaves_the_address(visit):
    visitor = visit("/?cat=<b>bold</b>&from=yesterday&event=gone&tracking=1")
    notice = visitor.page.get_by_text("Some of the link was not understood").locator("..")
    for line in (
        "cat: there is no “<b>bold</b>”",
        "from: “yesterday”",
        "event: there is no “gone”",
    ):
        expect(notice).to_contain_text(line)
    expect(visitor.page).to_have_url(f"{visitor.address}/?tracking=1")


def saved(visitor, name):
    """Press a download button and read what the browser saves."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name=name, exact=True).click()
    assert download.value.suggested_filename == f"isle-of-quill.{name.lower()}"
    return Path(download.value.path()).read_text("utf-8-sig")


def ids_in_csv(visitor):
    return {row["id"] for row in csv.DictReader(io.StringIO(saved(visitor, "CSV")))}


def test_downloads_hold_exactly_what_is_filtered(visit, quill):
    vessels = set(quill.table[quill.table["category"] == "vessels"]["id"])
    visitor = visit("/Data?cat=vessels")
    expect(visitor.summary).to_contain_text(f"{len(vessels)} of")
    assert ids_in_csv(visitor) == vessels
    collection = json.loads(saved(visitor, "GeoJSON"))
    assert {feature["id"] for feature in collection["features"]} == vessels
    assert collection["dataset"]["filter"] == "cat=vessels"
    assert collection["dataset"]["address"] is None  # that of one's own machine leads nobody here

    visitor.page.get_by_label("Search").fill("ferry")
    visitor.page.keyboard.press("Enter")
    expect(visitor.summary).not_to_contain_text(f"{len(vessels)} of")
    found = ids_in_csv(visitor)
    assert found < vessels
    assert len(found) == visitor.shown > 0

    visitor.page.get_by_label("Search").fill("zzzz")
    visitor.page.keyboard.press("Enter")
    expect(visitor.summary).to_contain_text("0 of")
    text = saved(visitor, "CSV")
    assert text.startswith("id,title,date")
    assert text.count("\n") == 1


def test_events_of_the_table_and_of_a_source_are_links_to_explore(visit, quill):
    visitor = visit("/Data?cat=flood")
    link = visitor.page.locator(".events a").last
    title = link.inner_text()
    link.click()
    expect(visitor.panel.locator("h2")).to_have_text(title)
    visitor.has_link(cat="flood")
    visitor.turns_to("Sources")
    # What is filtered for would hide this one.
    link = visitor.page.get_by_role("link", name=TITLE).first
    expect(link).to_have_attribute("href", f"./?event={EVENT}")
    link.click()
    expect(visitor.panel.locator("h2")).to_have_text(TITLE)
    visitor.has_link(event=EVENT)
    assert "cat" not in visitor.link


def test_a_citation_is_folded_away_and_selected_whole_by_one_click(visit):
    visitor = visit(f"/?{LINK}")
    fold = visitor.panel.locator("details.cite")
    expect(fold.locator("li").first).to_be_hidden()
    fold.locator("summary").click()
    line = fold.locator("li").first
    line.click()
    assert visitor.page.evaluate("getSelection().toString().trim()") == line.inner_text()


def test_the_sources_of_what_is_filtered_are_taken_along_as_citations(visit):
    visitor = visit("/Data?cat=flood")
    visitor.opens("Cite this")
    with visitor.page.expect_download() as download:
        visitor.button("Sources as CSL-JSON").click()
    items = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert [item["id"] for item in items] == [
        "cheragh-1893-12",
        "o-farol-1893-11-22",
        "quill-courier-1893-11-21",
        "southern-cable-1893-11-19",
    ]
