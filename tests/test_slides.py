"""A story's screens: few words, each with who says it, and veils that hide what they should."""

from itertools import pairwise

import pytest

from events.publish.references import number_sources
from events.records import STATUSES, Step, sources_in_order, sources_of
from events.stories import (
    closing,
    closing_notes,
    event_notes,
    event_slide,
    leading,
    opening,
    opening_notes,
    story_veil,
)
from events.stories.slides import MOST_QUOTED, Slide, voices
from events.telling.plain import plain_date, plain_status
from events.telling.veil import OPEN
from tests.conftest import EXCERPT, LEAVING, write_event
from tests.test_report import opened

HARBOUR, CAUSEWAY = "two-weeks-at-the-harbour", "over-the-water"


def pytest_generate_tests(metafunc):
    if "story" in metafunc.fixturenames:
        metafunc.parametrize("story", [HARBOUR, CAUSEWAY], indirect=True)


@pytest.fixture
def story(quill, request):
    return quill.offers.stories[request.param]


def words(*elements):
    parts = (
        part for each in elements for part in (each.elements if isinstance(each, Slide) else [each])
    )
    return "\n".join(text for part in parts if part is not None for text in part.texts())


def screen(collection, step, veil=OPEN, first=frozenset()):
    records = collection.records
    row = collection.engine.row(step.event)
    return event_slide(step, records.by_id[step.event], row, records, veil, first)


def events_of(collection, story):
    return [collection.records.by_id[step.event] for step in story.steps]


def step_of(event, line=""):
    return Step(event=event, line=line, prompt="")


def test_every_screen_says_when_what_where_and_who_says_so(quill, story):
    for step, event in zip(story.steps, events_of(quill, story), strict=True):
        shown, row = words(screen(quill, step)), quill.engine.row(step.event)
        assert plain_date(row["date_words"]) in shown
        assert event.title in shown
        assert row["place_name"] in shown
        assert plain_status(event.status) in shown
        assert step.line in shown
        for excerpt in voices(event, quill.records):
            assert f"“{excerpt.text}”" in shown
        for source in sources_of(event) if not event.excerpts else ():
            assert quill.records.sources[source].outlet in shown


def test_prompts_stand_apart_from_what_a_slide_tells_and_in_the_notes(quill, story):
    records = quill.records
    for step, event in zip(story.steps, events_of(quill, story), strict=True):
        assert step.prompt not in words(screen(quill, step))
        assert screen(quill, step).question == step.prompt
        notes = words(*event_notes(step, event, quill.engine.row(step.event), records))
        assert step.prompt in notes
        assert event.summary in notes
    assert story.question in words(opening(story, records, OPEN))
    assert story.question in words(*opening_notes(story))
    assert story.closing in words(closing(story, OPEN))
    assert story.closing in words(*closing_notes(story))


def test_the_notes_have_all_that_the_screen_leaves_out(quill):
    event = quill.records.by_id["1893-11-17-flood-at-margin"]
    row = quill.engine.row(event.id)
    notes = words(*event_notes(step_of(event.id), event, row, quill.records))
    assert event.content_note in notes
    assert STATUSES[event.status] in notes
    assert event.contested in notes
    assert all(figure.as_reported in notes for figure in event.figures)
    assert all(quill.records.speakers[x.speaker].name in notes for x in event.excerpts[:1])
    for source in sources_of(event):
        assert f"{quill.records.sources[source].outlet}, " in notes


def test_the_sources_that_a_story_is_about_are_quoted_first(gaza):
    story = gaza.offers.stories["two-withdrawals-two-newspapers"]
    first = leading(story, gaza.records)
    assert first == {"morning-star-2025-02-09", "new-york-post-2024-04-07"}
    for event in events_of(gaza, story):
        shown = {excerpt.source for excerpt in voices(event, gaza.records, first)}
        assert {excerpt.source for excerpt in event.excerpts} & first <= shown


def test_a_source_leads_a_story_when_half_of_the_steps_quote_it(quill):
    story = quill.offers.stories[HARBOUR]
    assert leading(story, quill.records) == {
        "harbour-courier-1892-03-06", "island-lantern-1892-03-19",
    }  # fmt: skip
    two = story.model_copy(update={"steps": story.steps[1:2]})
    assert leading(two, quill.records) == {
        "quill-courier-1892-03-05", "harbour-courier-1892-03-06",
    }  # fmt: skip


def test_letters_are_those_of_the_handout(quill, story):
    events = events_of(quill, story)
    veil = story_veil(story, quill.records, names=False, figures=True)
    pairs = tuple((quill.engine.row(event.id), event) for event in events)
    printed = number_sources(quill.records, pairs, [story.title, story.closing], blind=True)
    for outlet in {quill.records.sources[n].outlet for e in events for n in sources_of(e)}:
        assert veil.name(outlet) == printed.veil.name(outlet)


@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_a_screen_has_at_most_two_voices_of_different_sides_where_there_are_two(name, request):
    records = request.getfixturevalue(name).records
    for event in records.events:
        chosen = voices(event, records)
        sides = {records.speakers[excerpt.speaker].side for excerpt in event.excerpts}
        assert len(chosen) == min(MOST_QUOTED, len(event.excerpts))
        shown = {records.speakers[excerpt.speaker].side for excerpt in chosen}
        assert len(shown) == min(len(sides), MOST_QUOTED)


FLOOD = "1893-11-17-flood-at-margin"


