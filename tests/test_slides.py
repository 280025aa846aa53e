"""A story's screens: few words, each with who says it, and covers that hold."""

from itertools import pairwise

import pytest
from events.publish.handout.references import number_sources
from events.telling.cards import Cards
from geodata.load import load_places

from events.records import Step, sources_in_order, sources_of
from events.records.reading import load_dataset
from events.stories import (
    closing,
    closing_notes,
    event_notes,
    event_screen,
    leading,
    opening,
    opening_notes,
)
from events.stories.slides import MOST_QUOTED, Cover, cover, voices
from events.table import Identifiers
from events.table.curated import to_frame
from tests.conftest import EXCERPT, LEAVING, write_event

CURATED = load_dataset()
FRAME = to_frame(CURATED)
CARDS = Cards(CURATED, FRAME, Identifiers(FRAME["id"]), load_places())
ROW = dict(zip(FRAME["id"], CARDS.records(list(range(len(FRAME)))), strict=True))
EVENTS = {event.id: event for event in CURATED.events}
TOLD = [(story, step) for story in CURATED.stories for step in story.steps]
OPEN = Cover()

every_story = pytest.mark.parametrize("story", CURATED.stories, ids=lambda story: story.id)


def words(*elements):
    return "\n".join(text for part in elements if part is not None for text in part.texts())


def screen(step, covered=OPEN, dataset=CURATED):
    return event_screen(step, EVENTS[step.event], ROW[step.event], dataset, covered)


def tags(element):
    yield element.tag
    for child in element.children:
        if not isinstance(child, str):
            yield from tags(child)


@every_story
def test_every_screen_tells_when_what_where_and_who_says_so(story):
    for step in story.steps:
        event, shown = EVENTS[step.event], words(screen(step))
        assert ROW[step.event]["date_words"] in shown
        assert event.title in shown
        assert ROW[step.event]["place_name"] in shown
        assert step.line in shown
        for excerpt in voices(event, CURATED):
            assert f"“{excerpt.text}”" in shown
        for source in sources_of(event):
            assert CURATED.sources[source].outlet in shown


@every_story
def test_prompts_are_on_no_screen_and_in_the_notes(story):
    for step in story.steps:
        assert step.prompt not in words(screen(step))
        told = event_notes(step, EVENTS[step.event], ROW[step.event], CURATED)
        assert step.prompt in words(*told)
        assert EVENTS[step.event].summary in words(*told)
    assert story.question in words(opening(story, CURATED, OPEN))
    assert story.question in words(*opening_notes(story))
    assert story.closing in words(closing(story, OPEN))
    assert story.closing in words(*closing_notes(story))


def test_the_sources_that_a_story_is_about_are_quoted_first():
    story = next(s for s in CURATED.stories if s.id == "two-withdrawals-two-newspapers")
    first = leading(story, CURATED)
    assert first == {"morning-star-2025-02-09", "new-york-post-2024-04-07"}
    for step in story.steps:
        event = EVENTS[step.event]
        shown = {excerpt.source for excerpt in voices(event, CURATED, first)}
        assert {excerpt.source for excerpt in event.excerpts} & first <= shown


@every_story
def test_letters_are_those_of_the_handout(story):
    covered = cover(story, CURATED, names=False, figures=True)
    events = [EVENTS[step.event] for step in story.steps]
    told = tuple((ROW[event.id], event) for event in events)
    printed = number_sources(CURATED, told, [story.title, story.closing], blind=True)
    for outlet in {CURATED.sources[name].outlet for event in events for name in sources_of(event)}:
        assert covered.blind.name(outlet) == printed.blind.name(outlet)


def test_a_screen_has_at_most_two_voices_and_of_different_sides_where_there_are_two():
    for event in CURATED.events:
        chosen = voices(event, CURATED)
        sides = [CURATED.speakers[excerpt.speaker].side for excerpt in event.excerpts]
        assert len(chosen) == min(MOST_QUOTED, len(event.excerpts))
        shown = {CURATED.speakers[excerpt.speaker].side for excerpt in chosen}
        assert len(shown) == min(len(set(sides)), MOST_QUOTED)


@every_story
def test_under_a_cover_no_outlet_is_named(story):
    covered = cover(story, CURATED, names=False, figures=True)
    outlets = {
        CURATED.sources[source].outlet
        for step in story.steps
        for source in sources_of(EVENTS[step.event])
    }
    screens = [opening(story, CURATED, covered), closing(story, covered)]
    screens += [screen(step, covered) for step in story.steps]
    for outlet in outlets:
        assert outlet not in words(*screens)
    assert "Outlet A" in words(*screens)


@every_story
def test_under_a_cover_no_figure_is_shown_but_dates(story):
    covered = cover(story, CURATED, names=True, figures=False)
    for step in story.steps:
        event = EVENTS[step.event]
        for figure in event.figures:
            assert f"{figure.what}: {figure.as_reported}" not in words(screen(step, covered))
        for excerpt in voices(event, CURATED):
            shown = covered.text(excerpt.text)
            assert f"“{shown}”" in words(screen(step, covered))
            assert not any(sign.isdigit() for sign in shown)


def test_letters_follow_the_order_of_the_story():
    story = CURATED.stories[0]
    covered = cover(story, CURATED, names=False, figures=True)
    lettered = [
        covered.blind.name(CURATED.sources[source].outlet)
        for step in story.steps
        for source in sources_in_order(EVENTS[step.event])
    ]
    new = list(dict.fromkeys(lettered))
    assert new[0] == "Outlet A"
    assert all(len(a) < len(b) or a < b for a, b in pairwise(new))


def test_what_carries_a_content_note_is_folded():
    noted = [step for _, step in TOLD if EVENTS[step.event].content_note]
    assert noted
    for step in noted:
        shown = screen(step)
        assert EVENTS[step.event].content_note in words(shown)
        if EVENTS[step.event].excerpts:
            assert "details" in tags(shown)
            outside = [c for c in shown.children if isinstance(c, str) or c.tag != "details"]
            assert "blockquote" not in [tag for part in outside for tag in tags(part)]


def test_a_story_that_leaves_texts_empty_has_no_empty_lines():
    step = Step(event=TOLD[0][1].event, line="", prompt="")
    shown = [screen(step), *event_notes(step, EVENTS[step.event], ROW[step.event], CURATED)]
    assert "" not in [text for part in shown if part is not None for text in part.texts()]


def test_text_of_events_stays_text(folder):
    hostile = "{{ 7*7 }} ${x} :red[x]"
    write_event(folder, title=hostile, excerpts=[{**EXCERPT, "text": hostile}])
    dataset = load_dataset(folder)
    frame = to_frame(dataset)
    cards = Cards(dataset, frame, Identifiers(frame["id"]), load_places())
    event = next(event for event in dataset.events if event.id == LEAVING)
    row = cards.records([int(frame.index.get_loc(LEAVING))])[0]
    shown = event_screen(Step(event=LEAVING, line="", prompt=""), event, row, dataset, OPEN)
    assert hostile in list(shown.texts())
