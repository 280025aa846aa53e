"""What students work on: every excerpt and question of a story, with no name where none is told."""

import json
from dataclasses import replace

import pytest

from events.lesson.tasks import tasks
from events.records import Step
from events.stories import story_veil
from tests.conftest import EXCERPT, LEAVING, changed, hostile, saying

HARBOUR, CAUSEWAY = "two-weeks-at-the-harbour", "over-the-water"
FLOOD = "1893-11-17-flood-at-margin"


@pytest.fixture(params=[HARBOUR, CAUSEWAY])
def story(quill, request):
    return quill.offers.stories[request.param]


@pytest.fixture
def flood(quill):
    return tasks(quill.offers.stories[CAUSEWAY], quill.records)


def blind_texts(value):
    """Yield whatever is shown while names are hidden."""
    if isinstance(value, dict):
        yield from (value[name] for name in ("blind", "note") if value.get(name))
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from blind_texts(part)


def test_every_excerpt_and_every_question_is_there_once(quill, story):
    given = json.loads(json.dumps(tasks(story, quill.records)))
    events = [quill.records.by_id[step.event] for step in story.steps]
    quoted = [excerpt.text for event in events for excerpt in event.excerpts]
    assert [excerpt["text"] for excerpt in given["excerpts"]] == quoted
    asked = [story.question, *(step.prompt for step in story.steps), story.closing]
    assert [question["named"] for question in given["questions"]] == asked
    assert [step["event"] for step in given["steps"]] == [event.id for event in events]
    for name in ("excerpts", "questions", "speakers"):
        ids = [record["id"] for record in given[name]]
        assert len(set(ids)) == len(ids)


def test_who_stands_behind_an_excerpt_is_among_those_who_could_know(quill, story):
    given = tasks(story, quill.records)
    names = {voice["id"]: voice["named"] for voice in given["speakers"]}
    assert all(set(excerpt["by"]) <= set(names) for excerpt in given["excerpts"])
    outlets = {source.outlet for source in quill.records.sources.values()}
    kinds = [name in outlets for name in names.values()]
    assert kinds == sorted(kinds), "people and bodies stand before outlets"


def test_people_and_bodies_are_told_in_brief(flood):
    roles = {
        voice["named"]: voice["role"] and voice["role"]["named"] for voice in flood["speakers"]
    }
    assert (roles["Tomás Arruda"], roles["O Farol"]) == ("Farmer at Margin", None)


def test_excerpts_say_who_speaks_and_where(flood):
    said = {excerpt["text"]: (excerpt["named"], excerpt["blind"]) for excerpt in flood["excerpts"]}
    assert said["a água chegou à porta da igreja"] == (
        "Tomás Arruda, in O Farol",
        "Tomás Arruda, in Outlet B",
    )
    assert said["passable to carts at low water"] == ("House of Pages", "Outlet A")


def test_other_languages_have_their_direction_and_a_translation(flood):
    (persian,) = [excerpt for excerpt in flood["excerpts"] if excerpt["language"] == "fa"]
    assert persian["direction"] == "rtl"
    assert persian["translation"]["named"] == "the water reached the windows"


def test_a_warning_goes_with_its_step(quill, flood):
    notes = {step["event"]: step["note"] for step in flood["steps"]}
    assert notes[FLOOD] == quill.records.by_id[FLOOD].content_note
    assert list(notes.values()).count(None) == 2


def test_no_outlet_is_named_where_names_are_hidden(quill, story):
    veil = story_veil(story, quill.records, names=False, figures=True)
    texts = list(blind_texts(tasks(story, quill.records)))
    assert len(texts) > 20
    assert [text for text in texts if veil.dated(text) != text] == []


def test_names_within_an_excerpt_are_found_as_javascript_counts(small, quill):
    story = quill.offers.stories[HARBOUR].model_copy(
        update={"steps": (Step(event=LEAVING, line="", prompt=""),)}
    )
    (first,) = tasks(story, saying(small, "🙂 The Post says so").records)["excerpts"]
    assert first["hidden"] == [(3, 11, "Outlet B")]


def test_a_story_may_tell_an_event_twice_ask_nothing_and_quote_nothing(small, quill):
    step = Step(event=LEAVING, line="", prompt="")
    bare = {"question": "", "closing": "", "steps": (step, step)}
    story = quill.offers.stories[HARBOUR].model_copy(update=bare)
    given = tasks(story, small.records)
    assert [excerpt["text"] for excerpt in given["excerpts"]] == [EXCERPT["text"]]
    assert (len(given["steps"]), given["questions"]) == (2, [])
    silent = tasks(story, changed(small, excerpts=(), also_reported_by=("paper",)).records)
    assert (silent["excerpts"], silent["speakers"]) == ([], [])


def test_the_hash_changes_with_what_is_asked_and_with_nothing_else(quill, story):
    records = quill.records
    given = tasks(story, records)
    assert tasks(story, records) == given
    assert tasks(story.model_copy(update={"closing": "Why?"}), records)["hash"] != given["hash"]
    excerpt = records.by_id[story.steps[0].event].excerpts[0]
    events = tuple(
        event.model_copy(update={"excerpts": (excerpt.model_copy(update={"text": "other"}),)})
        if event.id == story.steps[0].event
        else event
        for event in records.events
    )
    assert tasks(story, replace(records, events=events))["hash"] != given["hash"]


@hostile
def test_any_text_is_given_as_it_is(small, quill, text):
    step = Step(event=LEAVING, line="", prompt="")
    story = quill.offers.stories[HARBOUR].model_copy(
        update={"steps": (step.model_copy(update={"prompt": text}),)}
    )
    given = tasks(story, saying(small, text).records)
    assert given["excerpts"][0]["text"] == given["steps"][0]["named"] == text
    assert text in [question["named"] for question in given["questions"]]
