"""The Present page: the stories, and the lesson of one."""

from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from events.records.story_files import pack
from pages.parts.present.presenter import lesson_route
from tests.conftest import QUILL
from tests.visit import buttons, drawn, ignored, open_page, text

STORY = "two-weeks-at-the-harbour"


@pytest.fixture(scope="module")
def story(quill):
    """A story of four steps."""
    return next(story for story in quill.records.stories if story.id == STORY)


def test_without_a_story_the_page_offers_them_all(quill):
    app = open_page("present")
    assert quill.records.stories
    for story in quill.records.stories:
        assert buttons(app, f"story-{story.id}") == ["present"]
        assert story.question in text(app, f"story-{story.id}")


@pytest.mark.parametrize(
    ("link", "begins"),
    [({}, ""), ({"step": "4", "blind": "1"}, "step=4&blind=1"), ({"notes": "1"}, "teacher=1")],
)
def test_a_link_to_a_story_shows_its_lesson_where_it_says(link, begins):
    framed = drawn(open_page("present", story=STORY, **link), "lesson")
    assert framed["address"] == f"./lesson?story={STORY}#{begins}"


def test_a_step_that_is_not_there_is_named_and_the_story_begins():
    app = open_page("present", story=STORY, step="99")
    assert "step: “99” is not a number" in ignored(app)
    assert drawn(app, "lesson")["address"].endswith("#")


def test_the_server_gives_lessons_by_name_and_says_which_it_has_not(story, monkeypatch):
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", str(QUILL)])

    def get(**asked):
        scope = {"type": "http", "query_string": urlencode(asked).encode(), "headers": []}
        return lesson_route().endpoint(Request(scope))

    shown = get(story=STORY)
    assert story.title in shown.body.decode()
    assert "Content-Disposition" not in shown.headers
    saved = get(story=STORY, file="1")
    assert saved.body == shown.body
    assert saved.headers["Content-Disposition"] == f'attachment; filename="{STORY}.html"'
    own = pack(story.model_copy(update={"title": "A story of my own"}))
    assert "A story of my own" in get(story=own).body.decode()
    for missing in ("none", "~broken", ""):
        answer = get(story=missing)
        assert answer.status_code == 404
        assert answer.body


def test_a_table_has_no_stories_and_says_so(quill_table):
    assert "This set has no stories" in text(open_page("present", quill_table), "stories")
