"""The benchmark's events are what they claim to be; nothing is timed here."""

import subprocess
import sys
from typing import get_args

import geopandas as gpd
import numpy as np
import pytest

from benchmarks.sample import make_events, write_events
from events import CATEGORY, SIDES, STATUSES, When
from geodata import Precision

NUMBER = 2_000


@pytest.fixture(scope="module")
def events():
    return make_events(NUMBER)


def test_the_command_writes_as_many_events_as_asked(tmp_path, repository):
    file = tmp_path / "events.parquet"
    command = [sys.executable, "-m", "benchmarks", "make", "100", str(file)]
    subprocess.run(command, cwd=repository, check=True, timeout=60)
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


@pytest.mark.parametrize(
    ("column", "known"),
    [
        ("category", set(CATEGORY)),
        ("status", set(STATUSES) - {"withdrawn"}),
        ("side", set(SIDES)),
        ("precision", set(get_args(Precision))),
    ],
)
def test_values_are_those_of_the_vocabulary(events, column, known):
    assert set(events[column]) == known


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


def test_events_are_clustered_in_space_and_a_few_are_away(events):
    near = events.geometry.x.between(34.15, 34.65) & events.geometry.y.between(31.2, 31.65)
    assert 0 < (~near).sum() < 0.05 * NUMBER
    cells = events[near].groupby(
        [(events.geometry.x * 50).astype(int), (events.geometry.y * 50).astype(int)]
    )
    sizes = cells.size().sort_values(ascending=False)
    # A tenth of the 25 by 22 cells of two hundredths of a degree hold most events.
    assert sizes.head(55).sum() > 0.6 * NUMBER


def test_there_are_hundreds_of_places_and_dozens_of_outlets(events):
    assert 200 < events["place"].nunique() <= 310
    assert events["source"].nunique() == 40
