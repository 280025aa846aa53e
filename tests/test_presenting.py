"""The Present page: a story from its opening to its closing, and what its buttons change."""

import sys

import pytest

from events.records.reading import load_dataset
from tests.test_pages import buttons, drawn, open_page, problems_of, says_that_it_ignores, text
from tests.test_tables import ROW, write_table

PAGE = "pages/present.py"
SCREEN = "presenter-screen"
STORIES = load_dataset().stories
STORY = STORIES[0]
EVENTS = {event.id: event for event in load_dataset().events}


def style(app):
    return drawn(app, SCREEN)["tree"][1]["style"]


def test_without_a_story_the_page_offers_them_all():
    app = open_page(PAGE)
    assert problems_of(app) == []
    for story in STORIES:
        assert buttons(app, f"story-{story.id}") == [f"present:{story.id}"]
        assert story.question in text(app, f"story-{story.id}")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_story_is_told_from_the_opening_to_the_closing(story):
    last = len(story.steps) + 1
    for number in (0, 1, last - 1, last):
        app = open_page(PAGE, story=story.id, step=str(number))
        assert problems_of(app) == []
        assert drawn(app, SCREEN)["last"] == last
        assert drawn(app, SCREEN)["step"] == number
        shown = text(app, SCREEN)
        if 1 <= number < last:
            assert EVENTS[story.steps[number - 1].event].title in shown
        else:
            assert story.question in shown


def test_notes_are_on_a_page_of_their_own():
    shown = text(open_page(PAGE, story=STORY.id, step="1"), SCREEN)
    noted = text(open_page(PAGE, story=STORY.id, step="1", notes="1"), SCREEN)
    assert STORY.steps[0].prompt not in shown
    assert STORY.steps[0].prompt in noted
    assert EVENTS[STORY.steps[1].event].title in noted


def test_a_step_that_is_not_there_is_named_and_the_story_begins():
    app = open_page(PAGE, story=STORY.id, step="99")
    assert problems_of(app) == []
    assert "step: “99” is not a number" in says_that_it_ignores(app)
    assert drawn(app, SCREEN)["step"] == 0


def test_a_story_stands_still_until_it_is_asked_to_play():
    app = open_page(PAGE, story=STORY.id, step="1")
    assert drawn(app, SCREEN)["pace"] == 0
    assert style(app) == "--size:1"


def test_a_table_has_no_stories_and_says_so(monkeypatch, tmp_path):
    table = write_table(tmp_path / "table.parquet", ROW)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(table)])
    app = open_page(PAGE)
    assert problems_of(app) == []
    assert "This set has no stories" in text(app, "stories")
