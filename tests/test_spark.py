"""What is loaded for Spark, as Parquet; tests/test_databases.py asks a cluster, if wanted."""

import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from events.collection import open_collection
from events.query.engines.sql import spark
from events.query.engines.sql.appending import append_source
from events.query.engines.sql.loading import source_of_table, write_source
from events.records import CurationError
from tests.conftest import ROW, write_table


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "archive"


@pytest.fixture
def address(folder):
    return f"spark://127.0.0.1:7077{folder}"


def source(folder, *names):
    path = write_table(folder / "events.parquet", *({**ROW, "id": name} for name in names))
    opened = open_collection(path)
    return source_of_table(opened.records, opened.table)


def contents(folder):
    """Return the ids of the events that are in each load."""
    return {
        each.name: pq.read_table(each / "events")["id"].to_pylist()
        for each in sorted(folder.glob("corridors_*"))
    }


def test_each_load_is_a_folder_of_parquet(folder, address, tmp_path):
    assert not spark.is_there(address)
    for number, names in enumerate((["one"], ["two", "three"], ["four"])):
        write_source(address, source(tmp_path, *names), str(number))
    assert spark.is_there(address)
    assert contents(folder) == {"corridors_2": ["two", "three"], "corridors_3": ["four"]}
    append_source(address, source(tmp_path, "five"), "4")
    assert contents(folder) == {"corridors_3": ["four"], "corridors_4": ["four", "five"]}
    assert sorted(each.name for each in folder.iterdir()) == ["corridors_3", "corridors_4"]


def stop_after(_):
    """Break off a load as a press of Ctrl+C does, after something was done."""
    raise KeyboardInterrupt


def test_a_load_that_breaks_off_leaves_the_old_events_and_what_it_wrote(folder, address, tmp_path):
    write_source(address, source(tmp_path, "one"), "1")
    with pytest.raises(KeyboardInterrupt), spark.loading(address) as backend:
        stop_after(backend.con.execute("CREATE TABLE own AS SELECT 7 AS one"))
    assert contents(folder) == {"corridors_1": ["one"]}
    with spark.loading(address) as backend:
        assert spark.tables(backend) == ["own"]
    assert pq.read_table(folder / "corridors_2" / "own")["one"].to_pylist() == [7]


def test_what_cannot_be_written_is_told_in_a_line(folder, address):
    folder.write_text("no folder")
    with pytest.raises(CurationError, match=r"^spark://127.0.0.1:7077/.*: cannot be written \("):
        spark.loading(address).__enter__()


@pytest.mark.parametrize("address", ["spark://127.0.0.1:7077", "spark:///archive", "spark://"])
def test_an_address_without_a_folder_is_told(address):
    with pytest.raises(
        CurationError, match="names no folder; write it as spark://HOST:PORT/FOLDER"
    ):
        spark.is_there(address)


def test_of_two_loads_at_once_the_second_is_refused(folder, address):
    folder.mkdir()
    begun = "import sys, duckdb; held = duckdb.connect(sys.argv[1]); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", begun, folder / "corridors.loading"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        other.stdout.readline()
        with pytest.raises(CurationError, match="cannot be written"):
            spark.loading(address).__enter__()
        other.kill()
