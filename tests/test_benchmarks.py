"""The benchmark's events are what they claim to be; nothing is timed here."""

from typing import get_args

import geopandas as gpd
import numpy as np
import pytest

from benchmarks import engines
from benchmarks.__main__ import main
from benchmarks.apps import APPS
from benchmarks.drag import read_frames
from benchmarks.measures import Result
from benchmarks.page import Move
from benchmarks.question import time_questions
from benchmarks.sample import make_events, write_events
from benchmarks.tables import write_tables
from benchmarks.visitors import Crowd
from events.collection import open_collection
from events.query.engines.sql.loading import write_events as write_database
from events.records import STATUSES, When
from geodata import Precision

NUMBER = 2_000


@pytest.fixture(scope="module")
def events(quill):
    return make_events(NUMBER, quill.records)


def test_the_command_writes_as_many_events_as_asked(tmp_path, monkeypatch):
    file = tmp_path / "events.parquet"
    monkeypatch.setattr("sys.argv", ["benchmarks", "make", "100", str(file)])
    assert main() == 0
    events = gpd.read_parquet(file)
    assert len(events) == 100
    assert events.crs.to_epsg() == 4326


def test_the_same_number_gives_the_same_file(tmp_path):
    files = tmp_path / "a.parquet", tmp_path / "b.parquet"
    for file in files:
        write_events(300, file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_ids_are_unique_slugs(events):
    assert events["id"].is_unique
    assert events["id"].str.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}").all()


@pytest.mark.parametrize("column", ["category", "status", "side", "precision"])
def test_values_are_those_of_the_vocabulary(quill, events, column):
    vocabulary = quill.records.vocabulary
    known = {
        "category": set(vocabulary.category),
        "status": set(STATUSES) - {"withdrawn", "unstated"},
        "side": set(vocabulary.side_labels),
        "precision": set(get_args(Precision)) - {"unstated", "unplaced"},
    }
    assert set(events[column]) == known[column]


def test_the_dashboard_opens_what_is_written(tmp_path):
    write_events(200, tmp_path / "events.parquet")
    collection = open_collection(tmp_path / "events.parquet")
    assert collection.engine.size == 200


def test_a_question_is_timed(tmp_path):
    write_events(100, tmp_path / "events.parquet")
    assert 0 < time_questions(tmp_path / "events.parquet") < 60


def test_dates_are_readable_and_lie_in_the_span(events):
    days = [When(text) for text in events["date"]]
    assert min(day.first for day in days) >= When("2023-10").first
    assert max(day.last for day in days) <= When("2025-05").last


def test_some_events_are_long_and_some_are_vague(events):
    days = [When(text) for text in events["date"]]
    assert any(day.last - day.first > 62 and day.precision == "days" for day in days)
    assert {day.precision for day in days} == {"day", "days", "month", "year"}
    assert {text[-1] for text in events["date"]} >= {"~", "?", "%"}
    assert events["precision_m"].between(1, 100_000).all()
    assert events["url"].isna().any()


def test_events_are_bursty_in_time(events):
    days = np.bincount([When(text).first - When("2023-10").first for text in events["date"]])
    # Were they spread evenly, no day of 609 would hold ten times its share.
    assert days.max() > 10 * NUMBER / len(days)


def test_events_are_clustered_in_space_and_a_few_are_away(quill, events):
    west, south, east, north = quill.records.geography.region.bounds.box
    near = events.geometry.x.between(west, east) & events.geometry.y.between(south, north)
    assert 0 < (~near).sum() < 0.05 * NUMBER
    across = ((events.geometry.x - west) / (east - west) * 60).astype(int)
    down = ((events.geometry.y - south) / (north - south) * 40).astype(int)
    sizes = events[near].groupby([across, down]).size().sort_values(ascending=False)
    # A tenth of the 24 by 22 cells where events can lie have most of them.
    assert sizes.head(55).sum() > 0.6 * NUMBER


