"""A page on paper: all that is read and nothing that is pressed, with the map as it was."""

import io
import re

import pypdfium2
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

EVENT = "1893-05-02-causeway-widened"
LINK = f"?from=1892-01-01&cat=building&event={EVENT}"


def closed(text):
    """Return the letters and digits of a text: on paper its spaces and hyphens end lines too."""
    return re.sub(r"\W", "", text)


def printed(visitor):
    """Print the page in A4; return the text of all sheets, and the picture of the first."""
    with pypdfium2.PdfDocument(io.BytesIO(visitor.page.pdf(format="A4"))) as document:
        texts = [sheet.get_textpage().get_text_bounded() for sheet in document]
        return closed("".join(texts)), document[0].render().to_pil().convert("RGB")


def sizes(visitor):
    return visitor.map_frame.evaluate(
        "[...document.querySelectorAll('canvas')].map(({width, height}) => [width, height])"
    )


def test_explore_prints_its_question_map_event_and_list_with_the_link(visit, quill):
    visitor = visit(f"/{LINK}", dark=True)
    drawn, titles = sizes(visitor), visitor.listed.all_inner_texts()
    text, sheet = printed(visitor)
    event = quill.records.by_id[EVENT]
    for part in (
        *(quill.records.info.title, LINK, event.title, event.summary, *titles),
        "Shown: 1 January 1892 to 20 November 1893; Category: Building and works.",
        *(excerpt.text for excerpt in event.excerpts),
    ):
        assert closed(part) in text, part
    for control in ("Share", "Undo", "Compare its sources", "Back to the list", "new tab"):
        assert closed(control) not in text, control
    # What would be drawn anew came too late for the paper.
    assert drawn == sizes(visitor) != []
    colours = sheet.getcolors(1 << 24)
    assert len(colours) > 200
    dark = sum(count for count, colour in colours if max(colour) < 64)
    assert dark < 0.1 * sheet.width * sheet.height  # though the screen is dark
    expect(visitor.page.locator(".on-paper")).to_have_count(0)
    assert visitor.page.title().startswith(event.title)


def test_a_list_on_paper_says_how_many_it_leaves_out(visit, quill):
    text, _ = printed(visit("/Data"))
    number = quill.engine.size
    assert closed(f"Showing {number} of {number} events") in text
    assert closed(f"{number - 12} more are at the link above.") in text
    assert "GeoJSON" not in text
