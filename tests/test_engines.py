"""The engine's bounded answers, against the same question asked event by event."""

import json
import tracemalloc
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.query import FILTERS, Arrays, Query
from events.query.engines import codes
from geodata import UNPLACED, WHOLE
from tests.conftest import CROSSING, LEAVING, QUILL, SPEECH, questions
from tests.test_query import ids, over

PLACES = json.loads((QUILL / "geodata" / "places.geojson").read_text("utf-8"))["features"]
OUTLINED = {place["properties"]["id"]: "shapes" in place["properties"] for place in PLACES}
PARENTS = {place["properties"]["id"]: place["properties"].get("parent") for place in PLACES}
COLUMNS = [entry.column for entry in FILTERS.values()]


def upward(place, parents):
    """List a place and those that hold it."""
    return [place, *upward(parents[place], parents)] if parents.get(place) else [place]


def looked_at(row, within):
    """Tell whether an event's point lies in a part of the map."""
    if within is None:
        return True
    west, south, east, north = within
    longitude, latitude = (round(row[name], 4) for name in ("longitude", "latitude"))
    along = west <= longitude <= east if west <= east else longitude >= west or longitude <= east
    if row["precision"] == WHOLE and OUTLINED.get(row["place"]):
        return False
    return row["precision"] not in UNPLACED and along and south <= latitude <= north


def matching(table, query, parents=PARENTS):
    """List the events that match, by what each says itself; without a search for words."""

    def has(row, name, wanted):
        value = row[FILTERS[name].column]
        values = set(upward(value, parents)) if name == "place" else value
        values = {values} if isinstance(values, str) else set(values)
        return not wanted or bool(set(wanted) & values)

    return [
        row["id"]
        for row in table.to_dict("records")
        if row["first"] <= query.last
        and row["last"] >= query.first
        and all(has(row, name, wanted) for name, wanted in query.chosen.items())
        and looked_at(row, query.within)
    ]


def without_words(engine):
    return questions(engine).map(lambda query: replace(query, text=""))


@given(data=st.data())
def test_the_answers_agree_with_the_events_themselves(quill, data):
    query = data.draw(without_words(quill.engine))
    expected = matching(quill.table, query)
    assert ids(quill.engine, query) == expected
    assert quill.engine.count(query) == len(expected)
    event = data.draw(st.sampled_from(list(quill.table["id"])))
    assert quill.engine.matches(query, event) == (event in expected)


@given(data=st.data(), length=st.integers(1, 9))
def test_pages_have_every_match_once_and_what_begins_in_the_range_first(quill, data, length):
    engine = quill.engine
    query = data.draw(questions(engine))
    number = engine.count(query)
    pages = [engine.page(query, start, length) for start in range(0, number, length)]
    assert all(len(page) <= length for page in pages)
    listed = [row["id"] for page in pages for row in page]
    assert sorted(listed) == sorted(ids(engine, query))
    begins = [row["first"] >= query.first for page in pages for row in page]
    assert begins == sorted(begins, reverse=True)
    assert engine.page(query, number, length) == []
    places = {event: engine.position(query, event) for event in quill.table["id"]}
    assert {event: place for event, place in places.items() if place is not None} == {
        event: place for place, event in enumerate(listed)
    }


@given(data=st.data(), most=st.integers(0, 30))
def test_a_selection_is_the_first_page_by_day(quill, data, most):
    query = data.draw(questions(quill.engine))
    selected = quill.engine.select(query, most)
    assert sorted(selected["id"]) == sorted(r["id"] for r in quill.engine.page(query, 0, most))
    assert selected["first"].is_monotonic_increasing
    assert list(selected.columns) == list(quill.table.columns)


@given(data=st.data(), most=st.integers(0, 20))
def test_the_newest_are_those_that_were_changed_last(quill, data, most):
    query = data.draw(without_words(quill.engine))
    changed = {event.id: event.modified for event in quill.records.events}
    matches = matching(quill.table, query)
    matches.reverse()
    expected = sorted(matches, key=changed.get, reverse=True)[:most]
    assert [row["id"] for row in quill.engine.newest(query, most)] == expected


def test_where_no_day_of_a_change_is_known_nothing_is_newest(quill):
    engine = Arrays(quill.table.drop(columns=["created", "modified"]))
    assert engine.newest(quill.offers.view.query, 5) == []


def test_filters_are_worked_out_once_for_all_dates(quill):
    query = over("1892", chosen={"category": ("labour",)})
    once = quill.engine.passing(query)
    assert quill.engine.passing(query.between(0, 1)) is once
    assert quill.engine.passing(over("1892")) is None


