"""ClickHouse, through chDB: loading is all or nothing, reading only reads, messages are a line."""

from contextlib import closing

import clickhouse_connect
import pytest

from events.collection import open_collection
from events.query import Query, Unanswered
from events.query.engines.sql import addresses, clickhouse, connections
from events.query.engines.sql.addresses import worded
from events.records import CurationError
from tests.conftest import ROW, write_table
from tests.test_load_command import load, refused


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Use one folder, since a process can have no other."""
    return tmp_path_factory.mktemp("chdb")


@pytest.fixture
def address(folder, request, monkeypatch):
    monkeypatch.setitem(addresses.KINDS, "chdb", addresses.KINDS["clickhouse"])
    return f"chdb://{folder}?database={request.node.originalname}"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    rows = ({**ROW, "id": f"event-{number}", "url": None} for number in range(500))
    return write_table(tmp_path_factory.mktemp("events") / "events.parquet", *rows)


def databases(address):
    with closing(clickhouse_connect.get_client(dsn=address.partition("?")[0])) as client:
        names = [name for (name,) in client.query("SHOW DATABASES").result_rows]
    own = address.partition("=")[2]
    return sorted(name.removeprefix(own) for name in names if name.startswith(own))


def test_each_load_has_a_database_of_its_own(file, address, tmp_path):
    line = "has no events yet; load them with “python -m events load FILE --to ADDRESS”"
    assert refused(address).endswith(line)
    assert "500 events" in load(file, address)
    assert "has the events of this file already" in load(file, address)
    with closing(open_collection(address).engine) as before:
        load(write_table(tmp_path / "other.parquet", ROW), address)
        assert databases(address) == ["_1", "_2"]
        assert before.count(Query(*before.span, text="ferries")) == 500
        load(file, address)
        assert databases(address) == ["_2", "_3"]
        with pytest.raises(Unanswered):
            before.count(Query(*before.span, text="leave"))


def stop_after(there, tables, area):
    """Break off a load as a press of Ctrl+C does, once its room is there."""
    assert len(there) == 2
    assert bool(tables) == (area is clickhouse.appending)
    raise KeyboardInterrupt


def test_a_load_that_is_broken_off_leaves_the_old_events(file, address):
    load(file, address)
    for area in (clickhouse.loading, clickhouse.appending):
        with pytest.raises(KeyboardInterrupt), area(address) as backend:
            stop_after(databases(address), clickhouse.tables(backend), area)
    assert databases(address) == ["_1"]
    with clickhouse.appending(address):
        pass
    with closing(open_collection(address).engine) as engine:
        assert engine.count(Query(*engine.span, text="ferries")) == 500


def test_a_question_changes_nothing_and_ends_in_time(file, address, monkeypatch):
    load(file, address)
    monkeypatch.setitem(clickhouse.READING, "max_execution_time", 0.2)
    asked = connections.Connections(clickhouse.Reader(address))
    slow = "SELECT sum(a.number * b.number) FROM numbers(1000000) a, numbers(100000) b"
    for sql in ("DROP TABLE events", "CREATE TABLE own (one Int8) ENGINE = Memory", slow):
        with pytest.raises(Unanswered):
            asked.read(sql)
    asked.close()


@pytest.mark.parametrize("form", [
    "clickhouse://me:secret@127.0.0.1:1/news",
    "clickhouse://me:sec/ret@127.0.0.1:1/news",
    "clickhouse://me:secret@127.0.0.1:x/news",
])  # fmt: skip
def test_what_cannot_be_reached_is_told_in_a_line_without_the_password(form):
    line = refused(form)
    assert line.startswith(f"{worded(form)}: ")
    assert "secret" not in line
    assert "ret@" not in line


def test_a_name_that_is_none_is_told():
    with pytest.raises(CurationError, match="must be of letters"):
        clickhouse.is_there("clickhouse://127.0.0.1:1/a`b")
