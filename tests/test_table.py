"""The table of a curated collection: a row an event, found by its id."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from events.collection import open_collection
from events.query import Query
from events.records import read_records, to_day
from events.table import Identifiers, Rows, build_table, rows_of
from tests.conftest import (
    CROSSING,
    EXCERPT,
    LEAVING,
    OWN_PLACE,
    SPEECH,
    write_collection,
    write_event,
)


def table_of(folder):
    return build_table(read_records(folder))


def test_events_stand_in_the_order_of_their_days(folder):
    write_event(folder, "early", date="2023")
    write_event(folder, "a-month", date="2024-04")
    write_event(folder, "z-same-day", date="2024-04-07")
    write_event(folder, "a-longer", date="2024-04-07/2024-04-20")
    table = table_of(folder)
    order = ["early", "a-month", LEAVING, "z-same-day", "a-longer", CROSSING, SPEECH]
    assert list(table.index) == list(table["id"]) == order


def test_a_row_covers_the_days_of_its_date(small):
    row = small.table.loc[CROSSING]
    assert (row["first"], row["last"]) == (to_day(date(2024, 5, 1)), to_day(date(2024, 5, 31)))
    assert row["date_words"] == "May 2024 (day not given)"
    assert row["date_precision"] == "month"


def test_days_before_1970_are_counted_below_zero(quill):
    assert quill.table["last"].max() < 0
    assert quill.table["first"].is_monotonic_increasing


def test_only_a_date_that_the_source_gives_is_certain(small):
    assert small.table["certain"].to_dict() == {LEAVING: True, CROSSING: True, SPEECH: False}


def test_an_event_stands_where_its_place_is(small):
    place = small.records.geography.places["inkhaven"]
    row = small.table.loc[LEAVING]
    assert row["geometry"] == place.geometry
    assert (row["place"], row["place_name"]) == ("inkhaven", place.name)
    assert (row["precision"], row["precision_m"]) == (place.precision, place.precision_m)
    assert (row["longitude"], row["latitude"]) == (place.geometry.x, place.geometry.y)
    assert small.table.crs == "EPSG:4326"


def test_an_event_can_be_vaguer_than_its_place(folder):
    write_event(folder, precision_m="9000")
    assert table_of(folder).loc[LEAVING, "precision_m"] == 9000


def test_a_place_of_an_events_own_is_longitude_first(folder):
    write_event(folder, place=OWN_PLACE)
    row = table_of(folder).loc[LEAVING]
    assert (row["geometry"].x, row["geometry"].y) == (-25.3, -38.1)
    assert (row["place"], row["place_name"]) == (f"own-{LEAVING}", "A field")
    assert (row["precision"], row["precision_m"]) == ("near", 500)


def test_the_sides_are_of_all_who_are_quoted_or_credited(small):
    assert small.table.loc[SPEECH, "sides"] == ("company", "dockers", "paper")
    assert small.table.loc[LEAVING, "sides"] == ("paper",)


def test_a_source_cited_twice_stands_once(folder):
    write_event(folder, excerpts=[EXCERPT, {**EXCERPT, "source": "post"}, EXCERPT])
    assert table_of(folder).loc[LEAVING, "sources"] == ("paper", "post")


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    folder = write_collection(tmp_path_factory.mktemp("searched"))
    translated = {**EXCERPT, "translation": "a translation"}
    write_event(folder, actors=["Northern Crew"], excerpts=[translated])
    return open_collection(folder)


@pytest.mark.parametrize(
    "words",
    [
        "Ferries leave Inkhaven",
        "ferries left the harbour",
        "Northern Crew",
        "Porto da Tinta",
        "بندر مرکب",
        "Ink Haven",
        "left the harbour on Sunday",
        "a translation",
        "The Paper",
    ],
)
def test_all_that_a_reader_sees_can_be_searched(searched, words):
    query = Query(*searched.engine.span, text=words)
    assert LEAVING in [row["id"] for row in searched.engine.page(query, 0, 3)]


def test_withdrawn_events_have_no_row_and_stay_among_the_records(folder):
    write_event(folder, status="withdrawn", change_note="It was a mistake.")
    collection = open_collection(folder)
    assert set(collection.table.index) == {CROSSING, SPEECH}
    assert LEAVING in collection.records.by_id


def test_rows_are_read_by_the_names_of_their_columns_without_their_geometry(small):
    (row,) = rows_of(small.table.loc[[SPEECH]])
    assert row["id"] == SPEECH
    assert row.keys() == set(small.table.columns) - {"geometry"}


def test_rows_are_read_by_their_numbers_as_from_a_table_of_them(small):
    rows = Rows(small.table)
    assert rows.read([2, 0]) == rows_of(small.table.iloc[[2, 0]])
    assert rows.read([]) == []


def test_rows_hold_values_of_python_alone():
    table = pd.DataFrame({"day": np.array([4, 5], np.int32), "sure": [True, False]})
    table["kind"] = pd.Series(["a", "b"], dtype="category")
    table["address"] = pd.Series(["https://example.org", None], dtype="large_string[pyarrow]")
    rows = Rows(table).read(np.array([1]))
    assert rows == [{"day": 5, "sure": False, "kind": "b", "address": None}]
    assert [type(value) for value in rows[0].values()] == [int, bool, str, type(None)]


def test_each_id_has_the_number_of_its_row_and_back(small):
    identifiers = Identifiers(small.table["id"])
    assert len(identifiers) == 3
    assert [identifiers[number] for number in range(3)] == [LEAVING, CROSSING, SPEECH]
    assert [identifiers.number(name) for name in (LEAVING, CROSSING, SPEECH)] == [0, 1, 2]


@pytest.mark.parametrize("name", ["", "2024-04-07", LEAVING.upper(), "\ud800", "é", None, 0])
def test_what_is_no_id_of_the_table_has_no_number(small, name):
    identifiers = Identifiers(small.table["id"])
    assert identifiers.number(name) is None
    assert name not in identifiers


def test_ids_are_read_from_a_column_of_any_type():
    assert Identifiers(pd.Series(["a", "b"], dtype="category"))[1] == "b"
