"""A story being made: whatever is typed, it can be written and read again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.records import MapView
from events.records.stories import MOST_STEPS
from events.records.story_files import LARGEST, StoryError, read_story, write_story
from events.stories import Draft, read_draft, write_draft
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


def test_a_step_keeps_what_was_chosen_until_the_rule_chooses_again():
    chosen = DRAFT.with_choice(1, "excerpts", ("0a1b2c3d",)).with_choice(1, "figures", ())
    assert (chosen.steps[1].excerpts, chosen.steps[1].figures) == (("0a1b2c3d",), ())
    back = chosen.with_choice(1, "excerpts", None).with_choice(1, "figures", None)
    assert back == DRAFT


def test_a_step_keeps_a_view_until_it_is_given_up():
    view = MapView(longitude=-25.1, latitude=-38.1, zoom=12)
    assert DRAFT.with_view(1, view).steps[1].view == view
    assert DRAFT.with_view(1, view).with_view(1, None) == DRAFT


def test_what_a_story_lacks_is_said_at_once():
    with pytest.raises(StoryError) as raised:
        Draft().story()
    assert raised.value.problems == ("Give the story a title.", "Add an event.")


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


@given(TYPED, TYPED, TYPED)
def test_a_browser_gives_back_what_it_kept_however_little_is_done(title, closing, line):
    draft = Draft().with_text("title", title).with_text("closing", closing)
    assert read_draft(write_draft(draft) or '{"steps":[]}', NAMES) == (draft, ())
    view = MapView(longitude=-25.1, latitude=-38.1, zoom=12)
    draft = draft.add("a").with_step_text(0, "line", line).with_view(0, view)
    draft = draft.with_choice(0, "excerpts", ("0a1b2c3d",)).add("b")
    assert read_draft(write_draft(draft), NAMES) == (draft, ())


def test_nothing_is_kept_of_a_story_that_was_not_begun():
    assert write_draft(Draft()) == ""


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", '{"steps": 1}', "[" * 90_000, "9" * 9_000, "{" + " " * LARGEST + "}"],
)
def test_what_is_no_story_at_all_is_refused(text):
    with pytest.raises(StoryError, match="what was kept is damaged"):
        read_draft(text, NAMES)


def test_what_is_wrong_with_a_step_is_named_and_the_others_stay():
    given = json.loads(write_draft(DRAFT.add("gone").add("withdrawn")))
    given["steps"][1]["line"] = ["a"]
    given["title"], given["question"] = {"a": 1}, "Who\u202e?"
    given["steps"] += [None] + [given["steps"][0]] * 99
    draft, faults = read_draft(json.dumps(given), [*NAMES, "withdrawn"], ["withdrawn"])
    assert order(draft) == "ac" + "a" * (MOST_STEPS - 6)
    assert (draft.title, draft.question) == ("", "Who ?")
    assert [" ".join(fault.split()[:7]) for fault in faults[1:3]] == [
        "step 4 is left out: event: is", "step 5 is left out: event: is",
    ]  # fmt: skip
    assert faults[0].startswith("step 2 is left out: line: ")
    assert faults[3].startswith("step 6 is left out: ")


@given(TYPED)
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text, 200), 200) == tidy(text, 200)


def test_line_ends_become_spaces_and_directions_are_not_turned_unseen():
    assert tidy(" one\r\n two\u202e\tthree \0", 200) == "one two three"
