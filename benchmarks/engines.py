"""The same questions put to each engine, and to what a user would pick instead, on one file."""

import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np

from benchmarks.tables import write_table
from events.collection import open_collection
from events.query import FILTERS, Engine, Query
from events.records.days import to_date

MOVES = 15
LISTED = 20
COLUMNS = ("category", "place", "source", "side", "status")
LOOK = (34.3, 31.3, 34.5, 31.5)
"""West, south, east and north of a part of the map, in degrees."""
WORDS = {"a word that many events have": "strike", "a number that one has": "0000077"}

Ask = Callable[[int], object]
"""Asks about the days from one on."""


def compare_engines(file: Path, database: str) -> str:
    """Return the median time of each question in each way, as a table in Markdown."""
    arrays = open_collection(file).engine
    arrays.prepare()
    ways = {
        "arrays": _engine(arrays),
        "DuckDB, loaded": _engine(open_collection(database).engine),
        "DuckDB on the Parquet": _parquet(file),
        "geopandas": _mask(file),
    }
    low, high = arrays.span
    days = np.linspace(low, (low + high) // 2, MOVES + 1).astype(int).tolist()
    questions = list(ways["arrays"])
    rows = [
        [name, *(_time(asks[name], days) if name in asks else "" for asks in ways.values())]
        for name in questions
    ]
    return write_table(f"Questions to {arrays.size:,} events", ["question", *ways], rows)


def _time(ask: Ask, days: list[int]) -> str:
    """Ask about some days, and then, timed, about each of the others."""
    ask(days[0])
    times = []
    for day in days[1:]:
        start = time.perf_counter()
        ask(day)
        times.append(time.perf_counter() - start)
    return f"{statistics.median(times) * 1000:.1f} ms"


def _engine(engine: Engine) -> Mapping[str, Ask]:
    last = engine.span[1]

    def counts(first: int) -> None:
        for name in FILTERS:
            engine.counts(Query(first, last), name)

    def words(text: str) -> Ask:
        return lambda first: engine.count(Query(first, last, text=text))

    return {
        "how many": lambda first: engine.count(Query(first, last)),
        "counts of all filters": counts,
        "a page of the list": lambda first: engine.page(Query(first, last), 0, LISTED),
        "the days before and after": lambda first: engine.neighbours(Query(first, last)),
        "a part of the map": lambda first: engine.count(Query(first, last, within=LOOK)),
        **{name: words(text) for name, text in WORDS.items()},
        "words never asked before": lambda first: engine.count(
            Query(first, last, text=f"strike {first}")
        ),
        "an event by its id": lambda first: engine.row(str(engine.at(first % engine.size))),
    }


def _parquet(file: Path) -> Mapping[str, Ask]:
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW events AS SELECT * FROM '{file}'")

    def ask(sql: str) -> Ask:
        return lambda first: connection.execute(sql, [f"{to_date(first)}"]).fetchall()

    def counts(first: int) -> None:
        for name in COLUMNS:
            ask(f"SELECT {name}, count(*) FROM events WHERE date >= ? GROUP BY 1")(first)

    found = "SELECT count(*) FROM events WHERE date >= ? AND concat_ws(' ', title, summary) ILIKE "
    return {
        "how many": ask("SELECT count(*) FROM events WHERE date >= ?"),
        "counts of all filters": counts,
        "a page of the list": ask(
            f"SELECT * EXCLUDE geometry FROM events WHERE date >= ? ORDER BY date LIMIT {LISTED}"
        ),
        **{name: ask(f"{found} '%{text}%'") for name, text in WORDS.items()},
    }


def _mask(file: Path) -> Mapping[str, Ask]:
    events = gpd.read_parquet(file)

    def since(first: int) -> gpd.GeoDataFrame:
        return events.loc[events["date"] >= f"{to_date(first)}"]

    def has(text: str) -> Ask:
        texts = events["title"] + " " + events["summary"]
        return lambda first: int(
            (texts.str.contains(text, case=False) & (events["date"] >= f"{to_date(first)}")).sum()
        )

    def inside(first: int) -> int:
        west, south, east, north = LOOK
        return int((events.cx[west:east, south:north]["date"] >= f"{to_date(first)}").sum())

    return {
        "how many": lambda first: len(since(first)),
        "counts of all filters": lambda first: [since(first)[c].value_counts() for c in COLUMNS],
        "a page of the list": lambda first: since(first).sort_values("date").head(LISTED),
        "a part of the map": inside,
        **{name: has(text) for name, text in WORDS.items()},
    }
