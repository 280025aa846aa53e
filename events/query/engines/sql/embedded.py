"""DuckDB: a database in one file, with nothing to install or start."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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


class Reader:
    """A file that is open for reading. Raises CurationError with one line if it is none."""

    ERRORS = (duckdb.Error,)

    def __init__(self, address: str) -> None:
        path = file_of(address)
        if not path.is_file():
            raise CurationError([f"{path}: no such file; a path from the root has one more slash"])
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=SETTINGS)
        except duckdb.Error as error:
            raise CurationError([f"{path}: is no database of DuckDB ({_first(error)})"]) from None

    def another(self) -> Backend:
        """Return a connection of its own, for one question at a time."""
        return ibis.duckdb.from_connection(self._connection.cursor())

    def answer(self, connection: Backend, sql: str, values: dict[str, object]) -> pa.Table:
        """Return the rows that answer a question with these values of its parameters."""
        return connection.con.sql(sql, params=values or None).to_arrow_table()

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
def writing(address: str) -> Iterator[Backend]:
    """Make a new file, which takes the place of the old one once all is written.

    Raises CurationError where it cannot be written; the old one then is as it was.
    """
    path = file_of(address)
    unfinished = path.with_name(f"{path.name}.loading")
    try:
        _clear(unfinished)
        connection = duckdb.connect(str(unfinished), config=SETTINGS)
    except (duckdb.Error, OSError) as error:
        raise CurationError([f"{path}: cannot be written ({_first(error)})"]) from None
    try:
        with connection:
            yield ibis.duckdb.from_connection(connection)
            connection.execute("CHECKPOINT")
        unfinished.replace(path)
    except (duckdb.Error, OSError) as error:
        raise CurationError([f"{path}: cannot be written ({_first(error)})"]) from None
    finally:
        connection.close()
        with suppress(OSError):
            _clear(unfinished)


def _clear(unfinished: Path) -> None:
    """Remove what a load that was killed has left; one that still runs holds its file."""
    if unfinished.exists():
        try:
            duckdb.connect(str(unfinished)).close()
        except duckdb.Error as error:
            if "lock" in str(error):
                raise
    for ending in ("", ".wal"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]
