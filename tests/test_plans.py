"""The plan of a story: its faults are named, and it is read whole, by the story and by the step."""

from copy import deepcopy

import pytest

from events.records import STATUSES, CurationError, When, read_records
from events.records.edtf import QUALIFIERS
from events.records.story_files import StoryError, read_story
from events.stories import plan_page, step_plan, story_warnings
from events.telling import plain
from events.telling.plain import plain_date, plain_place
from geodata import PRECISION_WORDS
from tests.conftest import CROSSING, LEAVING, SPEECH, write, write_event
from tests.test_stories import problems, write_story

HARBOUR, WATER = "two-weeks-at-the-harbour", "over-the-water"

STEPS = [
    {
        "event": event,
        "easier": "Who speaks?",
        "harder": "Who else could?",
        "answers": [{"text": "The paper does.", "rests_on": [{"source": "post", "words": "x"}]}],
    }
    for event in (LEAVING, CROSSING, SPEECH)
]
PLAN = {
    "aims": ["See who speaks."],
    "age": "14 to 18",
    "paths": [
        {
            "minutes": 20,
            "parts": [
                {"minutes": 12, "event": LEAVING, "task": "Read it."},
                {"minutes": 8, "task": "Talk."},
            ],
        }
    ],
    "on_paper": [LEAVING],
    "words": ["ferry"],
    "steps": STEPS,
    "rubric": [{"what": "Quotes", "levels": ["no", "yes"]}],
    "hard": ["Nothing."],
    "help": ["A colleague."],
    "exit_ticket": "Who spoke?",
}
TERM = {"id": "ferry", "term": "Ferry", "meaning": "A boat that crosses again and again."}


def words(*elements):
    return "\n".join(text for part in elements for text in part.texts())


def write_plan(folder, term=None, **overrides):
    """Write a plan that is right but for what a test gives."""
    plan = deepcopy(PLAN)
    for step in plan["steps"]:
        excerpt = read_records(folder).by_id[step["event"]].excerpts[0]
        step["answers"][0]["rests_on"] = [{"source": excerpt.source, "words": excerpt.text}]
    for field, value in overrides.items():
        plan[field] = value(plan[field]) if callable(value) else value
    write(folder / "glossary.yaml", [{**TERM, **(term or {})}])
    write_story(folder, plan=plan)


def with_first(changes):
    return lambda steps: [{**steps[0], **changes}, *steps[1:]]


def test_a_plan_is_read_with_its_story(folder):
    write_plan(folder)
    records = read_records(folder)
    (story,) = records.stories
    assert [step.event for step in story.plan.steps] == [LEAVING, CROSSING, SPEECH]
    assert story.plan.step(SPEECH).lines == 3
    assert records.glossary["ferry"].term == "Ferry"
    assert [line for line in records.warnings if "plan" in line or "glossary" in line] == []


@pytest.mark.parametrize(
    ("overrides", "where", "what"),
    [
        ({"paths": [{**PLAN["paths"][0], "minutes": 45}]}, "paths.0.parts", "last 20 minutes"),
        (
            {"paths": [{"minutes": 5, "parts": [{"minutes": 5, "event": "x", "task": "y"}]}]},
            "paths.0.parts.0.event",
            "not a step of the story (got 'x')",
        ),
        ({"on_paper": [LEAVING, "x"]}, "on_paper.1", "not a step of the story"),
        ({"words": ["ferry", "boat"]}, "words.1", "not in glossary.yaml (got 'boat')"),
        ({"steps": lambda steps: steps[:2]}, "steps", f"must have '{SPEECH}' once"),
        ({"steps": lambda steps: [*steps, steps[0]]}, "steps", f"must have '{LEAVING}' once"),
        ({"steps": with_first({"event": "x"})}, "steps.0.event", "not a step of the story"),
        ({"steps": with_first({"easier": "Say it."})}, "steps.0.easier", "question mark"),
        ({"steps": with_first({"harder": "Was it a massacre?"})}, "steps.0.harder", "'massacre'"),
        ({"steps": with_first({"answers": []})}, "steps.0.answers", "at least 1"),
        (
            {
                "steps": with_first(
                    {
                        "answers": [
                            {"text": "So.", "rests_on": [{"source": "post", "words": "never said"}]}
                        ]
                    }
                )
            },
            "steps.0.answers.0.rests_on.0.words",
            f"in no excerpt or figure of {LEAVING} from 'post' (got 'never said')",
        ),
        (
            {
                "rubric": [
                    {"what": "a", "levels": ["b", "c"]},
                    {"what": "d", "levels": ["e", "f", "g"]},
                ]
            },
            "rubric",
            "as many levels",
        ),
        ({"hard": ["It was a massacre."]}, "'massacre'", "outside a quotation"),
        ({"aims": None}, "aims", "tuple"),
        ({"colour": "red"}, "colour", "not permitted"),
    ],
)
def test_a_fault_of_a_plan_is_named(folder, overrides, where, what):
    write_plan(folder, **overrides)
    found = [line for line in problems(folder) if f"stories/road.yaml: plan.{where}" in line]
    assert any(what in line for line in found), problems(folder)


