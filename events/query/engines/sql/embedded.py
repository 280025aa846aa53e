"""DuckDB: a database in one file, with nothing to install or start."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfile, rmtree

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from events.query.engines.sql.addresses import file_of
from events.records import CurationError

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
}
"""A question reaches no file but the database, and no other host."""

KEPT = "1GB"
"""What DuckDB may need for questions, and keep of the file; else it takes most of the memory."""

MEMORY = "250MB"
"""What DuckDB may need while rows are written; what is more goes to the disk."""

SORTING = "2GB"
"""The same while all rows are put in order, which with less ends in an error at ten million."""


class Reader:
    """A file that is open for reading. Raises CurationError with one line if it is none."""

    ERRORS = (duckdb.Error,)
    compiler = Backend.compiler

    def __init__(self, address: str) -> None:
        path = file_of(address)
        if not path.is_file():
            hint = "" if path.is_absolute() else "; a path from the root has one more slash"
            raise CurationError([f"{path}: no such file{hint}"])
        try:
            config = {**SETTINGS, "memory_limit": KEPT}
            self._connection = duckdb.connect(str(path), read_only=True, config=config)
        except duckdb.Error as error:
            raise CurationError([f"{path}: is no database of DuckDB ({_first(error)})"]) from None

    def another(self) -> Backend:
        """Return a connection of its own, for one question at a time."""
        return ibis.duckdb.from_connection(self._connection.cursor())

    def parameter(self, name: str) -> str:
        """Return how a parameter is written."""
        return f"${name}"

    def plain(self, written: str) -> str:
        """Return SQL of which nothing is taken for a parameter."""
        return written

    def answer(self, connection: Backend, sql: str, values: dict[str, object]) -> pa.Table:
        """Return the rows that answer a question with these values of its parameters."""
        return connection.con.sql(sql, params=values or None).to_arrow_table()

    def is_lost(self, connection: Backend) -> bool:
        """Tell whether a connection is lost: never, as a file stays open even where it is gone."""
        return False

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def stop(self, connection: Backend) -> None:
        """Stop the question that a connection works on."""
        connection.con.interrupt()


def is_there(address: str) -> bool:
    """Tell whether an address has something that must not be lost."""
    return file_of(address).exists()


@contextmanager
def loading(address: str) -> Iterator[Backend]:
    """Open a file that is to take the place of the old one once all is written.

    What a load that was killed has left in it is still there. Raises CurationError where it cannot
    be written. The old file then is as it was, and nothing is left that needs room on the disk.
    """
    path = file_of(address)
    with _replacing(path) as unfinished:
        yield from _written(unfinished)


@contextmanager
def appending(address: str) -> Iterator[Backend]:
    """Open a copy of a file, which takes its place once all is written.

    Whoever reads the file goes on with it as it was. Raises CurationError as `loading` does.
    """
    path = file_of(address)
    with _replacing(path) as unfinished:
        _connect(unfinished).close()
        _clear(unfinished)
        copyfile(path, unfinished)
        yield from _written(unfinished)


def insert(backend: Backend, tables: Mapping[str, pa.Table]) -> None:
    """Append rows to tables, all or none, each by its name."""
    connection = backend.con
    connection.begin()
    for name, rows in tables.items():
        connection.register("appended", rows)
        connection.execute(f'INSERT INTO "{name}" SELECT * FROM appended')
        connection.unregister("appended")
    connection.commit()


def give_room(backend: Backend) -> None:
    """Let what follows, which is about all rows at once, use more memory."""
    backend.con.execute(f"SET memory_limit = '{SORTING}'")


def tables(backend: Backend) -> list[str]:
    """Return the names of the tables that are there."""
    return [
        name for (name,) in backend.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    ]


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Name the file to write, which takes the place of another if nothing goes wrong."""
    unfinished = path.with_name(f"{path.name}.loading")
    try:
        yield unfinished
        unfinished.replace(path)
    except (duckdb.Error, OSError) as error:
        if not _is_locked(error):
            with suppress(OSError):
                _clear(unfinished)
        raise CurationError([f"{path}: cannot be written ({_first(error)})"]) from None
    except CurationError:
        _clear(unfinished)
        raise


def _written(unfinished: Path) -> Iterator[Backend]:
    connection = _connect(unfinished)
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET preserve_insertion_order = false")
        yield ibis.duckdb.from_connection(connection)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _connect(unfinished: Path) -> duckdb.DuckDBPyConnection:
    """Open a file for writing; one that is broken begins anew, one that is written to is locked."""
    try:
        return duckdb.connect(str(unfinished), config=SETTINGS)
    except duckdb.Error as error:
        if _is_locked(error) or not unfinished.exists():
            raise
        _clear(unfinished)
        return duckdb.connect(str(unfinished), config=SETTINGS)


def _is_locked(error: Exception) -> bool:
    """Tell whether another load writes to the file."""
    return "lock on file" in str(error)


def _clear(unfinished: Path) -> None:
    for ending in ("", ".wal"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
    rmtree(unfinished.with_name(f"{unfinished.name}.tmp"), ignore_errors=True)


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]
