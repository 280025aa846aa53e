"""Every question is written in the SQL of databases that the tests do not run."""

import inspect
from datetime import date
from typing import get_args

import ibis
import pyarrow.parquet as pq
import pytest
import sqlglot
import sqlglot.expressions as sge
from ibis.backends.sql import compilers

from events.collection import open_collection
from events.query import FILTERS, Box, Query
from events.query.engines.overview import End, Spans
from events.query.engines.sql import connections, words
from events.query.engines.sql.database import open_database
from events.query.engines.sql.loading import write_events
from events.query.engines.sql.overviews import Overviews
from events.query.engines.sql.questions import Questions
from events.query.engines.tiles import Tiles
from tests.conftest import ROW, write_table

DIALECTS = {
    "bigquery": compilers.bigquery,
    "snowflake": compilers.snowflake,
    "trino": compilers.trino,
}
PARTS_OF_QUESTIONS = {"_matching", "_passing", "_others", "_of"}
WEST = (-25.0, -39.0, -24.0, -37.0)
OURS = {"events", "words", "several", "counts", "about"}


def ask_everything(engine):
    """Put every question of an engine to it, with filters of each kind."""
    first, last = engine.span
    every = Query(first, last)
    chosen = {name: tuple(engine.values(name)[:1]) or ("none",) for name in FILTERS}
    tiles, spans = Tiles.cover(WEST, 4), Spans(first, 7, first, last)
    full = Query(first, last, chosen, "ferry ports", Box(*WEST), WEST)
    for asked in (every, full):
        engine.count(asked)
        engine.page(asked, 0, 5)
        engine.newest(asked, 5)
        engine.position(asked, "event-0")
        engine.neighbours(asked)
        engine.neighbours(asked.between(first, first + 1))
        engine.passing(asked)
        engine.cells(asked, tiles, spans, 10)
        engine.seen(asked, tiles, 10)
        for by in get_args(End):
            engine.bars(asked, spans, by, 10)
    for name in FILTERS:
        engine.counts(full, name)
    for name in FILTERS:
        engine.names(name)
    engine.seen(every, None, 10)
    engine.columns(["first", "title"])
    engine.related("event-0", 3)
    engine.at(0)
    engine.spelt("ferryys striking")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Return each question that was put to a database, with what it is about."""
    folder = tmp_path_factory.mktemp("dialects")
    several = {"source": ["The Paper"], "side": ["company", "dockers"], "date": "2004-05-06"}
    rows = [{**ROW, **several, "id": f"event-{each}"} for each in range(3)]
    path = write_table(folder / "events.parquet", *rows)
    table = pq.read_table(path)
    for name in ("created", "modified"):
        table = table.append_column(name, [[date(2024, 1, 1)] * 3])
    pq.write_table(table, path)
    opened = open_collection(path)
    address = f"duckdb:///{folder}/events.duckdb"
    write_events(address, opened.records, opened.table, "a digest")
    _, engine = open_database(address)
    found, write = {}, engine._connections.write

    def remember(question, *about):
        found[question, about] = None
        return write(question, *about)

    engine._connections.write = remember
    ask_everything(engine)
    engine.close()
    return list(found)


def test_every_question_is_asked(asked):
    """A question that is new must be put in `ask_everything`."""
    questions = {
        name
        for where in (Questions, Overviews)
        for name, function in inspect.getmembers(where, inspect.isfunction)
        if inspect.signature(function).return_annotation is ibis.Table
    }
    questions |= {
        name
        for name, function in inspect.getmembers(words, inspect.isfunction)
        if inspect.signature(function).return_annotation is ibis.Table
    }
    assert {question.__name__ for question, _ in asked} == questions - PARTS_OF_QUESTIONS


@pytest.mark.parametrize("name", DIALECTS)
def test_every_question_is_written(asked, name):
    compiler = DIALECTS[name].compiler
    for question, about in asked:
        tree = compiler.to_sqlglot(question(*about)).transform(connections._parameter)
        written = connections._MARK.sub("7", tree.sql(dialect=compiler.dialect))
        assert not any(str(number) in written for number in connections.NUMBERS.values())
        assert connections._SECRET not in written
        tables = {
            table.name
            for table in sqlglot.parse_one(written, dialect=compiler.dialect).find_all(sge.Table)
        }
        assert {table.partition("_")[0] for table in tables} & OURS
