"""A box and days, as OGC API - Features asks for them: what they select, and what is refused."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from deploy.extent import LONGEST, Extent, read_extent
from events.collection import open_collection
from events.exporters import describe_file, write_file
from events.query import Arrays, Box, Query
from events.query.engines.positions import EARTH_M, Positions
from events.records import to_day
from geodata import UNPLACED
from geodata.days import FIRST, LAST
from tests.conftest import CROSSING, LEAVING, OWN_PLACE, SPEECH, write_event
from tests.test_query import ids

SPHERE = Geod(a=EARTH_M, b=EARTH_M)


def days(first, last):
    return to_day(date.fromisoformat(first)), to_day(date.fromisoformat(last))


def extent_of(**parameters):
    extent, problems = read_extent({name: [value] for name, value in parameters.items()})
    assert problems == ()
    return extent


# What is read


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("-25.5,-38,-24,-37.5", Box(-25.5, -38, -24, -37.5)),
        ("-25.5,-38,0,-24,-37.5,100", Box(-25.5, -38, -24, -37.5)),
        ("170,-20,-170,+2e1", Box(170, -20, -170, 20)),
        ("-180,-90,180,90", Box(-180, -90, 180, 90)),
        ("5,5,5,5", Box(5, 5, 5, 5)),
    ],
)
def test_a_box_has_four_numbers_or_six(text, box):
    assert extent_of(bbox=text) == Extent(box=box, given=(("bbox", text),))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1,2,3", "has 3 values instead of four or six"),
        ("1,2,3,4,5", "has 5 values instead of four or six"),
        ("", "has 1 values instead of four or six"),
        ("a,2,3,4", "holds what is no number"),
        ("1,2,,4", "holds what is no number"),
        ("nan,2,3,4", "holds what is no number"),
        ("1e999,2,3,4", "holds what is no number"),
        ("1_0,2,3,4", "holds what is no number"),
        ("١,2,3,4", "holds what is no number"),
        ("-181,2,3,4", "has a longitude beyond 180 degrees"),
        ("1,2,3,91", "has a latitude beyond 90 degrees"),
        ("1,4,3,2", "has a least latitude above the greatest"),
        ("1,2,9,3,4,8", "has a least height above the greatest"),
    ],
)
def test_a_box_that_is_none_is_refused_with_a_line(text, wrong):
    extent, (line,) = read_extent({"bbox": [text]})
    assert line.startswith(f"bbox: {wrong} (got {text!r}); write bbox=minLon,minLat,maxLon,maxLat")
    assert extent == Extent()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-04-07", days("2024-04-07", "2024-04-07")),
        ("2024-04-07T23:59:60Z", days("2024-04-07", "2024-04-07")),
        ("2024-04-07t23:30:00.25-01:00", days("2024-04-08", "2024-04-08")),
        ("2024-04-07/2024-05-01", days("2024-04-07", "2024-05-01")),
        ("2024-04-07T00:00:00Z/2024-05-01", days("2024-04-07", "2024-05-01")),
        ("../2024-05-01", (FIRST, days("2024-05-01", "2024-05-01")[0])),
        ("/2024-05-01", (FIRST, days("2024-05-01", "2024-05-01")[0])),
        ("2024-04-07/..", (days("2024-04-07", "2024-04-07")[0], LAST)),
        ("2024-04-07/", (days("2024-04-07", "2024-04-07")[0], LAST)),
    ],
)
def test_days_are_an_instant_or_an_interval(text, expected):
    assert extent_of(datetime=text).days == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("yesterday", "is neither an instant nor an interval"),
        ("", "is neither an instant nor an interval"),
        ("2024-04", "is neither an instant nor an interval"),
        ("2024-04-07T12:00:00", "is neither an instant nor an interval"),
        ("2024-04-07T12:00:00 02:00", "is neither an instant nor an interval"),
        ("2024-04-07/2024-05-01/2024-06-01", "is neither an instant nor an interval"),
        ("2024-02-30", "names no time of the calendar"),
        ("2024-04-07T24:30:00Z", "names no time of the calendar"),
        ("0001-01-01T00:00:00+01:00", "names no time of the calendar"),
        ("2024-05-01/2024-04-07", "ends before it starts"),
        ("../..", "is open at both ends"),
        ("/", "is open at both ends"),
    ],
)
def test_days_that_are_none_are_refused_with_a_line(text, wrong):
    extent, (line,) = read_extent({"datetime": [text]})
    assert line.startswith(f"datetime: {wrong} (got {text!r}); write datetime=2024-04-07, ")
    assert extent == Extent()


def test_every_fault_is_told_and_a_long_value_is_cut():
    _, problems = read_extent({"bbox": ["1,2,3,4", "5,6,7,8"], "datetime": ["x" * 500]})
    assert problems[0] == "bbox: is given 2 times; write it once"
    assert "x" * LONGEST in problems[1]
    assert len(problems[1]) < 250


# What is found


def positions(*points):
    """Make a table of points, each with its uncertainty in metres."""
    names = ("longitude", "latitude", "precision_m")
    return pd.DataFrame([dict(zip(names, point, strict=True)) for point in points]).assign(
        precision="exact"
    )


def nearest(box, longitude, latitude):
    """Return the metres from a point to a box: those to the nearest of a net that grows finer."""
    width = box.east - box.west + (360 if box.west > box.east else 0)
    (west, east), (south, north) = (0.0, width), (box.south, box.north)
    for _ in range(14):
        # Near a pole, where all longitudes are one, the net must not lose the sides of the box.
        columns = np.r_[0, width, np.linspace(west, east, 25)]
        net = np.meshgrid(columns, np.linspace(south, north, 25))
        across, up = (grid.ravel() for grid in net)
        own = np.full(len(up), longitude), np.full(len(up), latitude)
        metres = SPHERE.inv(*own, (box.west + across + 180) % 360 - 180, up)[2]
        best, aside, above = metres.argmin(), (east - west) / 6, (north - south) / 6
        west, east = max(0, across[best] - aside), min(width, across[best] + aside)
        south, north = max(box.south, up[best] - above), min(box.north, up[best] + above)
    return metres.min()


BOXES = [
    Box(-25.5, -38.5, -24.5, -37.5),
    Box(179.5, -17, -179.5, -16),
    Box(10, 80, 40, 90),
    Box(-170, -90, 170, -60),
    Box(0, -5, 0, 5),
    Box(-60, -50, 150, 50),
]


@settings(max_examples=20)
@pytest.mark.parametrize("box", BOXES)
@given(longitude=st.floats(-180, 180), latitude=st.floats(-90, 90))
def test_an_event_touches_a_box_when_its_circle_does(box, longitude, latitude):
    metres = nearest(box, longitude, latitude)
    long, short = metres + 5, metres - 5
    touching = Positions(positions((longitude, latitude, long), (longitude, latitude, short)))
    # A circle of a negative radius is one of the positive: 5 metres for what lies in the box.
    assert touching.touching(box).tolist() == [True, metres < 5]


def test_a_circle_of_a_metre_lies_where_its_middle_lies():
    box = Box(179.5, -17, -179.5, -16)
    table = positions(*((lon, -16.5, 1) for lon in (179.49, 179.5, 180, -180, -179.5, -179.49)))
    assert Positions(table).touching(box).tolist() == [False, True, True, True, True, False]


def test_a_box_around_the_whole_earth_leaves_only_what_lies_north_or_south_of_it():
    table = positions((173, -60, 1), (-180, -75, 1), (0, -90, 1), (173, -59, 1), (173, -59, 99_999))
    found = Positions(table).touching(Box(-180, -90, 180, -60))
    assert found.tolist() == [True, True, True, False, False]
    assert Positions(table).touching(Box(-180, -90, 180, -59.5)).tolist()[3:] == [False, True]


def test_an_event_whose_place_nothing_stands_for_is_in_no_box(folder):
    for precision in UNPLACED[:-1]:
        name = f"2024-04-08-{precision}"
        write_event(folder, name, date="2024-04-08", place={**OWN_PLACE, "precision": precision})
    collection = open_collection(folder)
    query = replace(collection.offers.view.query, box=Box(-180, -90, 180, 90))
    assert ids(collection.engine, query) == [LEAVING, CROSSING, SPEECH]


@given(data=st.data())
def test_a_box_is_one_filter_more_in_every_answer(quill, data):
    engine, table = quill.engine, quill.table
    west, east = sorted(data.draw(st.tuples(*[st.floats(-26, -24)] * 2)))
    south, north = sorted(data.draw(st.tuples(*[st.floats(-39, -37)] * 2)))
    query = replace(quill.offers.view.query, box=Box(west, south, east, north))
    inside = set(table["id"][engine.passing(query)])
    assert ids(engine, query) == [event for event in table["id"] if event in inside]
    assert engine.count(query) == len(inside)
    assert {row["id"] for row in engine.page(query, 0, 99)} == inside
    assert {event for event in table["id"] if engine.matches(query, event)} == inside
    assert sum(engine.counts(query, "category").values()) == len(inside)


def test_two_ranges_without_a_day_in_common_leave_what_reaches_from_one_to_the_other(small):
    both = extent_of(datetime="../2024-05-02").narrow(Query(*days("2024-05-30", "2026-01-01")))
    assert ids(small.engine, both) == [CROSSING]
    apart = extent_of(datetime="../2024-04-07").narrow(Query(*days("2024-05-30", "2026-01-01")))
    assert ids(small.engine, apart) == []
    about = describe_file(small, both, "https://example.org/")
    assert about.filter == "begun by 2 May 2024 and not over before 30 May 2024"
    assert about.address is None


def test_a_file_says_its_box_and_names_no_page_since_none_shows_one(small):
    query = replace(small.offers.view.query, box=Box(-25.5, -38.5, -24.5, -37.5))
    content = json.loads(write_file(small, "geojson", query, "https://example.org/"))
    words = "Box: west -25.5, south -38.5, east -24.5, north -37.5 degrees"
    assert content["dataset"]["filter_in_words"].endswith(words)
    assert content["dataset"]["address"] is None


def test_a_table_without_records_is_asked_in_the_same_way(quill, quill_table):
    table = open_collection(quill_table)
    found = 0
    for place in quill.records.geography.places.values():
        x, y = place.geometry.x, place.geometry.y
        box = Box(x - 0.01, y - 0.01, x + 0.01, y + 0.01)
        query = replace(quill.offers.view.query, box=box)
        assert ids(table.engine, query) == ids(quill.engine, query)
        found += quill.engine.count(query)
    assert found > len(quill.table) / 2


def test_blocks_do_not_change_what_a_box_finds(quill):
    many = pd.DataFrame(quill.table.drop(columns="geometry"))
    many = many.iloc[np.repeat(np.arange(len(many)), 5_000)]
    box = Box(-25.2, -38.2, -24.9, -37.9)
    once = Positions(quill.table).touching(box)
    assert 0 < once.sum() < len(once)
    assert (Positions(many).touching(box) == np.repeat(once, 5_000)).all()
    assert Arrays(many).count(Query(FIRST, LAST, box=box)) == once.sum() * 5_000
