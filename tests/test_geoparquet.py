"""A GeoParquet file is read like the curated files, or every fault in it is named."""

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from events.exporters.about import About
from events.query.filters import name_values
from events.telling.cards import Cards
from shapely import LineString, Point
from tests.test_cards import find, said

from events.exporters import BINARY, FORMATS
from events.query import FILTERS, Arrays, Query
from events.records import CurationError
from events.records.vocabulary import VALUE_NAMES
from events.table import Identifiers
from events.table.checks import REQUIRED
from events.table.geoparquet import read_table

ROW = {
    "id": "event-1",
    "title": "Troops leave the city",
    "summary": "The Paper writes that troops left.",
    "date": "2024-04-07",
    "category": "withdrawal",
    "status": "reported",
    "place": "Khan Younis",
    "precision": "near",
    "precision_m": 550,
    "source": "The Paper",
    "side": "israeli",
    "url": "https://example.org/news",
    "geometry": Point(34.3, 31.3),
}
LATER = {**ROW, "id": "event-2", "date": "2024-05~", "place": "Rafah", "url": None}


def write_table(path, *rows):
    """Write rows as GeoParquet; a row that is right but for what a test gives."""
    gpd.GeoDataFrame(pd.DataFrame(rows), crs="EPSG:4326").to_parquet(path)
    return path


@pytest.fixture
def table(tmp_path):
    return write_table(tmp_path / "set.parquet", LATER, ROW)


def problems(path):
    with pytest.raises(CurationError) as caught:
        read_table(path)
    assert all(line.startswith(f"{path.name}: ") for line in caught.value.problems)
    return [line.removeprefix(f"{path.name}: ") for line in caught.value.problems]


def test_events_stand_in_the_order_of_their_days(table):
    dataset, frame = read_table(table)
    assert list(frame["id"]) == ["event-1", "event-2"]
    assert dataset.info.title == "set.parquet"
    assert dataset.info.version is None
    first, later = frame.to_dict("records")
    assert (first["date_words"], first["certain"]) == ("7 April 2024", True)
    assert later["date_words"] == "May 2024 (day not given, approximate)"
    assert later["last"] - later["first"] == 30
    assert later["first_at_latest"] == later["last"]
    assert not later["certain"]
    assert (first["longitude"], first["latitude"]) == pytest.approx((34.3, 31.3), abs=1e-5)


