"""What WCAG 2.2 AA asks for, as far as a machine can see it, in every frame."""

from importlib.resources import files
from itertools import pairwise

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

RULES = """() => axe.run(document, {
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
  resultTypes: ["violations"],
})"""

EVENT = "/?event=2025-02-09-netzarim-withdrawal"

STEP = "/Present?story=netzarim-corridor&step=3"
PATHS = [
    *("/", EVENT, "/Present", STEP, f"{STEP}&notes=1"),
    *("/Compare", "/Sources", "/Data", "/About"),
]


def faults(visitor):
    """List what axe-core finds serious or critical: its rule, and the element."""
    for frame in visitor.page.frames:
        frame.evaluate(AXE)
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in visitor.page.evaluate(RULES)["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious_on_a_desk_or_a_telephone(visit, curated_server, path, dark):
    visitor = visit(path, server=curated_server, dark=dark)
    found = faults(visitor)
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.settles()
    found += [fault for fault in faults(visitor) if fault not in found]
    assert not found, "\n".join(found)


def test_axe_looks_into_the_map_too(visit):
    visitor = visit()
    visitor.map_frame.evaluate("document.querySelector('.fit').removeAttribute('aria-label')")
    visitor.map_frame.evaluate("document.querySelector('.fit').textContent = ''")
    assert [fault for fault in faults(visitor) if "button-name" in fault]


def test_every_mark_has_a_name_and_room_for_a_finger(visit):
    visitor = visit()
    for mark in visitor.marks.all():
        assert mark.get_attribute("aria-label")
        assert mark.get_attribute("role") == "button"
        box = mark.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_headings_step_down_one_by_one(visit):
    visitor = visit(EVENT)
    levels = visitor.page.locator("main :is(h1, h2, h3, h4)").evaluate_all(
        "nodes => nodes.map(node => Number(node.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert set(levels) == {1, 2, 3}
    assert all(after <= before + 1 for before, after in pairwise(levels))


TRANSITIONS = """[...document.querySelectorAll("*")].filter(node => {
  const style = getComputedStyle(node);
  return /[1-9]/.test(style.transitionDuration) || style.animationName !== "none";
}).map(node => node.className)"""


def test_nothing_moves_on_the_map_for_those_who_ask_for_stillness(visit):
    assert visit(still=True).map_frame.evaluate(TRANSITIONS) == []


def test_the_list_tells_how_many_events_are_shown(visit):
    visitor = visit()
    expect(visitor.page.get_by_role("status").filter(has_text="Showing")).to_have_count(1)
