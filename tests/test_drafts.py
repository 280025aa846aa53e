"""A story being made: whatever is typed, it can be written and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.records import MapView
from events.records.stories import MOST_STEPS
from events.records.story_files import StoryError, read_story, write_story
from events.stories import Draft
from events.stories.drafts import tidy

NAMES = ("a", "b", "c")
DRAFT = Draft(title="The road").add("a").add("b").add("c")


def order(draft):
    return "".join(step.event for step in draft.steps)


@pytest.mark.parametrize(
    ("number", "by", "after"),
    [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 1, "abc"), (0, 9, "bca"), (2, -9, "cab")],
)
def test_a_step_moves_and_stays_within_the_story(number, by, after):
    assert order(DRAFT.move(number, by)) == after


def test_a_step_is_removed_and_the_others_keep_their_words():
    draft = DRAFT.with_step_text(2, "line", "Then they left.").remove(1)
    assert order(draft) == "ac"
    assert draft.steps[1].line == "Then they left."


def test_no_more_events_are_added_than_a_story_holds():
    draft = DRAFT
    for _ in range(MOST_STEPS):
        draft = draft.add("a")
    assert len(draft.steps) == MOST_STEPS
    assert draft.is_full


def test_a_step_keeps_a_view_until_it_is_given_up():
    view = MapView(longitude=-25.1, latitude=-38.1, zoom=12)
    assert DRAFT.with_view(1, view).steps[1].view == view
    assert DRAFT.with_view(1, view).with_view(1, None) == DRAFT


def test_what_a_story_lacks_is_said_at_once():
    with pytest.raises(StoryError) as raised:
        Draft().story()
    assert [line.split(":")[0] for line in raised.value.problems] == ["title", "steps"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The road, 2024", "the-road-2024"),
        ("الطريق", "my-story"),
        ("x" * 99, "x" * 80),
        ("~", "my-story"),
    ],
)
def test_a_story_is_named_by_its_title(title, name):
    assert DRAFT.with_text("title", title).story().id == name


def test_a_draft_of_a_finished_story_is_the_same_story():
    story = DRAFT.with_text("closing", "Look back.").story()
    assert Draft.of(story).story() == story


TYPED = st.text(max_size=700)


@given(TYPED, TYPED, TYPED, TYPED, TYPED)
def test_whatever_is_typed_can_be_written_and_read_again(title, question, closing, line, prompt):
    draft = DRAFT.with_text("question", question).with_text("closing", closing)
    draft = (
        draft.with_step_text(0, "line", line)
        .with_step_text(2, "prompt", prompt)
        .with_text("title", f"T {title}")
    )
    story = draft.story()
    assert read_story(write_story(story).encode("utf-8"), NAMES) == story


@given(TYPED)
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text, 200), 200) == tidy(text, 200)


def test_line_ends_become_spaces_and_directions_are_not_turned_unseen():
    assert tidy(" one\r\n two\u202e\tthree \0", 200) == "one two three"
