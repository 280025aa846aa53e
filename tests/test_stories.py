"""Stories: each step a known event once, and texts that ask and do not judge."""

from copy import deepcopy

import pytest

from events.records import CurationError, MapView, Step, Story, When, read_records
from events.records.locations import BUILT_IN, built_in
from events.records.stories import FEWEST_STEPS, MOST_STEPS
from geodata.files import read_yaml
from tests.conftest import CROSSING, LEAVING, QUILL, SPEECH, write, write_event

STORY = {
    "id": "road",
    "title": "The road through Inkhaven",
    "question": "What do we know about the road, and from whom?",
    "closing": "Look back at who spoke and who did not.",
    "steps": [
        {
            "event": event,
            "line": "The Paper writes of the road.",
            "prompt": "Who saw it?",
        }
        for event in (LEAVING, CROSSING, SPEECH)
    ],
}
FILE = "stories/road.yaml"
VIEW = {"longitude": "-25.112345678", "latitude": "-38.1", "zoom": "12.5"}


def write_story(folder, file="road", step=None, **overrides):
    """Write a story that is right but for what a test gives, `step` for its first step."""
    story = {**deepcopy(STORY), **overrides}
    story["steps"][0] |= step or {}
    write(folder / "stories" / f"{file}.yaml", story)


def problems(folder):
    with pytest.raises(CurationError) as raised:
        read_records(folder)
    return raised.value.problems


def test_stories_are_read_in_the_order_of_their_ids(folder):
    write_story(folder)
    write_story(folder, "a-first", id="a-first")
    stories = read_records(folder).stories
    assert [story.id for story in stories] == ["a-first", "road"]
    assert [step.event for step in stories[1].steps] == [LEAVING, CROSSING, SPEECH]
    assert stories[1].question == STORY["question"]


def test_a_step_may_say_what_part_of_the_map_it_shows(folder):
    write_story(folder, step={"view": VIEW})
    (story,) = read_records(folder).stories
    assert story.steps[0].view == MapView(longitude=-25.11235, latitude=-38.1, zoom=12.5)
    assert story.steps[1].view is None


def test_a_visitors_own_story_may_be_one_event_without_words():
    step = Step(event=LEAVING, line="", prompt="")
    assert Story(id="own", title="Mine", question="", closing="", steps=(step,)).steps == (step,)


def test_a_collection_without_stories_has_none(folder):
    assert read_records(folder).stories == ()
    (folder / "stories").mkdir()
    assert read_records(folder).stories == ()


@pytest.mark.parametrize(
    ("overrides", "where", "what"),
    [
        ({"step": {"event": "nothing"}}, "steps.0.event:", "'nothing'"),
        ({"step": {"event": SPEECH}}, "steps.2.event:", "more than one step"),
        ({"step": {"event": "No Slug"}}, "steps.0.event:", "'No Slug'"),
        ({"step": {"line": "A brutal day."}}, "steps.0.line:", "'brutal'"),
        ({"step": {"line": "They left"}}, "steps.0.line:", "one sentence"),
        ({"step": {"line": "They left. They came back."}}, "steps.0.line:", "one sentence"),
        ({"step": {"line": "They <b>left</b>."}}, "steps.0.line:", "markup"),
        ({"step": {"prompt": "Say who saw it."}}, "steps.0.prompt:", "question mark"),
        ({"step": {"prompt": "Was it a massacre?"}}, "steps.0.prompt:", "'massacre'"),
        ({"step": {"line": ""}}, "steps.0.line:", "one sentence"),
        ({"step": {"view": "zoom"}}, "steps.0.view:", "'zoom'"),
        ({"step": {"excerpts": ["0a0b0c0d"]}}, "steps.0.excerpts:", "(got '0a0b0c0d')"),
        ({"step": {"figures": ["0a0b0c0d"]}}, "steps.0.figures:", "which are none (got"),
        (
            {"step": {"view": {**VIEW, "zoom": "16"}}},
            "steps.0.view.zoom:",
            "from 9 to 15 (got 16)",
        ),
        ({"step": {"view": {**VIEW, "zoom": "25"}}}, "steps.0.view.zoom:", "'25'"),
        ({"step": {"view": {**VIEW, "longitude": "31.4"}}}, "steps.0.view.longitude:", "got 31.4"),
        ({"step": {"view": {**VIEW, "longitude": "181"}}}, "steps.0.view.longitude:", "'181'"),
        (
            {"step": {"view": {**VIEW, "latitude": "32"}}},
            "steps.0.view.latitude:",
            "-37.3 (got 32)",
        ),
        ({"step": {"view": {**VIEW, "latitude": "nan"}}}, "steps.0.view.latitude:", "'nan'"),
        ({"step": {"view": {"zoom": "11"}}}, "steps.0.view.longitude:", "required"),
        ({"id": "other"}, "id:", "'other'"),
        ({"title": "Whose road?"}, "title:", "question"),
        ({"question": "This is the road."}, "question:", "question mark"),
        ({"title": ""}, "title:", "at least 1"),
        ({"question": None}, "question:", "question mark"),
        ({"closing": None}, "closing:", "must not be empty"),
        ({"closing": "So much for the regime."}, "closing:", "'regime'"),
        ({"summary": "Too much."}, "summary:", "'Too much.'"),
        ({"steps": STORY["steps"][: FEWEST_STEPS - 1]}, "steps:", "at least 3"),
        ({"steps": STORY["steps"] * 6}, "steps:", "at most 15"),
    ],
)
def test_a_mistake_is_named_by_file_and_field(folder, overrides, where, what):
    write_story(folder, **deepcopy(overrides))
    assert any(line.startswith(f"{FILE}: {where}") and what in line for line in problems(folder))