def test_a_word_of_a_side_must_be_in_an_excerpt_of_that_side(folder):
    event = read_records(folder).by_id[LEAVING]
    excerpt = event.excerpts[0]
    side = read_records(folder).speakers[excerpt.speaker].side
    use = {"side": side, "word": excerpt.text, "sources": [excerpt.source]}
    write_plan(folder, {"uses": [use]})
    assert read_records(folder).glossary["ferry"].uses[0].word == excerpt.text
    for wrong in ({"word": "never said"}, {"side": "nobody"}, {"sources": ["nowhere"]}):
        write(folder / "glossary.yaml", [{**TERM, "uses": [{**use, **wrong}]}])
        (line,) = problems(folder)
        assert line.startswith("glossary.yaml: ferry: uses.0.sources: no excerpt from it has")


def test_an_empty_glossary_is_named(folder):
    (folder / "glossary.yaml").write_text("", "utf-8")
    with pytest.raises(CurationError, match=r"glossary\.yaml: file: is empty"):
        read_records(folder)


def test_a_visitors_story_has_no_plan():
    content = b"id: own\ntitle: Mine\nquestion: ''\nclosing: ''\nsteps: []\nplan: {age: '9'}\n"
    with pytest.raises(StoryError, match="plan: only a story of a collection has one"):
        read_story(content, {LEAVING})


def test_the_plan_is_laid_out_whole(quill):
    story = quill.offers.stories[HARBOUR]
    page = words(*plan_page(story, quill.records))
    for text in (
        *story.plan.aims, *story.plan.hard, *story.plan.help, story.plan.exit_ticket,
        "In 45 minutes", "In 20 minutes", "12 min", "Step 2 · Answer in pairs on paper.",
        "Many people stop work together", "“dispute” (The Harbour Courier, 6 March 1892)",
        "Repeats it", "Says how one could have counted",
    ):  # fmt: skip
        assert text in page, text


def test_a_step_has_other_questions_and_answers_with_what_carries_them(quill):
    story = quill.offers.stories[HARBOUR]
    told = words(*step_plan(story, 0, quill.records))
    planned = story.plan.steps[0]
    assert planned.easier in told
    assert planned.harder in told
    assert "Rests on “a penny short” (The Dockers’ Sheet)." in told
    assert "signed before the House" in words(*step_plan(story, 3, quill.records))


def test_a_story_without_a_plan_has_nothing_to_lay_out(quill):
    story = quill.offers.stories[WATER]
    assert (plan_page(story, quill.records), step_plan(story, 0, quill.records)) == ([], [])


def test_warnings_of_a_story_name_each_note_once_with_its_steps(quill, small):
    assert story_warnings(quill.offers.stories[HARBOUR], quill.records) == ()
    assert story_warnings(quill.offers.stories[WATER], quill.records) == (
        "Describes animals drowned in a flood (step 2)",
    )


def test_like_notes_are_told_together(folder):
    for event in (LEAVING, SPEECH):
        write_event(folder, event, content_note="Tells of a wreck")
    write_story(folder)
    records = read_records(folder)
    assert story_warnings(records.stories[0], records) == ("Tells of a wreck (steps 1 and 3)",)


@pytest.mark.parametrize(
    ("what", "note", "warned"),
    [
        ("people drowned", None, True),
        ("people drowned to date", None, False),
        ("people drowned", "Tells of people drowned", False),
        ("people saved", None, False),
    ],
)
def test_an_event_that_counts_the_dead_without_a_note_is_warned_of(folder, what, note, warned):
    figure = {"what": what, "as_reported": "two", "best": "2", "unit": "people"}
    figure |= {"according_to": "spokesman", "source": "post"}
    write_event(folder, SPEECH, figures=[figure], content_note=note)
    found = [line for line in read_records(folder).warnings if "content_note: is missing" in line]
    assert bool(found) is warned


def test_every_exact_term_has_plain_words():
    assert set(plain.STATUSES) == set(STATUSES)
    assert set(plain.PLACES) == set(PRECISION_WORDS)
    assert set(plain.DATES) == set(QUALIFIERS)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2025-02-09?", "9 February 2025 (date worked out from the article)"),
        ("2025-02~", "February 2025 (day not given, about this date)"),
        ("2025-02-09%", "9 February 2025 (about this date, worked out from the article)"),
        ("2025-02-09", "9 February 2025"),
    ],
)
def test_dates_are_told_in_plain_words(date, told):
    assert plain_date(When(date).words) == told


def test_places_are_told_in_plain_words():
    assert plain_place("area", 2500) == "along a line or across an area, within about 2.5 km"