def test_there_are_hundreds_of_places_and_dozens_of_outlets(events):
    assert 200 < events["place"].nunique() <= 310
    assert events["source"].nunique() == 40


def test_the_dashboard_and_both_peers_are_measured(repository):
    assert list(APPS) == ["dashboard", "markers", "layer"]
    assert [name for name, app in APPS.items() if app.is_peer] == ["markers", "layer"]
    assert all((repository / app.script).exists() for app in APPS.values())


def test_peers_take_nothing_from_the_dashboard(repository):
    for file in (repository / "benchmarks/peers").glob("*.py"):
        text = file.read_text("utf-8")
        assert "from pages" not in text
        assert "geodata" not in text


def slow(app, number, seconds):
    moves = [Move(seconds, 2_000, 900, 1), Move(None, 10, 5, 0), Move(seconds * 3, 4_000, 1_500, 1)]
    return Result(app, number, first=[seconds, seconds * 2], moves=moves)


def test_tables_compare_apps_and_show_growth_and_trouble():
    results = [
        slow("dashboard", 100, 0.5),
        slow("markers", 100, 0.2),
        slow("dashboard", 1_000, 0.75),
        Result("markers", 1_000, trouble="over 60 s"),
    ]
    text = write_tables(results, [])
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in row] for row in rows]
    assert ["events", "This dashboard", "A Marker for each event"] in rows
    assert ["100", "1.00, 1.50 s (2 moves)", "0.40, 0.60 s (2 moves)"] in rows
    assert ["1,000", "1.12, 1.50 s", "over 60 s"] in rows
    assert ["100", "2 in 2 moves", "2 in 2 moves"] in rows
    assert ["Key to new marks", "This dashboard", "1.5"] in rows
    assert "strip" not in text
    assert "isitors at once" not in text


def test_a_crowd_stands_beside_one_visitor():
    crowds = [
        Crowd(1, [0.1] * 20, 200.0, 201.0),
        Crowd(5, [0.1] * 19 + [0.9], 208.0, 230.0, 1, 0.0117, 0.25),
    ]
    (table,) = [part for part in write_tables([], crowds).split("\n\n") if part.startswith("|")]
    last = [cell.strip() for cell in table.splitlines()[-1].strip("| ").split("|")]
    assert last == [
        "5",
        "0.10 s",
        "0.14 s",
        "20",
        "1",
        "11.7 ms",
        "0.25",
        "230 MB",
        "208 MB",
        "2.0 MB",
    ]


def test_frames_are_read_from_a_trace():
    def event(name, ts, dur=0, thread=1):
        args = {"name": "CrRendererMain"} if name == "thread_name" else {}
        return {"pid": 1, "tid": thread, "name": name, "ts": ts, "dur": dur, "args": args}

    frames = [16_000 * n for n in range(1, 61)] + [1_000_000]
    events = [event("thread_name", 0)]
    events += [event("Commit", ts) for ts in frames]
    events += [event("FireAnimationFrame", ts - 3_000, 2_000) for ts in frames]
    events += [event("RunTask", ts - 4_000, 5_000) for ts in frames]
    events += [event("RunTask", ts - 4_000, 9_000, thread=2) for ts in frames]
    drag = read_frames(events)
    assert round(drag.frames) == 61
    assert drag.slowest == 40
    assert drag.script == (2, 2)
    assert drag.busy == (5, 5)


def test_the_same_questions_are_put_to_every_engine(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "MOVES", 1)
    file, address = tmp_path / "events.parquet", f"duckdb:///{tmp_path / 'events.duckdb'}"
    write_events(300, file)
    collection = open_collection(file)
    write_database(address, collection.records, collection.table, "")
    table = engines.compare_engines(file, [address])
    assert "Questions to 300 events" in table
    assert len(table.splitlines()) == 17
    assert "arrays" not in engines.compare_engines(file, [address], held=False)