def test_an_event_twice_is_named_in_each_step(folder):
    write_story(folder, step={"event": SPEECH})
    assert [line.split(": ")[1] for line in problems(folder)] == ["steps.0.event", "steps.2.event"]


def test_no_story_shows_a_withdrawn_event(folder):
    write_event(folder, status="withdrawn", change_note="The source took it back.")
    write_story(folder)
    assert problems(folder) == (f"{FILE}: steps.0.event: is withdrawn (got {LEAVING!r})",)


def test_an_event_with_a_mistake_of_its_own_is_not_called_unknown(folder):
    write_event(folder, category="party")
    write_story(folder)
    assert [line.split(":")[0] for line in problems(folder)] == [f"events/{LEAVING}.yaml"]


def test_two_files_with_the_same_id_and_a_file_that_is_ignored_are_named(folder):
    write_story(folder)
    write_story(folder, "street")
    (folder / "stories" / "notes.txt").write_text("later")
    found = problems(folder)
    assert "stories/street.yaml: id: 'road' is also the id of road.yaml" in found
    assert any(line.startswith("stories/notes.txt: file: is ignored") for line in found)


def test_the_fewest_and_the_most_steps_are_as_the_guide_says():
    assert (FEWEST_STEPS, MOST_STEPS) == (3, 15)


def test_there_are_stories_for_a_lesson_each(gaza):
    assert len(gaza.records.stories) >= 4
    assert all(5 <= len(story.steps) <= 10 for story in gaza.records.stories)
    titles = [story.title for story in gaza.records.stories]
    assert sorted(titles) == sorted(set(titles))


def test_a_curated_story_goes_forward_in_time(curated):
    dates = {event.id: When(event.date).first for event in curated.records.events}
    for story in curated.records.stories:
        days = [dates[step.event] for step in story.steps]
        assert days == sorted(days), story.id


def test_both_sides_speak_in_every_curated_story(curated):
    records = curated.records
    for story in curated.records.stories:
        excerpts = [
            excerpt for step in story.steps for excerpt in records.by_id[step.event].excerpts
        ]
        sides = {records.speakers[excerpt.speaker].side for excerpt in excerpts}
        assert set(records.vocabulary.parties) <= sides, story.id


def test_no_two_steps_of_a_curated_story_ask_the_same(curated):
    for story in curated.records.stories:
        assert len({step.prompt for step in story.steps}) == len(story.steps), story.id


@pytest.mark.parametrize(
    "folder", [QUILL, *(BUILT_IN / name for name in built_in())], ids=lambda path: path.name
)
def test_the_fields_of_a_story_stand_in_the_order_of_the_models(folder):
    paths = list((folder / "stories").glob("*.yaml"))
    assert paths
    for path in paths:
        record = read_yaml(path)
        assert list(record) == [name for name in Story.model_fields if name in record], path.stem
        for step in record["steps"]:
            assert list(step) == [name for name in Step.model_fields if name in step], path.stem
