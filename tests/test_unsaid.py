"""What a list leaves unsaid is said to be unknown, everywhere, and nothing needs it."""

import json
from datetime import date

import numpy as np
import pytest

from events.collection import open_collection
from events.compare import Layout, build_columns, draw_sections
from events.exporters import FORMATS, describe_file
from events.importers import geojson_table
from events.lesson import make_lesson, write_lesson
from events.linked_data import Published, describe_event
from events.publish import (
    Feed,
    Options,
    Site,
    has_changes,
    selection_handout,
    story_handout,
    write_feed,
    write_handout,
    write_site,
)
from events.query import Box, Query
from events.report import find_flags
from events.telling import brief
from events.telling.listed import list_item
from events.telling.panel import panel
from geodata.picture import draw_picture
from geodata.webmap.columns import COLUMNS, pack
from tests.conftest import Page, said, write, written

BARE, POINT, NAMED = "bare", "point", "named"
STEPS = [{"event": name, "line": "It happened.", "prompt": "What then?"} for name in (BARE, POINT)]
STORY = {"id": "tale", "title": "A tale", "question": "What?", "steps": STEPS, "closing": "End."}


@pytest.fixture(scope="module")
def unsaid(tmp_path_factory):
    """Three events of which no more is said than must be, and no file but those needed."""
    folder = tmp_path_factory.mktemp("lists") / "A list of 3"
    write(folder / "collection.yaml", {"title": "Three events"})
    events = {
        BARE: {"title": "A bell is cast", "date": "1892"},
        POINT: {
            "title": "A bell is hung",
            "date": "1892-03",
            "place": {"longitude": "-24.8", "latitude": "-38"},
            "created": "2026-01-10",
        },
        NAMED: {"title": "A bell is heard", "date": "1893-05-02", "place": {"name": "Elm Lane"}},
    }
    for name, event in events.items():
        write(folder / "events" / f"{name}.yaml", {"id": name, **event})
    story = {**STORY, "steps": [*STEPS, {**STEPS[0], "event": NAMED}]}
    write(folder / "stories" / "tale.yaml", story)
    return open_collection(folder)


def test_a_collection_needs_a_title_and_events_alone(unsaid):
    info = unsaid.records.info
    assert (info.id, info.title, info.version, info.curated) == (
        "a-list-of-3",
        "Three events",
        None,
        False,
    )
    assert [c.label for c in unsaid.records.vocabulary.categories] == ["Event"]
    assert unsaid.records.warnings[-4:] == (
        "events: 3 of 3 have no summary",
        "events: 3 of 3 have no status",
        "events: 1 of 3 have no place",
        "events: 3 of 3 have no source",
    )


def test_the_table_says_what_is_not_known(unsaid):
    rows = {row["id"]: row for row in unsaid.engine.rows([BARE, POINT, NAMED])}
    known = {name: (row["place_name"], row["precision"]) for name, row in rows.items()}
    assert known == {
        BARE: ("No place given", "unplaced"),
        POINT: ("Place not named", "unstated"),
        NAMED: ("Elm Lane", "unplaced"),
    }
    assert {row["status"] for row in rows.values()} == {"unstated"}
    assert {row["precision_m"] for row in rows.values()} == {0}
    assert "created" not in unsaid.table  # only one event has it


def test_a_part_of_the_map_holds_only_what_has_a_position(unsaid):
    everything = unsaid.offers.view.query
    assert unsaid.engine.count(everything.look((-180.0, -85.0, 179.0, 85.0))) == 1
    box = Box(-24.8, -38, -24.8, -38)
    touching = Query(everything.first, everything.last, box=box)
    assert [row["id"] for row in unsaid.engine.page(touching, 0, 9)] == [POINT]


def test_the_map_has_a_mark_only_for_what_has_a_position(unsaid):
    table = unsaid.table
    widths = (np.dtype(kind).itemsize for _, kind in COLUMNS)
    assert len(pack(table, ["event"], ["unstated"])) == 3 * sum(widths)
    categories, geography = unsaid.records.vocabulary.categories, unsaid.records.geography
    days = int(table["first"].min()), int(table["last"].max())
    picture = draw_picture(table, categories, 600, 600, geography=geography, days=days)
    assert [mark.count for mark in picture.marks] == [1]
    assert {away.name for away in picture.away} == {"No place given", "Elm Lane"}