def test_rows_come_in_the_order_of_the_ids_without_those_that_are_not_there(small):
    engine = small.engine
    assert [row["id"] for row in engine.rows([SPEECH, "gone", LEAVING])] == [SPEECH, LEAVING]
    assert engine.row(LEAVING)["title"] == "Ferries leave Inkhaven"
    assert "geometry" not in engine.row(LEAVING)
    with pytest.raises(KeyError):
        engine.row("gone")


@pytest.mark.parametrize("event", ["gone", "", None, 7, "\ud800"])
def test_what_is_no_event_is_not_there(small, event):
    assert event not in small.engine
    assert small.engine.number(event) is None
    assert not small.engine.matches(over(""), event)
    assert small.engine.position(over(""), event) is None


def test_the_number_of_a_row_leads_to_its_event_and_back(small):
    engine = small.engine
    assert [engine.at(number) for number in range(-1, 4)] == [
        None, LEAVING, CROSSING, SPEECH, None,
    ]  # fmt: skip
    assert [engine.number(event) for event in (LEAVING, CROSSING, SPEECH)] == [0, 1, 2]
    mask = engine.passing(over("", chosen={"place": ("quill-causeway",)}))
    assert mask.tolist() == [False, True, True]


DAY = "1892-03-04-harbour-strike-begins"


def test_related_events_share_the_place_or_the_day(quill):
    place, day = quill.engine.related(DAY, 8)
    assert (place.by, day.by, place.more, day.more) == ("place", "day", 0, 0)
    shared = {"1892-03-04-crane-stands-still", "1892-03-04-ferry-held"}
    assert {row["id"] for row in day.rows} == {row["id"] for row in place.rows} == shared


def test_of_many_related_events_the_others_are_counted(quill):
    place, day = quill.engine.related(DAY, 1)
    assert [(len(found.rows), found.more) for found in (place, day)] == [(1, 1), (1, 1)]


def test_an_event_of_a_vague_date_shares_no_day(small):
    (place,) = small.engine.related(CROSSING, 8)
    assert (place.by, [row["id"] for row in place.rows]) == ("place", [SPEECH])
    assert small.engine.related(LEAVING, 8) == []


def test_the_engine_needs_no_columns_but_those_it_asks_about(quill):
    needed = ["id", "first", "last", "first_at_latest", "text", *COLUMNS]
    engine = Arrays(quill.table[needed], quill.records.gazetteer)
    query = over("1892", chosen={"side": ("dockers",)})
    assert ids(engine, query) == ids(quill.engine, query)
    assert ids(engine, query)


def test_a_value_that_is_toggled_is_chosen_or_no_longer():
    both = over("1892").choose("category", ["labour"]).toggle("category", "flood")
    assert both.chosen == {"category": ("labour", "flood")}
    assert both.toggle("category", "labour").toggle("category", "flood") == over("1892")


def test_filters_alone_ask_about_all_days(quill):
    assert quill.engine.count(over("1892").filters) == len(quill.table)


@given(data=st.data(), length=st.integers(1, 9), block=st.integers(1, 200))
def test_blocks_of_any_length_give_the_same_answers(quill, data, length, block):
    engine = quill.engine
    query = data.draw(questions(engine))

    def answers():
        counts = [engine.counts(query, name) for name in FILTERS]
        page = [row["id"] for row in engine.page(query, length, length)]
        return counts, page

    expected = answers()
    with patch.object(codes, "BLOCK", block):
        assert answers() == expected


@settings(max_examples=20)
@given(data=st.data())
def test_the_curated_collection_answers_as_its_events_say(gaza, data):
    query = data.draw(without_words(gaza.engine))
    places = gaza.records.geography.places.values()
    parents = {place.id: place.parent for place in places}
    assert ids(gaza.engine, query) == matching(gaza.table, query, parents)


def test_a_move_of_the_dates_needs_little_more_than_a_mask(quill):
    """Long arrays stay with the C library after they are freed, in a pool for each thread."""
    times = np.repeat(np.arange(len(quill.table)), 30_000)
    many = pd.DataFrame(quill.table.drop(columns="geometry")).iloc[times]
    engine = Arrays(many)
    query = Query(*engine.span).between(engine.span[0] + 90, engine.span[1])
    tracemalloc.start()
    engine.count(query)
    engine.page(query, 0, 20)
    for name in FILTERS:
        engine.counts(query, name)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * len(many)  # of which a mask is one; rows as numbers would be eight
