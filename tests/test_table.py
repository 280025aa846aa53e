"""The one table that everything reads."""

from datetime import date

import pytest

from events.query import Arrays, Query
from events.records import to_day
from events.records.reading import load_dataset
from events.table.curated import to_frame
from tests.conftest import CROSSING, EXCERPT, LEAVING, OWN_PLACE, SPEECH, write_event


def test_events_stand_in_the_order_of_their_days(folder):
    write_event(folder, "early", date="2023")
    write_event(folder, "a-month", date="2024-04")
    write_event(folder, "z-same-day", date="2024-04-07")
    write_event(folder, "a-longer", date="2024-04-07/2024-04-20")
    frame = to_frame(load_dataset(folder))
    assert list(frame.index) == [
        "early",
        "a-month",
        LEAVING,
        "z-same-day",
        "a-longer",
        CROSSING,
        SPEECH,
    ]
    assert list(frame["id"]) == list(frame.index)


def test_a_row_covers_the_days_of_its_date(frame):
    row = frame.loc[CROSSING]
    assert (row["first"], row["last"]) == (to_day(date(2024, 5, 1)), to_day(date(2024, 5, 31)))
    assert row["date_words"] == "May 2024 (day not given)"
    assert row["date_precision"] == "month"


def test_only_a_date_that_the_source_gives_is_certain(frame):
    assert frame["certain"].to_dict() == {LEAVING: True, CROSSING: True, SPEECH: False}


def test_an_event_stands_where_its_place_is(frame, places):
    place = places.loc["khan-younis"]
    row = frame.loc[LEAVING]
    assert row["geometry"] == place["geometry"]
    assert (row["place"], row["place_name"]) == ("khan-younis", place["name"])
    assert (row["precision"], row["precision_m"]) == (place["precision"], place["precision_m"])
    assert frame.crs == "EPSG:4326"


def test_an_event_can_be_vaguer_than_its_place(folder):
    write_event(folder, precision_m="9000")
    assert to_frame(load_dataset(folder)).loc[LEAVING, "precision_m"] == 9000


def test_a_place_of_an_events_own_is_longitude_first(folder):
    write_event(folder, place=OWN_PLACE)
    row = to_frame(load_dataset(folder)).loc[LEAVING]
    assert (row["geometry"].x, row["geometry"].y) == (-34.3, 31.4)
    assert (row["place"], row["place_name"]) == (f"own-{LEAVING}", "A field")
    assert (row["precision"], row["precision_m"]) == ("near", 500)


def test_the_sides_are_of_all_who_are_quoted_or_credited(frame):
    assert frame.loc[SPEECH, "sides"] == ("israeli", "newspaper", "palestinian")
    assert frame.loc[LEAVING, "sides"] == ("newspaper",)


def test_a_source_cited_twice_stands_once(folder):
    write_event(folder, excerpts=[EXCERPT, {**EXCERPT, "source": "post"}, EXCERPT])
    assert to_frame(load_dataset(folder)).loc[LEAVING, "sources"] == ("paper", "post")


@pytest.mark.parametrize(
    "words",
    [
        "Troops leave Khan Younis",
        "troops left the city",
        "Northern Brigade",
        "خان يونس",
        "חאן יונס",
        "Khan Yunis",
        "left the city on Sunday",
        "a translation",
        "The Paper",
    ],
)
def test_all_that_a_reader_sees_can_be_searched(folder, words):
    translated = {**EXCERPT, "translation": "a translation"}
    write_event(folder, actors=["Northern Brigade"], excerpts=[translated])
    engine = Arrays(to_frame(load_dataset(folder)))
    assert 0 in engine.page(Query(*engine.span, text=words), 0, 3)


def test_withdrawn_events_are_left_out_and_stay_in_the_dataset(folder):
    write_event(folder, status="withdrawn", change_note="It was a mistake.")
    dataset = load_dataset(folder)
    assert set(to_frame(dataset).index) == {CROSSING, SPEECH}
    assert LEAVING in {event.id for event in dataset.events}
