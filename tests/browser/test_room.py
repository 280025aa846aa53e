"""A server for a room: the page Present shows the address for students, and links hold it."""

import pytest
from playwright.sync_api import expect

from pages.parts.network import EVERYWHERE, addresses
from tests.browser.conftest import running
from tests.browser.inspection import faults
from tests.browser.test_share import copied
from tests.conftest import QUILL

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def room_server(browser, tmp_path_factory):
    if not addresses():
        pytest.skip("this computer is in no network")
    options = ("--server.address", EVERYWHERE, "--", "--room", "--data", str(QUILL))
    with running(tmp_path_factory.mktemp("room") / "log.txt", *options) as address:
        yield address


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_students_find_the_story_that_the_teacher_chose(room_server, visit, quill, width, height):
    port = room_server.rpartition(":")[2]
    home = addresses()[0].replace(":8501", f":{port}")
    visitor = visit("/Present", server=room_server, width=width, height=height, dark=width < 400)
    panel, story = visitor.page.locator(".room"), quill.records.stories[0]
    code = panel.get_by_role("img")
    expect(panel.get_by_role("link")).to_have_text(f"{home}/Present")
    expect(code).to_have_attribute("alt", f"QR code of {home}/Present")
    assert code.evaluate("image => image.complete && image.naturalWidth > 0")
    assert code.bounding_box()["width"] >= 190
    letters = panel.get_by_role("link").evaluate(
        "link => parseFloat(getComputedStyle(link).fontSize)"
    )
    assert letters >= 22
    panel.get_by_role("button", name=story.title).click()
    expect(panel.get_by_role("link")).to_have_text(f"{home}/lesson?story={story.id}")
    expect(panel).to_contain_text("Everyone on the same network")
    assert faults(visitor.page) == []
    assert copied(visitor, "link").startswith(f"{home}/Present")
    expect(visitor.page.get_by_text("works on this computer only")).to_have_count(0)


def test_without_the_option_share_says_that_a_link_leads_nobody_else_here(visit):
    visitor = visit("/Present")
    assert copied(visitor, "link").startswith(visitor.address)
    words = visitor.page.get_by_text("works on this computer only")
    expect(words.first).to_be_visible()
    expect(visitor.page.locator(".room")).to_have_count(0)
    assert faults(visitor.page) == []