def test_a_table_answers_as_the_curated_files_do(tmp_path, curated_frame, curated_engine):
    rows = curated_frame.assign(
        place=curated_frame["place_name"], source="The Paper", side="other", url=None
    )
    frame = read_table(write_table(tmp_path / "curated.parquet", *rows.to_dict("records")))[1]
    engine = Arrays(frame)
    assert engine.span == curated_engine.span
    for query in (Query(*engine.span), Query(19_800, 19_830), Query(*engine.span, text="rafah")):
        for chosen in ({}, {"category": ("talks", "aid")}, {"status": ("contested",)}):
            asked = Query(query.first, query.last, chosen)
            assert engine.count(asked) == curated_engine.count(asked)
            assert engine.neighbours(asked) == curated_engine.neighbours(asked)
            assert (
                engine.counts(asked, "category").items()
                <= {
                    **dict.fromkeys(engine.values("category"), 0),
                    **curated_engine.counts(asked, "category"),
                }.items()
            )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id": "Event 1"}, "id: must be small letters of a to z, digits and hyphens in 1 rows"),
        ({"id": "event-2"}, "id: is used twice (got 'event-2')"),
        ({"title": "x" * 201}, "title: has more than 200 characters in 1 rows (got 'xxx"),
        ({"title": "Turned \u202eround"}, "title: must not be empty, nor hold line breaks"),
        ({"summary": ""}, "summary: must not be empty, nor hold line breaks"),
        ({"date": "2024-13"}, "date: '2024-13' is no day of the calendar"),
        ({"date": "yesterday"}, "date: 'yesterday' is not YYYY"),
        ({"category": "battle"}, "category: must be one of talks,"),
        ({"status": "withdrawn"}, "status: must be one of reported,"),
        ({"side": "ours"}, "side: must be one of israeli,"),
        ({"precision": "good"}, "precision: must be one of exact,"),
        ({"precision_m": 0}, "precision_m: must lie between 1 and 100,000 in 1 rows (got '0'"),
        ({"precision_m": 100_001}, "precision_m: must lie between"),
        ({"url": "javascript:alert(1)"}, "url: must be an address that starts with http"),
        ({"url": "https://user@example.org/"}, "url: must be an address that starts with http"),
        (
            {"url": "https://example.org/\u202egpj.exe"},
            "url: must be an address that starts with http",
        ),
        ({"url": f"https://example.org/{'x' * 2_000}"}, "url: has more than 2,000 characters"),
        ({"title": "Turned\x85on"}, "title: must not be empty, nor hold line breaks"),
        ({"geometry": Point(181, 31)}, "geometry: must be a point with a longitude between"),
        ({"geometry": Point(34, 91)}, "geometry: must be a point with a latitude between"),
        ({"geometry": Point()}, "geometry: must be a point with a longitude between"),
        ({"geometry": LineString([(34, 31), (35, 32)])}, "geometry: must be a point"),
        ({"geometry": None}, "geometry: 1 rows have no value"),
        ({"title": None}, "title: 1 rows have no value"),
    ],
)
def test_each_fault_is_named_with_its_column_and_value(tmp_path, wrong, said):
    found = problems(write_table(tmp_path / "wrong.parquet", {**ROW, **wrong}, LATER))
    assert found[0].startswith(said)


def test_of_very_many_wrong_dates_the_first_are_told_and_the_others_counted(tmp_path):
    rows = [{**ROW, "id": f"event-{n}", "date": f"2024-01-01T{n:02}"} for n in range(13)]
    lines = problems(write_table(tmp_path / "wrong.parquet", *rows))
    assert len(lines) == 11
    assert lines[-1] == "date: and 3 more dates like these"


def test_all_faults_are_named_at_once(tmp_path):
    wrong = {"date": "soon", "category": "battle", "precision_m": -1, "geometry": Point(200, 100)}
    found = problems(write_table(tmp_path / "wrong.parquet", {**ROW, **wrong}, LATER))
    columns = [line.split(":")[0] for line in found]
    assert columns == ["date", "category", "precision_m", "geometry", "geometry"]


@pytest.mark.parametrize("column", REQUIRED)
def test_a_missing_column_is_named(tmp_path, table, column):
    path = tmp_path / "less.parquet"
    pq.write_table(pq.read_table(table).drop_columns([column]), path)
    assert problems(path) == [f"{column}: the column is missing"]


@pytest.mark.parametrize(
    ("column", "values", "wanted"),
    [
        ("precision_m", pa.array(["a", "b"]), "whole metres"),
        ("title", pa.array([1, 2]), "text"),
        ("url", pa.array([1, 2]), "text"),
        ("geometry", pa.array(["POINT (34 31)", "POINT (34 31)"]), "points as WKB"),
    ],
)
def test_a_column_of_another_type_is_named(tmp_path, table, column, values, wanted):
    read = pq.read_table(table)
    path = tmp_path / "other.parquet"
    pq.write_table(read.set_column(read.column_names.index(column), column, values), path)
    assert problems(path) == [f"{column}: must hold {wanted} (got {values.type})"]


def test_what_is_no_table_is_refused(tmp_path):
    (tmp_path / "text.parquet").write_text("id,title")
    assert problems(tmp_path / "text.parquet")[0].startswith("file: is not Parquet")
    assert problems(tmp_path / "none.parquet") == ["file: is missing"]
    empty = tmp_path / "empty.parquet"
    pq.write_table(pq.read_table(write_table(tmp_path / "full.parquet", ROW)).slice(0, 0), empty)
    assert problems(empty) == ["file: has no rows"]


