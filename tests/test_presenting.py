"""The Present page: a story from its opening to its closing, and what its buttons change."""

import pytest

from tests.visit import buttons, drawn, ignored, open_page, text

SCREEN = "presenter-screen"
STORY = "two-weeks-at-the-harbour"


@pytest.fixture(scope="module")
def story(quill):
    """A story of four steps."""
    return next(story for story in quill.records.stories if story.id == STORY)


@pytest.fixture(scope="module")
def at_first_step():
    """The first step of the story, run once; it is only read."""
    return open_page("present", story=STORY, step="1")


def test_without_a_story_the_page_offers_them_all(quill):
    app = open_page("present")
    assert quill.records.stories
    for story in quill.records.stories:
        assert buttons(app, f"story-{story.id}") == [f"present:{story.id}"]
        assert story.question in text(app, f"story-{story.id}")


@pytest.mark.parametrize("number", [0, 1, 4, 5])
def test_a_story_goes_from_the_opening_to_the_closing(number, story, quill):
    last = len(story.steps) + 1
    app = open_page("present", story=STORY, step=str(number))
    assert drawn(app, SCREEN)["last"] == last
    assert drawn(app, SCREEN)["step"] == number
    shown = text(app, SCREEN)
    if 1 <= number < last:
        assert quill.records.by_id[story.steps[number - 1].event].title in shown
    else:
        assert story.question in shown


def test_notes_are_on_a_page_of_their_own(story, quill, at_first_step):
    noted = text(open_page("present", story=STORY, step="1", notes="1"), SCREEN)
    assert story.steps[0].prompt not in text(at_first_step, SCREEN)
    assert story.steps[0].prompt in noted
    assert quill.records.by_id[story.steps[1].event].title in noted


def test_a_step_that_is_not_there_is_named_and_the_story_begins():
    app = open_page("present", story=STORY, step="99")
    assert "step: “99” is not a number" in ignored(app)
    assert drawn(app, SCREEN)["step"] == 0


def test_a_story_stands_still_until_somebody_plays_it(at_first_step):
    assert drawn(at_first_step, SCREEN)["pace"] == 0
    assert drawn(at_first_step, SCREEN)["tree"][1]["style"] == "--size:1"


def test_a_table_has_no_stories_and_says_so(quill_table):
    assert "This set has no stories" in text(open_page("present", quill_table), "stories")
