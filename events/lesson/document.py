"""The lesson as one HTML file: it opens from disk, and asks no host for anything."""

import json
from collections.abc import Iterator
from pathlib import Path

from events.lesson.screens import Lesson
from events.lesson.tasks import tasks
from events.markup import Element, element
from events.records import STATUSES, sources_of
from events.stories import plan_page
from events.telling import citation
from events.telling.document import Head, read_asset, write_page
from geodata.webmap import hold_map, join_scripts, join_styles

WEB = Path(__file__).parent / "web"

NO_SCRIPT = "This lesson turns its slides with a script of its own, which is turned off."

PARTS = {
    "slides": "What the class sees",
    "teacher": "For the teacher",
    "plan": "Plan of the lesson",
    "tasks": "For students",
    "work": "Students’ work",
}
"""What the file shows, one at a time: its name in the address, and that for a screen reader."""


def write_lesson(lesson: Lesson, address: str | None = None) -> bytes:
    """Write a lesson; the page's policy allows no script but its own, and no host.

    `address` is where the page will be found, if that is known.
    """
    style = read_asset("telling.css") + join_styles() + _styles()
    return write_page(
        lesson.story.title,
        style,
        _body(lesson),
        head=Head(lesson.story.question, address=address, listed=False),
        data=_data(lesson),
        script=join_scripts(WEB / "lesson.js"),
    )


def _styles() -> str:
    return "".join((WEB / name).read_text("utf-8") for name in ("lesson.css", "work.css"))


def _body(lesson: Lesson) -> Iterator[Element]:
    """Yield the places that the script fills, and the plan."""
    inside = {"slides": _slides(), "plan": _plan(lesson)}
    yield Element("noscript", (), (NO_SCRIPT,))
    for name, label in PARTS.items():
        hidden = (("hidden", ""),) if name != "slides" else ()
        named = (("id", name), ("class", "corridors"), ("aria-label", label), *hidden)
        yield Element("main", named, tuple(inside.get(name, ())))


def _slides() -> Iterator[Element]:
    yield element("div", id="slide", class_="slide")
    yield element("section", element("div", id="map"), id="stage", aria_label="Map")
    yield element("nav", id="controls", aria_label="Lesson")


def _plan(lesson: Lesson) -> Iterator[Element]:
    """Yield the plan of the story; where it has none, that is said."""
    yield element("h1", lesson.story.title, dir="auto")
    planned = plan_page(lesson.story, lesson.records)
    yield from planned or [element("p", "This story has no plan.")]


def _data(lesson: Lesson) -> str:
    """Return the JSON that the script reads; days are counted from 1970-01-01."""
    records = lesson.records
    geography, categories = records.geography, records.vocabulary.categories
    held = hold_map(lesson.table, categories, geography, records.spans, STATUSES, "presenting")
    data = {
        "id": lesson.story.id,
        "hash": lesson.hash,
        "title": lesson.story.title,
        "screens": lesson.screens,
        "pictures": lesson.pictures.named,
        "tasks": tasks(lesson.story, records),
        "sources": [each.as_data() for each in _sources(lesson)],
        **held,
        "languages": [language.name for language in geography.region.languages],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _sources(lesson: Lesson) -> Iterator[Element]:
    """Cite the sources of the story, in its order."""
    events = (lesson.records.by_id[step.event] for step in lesson.story.steps)
    for name in dict.fromkeys(name for event in events for name in sources_of(event)):
        yield element("li", *citation(lesson.records.sources[name]), dir="auto")
