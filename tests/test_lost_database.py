"""A database that is slow or lost: questions fail at once, and are answered again by themselves."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from events.collection import open_collection
from events.query import Query, Unanswered
from events.query.engines.sql import connections, postgresql
from events.query.engines.sql.about import read_about
from events.query.engines.sql.pauses import Pauses
from events.records import CurationError
from tests import servers
from tests.conftest import ROW, write_table
from tests.test_load_command import load


@pytest.fixture(scope="module")
def server():
    with servers.postgresql() as server:
        yield server


@pytest.fixture
def engine(server, tmp_path, request):
    address = server.create(request.node.name)
    rows = ({**ROW, "id": f"event-{number}"} for number in range(20))
    load(write_table(tmp_path / "events.parquet", *rows), address)
    engine = open_collection(address).engine
    yield engine
    engine.close()


def days(engine):
    """Yield queries of which none was asked before."""
    first, last = engine.span
    return (Query(first - each, last) for each in range(1, 10_000))


def test_pauses_grow_and_let_one_question_by():
    now = 0.0
    lost = Pauses(lambda: now)
    assert lost.enter() is not None
    asked = [lost.enter() for _ in range(4)]
    for length in (0.5, 1, 2, 4, 8, 16, 30, 30):
        now += 0.001
        for each in asked:  # all were put before the first told
            lost.begin(each)
        assert lost.is_lost
        now += length - 0.01
        assert lost.enter() is None
        now += 0.02
        assert not lost.is_on()
        asked = [lost.enter()]
        assert asked != [None]
        assert lost.enter() is None
    lost.end()
    assert not lost.is_lost
    assert [lost.enter(), lost.enter()] == [now, now]


def test_a_server_that_was_started_again_answers_the_same_question(server, engine):
    asked = days(engine)
    assert engine.count(next(asked)) == 20
    server.stop()
    server.start()
    assert engine.count(next(asked)) == 20
    assert engine.answers()


def test_while_a_server_is_lost_questions_fail_at_once_until_it_is_back(server, engine):
    asked = days(engine)
    remembered = next(asked)
    assert engine.count(remembered) == 20
    server.stop()
    with pytest.raises(Unanswered, match="the database is lost"):
        engine.count(next(asked))
    begun = time.monotonic()
    with ThreadPoolExecutor(20) as visitors:
        failed = [
            *visitors.map(lambda query: unanswered(engine, query), list(days(engine))[50:250])
        ]
    assert all(failed)
    assert time.monotonic() - begun < 3
    assert not engine.answers()
    assert engine.count(remembered) == 20
    server.start()
    wait_until_it_answers(engine)
    assert engine.count(next(asked)) == 20


def wait_until_it_answers(engine):
    deadline = time.monotonic() + 20
    while not engine.answers():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def unanswered(engine, query):
    try:
        engine.count(query)
    except Unanswered as error:
        return "127.0.0.1" not in str(error)
    return False


def test_a_server_that_says_nothing_is_hung_up_on(server, engine, monkeypatch):
    asked = days(engine)
    monkeypatch.setattr(connections, "LONGEST", 0.5)
    monkeypatch.setattr(connections, "SHORTLY", 0.2)
    monkeypatch.setitem(postgresql.REACHABLE, "connect_timeout", 2)
    assert engine.count(next(asked)) == 20
    with server.silent():
        begun = time.monotonic()
        assert not engine.answers()
        assert time.monotonic() - begun < 2
        assert unanswered(engine, next(asked))
        assert time.monotonic() - begun < 10
    wait_until_it_answers(engine)
    assert engine.count(next(asked)) == 20


def test_a_server_that_is_lost_is_not_taken_for_another_database(server, engine):
    server.stop()
    try:
        with pytest.raises(CurationError, match=r"^here: does not answer"):
            read_about(engine._connections, "here")
    finally:
        server.start()


def test_questions_do_not_pile_up(engine, monkeypatch):
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    monkeypatch.setattr(connections, "WAITING", 3)
    monkeypatch.setattr(connections, "SHORTLY", 0.2)
    own = connections.Connections(engine._connections._opened)
    slow = [
        threading.Thread(target=own.read, args=("SELECT pg_sleep(1.5)::text",))
        for _ in range(connections.AT_ONCE)
    ]
    for each in slow:
        each.start()
    while not own._free.empty():
        time.sleep(0.01)
    begun = time.monotonic()
    with ThreadPoolExecutor(40) as visitors:
        failed = [*visitors.map(lambda _: too_many(own), range(40))]
    assert all(failed)
    assert time.monotonic() - begun < 1
    assert own.answers(), "busy is not lost"
    for each in slow:
        each.join()
    assert own.read("SELECT 1 AS one").to_pylist() == [{"one": 1}]
    own.close()


def too_many(own):
    try:
        own.read("SELECT 1 AS one")
    except Unanswered as error:
        return "too many questions wait" in str(error)
    return False


def test_a_file_that_is_gone_is_read_to_the_end(tmp_path):
    path = tmp_path / "events.duckdb"
    load(write_table(tmp_path / "events.parquet", ROW), f"duckdb:///{path}")
    engine = open_collection(f"duckdb:///{path}").engine
    path.unlink()
    assert engine.answers()
    assert engine.count(Query(*engine.span)) == 1
