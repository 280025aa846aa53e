"""A handout opens from disk with no network, and prints whole on both sizes of paper."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from PIL import ImageOps
from pypdfium2 import PdfDocument

from events.publish import Options, story_handout, write_handout
from tests.browser.inspection import faults

pytestmark = pytest.mark.browser

MADE = date(2026, 11, 23)

SIZES = {"a4": (210, 297), "letter": (216, 279)}
"""In millimetres."""

TOO_WIDE = """() => [...document.querySelectorAll("main *")].filter(node =>
  node.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map(node => node.outerHTML.slice(0, 80))"""


@pytest.fixture
def opened(from_disk, tmp_path):
    """Write a story as a handout and open it."""

    def open_story(collection, story, **options):
        handout = story_handout(story, collection.table)
        path = tmp_path / f"{story.id}.html"
        path.write_bytes(write_handout(handout, collection.records, Options(**options), MADE))
        return from_disk(path, width=1000)

    return open_story


def words(text):
    """Leave out spaces and joined letters, which a printed page sets by itself."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def texts(printed):
    """List what stands on each sheet."""
    return [words(sheet.get_textpage().get_text_range()) for sheet in printed]


def ink(sheet):
    """Return how far down a sheet something is printed above its foot, from 0 to 1."""
    picture = ImageOps.invert(sheet.render(scale=0.5).to_pil().convert("L"))
    width, height = picture.size
    above = picture.crop((0, 0, width, round(height * 0.945)))
    return above.point(lambda value: 255 * (value > 60)).getbbox()[3] / height


def printed(page, paper="a4"):
    """Print a page on the paper that it was made for."""
    document = PdfDocument(page.pdf(prefer_css_page_size=True))
    for sheet in document:
        size = [side / 72 * 25.4 for side in sheet.get_size()]
        assert size == pytest.approx(SIZES[paper], abs=1)
    return document


def test_every_curated_story_is_two_full_pages_for_students(opened, curated):
    for story in curated.records.stories:
        page = opened(curated, story)
        letters = page.locator(".excerpt blockquote, .prompt, .rule").evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        document = printed(page)
        page.close()
        sheets = texts(document)
        assert len(sheets) == 2, story.id
        assert ink(document[0]) > 2 / 3, story.id
        assert min(letters) >= 11 * 96 / 72 - 0.1, story.id
        for event in story.plan.on_paper:
            (step,) = [step for step in story.steps if step.event == event]
            (told,) = [text for text in sheets if words(step.prompt) in text]
            assert words(curated.records.by_id[event].title) in told  # no event is torn apart
        assert words(story.plan.exit_ticket) in sheets[1]


def test_no_page_of_a_teachers_sheet_but_the_last_is_emptier_than_a_third(opened, curated):
    for story in curated.records.stories:
        page = opened(curated, story, teacher=True)
        document = printed(page)
        page.close()
        filled = [ink(sheet) for sheet in document]
        assert min(filled[:-1]) > 2 / 3, (story.id, filled)
        text = "".join(texts(document))
        for step in story.steps:
            planned = story.plan.step(step.event)
            for asked in (step.prompt, planned.easier, planned.harder):
                assert words(asked) in text, (story.id, asked)


def test_a_story_without_a_plan_is_printed_on_as_many_pages_as_it_needs(opened, quill):
    story = quill.records.stories[1].model_copy(update={"plan": None})
    for paper in SIZES:
        page = opened(quill, story, paper=paper)
        sheets = texts(printed(page, paper))
        page.close()
        assert all(words(step.prompt) in "".join(sheets) for step in story.steps)
        assert words(story.closing) in sheets[-1]
        assert len(sheets) == 3


def test_the_map_is_drawn_and_nothing_is_cut_off_or_hard_to_read(opened, quill):
    _, story = quill.records.stories
    page = opened(quill, story, paper="letter")
    assert len(printed(page, "letter")) == 2
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
