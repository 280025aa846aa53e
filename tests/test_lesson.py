"""The lesson in one file: what stands in it, what it may do, and the command that writes it."""

import json
import re

import pytest

from events.__main__ import main
from events.lesson import make_lesson, write_lesson
from events.lesson.screens import VEILS
from events.markup import Element
from tests.conftest import QUILL

LIMIT = 1_500_000
"""Bytes of a lesson: what can be mailed, and opens at once."""


@pytest.fixture(scope="module")
def lesson(quill):
    return make_lesson(quill.records.stories[0], quill.records, quill.table)


def content_of(page):
    """Read what a lesson's script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_a_lesson_has_a_screen_for_each_step_an_opening_and_a_closing(lesson):
    content = content_of(write_lesson(lesson).decode())
    story, records = lesson.story, lesson.records
    titles = [records.by_id[step.event].title for step in story.steps]
    screens = content["screens"]
    assert [screen["heading"][""] for screen in screens] == [story.title, *titles, "Looking back"]
    assert [screen["isStep"] for screen in screens] == [False, *(True for _ in titles), False]
    for step, screen in zip(story.steps, screens[1:-1], strict=True):
        assert screen["question"][""] == step.prompt
        assert lesson.table.iloc[screen["map"]["selected"]]["id"] == step.event
    assert screens[0]["map"]["rows"] == list(range(len(lesson.table)))


def test_all_lessons_are_small_and_allow_nothing_but_their_own_script(gaza):
    for story in gaza.records.stories:
        page = write_lesson(make_lesson(story, gaza.records, gaza.table))
        assert len(page) <= LIMIT
        (policy,) = re.findall(rb'Content-Security-Policy" content="([^"]*)"', page)
        assert b"default-src &#39;none&#39;" in policy
        assert policy.count(b"sha256-") == 1
        assert b"connect-src" not in policy


def test_behind_each_veil_stands_what_it_hides(lesson):
    outlets = {source.outlet for source in lesson.records.sources.values()}
    for screen in lesson.screens:
        for name, shown in VEILS.items():
            blocks = screen["blocks"].get(name, screen["blocks"][""])
            words = json.dumps(blocks, ensure_ascii=False)
            if not shown["names"]:
                assert not [outlet for outlet in outlets if outlet in words]
            if not shown["figures"]:
                assert "figures" not in [block["stage"] for block in blocks]


def test_the_same_story_has_the_same_hash_and_another_has_not(lesson, quill):
    again = make_lesson(lesson.story, quill.records, quill.table)
    changed = lesson.story.model_copy(update={"question": "Who else?"})
    assert again.hash == lesson.hash
    assert make_lesson(changed, quill.records, quill.table).hash != lesson.hash


def test_a_story_that_shows_an_event_twice_is_told_twice(lesson, quill):
    twice = lesson.story.model_copy(update={"steps": (*lesson.story.steps, lesson.story.steps[0])})
    screens = make_lesson(twice, quill.records, quill.table).screens
    assert screens[-2]["map"] == screens[1]["map"]


def test_text_of_a_story_stays_text(lesson, quill):
    hostile = "</script><img src=x onerror=alert(1)>"
    story = lesson.story.model_copy(update={"title": hostile, "question": hostile})
    page = write_lesson(make_lesson(story, quill.records, quill.table)).decode()
    assert hostile not in page
    assert content_of(page)["title"] == hostile


def test_the_command_writes_a_lesson_and_names_the_stories_there_are(tmp_path, monkeypatch, capsys):
    path = tmp_path / "lesson.html"
    command = ["events", "lesson", str(QUILL), "-o", str(path), "--story"]
    monkeypatch.setattr("sys.argv", [*command, "two-weeks-at-the-harbour"])
    assert main() == 0
    assert path.read_bytes().startswith(b"<!doctype html>")
    monkeypatch.setattr("sys.argv", [*command, "none"])
    assert main() == 2
    assert "there is no 'none'; there are: " in capsys.readouterr().err


def test_sources_are_cited_once_each(lesson):
    sources = content_of(write_lesson(lesson).decode())["sources"]
    assert sources
    assert len({json.dumps(each) for each in sources}) == len(sources)
    assert all(Element("li", (), ()).tag == each[0] for each in sources)
