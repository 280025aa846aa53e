"""What a machine sees of accessibility beyond the rules that every page is held against."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.inspection import faults

pytestmark = pytest.mark.browser

TRANSITIONS = """[...document.querySelectorAll("*")].filter(node => {
  const style = getComputedStyle(node);
  return /[1-9]/.test(style.transitionDuration) || style.animationName !== "none";
}).map(node => node.className)"""


def test_marks_headings_and_the_count_are_named_and_nothing_moves_unasked(visit):
    visitor = visit("/?event=1893-11-17-flood-at-margin")
    expect(visitor.marks).not_to_have_count(0)
    for mark in visitor.marks.all():
        assert mark.get_attribute("aria-label")
        assert mark.get_attribute("role") == "button"
        box = mark.bounding_box()
        assert min(box["width"], box["height"]) >= 24
    levels = visitor.page.locator("main :is(h1, h2, h3, h4)").evaluate_all(
        "nodes => nodes.map(node => Number(node.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert set(levels) == {1, 2, 3}
    assert all(after <= before + 1 for before, after in pairwise(levels))
    expect(visitor.page.get_by_role("status").filter(has_text=" events")).to_have_count(1)
    assert visitor.map_frame.evaluate(TRANSITIONS) == []

    # The rules look into the map's frame too.
    visitor.map_frame.evaluate("document.querySelector('.fit').removeAttribute('aria-label')")
    visitor.map_frame.evaluate("document.querySelector('.fit').textContent = ''")
    assert [fault for fault in faults(visitor.page) if "button-name" in fault]
