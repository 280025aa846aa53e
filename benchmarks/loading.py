"""How quick a file is loaded into a database, beside what a user would pick: DuckDB alone.

`python -m benchmarks.loading ROWS …` prints a row for each number; each way is timed in a process
of its own, whose largest memory is measured.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.sample import write_events
from events.commands import load

WAYS = ("load", "append a thousandth", "DuckDB alone")
PIECE = 1_000_000
"""Events that are made; more are the same again, with ids and titles of their own."""


def write_rows(number: int, path: Path) -> None:
    """Write synthetic events, however many, and beside them a thousandth of that to append."""
    piece = path.with_name("piece.parquet")
    write_events(min(number, PIECE), piece)
    file = pq.ParquetFile(piece)
    with pq.ParquetWriter(path, file.schema_arrow) as writer:
        for start in range(0, number, PIECE):
            left = min(PIECE, number - start)
            for batch in file.iter_batches(100_000):
                rows = pa.Table.from_batches([batch])[:left]
                left -= len(rows)
                writer.write_table(_renamed(rows, f"p{start // PIECE}"))
    some = next(file.iter_batches(max(1, number // 1_000)))
    pq.write_table(_renamed(pa.Table.from_batches([some]), "more"), _more(path))


def _renamed(rows: pa.Table, name: str) -> pa.Table:
    for column, between in (("id", "-"), ("title", " ")):
        at, kind = rows.column_names.index(column), rows[column].type
        ends = pa.scalar(name, kind), pa.scalar(between, kind)
        renamed = pc.binary_join_element_wise(rows[column], *ends)
        rows = rows.set_column(at, rows.schema.field(column), renamed)
    return rows


def _more(path: Path) -> Path:
    return path.with_name("more.parquet")


def measure(way: str, path: Path) -> tuple[float, float]:
    """Return the seconds that a way takes, and the most memory of the process in MB."""
    database = path.with_suffix(".duckdb")
    start = time.perf_counter()
    if way == "DuckDB alone":
        with duckdb.connect(str(database.with_name("alone.duckdb"))) as connection:
            connection.execute(f"CREATE TABLE events AS SELECT * FROM '{path}' ORDER BY date")
    else:
        append = way != "load"
        load.run(
            Namespace(
                file=str(_more(path) if append else path), to=f"duckdb:///{database}", append=append
            )
        )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    return time.perf_counter() - start, most


def _apart(way: str, path: Path, size: int) -> str:
    """Do it in a process of its own: its memory counts that of the process which starts it."""
    command = [sys.executable, "-m", "benchmarks.loading", way, str(path), str(size)]
    return subprocess.check_output(command, text=True, stderr=subprocess.DEVNULL)


def main(sizes: list[int]) -> None:
    """Print a table: the rows a second and the memory of each way, for each number of rows."""
    print("| rows | " + " | ".join(WAYS) + " | database |\n|--:|" + "--:|" * (len(WAYS) + 1))
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.parquet"
            _apart("write", path, size)
            told = []
            for way in WAYS:
                seconds, most = json.loads(_apart(way, path, size).splitlines()[-1])
                speed = f", {size / seconds:,.0f} rows/s" if "append" not in way else ""
                told.append(f"{seconds:,.1f} s{speed}, {most:,.0f} MB")
            written = path.with_suffix(".duckdb").stat().st_size / 1e6
            print(f"| {size:,} | {' | '.join(told)} | {written:,.0f} MB |", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write_rows(int(sys.argv[3]), Path(sys.argv[2]))
    elif sys.argv[1] in WAYS:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main([int(size) for size in sys.argv[1:]])
