"""An example that comes with the dashboard is made of lists, which the importer reads."""

import csv

import pytest

from events.collection import open_collection
from events.importers import import_file, write_folder
from events.lesson import make_lesson, write_lesson
from events.records import Excerpt, Figure, Source, Speaker
from events.records.lists import EVENTS
from events.records.locations import BUILT_IN
from events.records.models import LiteralName, PersonName

FOLDER = BUILT_IN / "san-francisco-1906"
LISTS = {
    "quotations": (Excerpt, {"event"}),
    "figures": (Figure, {"event"}),
    "sources": (Source, set()),
    "speakers": (Speaker, set()),
}


@pytest.fixture(scope="module")
def example():
    return open_collection("san-francisco-1906")


def rows(name):
    return list(csv.DictReader((FOLDER / f"{name}.csv").read_text("utf-8").splitlines()))


def test_the_importer_takes_every_row_and_writes_the_same_list(tmp_path):
    imported = import_file(FOLDER / EVENTS, answers={"no-place": "without-place"})
    assert imported.report.outcomes["taken"] == imported.report.rows == len(rows("events"))
    write_folder(imported, tmp_path)
    assert (tmp_path / EVENTS).read_bytes() == (FOLDER / EVENTS).read_bytes()


def test_every_row_stands_in_the_collection(example):
    records = example.records
    assert [row["id"] for row in rows("events")] == [event.id for event in records.events]
    quoted = [(event.id, each.text) for event in records.events for each in event.excerpts]
    assert [(row["event"], row["text"]) for row in rows("quotations")] == quoted
    counted = [(event.id, each.as_reported) for event in records.events for each in event.figures]
    assert [(row["event"], row["as_reported"]) for row in rows("figures")] == counted
    assert {row["id"] for row in rows("sources")} == set(records.sources)
    assert {row["id"] for row in rows("speakers")} == set(records.speakers)


@pytest.mark.parametrize("name", LISTS)
def test_every_column_is_a_field(name):
    model, more = LISTS[name]
    assert set(rows(name)[0]) <= set(model.model_fields) | more


def test_no_event_keeps_columns_that_have_no_meaning(example):
    assert [event.id for event in example.records.events if event.other] == []


def test_every_event_is_at_a_place_of_the_gazetteer(example):
    """A position that is not that of the place would be one of the event's own."""
    places = example.records.geography.places
    named = {row["id"]: row["place"] for row in rows("events")}
    assert {event.id: places[event.place].name for event in example.records.events} == named
    for event in example.records.events:
        assert event.precision_m is None or event.precision_m > places[event.place].precision_m


def test_its_story_becomes_a_lesson(example):
    (story,) = example.records.stories
    page = write_lesson(make_lesson(story, example.records, example.table)).decode()
    assert story.plan is not None
    assert story.question in page
    assert all(step.line in page for step in story.steps)


# What the lists say that the invented collection's do not


def test_authors_of_a_list_are_people_or_bodies():
    named = Source.model_validate(
        {"id": "a", "outlet": "A", "authors": "Reed, Amos | Harbour Office"}
    )
    assert named.authors == (
        PersonName(family="Reed", given="Amos"),
        LiteralName(literal="Harbour Office"),
    )
