"""One file, opened from disk without a network; and the site that holds it, as a host serves it."""

import subprocess
import sys
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from events.__main__ import main
from events.query import Query
from tests.browser.conftest import free_port
from tests.browser.inspection import strangers
from tests.browser.visitor import Visitor
from tests.conftest import QUILL

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def one_file(tmp_path_factory):
    """All events of the invented collection in one file."""
    path = tmp_path_factory.mktemp("one") / "events.html"
    command = ["events", "export", "--data", str(QUILL), "--format", "html", "-o", str(path)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", command)
        assert main() == 0
    return path


@pytest.fixture
def opened(from_disk, one_file):
    """Open the file and wait for its map."""

    def open_page(part="", **kind):
        page = from_disk(one_file, part, **kind)
        expect(page.locator(".mark:visible").first).to_be_visible()
        return page

    return open_page


def test_dates_words_and_categories_filter_the_list_and_the_map(opened, quill):
    page = opened()
    status, marks = page.locator("#status"), page.locator(".mark:visible")
    table, engine = quill.table, quill.engine
    whole = len(table)
    expect(status).to_have_text(f"{whole} of {whole} events")

    strip = page.get_by_role("slider", name="Days shown")
    strip.focus()
    page.keyboard.press("Shift+PageDown")
    last = int(strip.get_attribute("aria-valuemax")) - 30
    fewer = int((table["first"] <= last).sum())
    expect(status).to_have_text(f"{fewer} of {whole} events")
    page.get_by_role("button", name="Show all dates").click()
    expect(status).to_have_text(f"{whole} of {whole} events")

    for words in ("TOMÁS, farmer’", "جزيرۀ", "passagem", "strasse"):
        page.get_by_label("Search").fill(words)
        same = engine.count(Query(*engine.span, text=words))
        expect(status).to_have_text(f"{same} of {whole} events")
    page.get_by_label("Search").fill("")
    found = page.locator("#events > li")
    page.get_by_role("button", name="Labour").click()
    expect(page.get_by_role("button", name="Labour")).to_have_attribute("aria-pressed", "true")
    expect(found).to_have_count(int((table["category"] == "labour").sum()))
    expect(marks.first).to_be_visible()
    names = marks.evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
    assert all(name.startswith("Labour and wages:") or "events" in name for name in names)


def test_an_event_is_opened_from_its_mark_and_by_the_keyboard_from_the_list(opened):
    page = opened("event=1893-01-quarry-closes")
    heading = page.locator("#panel h2")
    expect(heading).to_be_focused()
    page.get_by_role("button", name="Close", exact=True).press("Enter")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator(":focus")).to_have_attribute("data-action", "select:1893-01-quarry-closes")
    mark = page.locator(".mark.single:visible").first
    title = mark.get_attribute("aria-label").split(": ", 1)[1]
    mark.focus()
    page.keyboard.press("Enter")
    expect(heading).to_be_visible()
    assert heading.inner_text() in title
    expect(page.locator("#events li.selected")).to_have_count(1)


def test_in_a_frame_that_gets_its_width_late_its_map_opens_as_any_other(browser, one_file):
    host = one_file.with_name("host.html")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        frame = page.frame_locator("iframe")
        marks = frame.locator(".mark:visible")

        def opens_in_a_frame(width):
            style = f"width: {width}; height: 900px"
            host.write_text(f'<iframe src="{one_file.name}" style="{style}"></iframe>')
            page.goto(host.as_uri())
            frame.locator(".legend-body > ul").wait_for(state="attached")

        opens_in_a_frame("900px")
        expect(marks).not_to_have_count(0)
        usual = marks.count()
        opens_in_a_frame("0")
        expect(marks).to_have_count(0)
        page.locator("iframe").evaluate("frame => { frame.style.width = '900px'; }")
        expect(marks).to_have_count(usual)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_it_is_accessible_and_fits_a_telephone(opened, width, dark):
    page = opened("event=1893-01-quarry-closes", width=width, dark=dark)
    check(page, width)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a host that serves a site, and nothing but files."""
    folder = tmp_path_factory.mktemp("site")
    command = ["events", "site", "--data", str(QUILL), "-o", str(folder / "out")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", command)
        assert main() == 0
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with subprocess.Popen(
        command, cwd=folder / "out", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/index.html", server)
            yield address
        finally:
            server.terminate()


def wait_for(address, server):
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:  # it does not listen yet
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    pytest.fail(f"nothing answers at {address}")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_a_site_leads_from_its_first_page_to_an_event_and_to_the_map(browser, site, width, dark):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    with context:
        visitor = Visitor(context.new_page(), site)
        page = visitor.page
        page.goto(f"{site}/index.html")
        check(page, width)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("To the text")
        link = page.locator(".listing a").first
        title = link.inner_text()
        link.click()
        expect(page.locator("h1")).to_have_text(title)
        picture = page.locator("img")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("naturalWidth", 1200)
        check(page, width)
        page.get_by_role("link", name="Open it on the map").click()
        expect(page.locator("#panel h2")).to_have_text(title)
        expect(page.locator(".mark:visible").first).to_be_visible()
        assert (visitor.foreign, visitor.errors) == ([], [])


def check(page, width):
    """See that a page is accessible, fits, and knows no other collection."""
    assert strangers(page) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
