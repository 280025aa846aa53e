"""Spark: a cluster that is there already, over Parquet in a folder that all of its machines see.

Loading needs no cluster: tables are written with DuckDB and then, as Parquet, into a folder of
their own, such as `corridors_1`. Whoever reads stays with the one that it found; the last but one
goes with the next load.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend as DuckDB
from ibis.backends.sql import SQLBackend

from events.query.engines.sql import embedded
from events.query.engines.sql.addresses import worded
from events.records import CurationError

SETTINGS: Mapping[str, str] = {
    "spark.app.name": "Corridors",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.scheduler.mode": "FAIR",
}
"""Settings of what this process has on the cluster."""

_NUMBERED = re.compile(r"corridors_(\d{1,9})")


class Reader:
    """A cluster that is asked. Raises CurationError with one line if it cannot be."""

    def __init__(self, address: str) -> None:
        # Whoever loads needs none of these.
        from ibis.backends.pyspark import Backend
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        self.ERRORS: tuple[type[Exception], ...] = (PySparkException, Py4JError, OSError)
        self.compiler = Backend.compiler
        master, folder = _parts(address)
        if not (numbers := _numbers(folder)):
            line = "has no events yet; load them with “python -m events load FILE --to ADDRESS”"
            raise CurationError([f"{worded(address)}: {line}"])
        try:
            builder = SparkSession.builder.master(master)
            for name, value in SETTINGS.items():
                builder = builder.config(name, value)
            self._session = builder.getOrCreate().newSession()
            self._context = self._session.sparkContext
            self._context.setLogLevel("ERROR")
            for table in sorted((folder / f"corridors_{numbers[-1]}").iterdir()):
                self._session.read.parquet(str(table)).createOrReplaceTempView(table.name)
        except self.ERRORS as error:
            line = f"cannot be opened ({_first(error)})"
            raise CurationError([f"{worded(address)}: {line}"]) from None

    def another(self) -> SQLBackend:
        """Return a connection of its own, for one question at a time."""
        connection = ibis.pyspark.connect(self._session)
        connection.disconnect = lambda: None  # of what other connections need
        return connection

    def parameter(self, name: str) -> str:
        """Return how a parameter is written."""
        return f":{name}"

    def plain(self, written: str) -> str:
        """Return SQL of which nothing is taken for a parameter."""
        return written

    def answer(self, connection: SQLBackend, written: str, values: dict[str, object]) -> pa.Table:
        """Return the rows that answer a question with these values of its parameters."""
        self._context.setJobGroup(_group(connection), "a question", interruptOnCancel=True)
        return self._session.sql(written, args=values or None).toArrow()

    def is_lost(self, connection: SQLBackend) -> bool:
        """Tell whether the driver has ended: of workers that are lost it takes others by itself."""
        try:
            return bool(self._context._jsc.sc().isStopped())
        except self.ERRORS:
            return True

    def close(self) -> None:
        """Do nothing: what the process has on the cluster ends with it."""

    def stop(self, connection: SQLBackend) -> None:
        """Stop the question that a connection works on."""
        self._context.cancelJobGroup(_group(connection))


def is_there(address: str) -> bool:
    """Tell whether an address has something that must not be lost."""
    return bool(_numbers(_parts(address)[1]))


@contextmanager
def loading(address: str) -> Iterator[DuckDB]:
    """Open a file for tables that are to take the place of the old ones once all are written.

    What a load that was killed has left in it is still there. Raises CurationError where it cannot
    be written; the old events then are as they were.
    """
    with _told(address):
        yield from _written(_parts(address)[1])


@contextmanager
def appending(address: str) -> Iterator[DuckDB]:
    """Open a copy of the events, which takes their place once all is written.

    Whoever reads goes on with them as they were. Raises CurationError as `loading` does.
    """
    with _told(address):
        folder = _parts(address)[1]
        yield from _written(folder, folder / f"corridors_{_numbers(folder)[-1]}")


insert = embedded.insert
give_room = embedded.give_room
tables = embedded.tables


def _written(folder: Path, old: Path | None = None) -> Iterator[DuckDB]:
    """Yield tables, new or copied, and write them as Parquet into a folder with its number."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished, exported = folder / "corridors.loading", folder / "corridors.exported"
    with duckdb.connect(str(unfinished)) as connection:
        connection.execute(f"SET memory_limit = '{embedded.MEMORY}'")
        if old:
            for (name,) in connection.sql("SELECT table_name FROM duckdb_tables()").fetchall():
                connection.execute(f'DROP TABLE "{name}"')
            for table in sorted(old.iterdir()):
                read = f'CREATE TABLE "{table.name}" AS SELECT * FROM read_parquet($files)'
                connection.execute(read, {"files": f"{table}/*.parquet"})
        yield ibis.duckdb.from_connection(connection)
        shutil.rmtree(exported, ignore_errors=True)
        for (name,) in connection.sql("SELECT table_name FROM duckdb_tables()").fetchall():
            (exported / name).mkdir(parents=True)
            connection.table(name).write_parquet(str(exported / name / "rows.parquet"))
    numbers = _numbers(folder)
    exported.rename(folder / f"corridors_{numbers[-1] + 1 if numbers else 1}")
    unfinished.unlink()
    for number in numbers[:-1]:
        shutil.rmtree(folder / f"corridors_{number}")


def _parts(address: str) -> tuple[str, Path]:
    """Return the master of a cluster, and the folder of the tables."""
    split = urlsplit(address)
    folder = Path(unquote(split.path))
    if not split.netloc or folder == Path("/") or not folder.is_absolute():
        line = "names no folder; write it as spark://HOST:PORT/FOLDER"
        raise CurationError([f"{worded(address)}: {line}"])
    return f"spark://{split.netloc}", folder


def _numbers(folder: Path) -> list[int]:
    """Return the numbers of the folders that were loaded, the newest last."""
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    return sorted(int(found[1]) for name in names if (found := _NUMBERED.fullmatch(name)))


def _group(connection: SQLBackend) -> str:
    return f"corridors-{id(connection)}"


def _first(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Raise CurationError with one line where a folder cannot be written."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        line = f"cannot be written ({_first(error)})"
        raise CurationError([f"{worded(address)}: {line}"]) from None
