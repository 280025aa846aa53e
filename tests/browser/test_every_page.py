"""The invented collection passes through every page, on a desk and a telephone, light and dark.

CORRIDORS_SCREENSHOTS=FOLDER saves what each page looks like.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from events.telling.document import ASSETS
from pages import PAGES
from tests.browser.inspection import CONTRAST, faults, strangers

pytestmark = pytest.mark.browser

FLOOD = "1893-11-17-flood-at-margin"
STORY = "/Present?story=over-the-water"

PATHS = {
    "explore": "/",
    "an-event": f"/?event={FLOOD}&lang=fa",
    "an-event-off-the-map": "/?event=1892-09-02-ferry-to-sandrock&lang=pt",
    "present": "/Present",
    "a-step-with-a-view": f"{STORY}&step=1",
    "a-step-in-three-languages": f"{STORY}&step=2",
    "a-last-step": f"{STORY}&step=3",
    "notes": f"{STORY}&step=2&notes=1",
    "compare": "/Compare",
    "compare-blind": "/Compare?blind=1",
    "sources": "/Sources",
    "data": "/Data",
    "your-events": "/Your_events",
    "about": "/About",
}

SIDEWAYS = """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
  .map(box => box.scrollWidth - box.clientWidth)"""


def saves(visitor, name, kind):
    """Save what the page looks like, where somebody asks for it."""
    if folder := os.environ.get("CORRIDORS_SCREENSHOTS"):
        page = visitor.page
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
        visitor.settles()
        page.screenshot(path=Path(folder) / f"{name}-{kind}.png")


def stands(visitor):
    """See that a page shows no exception, and nothing of another collection."""
    expect(visitor.page.locator("[data-testid=stException], [data-testid=stAlert]")).to_have_count(
        0
    )
    assert strangers(visitor.page) == []


@pytest.mark.parametrize("name", PATHS)
def test_a_page_fits_and_is_accessible_and_knows_no_other_collection(visit, name):
    visitor = visit(PATHS[name], width=390, height=844, dark=True)
    page = visitor.page
    stands(visitor)
    found = faults(page)
    assert page.evaluate(SIDEWAYS) == [0, 0]
    saves(visitor, name, "telephone-dark")
    page.set_viewport_size({"width": 1280, "height": 1000})
    visitor.settles()
    found += faults(page, CONTRAST)
    saves(visitor, name, "desk-dark")
    page.emulate_media(color_scheme="light")
    visitor.settles()
    stands(visitor)
    found += faults(page)
    saves(visitor, name, "desk")
    assert not found, "\n".join(found)


def test_a_file_without_curated_records_opens_on_every_page(visit, start_server, quill_table):
    # The first visitor of a server may come by a link to any page.
    visitor = visit("/Sources?cat=flood", server=start_server(quill_table))
    # Nothing is known of a file but its name.
    expect(visitor.page).to_have_title(f"Sources · {quill_table.name}")
    icon = visitor.page.locator("link[rel~=icon]").first.evaluate("link => link.href")
    assert icon == f"{visitor.address}/favicon.png"
    assert visitor.page.request.get(icon).body() == (ASSETS / "icon.png").read_bytes()
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.has_link(cat="flood")
    menu = visitor.page.get_by_role("navigation", name="Pages").locator("a")
    assert [link.inner_text() for link in menu.all()] == [page.title for page in PAGES.values()]
    for page in PAGES.values():
        visitor.turns_to(page.title)
        stands(visitor)
    visitor.goes_to(f"/?event={FLOOD}")
    expect(visitor.panel.locator("h2")).to_have_text("Flood stands in Margin for three days")
    stands(visitor)
    assert faults(visitor.page) == []


@pytest.mark.parametrize(
    "path", ["/?event=2025-02-09-netzarim-withdrawal", "/Present?story=netzarim-corridor&step=3"]
)
def test_the_curated_collection_is_accessible_too(visit, gaza_server, path):
    visitor = visit(path, server=gaza_server)
    found = faults(visitor.page)
    assert not found, "\n".join(found)
