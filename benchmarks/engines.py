"""The same questions put to each engine, and to what a user would pick instead, on one file."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np

from benchmarks.tables import write_table
from events.collection import Collection, open_collection
from events.query import FILTERS, Query, extract
from events.query.engines.overview import Spans
from events.query.engines.sql.addresses import worded
from events.query.engines.tiles import Tiles
from events.query.question import Sides
from events.records.days import to_date

MOVES = 15
LISTED = 20
MOST = 60_000
COLUMNS = ("category", "place", "source", "side", "status")
LOOK = (34.3, 31.3, 34.5, 31.5)
"""West, south, east and north of a part of the map, in degrees."""
WORDS = {"a word that many events have": "strike", "a number that one has": "0000077"}

Ask = Callable[[int], object]
"""Asks about the days from one on."""


def compare_engines(file: Path, databases: Sequence[str], *, held: bool = True) -> str:
    """Return the median time of each question in each way, as a table in Markdown.

    Where it is `held`, the file is read into memory too, by the arrays and by geopandas.
    """
    engines = {worded(address).split(":")[0]: open_collection(address) for address in databases}
    if held:
        engines = {"arrays": open_collection(file), **engines}
    for each in engines.values():
        each.engine.prepare()
    ways = {name: _engine(each) for name, each in engines.items()}
    ways |= {
        "DuckDB on the Parquet": _parquet(file),
        **({"geopandas": _mask(file)} if held else {}),
    }
    engine = next(iter(engines.values())).engine
    low, high = engine.span
    days = np.linspace(low, (low + high) // 2, MOVES + 1).astype(int).tolist()
    rows = [
        [name, *(_time(asks[name], days) if name in asks else "" for asks in ways.values())]
        for name in next(iter(ways.values()))
    ]
    return write_table(f"Questions to {engine.size:,} events", ["question", *ways], rows)


def _time(ask: Ask, days: list[int]) -> str:
    """Ask about some days, and then, timed, about each of the others."""
    ask(days[0])
    times = []
    for day in days[1:]:
        start = time.perf_counter()
        ask(day)
        times.append(time.perf_counter() - start)
    return f"{statistics.median(times) * 1000:.1f} ms"


def _engine(collection: Collection) -> Mapping[str, Ask]:
    engine = collection.engine
    start, last = engine.span
    region = collection.records.geography.region.bounds.box

    def counts(first: int) -> None:
        for name in FILTERS:
            engine.counts(Query(first, last), name)

    def words(text: str) -> Ask:
        return lambda first: engine.count(Query(first, last, text=text))

    def groups(sides: Sides) -> Ask:
        tiles, days = Tiles.cover(sides), last - start + 1

        def ask(first: int) -> object:
            return engine.cells(Query(first, last), tiles, Spans(start, days, first, last), MOST)

        return ask

    return {
        "groups of the whole extent": groups(region),
        "groups of a region": groups(LOOK),
        "bars of the timeline": lambda first: engine.bars(
            Query(first, last), Spans(start, 1, first, last), "first", MOST
        ),
        "all that a map holds": lambda first: extract(engine, Query(first, last), region),
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
        "bars of the timeline": ask(
            "SELECT date, category, count(*) FROM events WHERE date >= ? GROUP BY 1, 2"
        ),
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

    def groups(first: int) -> object:
        found = since(first)
        column, row = (np.floor(found.geometry.x * 4), np.floor(found.geometry.y * 4))
        return found.groupby([column, row, "category"], observed=True).size()

    return {
        "groups of the whole extent": groups,
        "bars of the timeline": lambda first: since(first).groupby(["date", "category"]).size(),
        "how many": lambda first: len(since(first)),
        "counts of all filters": lambda first: [since(first)[c].value_counts() for c in COLUMNS],
        "a page of the list": lambda first: since(first).sort_values("date").head(LISTED),
        "a part of the map": inside,
        **{name: has(text) for name, text in WORDS.items()},
    }
