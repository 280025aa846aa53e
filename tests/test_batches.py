"""A file that is read in batches gives the table, and the faults, of one that is read at once."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import Point

from events.query.engines.sql.tables import columns_of
from events.records import CurationError
from events.table import Batches, batches, read_geoparquet
from events.table.geoparquet import coordinates
from tests.conftest import ROW, write_table

DATES = ["2004-05", "2004-05-06", "../2004-05-06", "1999/..", "-0043-03-15", "2004-05-06", "2004~"]
SOURCES = [["The Paper", "The Post"], [], ["The Post"]]


def rows(number):
    random = np.random.default_rng(5)
    for each in range(number):
        yield {
            **ROW,
            "id": f"event-{each}",
            "date": DATES[random.integers(len(DATES))],
            "category": ["flood", "labour", "vessels"][random.integers(3)],
            "place": ["Inkhaven", "", "Sandrock"][random.integers(3)],
            "precision": ["near", "country", "unplaced"][random.integers(3)],
            "source": SOURCES[random.integers(len(SOURCES))],
            "side": [None, "company"][each // 20 % 2],
            "url": None,
            "own": each,
            "geometry": Point(each, each / 2) if each % 7 else None,
        }


@pytest.fixture(params=["lists", "texts", "days", "bare"])
def file(request, tmp_path):
    path = write_table(tmp_path / "events.parquet", *rows(60))
    table = pq.read_table(path)
    if request.param == "texts":
        for name in ("source", "side"):
            at = table.column_names.index(name)
            table = table.set_column(at, name, pa.array([None, "The Paper", "x"] * 20))
    elif request.param == "days":
        for name in ("created", "modified"):
            days = pd.to_datetime(["2024-01-01", "2024-01-02"] * 30).date
            table = table.append_column(name, [days])
    elif request.param == "bare":
        table = table.select(["id", "title", "date"])
    pq.write_table(table, path, row_group_size=25)
    return path


@pytest.mark.parametrize("order", ["plain", "mixed", "gap", "part"])
def test_points_are_read_alike_however_they_are_written(order):
    points = [Point(1.5, -2), Point(-180, 90), Point(0, 0.25)]
    texts = [shapely.to_wkb(point, byte_order=1) for point in points]
    if order == "mixed":
        texts[1] = shapely.to_wkb(points[1], byte_order=0)
    elif order == "gap":
        texts[1] = None
    for kind in (pa.binary(), pa.large_binary()):
        table = pa.table({"geometry": pa.array(texts, kind)})[1 if order == "part" else 0 :]
        x, y = coordinates(table)
        expected = points[1:] if order == "part" else points
        assert [*zip(x, y, strict=True)][-1] == (0, 0.25)
        assert np.isnan(x[1]) == (order == "gap")
        assert x[0] == expected[0].x


def in_order(found):
    return sorted(found.to_pylist(), key=lambda row: row["number"])


@pytest.mark.parametrize("size", [7, 1_000])
@pytest.mark.parametrize("start", [0, 13, 25, 59, 60])
def test_batches_are_the_table_whatever_their_size(size, start, file, monkeypatch):
    monkeypatch.setattr(batches, "CHECKED", size)
    records, table = read_geoparquet(file)
    opened = Batches(file)
    assert opened.records == records
    assert opened.size == len(table)
    assert opened.span == (table["first"].iloc[0], table["last"].max())
    assert opened.columns == columns_of(table)
    assert list(opened.columns) == list(columns_of(table))
    whole = in_order(pa.concat_tables(opened.batches(0, size)))
    assert [row.pop("number") for row in whole] == list(range(len(table)))
    expected = pa.table({name: pa.array(table[name], from_pandas=True) for name in table})
    assert repr(whole) == repr(expected.to_pylist())
    read = [row["id"] for batch in opened.batches(start, size) for row in batch.to_pylist()]
    assert read == [f"event-{each}" for each in range(start, 60)]
    rest = [row["number"] for batch in opened.batches(start, size) for row in batch.to_pylist()]
    numbers = {row["id"]: number for number, row in enumerate(whole)}
    assert rest == [numbers[name] for name in read]


FAULTS = {
    "id": ["event-3", "Not A Slug"],
    "title": ["", "a\u0000b"],
    "date": ["some day", "2004-13"],
    "summary": ["x" * 9_999],
    "category": ["Not A Slug", "other"],
    "status": ["rumoured"],
    "precision": ["about"],
    "precision_m": [-1, 10**9],
    "source": [["twice", "twice"]],
    "shape": ["POINT (1", "LINESTRING (0 0)"],
    "geometry": [Point(181, 0), Point(0, 91), Point(200, 100)],
}


def lines_of(read, file):
    with pytest.raises(CurationError) as caught:
        read(file)
    return sorted(caught.value.problems)


@pytest.mark.parametrize("size", [1, 11, 1_000])
def test_all_faults_of_all_batches_are_told_at_once(size, tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "CHECKED", size)
    wrong = [{**row, "shape": None} for row in rows(60)]
    for at, (name, values) in enumerate(FAULTS.items()):
        for turn in range(3):
            wrong[at * 5 + turn * 2][name] = values[turn % len(values)]
    file = write_table(tmp_path / "events.parquet", *wrong)
    lines = lines_of(Batches, file)
    assert lines == lines_of(read_geoparquet, file)
    assert len(lines) > len(FAULTS)


@pytest.mark.parametrize("size", [7, 1_000])
def test_a_wrong_column_is_told_in_every_batch(size, tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "CHECKED", size)
    missing = [{**row, "title": None if row["own"] % 9 == 0 else "A title"} for row in rows(60)]
    for row in missing:
        row["category"] = row["own"]
        del row["date"]
    file = write_table(tmp_path / "events.parquet", *missing)
    lines = lines_of(Batches, file)
    assert lines == lines_of(read_geoparquet, file)
    assert len(lines) == 3


def test_a_file_without_rows_and_one_that_is_none_are_told(tmp_path):
    file = write_table(tmp_path / "events.parquet", *rows(1))
    pq.write_table(pq.read_table(file)[:0], file)
    assert lines_of(Batches, file) == lines_of(read_geoparquet, file)
    file.write_bytes(file.read_bytes()[:-9])
    assert lines_of(Batches, file) == lines_of(read_geoparquet, file)
