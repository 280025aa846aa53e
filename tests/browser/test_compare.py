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

    page.locator("summary", has_text="What is compared").focus()
    keyboard.press("Enter")
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


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_page_begins_with_cards_that_turn_and_are_told_without_the_server(visit, width, height):
    visitor = visit("/Compare", width=width, height=height)
    page, keyboard = visitor.page, visitor.page.keyboard
    card, counter = page.locator(".card"), page.locator(".counter")
    stage = page.locator(".stage").bounding_box()
    assert stage["y"] < 0.2 * height
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") < 2 * height
    letters = card.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert letters >= (0.032 * height if width > height else 18)
    halves = [half.bounding_box() for half in page.locator(".half").all()]
    assert (halves[0]["y"] == halves[1]["y"]) == (width > height)
    assert max(half["x"] + half["width"] for half in halves) <= width

    page.context.set_offline(True)
    expect(card).to_contain_text(["Outlet A"])
    expect(card).not_to_contain_text(QUILL)
    visitor.button("Reveal").focus()
    keyboard.press("Enter")
    expect(card).to_contain_text(QUILL)
    expect(card).to_contain_text(HARBOUR)
    keyboard.press("PageDown")
    expect(counter).to_have_text("2 of 5")
    expect(card).not_to_contain_text(QUILL)
    keyboard.press("n")
    expect(card).to_contain_text(QUILL)
    keyboard.press("End")
    keyboard.press("ArrowRight")
    expect(counter).to_have_text("5 of 5")
    keyboard.press("Home")
    expect(card).to_contain_text(QUILL)
    page.context.set_offline(False)
