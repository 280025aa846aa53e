"""PostgreSQL: loading is all or nothing, reading only reads, and no message has the password."""

import signal
from contextlib import closing
from itertools import count

import psycopg
import pytest

from events.collection import open_collection
from events.query import Box, Query, Unanswered
from events.query.engines.sql import connections, loading, postgresql
from events.query.engines.sql.addresses import worded
from events.records import CurationError
from tests import servers
from tests.conftest import ROW, write_table
from tests.test_load_command import KILL, load, python, refused


@pytest.fixture(scope="module")
def server():
    with servers.postgresql() as started:
        yield started


NUMBERED = count()


@pytest.fixture
def address(server):
    return server.create(f"news_{next(NUMBERED)}")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    rows = ({**ROW, "id": f"event-{number}", "url": None} for number in range(500))
    return write_table(tmp_path_factory.mktemp("events") / "events.parquet", *rows)


def schemas(address):
    with psycopg.connect(address) as connection:
        found = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ 'corridors'")
        return sorted(name for (name,) in found.fetchall())


def test_a_file_is_loaded_once_and_opens_by_its_address(file, address):
    named = worded(address)
    assert refused(address) == (
        f"{named}: has no events yet; load them with “python -m events load FILE --to ADDRESS”"
    )
    assert load(file, address) == f"{named}: 500 events; open it with --data {named}\n"
    assert load(file, address) == f"{named}: has the events of this file already\n"
    assert schemas(address) == ["corridors_1"]
    opened, read = open_collection(address), open_collection(file)
    assert opened.records == read.records
    assert list(opened.table["title"]) == list(read.table["title"])
    opened.engine.close()


def test_whoever_reads_stays_with_the_events_that_were_there(file, address, tmp_path):
    load(file, address)
    before = open_collection(address).engine
    load(write_table(tmp_path / "other.parquet", ROW), address)
    assert schemas(address) == ["corridors_1", "corridors_2"]
    assert before.count(Query(*before.span, text="ferries")) == 500
    after = open_collection(address).engine
    assert after.count(Query(*after.span)) == 1
    load(file, address)
    assert schemas(address) == ["corridors_1", "corridors_2", "corridors_3"]
    assert before.count(Query(*before.span, text="ferries")) == 500
    for engine in (before, after):
        engine.close()
    load(write_table(tmp_path / "other.parquet", ROW), address)
    assert schemas(address) == ["corridors_3", "corridors_4"]


def test_events_that_were_loaded_into_a_new_database_are_not_taken_for_the_old(
    file, server, address, tmp_path
):
    load(file, address)
    with closing(open_collection(address).engine) as engine:
        name = address.rpartition("/")[2]
        with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
        load(write_table(tmp_path / "other.parquet", ROW), address)
        with pytest.raises(Unanswered):
            engine.count(Query(0, 20_000))


def test_postgis_may_be_there(file, address):
    with psycopg.connect(address, autocommit=True) as connection:
        try:
            connection.execute("CREATE EXTENSION postgis")
        except psycopg.Error:
            pytest.skip("PostGIS is not installed")
    load(file, address)
    with closing(open_collection(address).engine) as engine:
        assert engine.count(Query(*engine.span, box=Box(-25, -39, -24, -37))) == 500


def test_further_events_go_into_a_copy(file, address, tmp_path):
    load(file, address)
    with postgresql.appending(address) as backend:
        backend.con.execute("DELETE FROM events WHERE number > 7")
        with closing(open_collection(address).engine) as before:
            assert before.count(Query(0, 99_999)) == 500
    assert schemas(address) == ["corridors_1", "corridors_2"]
    with pytest.raises(CurationError, match="no room"), postgresql.appending(address):
        raise CurationError(["no room"])
    assert schemas(address) == ["corridors_1", "corridors_2"]


@pytest.mark.parametrize("line", ["300 of", "Writing the words"])
def test_whoever_is_killed_leaves_the_old_events_and_goes_on(
    line, file, address, tmp_path, capsys, monkeypatch
):
    load(write_table(tmp_path / "old.parquet", ROW), address)
    killed = python("-c", KILL.format(line=line, file=str(file), address=address))
    assert killed.returncode == -signal.SIGKILL
    with closing(open_collection(address).engine) as old:
        assert old.size == 1
    assert schemas(address) == ["corridors_1", "corridors_loading"]
    capsys.readouterr()
    monkeypatch.setattr(loading, "BATCH", 100)
    assert "500 events" in load(file, address)
    assert "00 of 500 events were written before" in capsys.readouterr().err
    with closing(open_collection(address).engine) as engine:
        assert engine.count(Query(*engine.span, text="ferries")) == 500


def test_of_two_loads_at_once_the_second_is_refused(file, address):
    with postgresql.loading(address), pytest.raises(CurationError) as caught:
        load(file, address)
    assert str(caught.value) == f"{worded(address)}: another load writes to it; wait for its end"


def test_a_question_changes_nothing_and_ends_in_time(file, address, monkeypatch):
    load(file, address)
    monkeypatch.setitem(postgresql.READING, "statement_timeout", 200)
    asked = connections.Connections(postgresql.Reader(address))
    for sql in ("DELETE FROM events", "CREATE TABLE own (one int)", "SELECT pg_sleep(30)"):
        with pytest.raises(Unanswered):
            asked.read(sql)
    assert asked.read("SELECT 7 %% 4 AS one").to_pylist() == [{"one": 3}]
    asked.close()


@pytest.mark.parametrize("form", [
    "postgresql://me:secret@127.0.0.1:1/news",
    "postgresql://me:secret@127.0.0.1:{port}/news",
    "postgresql://me:secret@127.0.0.1:{port}/news?sslmode=none",
    "postgresql://me:sec/ret@127.0.0.1:{port}/news",
    "postgresql://me:ret@secret@127.0.0.1:{port}/news",
    "postgresql://me:secret%@127.0.0.1:{port}/news",
    "postgresql://me@127.0.0.1:{port}/news?password=secret",
    "postgresql://me@127.0.0.1:{port}/news?secret",
    "postgresql://secret",
])  # fmt: skip
def test_what_cannot_be_reached_is_told_in_a_line_without_the_password(form, server):
    address = form.format(port=server.port)
    line = refused(address)
    assert line.startswith(f"{worded(address)}: cannot be opened (")
    assert "secret" not in line or form == "postgresql://secret"


def test_what_another_program_wrote_is_not_overwritten(file, address):
    with psycopg.connect(address) as connection:
        connection.execute("CREATE SCHEMA corridors_1")
        connection.execute("CREATE TABLE corridors_1.about (name text)")
    with pytest.raises(CurationError, match=r"name another$"):
        load(file, address)


def test_a_table_that_was_changed_is_told(file, address):
    load(file, address)
    with psycopg.connect(address) as connection:
        connection.execute("ALTER TABLE corridors_1.words DROP frequency")
    assert refused(address).endswith("is not as it was loaded; load its file again")


def test_a_database_of_another_encoding_is_told(server):
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING LATIN1 "
                           "LOCALE_PROVIDER libc LOCALE 'C'")  # fmt: skip
    with pytest.raises(CurationError, match="has its texts in LATIN1; make one in UTF8"):
        postgresql.is_there(server.address("latin"))
