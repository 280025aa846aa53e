"""Comparing by keyboard: choose, hide whose it is, read, reveal."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

QUILL, HARBOUR = "The Quill Courier", "The Harbour Courier"
BOOK = "The Nib Point Book"
"""Of all outlets the first and this one have most excerpts."""


def test_columns_are_chosen_hidden_and_revealed_by_keyboard(visit):
    visitor = visit("/Compare")
    page, keyboard = visitor.page, visitor.page.keyboard
    heads = page.locator(".cell.head h3")
    expect(heads).to_contain_text([QUILL, HARBOUR])

    page.get_by_role("radio", name="Articles").focus()
    keyboard.press("ArrowRight")
    visitor.has_link(by="outlets")
    expect(heads).to_have_text([QUILL, BOOK])

    page.get_by_role("switch", name="Hide whose they are").or_(
        page.get_by_role("checkbox", name="Hide whose they are")
    ).focus()
    keyboard.press("Space")
    visitor.has_link(blind="1")
    expect(heads).to_have_text(["Outlet A", "Outlet B"])
    for name in (QUILL, BOOK):
        expect(page.locator("body")).not_to_contain_text(name)

    visitor.button("Reveal Outlet B").focus()
    keyboard.press("Enter")
    expect(heads).to_have_text(["Outlet A", BOOK])
    visitor.has_link(blind="1")
    expect(page.locator("body")).not_to_contain_text(QUILL)

    visitor.button("Reveal all").focus()
    keyboard.press("Enter")
    expect(heads).to_have_text([QUILL, BOOK])
    expect(page).not_to_have_url(re.compile("blind"))


def test_a_narrow_page_sets_the_columns_below_each_other_each_with_its_name(visit):
    visitor = visit("/Compare", width=390, height=844)
    cells = visitor.page.locator(".beside").nth(1).locator(".cell")
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    expect(cells.locator("h4")).to_contain_text([QUILL, HARBOUR])