def test_progress_is_told(table):
    told = []
    read_table(table, told.append)
    assert told == ["Reading set.parquet …", "Checking 2 events …", "Sorting by day …"]


@pytest.fixture
def cards(table, places):
    dataset, frame = read_table(table)
    return Cards(dataset, frame, Identifiers(frame["id"]), places)


def test_an_event_of_a_table_is_told_with_its_outlet_and_link(cards):
    panel = cards.panel("event-1")
    for words in ("Troops leave the city", "7 April 2024", "Khan Younis", "The Paper"):
        assert words in said(panel)
    (link,) = find(panel, "a")
    assert dict(link.attributes)["href"] == "https://example.org/news"
    assert find(cards.panel("event-2"), "a") == []
    assert "No address known." in said(cards.panel("event-2"))


def test_values_of_a_table_name_themselves(table):
    frame = read_table(table)[1]
    engine = Arrays(frame)
    labels = name_values({name: engine.values(name) for name in FILTERS}, frame, VALUE_NAMES)
    assert set(labels) == set(FILTERS)
    assert labels["place"] == {"Khan Younis": "Khan Younis", "Rafah": "Rafah"}
    assert labels["source"] == {"The Paper": "The Paper"}
    assert labels["category"] == {"withdrawal": "Withdrawal"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_can_be_downloaded(table, name):
    dataset, frame = read_table(table)
    about = About("set.parquet", None, None, "", "", "all dates")
    written = b"".join(FORMATS[name].write(frame, dataset, about))
    if name == "geoparquet":
        table.write_bytes(written)
        assert list(read_table(table)[1]["id"]) == ["event-1", "event-2"]
        return
    if name in BINARY:
        assert written.startswith(b"\x89PNG")
        return
    for words in ("Troops leave the city", "2024", "Khan Younis", "The Paper"):
        assert words in written.decode("utf-8-sig")
    assert "not known" in written.decode("utf-8-sig")


def test_an_event_of_several_outlets_and_sides_is_found_by_each_of_them(tmp_path):
    rows = [
        {**ROW, "source": ["The Paper", "The Post"], "side": ["israeli", "us"]},
        {**LATER, "source": ["The Post"], "side": []},
    ]
    frame = read_table(write_table(tmp_path / "several.parquet", *rows))[1]
    engine = Arrays(frame)
    assert engine.values("source") == ["The Paper", "The Post"]
    everything = Query(*engine.span)
    assert engine.counts(everything, "source") == {"The Paper": 1, "The Post": 2}
    assert engine.count(everything.choose("side", ("us",))) == 1
    assert list(frame["outlets"]) == ["The Paper, The Post", "The Post"]
    assert list(frame["sides"]) == [("israeli", "us"), ()]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"source": []}, "source: names nobody in 1 rows"),
        ({"source": ["The Paper", None]}, "source: 1 entries of its lists have no value"),
        (
            {"source": ["The Paper", "The Paper"]},
            "source: is named twice in 1 rows (got 'The Paper",
        ),
        (
            {"source": ["A", "B", "x" * 201]},
            f"source: has more than 200 characters in 1 rows (got '{'x' * 60}' in row 1)",
        ),
        ({"source": ["a\x1fb"]}, "source: must not be empty, nor hold line breaks"),
        ({"side": ["us", "ours"]}, "side: must be one of israeli,"),
    ],
)
def test_lists_are_checked_value_by_value(tmp_path, wrong, said):
    row = {**ROW, "source": ["The Paper"], "side": ["us"], **wrong}
    other = {**LATER, "source": ["The Post", "The Paper"], "side": ["us"]}
    (line,) = problems(write_table(tmp_path / "set.parquet", row, other))
    assert line.startswith(said)