def test_a_step_shows_what_was_chosen_and_names_the_sources_of_the_rest(quill):
    records = quill.records
    event = records.by_id[FLOOD]
    excerpt, figure = event.excerpts[-1], event.figures[-1]
    step = Step(
        event=FLOOD, line="", prompt="", excerpts=(excerpt.id, "00000000"), figures=(figure.id,)
    )
    shown = words(screen(quill, step))
    assert [e for e in event.excerpts if f"“{e.text}”" in shown] == [excerpt]
    assert [f for f in event.figures if f"{f.what}: {f.as_reported}" in shown] == [figure]
    assert set(sources_of(step.shown(event))) == set(sources_of(event))


def test_a_step_can_show_more_than_the_rule_would_and_nothing_at_all(quill):
    event = quill.records.by_id[FLOOD]
    every = tuple(excerpt.id for excerpt in event.excerpts)
    figures = tuple(figure.id for figure in event.figures)
    step = Step(event=FLOOD, line="", prompt="", excerpts=every, figures=figures)
    shown = words(screen(quill, step))
    assert all(f"“{excerpt.text}”" in shown for excerpt in event.excerpts)
    assert all(figure.as_reported in shown for figure in event.figures)
    none = screen(quill, Step(event=FLOOD, line="", prompt="", excerpts=(), figures=()))
    assert [block.content.tag for block in none.blocks] == ["p", "figure", "p"]
    assert "O Farol, 22 November 1893" in words(none)
    assert "No fragment is quoted" not in words(none)


@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_no_two_excerpts_or_figures_of_an_event_have_one_id(name, request):
    for event in request.getfixturevalue(name).records.events:
        ids = [each.id for each in (*event.excerpts, *event.figures)]
        assert len(ids) == len(set(ids)), event.id


def test_behind_a_veil_no_outlet_is_named(quill, story):
    veil = story_veil(story, quill.records, names=False, figures=True)
    screens = [opening(story, quill.records, veil), closing(story, veil)]
    screens += [screen(quill, step, veil) for step in story.steps]
    for event in events_of(quill, story):
        for source in sources_of(event):
            assert quill.records.sources[source].outlet not in words(*screens)
    assert "Outlet A" in words(*screens)


def test_with_figures_hidden_no_number_is_shown_but_dates(quill, story):
    veil = story_veil(story, quill.records, names=True, figures=False)
    for step, event in zip(story.steps, events_of(quill, story), strict=True):
        shown = words(screen(quill, step, veil))
        for figure in event.figures:
            assert f"{figure.what}: {figure.as_reported}" not in shown
        for excerpt in voices(event, quill.records):
            hidden = veil.text(excerpt.text)
            assert f"“{hidden}”" in shown
            assert not any(character.isdigit() for character in hidden)


def test_letters_follow_the_order_of_the_story(quill, story):
    veil = story_veil(story, quill.records, names=False, figures=True)
    lettered = [
        veil.name(quill.records.sources[source].outlet)
        for event in events_of(quill, story)
        for source in sources_in_order(event)
    ]
    new = list(dict.fromkeys(lettered))
    assert new[0] == "Outlet A"
    assert all(len(a) < len(b) or a < b for a, b in pairwise(new))


def test_what_carries_a_content_note_is_covered(quill):
    event = quill.records.by_id["1893-11-17-flood-at-margin"]
    shown = screen(quill, step_of(event.id))
    assert shown.cover == event.content_note
    assert event.content_note not in words(shown)


def test_every_figure_is_a_block_of_its_own_that_says_who_gives_it(quill):
    event = quill.records.by_id["1893-11-17-flood-at-margin"]
    blocks = [
        block for block in screen(quill, step_of(event.id)).blocks if block.stage == "figures"
    ]
    assert len(blocks) == len(event.figures) > 3
    for block, figure in zip(blocks, event.figures, strict=True):
        assert f"{figure.what}: {figure.as_reported}, says " in words(block.content)


def test_an_event_without_excerpts_says_so_and_names_its_sources(quill):
    shown = words(screen(quill, step_of("1893-11-20-boats-to-lower-leaf")))
    sources = "O Farol, 22 November 1893; The Quill Courier, 21 November 1893."
    assert f"No fragment is quoted. Reported by {sources}" in shown


def test_a_story_that_leaves_texts_empty_has_no_empty_lines(quill):
    step = step_of("1892-02-29-wage-offer")
    event, row = quill.records.by_id[step.event], quill.engine.row(step.event)
    shown = [*screen(quill, step).elements, *event_notes(step, event, row, quill.records)]
    assert "" not in [text for part in shown if part is not None for text in part.texts()]


def test_text_of_events_stays_text(folder):
    hostile = "{{ 7*7 }} ${x} :red[x]"
    write_event(folder, title=hostile, excerpts=[{**EXCERPT, "text": hostile}])
    slide = screen(opened(folder), step_of(LEAVING))
    assert hostile in [text for part in slide.elements for text in part.texts()]


def test_an_event_that_nobody_is_quoted_on_is_told_in_the_summary(quill):
    event = next(event for event in quill.records.shown if event.excerpts and event.summary)
    step, records = step_of(event.id), quill.records
    row = quill.engine.row(event.id)
    assert event.summary not in words(screen(quill, step))
    chosen = step.model_copy(update={"excerpts": ()})
    assert event.summary not in words(screen(quill, chosen))  # the line tells it
    mute = event.model_copy(update={"excerpts": ()})
    slide = event_slide(step, mute, row, records, OPEN)
    shown = words(slide)
    assert event.summary in shown
    assert "No fragment is quoted. Reported by" in shown
    hidden = words(event_slide(step, mute, row, records, story_veil(
        quill.offers.stories[HARBOUR], records, names=False, figures=True)))  # fmt: skip
    assert all(records.sources[name].outlet not in hidden for name in sources_of(mute))
