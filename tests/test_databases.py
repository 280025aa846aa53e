"""Each kind of database answers as the arrays do, whatever is asked and whatever the events."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from events.collection import Collection, open_batches, open_collection
from events.query import FILTERS, Box, Query
from events.query.engines.overview import Spans
from events.query.engines.sql import addresses
from events.query.engines.sql.appending import append_source
from events.query.engines.sql.database import open_database
from events.query.engines.sql.loading import source_of, write_events, write_source
from events.query.engines.tiles import Tiles
from events.table import rows_of
from tests.conftest import ROW, write_table
from tests.servers import postgresql, spark

SPARK = bool(os.environ.get("CORRIDORS_SPARK"))
"""Whether Spark is asked too, which takes half a second for each question."""

few = settings(max_examples=1 if SPARK else 5)
"""A question goes through Ibis, which takes some milliseconds of the processor for each."""

DATES = ["-0043-03-15", "0079", "0001-01-01/0001-12-31", "1999/2005", "2004~", "2004-05",
         "2004-05", "2004-05-06", "2004-05-06", "2004-05-07", "2004-05-06/2004-06-01",
         "../2004-05-06", "2004-05-06/.."]  # fmt: skip
TITLES = ["Ships leave the port", "The ship’s crew left", "كِتابٌ عن الميناء", "סֵפֶר בנמל החדש",
          "Ports, ports and a PORT", "New Haven Road is shut", "Striking dockers strike again",
          "O’Hara–Smith speaks", "Skies over the isle", "UN asks; UNs ask",
          ".* ( % _ ' \" \\"]  # fmt: skip
POINTS = [Point(-24.86, -38), Point(180, 10.5), Point(-180, 10.5), Point(0, 90), Point(0, -90),
          Point(179.9999, 10.5), Point(-24.86001, -38.00004), None]  # fmt: skip
PLACES = ["Inkhaven", "Sandrock", "New Haven", "Mill Lane", ""]
SOURCES = [["The Paper"], ["The Paper", "The Post"], [], ["Ägypten’s Voice", "צייטונג"]]
SIDES = [["company"], ["dockers", "company"], []]
KNOWN = {
    "Inkhaven": {"name": "Inkhaven", "aliases": ["New Port", "الميناء"], "parent": "Isle"},
    "Mill Lane": {"name": "Mill Lane", "parent": "Inkhaven"},
    "Isle": {"name": "Isle", "aliases": ["UN"], "outlined": True},
}
SEARCHES = ["", "ship", "left", "ports", "port", "كتاب", "ספר", "new port", "UN", "un", "striking",
            "die", "sky", "ohara smith", "haven", "May 2004", "44 BC", "?!", "% _", "'", "shipps",
            "a", "الميناء", "mill lane", "in 2004-05 ship"]  # fmt: skip
SIDES_OF_MAPS = [-180.0, -179.9999, -24.86, -24.8599, 0.0, 179.9999, 180.0]
UP = [-90.0, -38.0, -37.9999, 0.0, 10.5, 90.0]


def events(number):
    """Make events of which each has its own mixture of what is hard to tell apart."""
    random = np.random.default_rng(7)
    for each in range(number):
        one = {
            name: values[random.integers(len(values))]
            for name, values in {
                "title": TITLES, "date": DATES, "place": PLACES, "source": SOURCES, "side": SIDES,
                "category": ["vessels", "labour", "flood"], "status": ["reported", "contested"],
                "precision_m": [0, 1, 550, 90_000], "geometry": POINTS,
                "precision": ["near", "area", "country", "unplaced"],
            }.items()
        }  # fmt: skip
        if one["geometry"] is None:
            one["precision"] = "unplaced"
        yield {**ROW, **one, "id": f"event-{each}", "url": None, "own": f"no. {each}"}


@pytest.fixture(scope="module")
def hard_file(tmp_path_factory):
    path = write_table(tmp_path_factory.mktemp("hard") / "hard.parquet", *events(80))
    table = pq.read_table(path)
    days = pd.to_datetime(["2024-01-01", "2024-01-02"] * 40).date
    known = {**table.schema.metadata, b"places": json.dumps({"places": KNOWN}).encode()}
    for name in ("created", "modified"):
        table = table.append_column(name, [days])
    pq.write_table(table.replace_schema_metadata(known), path)
    return path


@pytest.fixture(scope="module")
def hard(hard_file) -> Collection:
    return open_collection(hard_file)


@pytest.fixture(scope="module", params=["duckdb", "postgresql", "chdb", *["spark"] * SPARK])
def opened(request, tmp_path_factory):
    """Write events into a new database of each kind, and open it."""
    with ExitStack() as stack:
        server = stack.enter_context(postgresql()) if request.param == "postgresql" else None
        kinds = stack.enter_context(pytest.MonkeyPatch.context())
        kinds.setitem(addresses.KINDS, "chdb", addresses.KINDS["clickhouse"])
        folder = tmp_path_factory.mktemp("database")
        cluster = stack.enter_context(spark()) if request.param == "spark" else None

        def address_of(name):
            if request.param == "chdb":  # has one folder in a process
                return f"chdb://{folder}?database={name}"
            if cluster:
                return f"{cluster}{folder / name}"
            return server.create(name) if server else f"duckdb:///{folder / name}.duckdb"

        def open_written(name, write):
            address = address_of(name)
            write(address)
            engine = open_database(address)[1]
            stack.callback(engine.close)
            return engine

        yield open_written


def writing(collection):
    """Return what writes the events of a collection to an address."""
    return lambda to: write_events(to, collection.records, collection.table, "a digest")


@pytest.fixture(scope="module")
def database(opened, hard):
    return opened("hard", writing(hard))


@pytest.fixture(scope="module")
def curated_database(opened, quill):
    return opened("quill", writing(quill))


@pytest.fixture(scope="module")
def appended_database(opened, hard_file, tmp_path_factory):
    """Half of the events loaded, the others appended in two parts."""
    folder, table = tmp_path_factory.mktemp("parts"), pq.read_table(hard_file)

    def write(address):
        for number, part in enumerate((table[:40], table[40:41], table[41:])):
            pq.write_table(part, path := folder / f"{number}.parquet")
            source = source_of(*open_batches(path))
            (append_source if number else write_source)(address, source, str(number))

    return opened("appended", write)


def days_of(engine):
    first, last = engine.span
    edges = sorted({first, last, *range(12_540, 12_545)})
    day = st.one_of(st.sampled_from(edges), st.integers(first - 9, last + 9))
    return st.tuples(day, day).map(sorted)


def ranges(engine):
    """Draw further ranges of days, which need no other question."""
    return st.lists(days_of(engine), max_size=2)


def queries(engine):
    chosen = st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(st.sampled_from([*engine.values(name), "none"]), unique=True).map(tuple)
            for name in FILTERS
        },
    )
    sides = st.tuples(*(st.sampled_from(each) for each in (SIDES_OF_MAPS, UP) * 2))
    upright = sides.filter(lambda each: each[1] <= each[3])
    return st.builds(
        lambda days, chosen, text, box, within: Query(*days, chosen, text, box, within),
        days_of(engine),
        chosen,
        st.sampled_from(SEARCHES),
        st.none() | upright.map(lambda each: Box(*each)),
        st.none() | upright,
    )


def same(one, other):
    """Tell whether two lists of rows are the same; what is no number equals itself."""
    return repr(one) == repr(other)


@pytest.fixture(scope="module", params=["hard", "appended", "quill"])
def pair(request, hard, quill, database, appended_database, curated_database):
    """The arrays and the database over the same events."""
    if request.param != "quill":
        return hard.engine, database if request.param == "hard" else appended_database
    return quill.engine, curated_database


def test_what_there_is_is_the_same(pair):
    arrays, database = pair
    assert (database.size, database.span) == (arrays.size, arrays.span)
    assert {name: database.values(name) for name in FILTERS} == {
        name: arrays.values(name) for name in FILTERS
    }
    every = Query(*arrays.span)
    assert same(database.page(every, 0, 200), arrays.page(every, 0, 200))
    table, expected = database.select(every, 200), arrays.select(every, 200)
    assert same(rows_of(table), rows_of(expected.astype(table.dtypes.to_dict())))


@few
@given(data=st.data(), start=st.integers(0, 9), length=st.integers(0, 9))
def test_the_same_events_match_and_come_in_the_same_order(pair, data, start, length):
    arrays, database = pair
    query = data.draw(queries(arrays))
    for days in ((query.first, query.last), *data.draw(ranges(arrays))):
        moved = query.between(*days)
        assert database.count(moved) == arrays.count(moved)
        assert same(database.page(moved, start, length), arrays.page(moved, start, length))
    expected, passing = arrays.passing(query), database.passing(query)
    assert (passing is None) == (expected is None)
    assert expected is None or (passing == expected).all()


@few
@given(data=st.data(), name=st.sampled_from(list(FILTERS)), most=st.integers(0, 9))
def test_the_same_are_counted_chosen_and_new(pair, data, name, most):
    arrays, database = pair
    query = data.draw(queries(arrays))
    assert database.counts(query, name) == arrays.counts(query, name)
    assert list(database.select(query, most)["id"]) == list(arrays.select(query, most)["id"])
    assert same(database.newest(query, most), arrays.newest(query, most))


@few
@given(data=st.data())
def test_each_event_has_the_same_place_and_the_same_steps_around(pair, data):
    arrays, database = pair
    query = data.draw(queries(arrays))
    for event in map(arrays.at, data.draw(st.sets(st.integers(0, arrays.size - 1), max_size=2))):
        assert database.position(query, event) == arrays.position(query, event)
        assert database.matches(query, event) == arrays.matches(query, event)
    for days in (*data.draw(ranges(arrays)), *arrays.steps(query.filters)[:2]):
        moved = query.between(*days)
        assert database.neighbours(moved) == arrays.neighbours(moved)


def spans_of(engine):
    """Draw spans of days that are cut at a range."""
    first, last = engine.span
    return st.builds(
        lambda length, days: Spans(first, length, *days),
        st.sampled_from([1, 7, 400, last - first + 1]),
        days_of(engine),
    )


def rectangles():
    """Draw tiles that cover a part of the map, whichever way round it lies."""
    sides = st.tuples(*(st.sampled_from(each) for each in (SIDES_OF_MAPS, UP) * 2))
    upright = sides.filter(lambda each: each[1] <= each[3])
    return st.builds(Tiles.cover, upright, st.sampled_from([1, 4, 400]))


def in_order(counted):
    """Return counts in one order, as lists."""
    return sorted(counted.astype(object).to_numpy().tolist())


@few
@given(data=st.data(), most=st.sampled_from([3, 1_000]))
def test_the_map_counts_the_same_by_tile_and_by_day(pair, data, most):
    arrays, database = pair
    query, spans = data.draw(queries(arrays)), data.draw(spans_of(arrays))
    tiles = data.draw(rectangles())
    for asked in (query, query.choose("place", ()).choose("source", ())):
        asked = replace(asked, text="", box=None, within=None) if asked is not query else asked
        questions = (
            ("cells", (tiles, spans)),
            ("bars", (spans, "first")),
            ("bars", (spans, "last")),
        )
        for name, about in questions:
            one, other = (
                getattr(engine, name)(asked, *about, most) for engine in (database, arrays)
            )
            assert len(one) == len(other)
            assert len(one) == most or in_order(one) == in_order(other)
        seen, expected = (engine.seen(asked, tiles, most) for engine in (database, arrays))
        assert list(seen["number"]) == list(expected["number"])
        assert list(seen["id"]) == list(expected["id"])


@few
@given(data=st.data())
def test_counts_say_what_touches_the_range_and_where_it_is(pair, data):
    arrays, _ = pair
    query, tiles = data.draw(queries(arrays)), data.draw(rectangles())
    spans = data.draw(spans_of(arrays))
    days = (spans.first, spans.last)
    bars, ends = (arrays.bars(query, spans, end, 1_000) for end in ("first", "last"))
    begun = [spans.days(span)[0] <= days[1] for span in bars["span"]]
    ended = [spans.days(span)[1] < days[0] for span in ends["span"]]
    touching = bars["counted"][begun].sum() - ends["counted"][ended].sum()
    assert touching == arrays.count(query.between(*days))
    cells = arrays.cells(query, tiles, spans, 1_000)
    assert cells["counted"].sum() == len(arrays.seen(query, tiles, 1_000))
    assert cells["counted"].sum() <= bars["counted"][bars["marked"]].sum()


def test_the_same_places_have_the_same_names(pair):
    arrays, database = pair
    for name in FILTERS:
        assert database.names(name) == arrays.names(name)


@pytest.mark.parametrize("value", ["a\0b", "\ud800", "' OR 1=1 --", "\\", "%s {a:String} $1"])
def test_what_no_text_can_be_finds_nothing_and_is_no_error(hard, database, value):
    first, last = hard.engine.span
    for name in FILTERS:
        query = Query(first, last, {name: (value,)})
        assert database.count(query) == hard.engine.count(query) == 0
        assert len(database.bars(query, Spans(first, 400, first, last), "last", 9)) == 0
    query = Query(first, last, text=value)
    assert database.count(query) == hard.engine.count(query)
    assert database.spelt(value) == hard.engine.spelt(value)


@pytest.mark.parametrize("text", SEARCHES)
def test_the_same_words_find_the_same(hard, database, text):
    arrays = hard.engine
    query = Query(*arrays.span, text=text)
    found = [row["id"] for row in arrays.page(query, 0, 200)]
    assert [row["id"] for row in database.page(query, 0, 200)] == found
    assert database.spelt(text) == arrays.spelt(text)


@pytest.mark.parametrize("number", [0, 7, 16])
def test_the_same_is_known_of_an_event(pair, number):
    arrays, database = pair
    event = arrays.at(number)
    assert database.at(number) == event
    assert database.number(event) == number
    assert same(database.row(event), arrays.row(event))
    assert same(database.related(event, 3), arrays.related(event, 3))
    asked = [event, "gone", arrays.at(1), event]
    assert same(database.rows(asked), arrays.rows(asked))
    assert list(database.pick(asked)["id"]) == list(arrays.pick(asked)["id"])
    assert (database.marked(asked) == arrays.marked(asked)).all()


@pytest.mark.parametrize("event", ["gone", "", None, 7, "\ud800", "' OR 1=1 --"])
def test_what_is_no_event_is_not_there(database, event):
    assert event not in database
    assert database.number(event) is None
    assert not database.matches(Query(*database.span), event)
    assert database.rows([event]) == []
    assert [database.at(number) for number in (-1, database.size)] == [None, None]
    with pytest.raises(KeyError):
        database.row(event)


def test_an_engine_tells_whether_it_answers(hard, database, monkeypatch):
    assert hard.engine.answers()
    assert database.answers()

    opened = database._connections._opened

    def lost(*_):
        raise opened.ERRORS[0]("The database is lost")

    monkeypatch.setattr(opened, "answer", lost)
    assert not database.answers()


def test_visitors_who_ask_at_once_get_their_own_answers(hard, database):
    first, last = hard.engine.span
    days = np.linspace(first, last, 40).astype(int).tolist()
    asked = [Query(day, last, {"status": ("reported",)}) for day in days]
    with ThreadPoolExecutor(12) as visitors:
        assert list(visitors.map(database.count, asked)) == [hard.engine.count(q) for q in asked]
