"""A handout opens from disk with no network, and prints whole on both sizes of paper."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from events.publish import Options, story_handout, write_handout
from events.publish.handout import MOST_EXCERPTS
from tests.browser.inspection import faults

pytestmark = pytest.mark.browser

MADE = date(2026, 11, 23)

SIZES = {"a4": (210, 297), "letter": (216, 279)}
"""In millimetres."""

TOO_WIDE = """() => [...document.querySelectorAll("main *")].filter(node =>
  node.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map(node => node.outerHTML.slice(0, 80))"""


@pytest.fixture
def opened(browser, tmp_path):
    """Write a story as a handout and open it; nothing else may be asked for, nothing may fail."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    asked, errors = [], []

    def open_story(collection, story, **options):
        handout = story_handout(story, collection.table)
        path = tmp_path / f"{story.id}.html"
        content = write_handout(handout, collection.records, Options(**options), MADE)
        path.write_bytes(content)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto(path.as_uri())
        asked.remove(path.as_uri())
        return page

    context.set_offline(True)
    yield open_story
    context.close()
    assert [address for address in asked if not address.startswith("data:")] == []
    assert errors == []


def words(text):
    """Leave out spaces and joined letters, which a printed page sets by itself."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def texts(printed):
    """List what stands on each sheet."""
    return [words(sheet.get_textpage().get_text_range()) for sheet in printed]


def prints_whole(page, records, story, paper):
    """See that each step of a story is on one sheet, with the excerpts that are printed."""
    printed = PdfDocument(page.pdf(prefer_css_page_size=True))
    sheets = texts(printed)
    for sheet in printed:
        size = [side / 72 * 25.4 for side in sheet.get_size()]
        assert size == pytest.approx(SIZES[paper], abs=1)
    assert len(story.steps) / 2 < len(sheets) <= len(story.steps) + 5
    assert all(sheets), f"{story.id} has an empty page"
    for step in story.steps:
        event = records.by_id[step.event]
        (told,) = [sheet for sheet in sheets if words(event.title) in sheet]
        assert words(step.prompt) in told  # an event is not torn apart
        for excerpt in event.excerpts[:MOST_EXCERPTS]:
            assert words(excerpt.text) in told
    assert words(story.closing) in "".join(sheets)


def test_every_story_prints_whole(opened, gaza):
    for story in gaza.records.stories:
        page = opened(gaza, story, paper="a4")
        prints_whole(page, gaza.records, story, "a4")
        page.close()


def test_a_sheet_made_for_one_paper_prints_on_the_other(opened, quill):
    story, _ = quill.records.stories
    page = opened(quill, story, paper="letter", blind=True)
    for size in ({"prefer_css_page_size": True}, {"format": "A4"}):
        sheets = texts(PdfDocument(page.pdf(**size)))
        assert all(words(step.prompt) in "".join(sheets) for step in story.steps)
        (teacher,) = [n for n, text in enumerate(sheets) if words("For the teacher: the") in text]
        assert not any("Outlet" in text for text in sheets[teacher + 1 :])
        assert words(story.closing) not in sheets[teacher]


def test_the_map_is_drawn_and_nothing_is_cut_off_or_hard_to_read(opened, quill):
    _, story = quill.records.stories
    page = opened(quill, story, paper="letter")
    prints_whole(page, quill.records, story, "letter")
    assert page.evaluate("document.images[0].naturalWidth") > 1000
    for width in (1000, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == []
        assert faults(page) == []


def test_what_is_filtered_is_handed_out(visit):
    visitor = visit("/Data?from=1892-03-04&to=1892-03-04")
    visitor.opens("Handout to print")
    visitor.page.get_by_text("Letter", exact=True).click()
    visitor.settles()
    with visitor.page.expect_download() as download:
        visitor.button("Download handout").click()
    page = Path(download.value.path()).read_text("utf-8")
    assert download.value.suggested_filename == "isle-of-quill-handout.html"
    assert page.count('class="event"') == visitor.shown > 1
    assert "@page { size: Letter; }" in page