@pytest.mark.parametrize("name", [BARE, POINT, NAMED])
def test_panel_and_list_say_so_in_plain_words(unsaid, name):
    shown = said(panel(name, unsaid))
    assert "Status not stated" in shown
    assert "No source is given." in shown
    assert "None" not in shown
    assert "nan" not in shown
    (row,) = unsaid.engine.rows([name])
    assert "No source is given" in said(list_item(row, unsaid.records, 0))
    assert brief(row).endswith("Status not stated; no source is given.")
    assert "Same place" not in shown


def test_each_says_what_is_known_of_its_place(unsaid):
    assert "how exact the point is, is not said" in said(panel(POINT, unsaid))
    assert "no position is given" in said(panel(NAMED, unsaid))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written(unsaid, name):
    assert written(name, unsaid)


def test_files_leave_open_what_is_not_known(unsaid):
    features = {f["id"]: f for f in json.loads(written("geojson", unsaid))["features"]}
    assert features[BARE]["geometry"] is None
    assert features[POINT]["geometry"]["coordinates"] == [-24.8, -38.0]
    assert {f["properties"]["uncertainty_m"] for f in features.values()} == {None}
    first = written("csv", unsaid).decode("utf-8-sig").splitlines()[1]
    assert ",No place given,,,unplaced,,," in first


def test_a_table_of_them_opens_again(unsaid, tmp_path):
    path = tmp_path / "again.parquet"
    path.write_bytes(written("geoparquet", unsaid))
    again = open_collection(path)
    names = ["id", "place", "place_name", "precision", "precision_m", "status", "summary"]
    expected = unsaid.table[names].replace(f"own-{NAMED}", "Elm Lane")
    assert again.table[names].astype(object).to_dict("list") == expected.to_dict("list")
    assert "No source is given" in said(list_item(again.engine.row(BARE), again.records, 0))
    assert "no source is given" in said(panel(BARE, again))
    for name in FORMATS:
        assert written(name, again)


def test_exported_geojson_of_them_is_imported_again(unsaid, tmp_path):
    path = tmp_path / "again.geojson"
    path.write_bytes(written("geojson", unsaid))
    (tmp_path / "again.parquet").write_bytes(geojson_table(path))
    again = open_collection(tmp_path / "again.parquet")
    assert list(again.table["precision"]) == list(unsaid.table["precision"])


def test_pages_lessons_and_handouts_can_be_written(unsaid):
    made = date(2026, 11, 23)
    provenance = describe_file(unsaid, unsaid.offers.view.query)
    files = dict(write_site(Site(unsaid, provenance), made))
    assert "No source is given" in Page(files[f"events/{BARE}.html"]).text
    (story,) = unsaid.records.stories
    assert b"No source is given." in write_lesson(make_lesson(story, unsaid.records, unsaid.table))
    for handout in (
        selection_handout(unsaid.table, unsaid.records),
        story_handout(story, unsaid.table),
    ):
        for teacher in (False, True):
            options = Options(teacher=teacher)
            page = Page(write_handout(handout, unsaid.records, options, made))
            assert "None" not in page.text
            assert "A bell is cast" in page.text


def test_comparison_report_and_linked_data_do_without(unsaid):
    find_flags(unsaid)
    described = describe_event(BARE, unsaid, Published())
    assert "location" not in described["mainEntity"]
    assert describe_event(POINT, unsaid, Published())["mainEntity"]["location"]["geo"]
    assert has_changes(unsaid) is False
    query = unsaid.offers.view.query
    with pytest.raises(ValueError, match="does not say when"):
        write_feed(Feed(unsaid, query, "https://example.org/", lambda e: e))
    columns = build_columns(unsaid.records.events, unsaid.records, "outlets", ())
    shown = draw_sections(Layout(columns, unsaid.records, "outlets"), 0, None)
    assert "No source" not in "".join(said(part) for part in shown)
