"""PostgreSQL: a server that is there already; plain columns, with or without PostGIS.

Each load has a schema of its own, `corridors_1` and so on. Whoever reads stays with the one that it
found, so that no answer mixes the events of two loads; the last but one goes with the next load,
unless it is still read.
"""

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from secrets import token_hex
from typing import Any

import ibis
import psycopg
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from ibis.backends.postgres import Backend
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from events.query.engines.sql.addresses import worded
from events.query.engines.sql.connections import LONGEST
from events.records import CurationError

LOADING = "corridors_loading"
"""The schema of what is being loaded."""

_NUMBERED = r"^corridors_[0-9]{1,9}$"

_LOCK = int.from_bytes(b"corridor") >> 1
"""What a load holds of the database, so that there is one at a time."""

_READ = _LOCK >> 32
"""What those hold who read a schema, each with its number, so that it stays."""

REACHABLE: Mapping[str, int] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
}
"""How soon a server that does not answer counts as lost, where the address says nothing else."""

READING: Mapping[str, str | int] = {
    "default_transaction_read_only": "on",
    "statement_timeout": int(LONGEST * 1_000),
    "idle_in_transaction_session_timeout": int(LONGEST * 1_000),
    "jit": "off",  # costs more than most answers
}
"""Settings of a connection for questions."""

WRITING: Mapping[str, str | int] = {
    "statement_timeout": 0,
    "synchronous_commit": "off",  # a load that breaks off goes on where it ended
    "maintenance_work_mem": "256MB",
    "work_mem": "64MB",
}
"""Settings of a connection that loads."""

TYPES: Mapping[int, pa.DataType] = {
    16: pa.bool_(),
    20: pa.int64(),
    21: pa.int16(),
    23: pa.int32(),
    25: pa.string(),
    700: pa.float32(),
    701: pa.float64(),
    1009: pa.list_(pa.string()),
    1015: pa.list_(pa.string()),
    1043: pa.string(),
    1700: pa.int64(),
}
"""The types of answers by PostgreSQL's number of each; numerics are sums of integers."""

INDEXES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("events", ("number",)),
    ("events", ("first", "number")),
    ("events", ("last",)),
    ("events", ("id",)),
    ("events", ("place", "number")),
    ("events", ("category", "number")),
    ("events", ("down", "across")),
    ("events", ("modified", "number")),
    ("several", ("filter", "value", "number")),
    ("words", ("code",)),
    ("words", ("word",)),
    ("words", ("frequency",)),
    ("occurrences", ("code", "number")),
    ("counts", ("first",)),
)
"""Columns that questions look up; counts by tile have an index of their own."""

TILES = ("tile_row", "tile_column")


class Reader:
    """A server that is asked. Raises CurationError with one line if it cannot be."""

    ERRORS = (psycopg.Error,)
    compiler = Backend.compiler

    def __init__(self, address: str) -> None:
        self._address = address
        with _told(address, "cannot be opened"), _connected(address, READING) as connection:
            numbers = _numbers(connection)
            if not numbers:
                line = "has no events yet; load them with “python -m events load FILE --to ADDRESS”"
                raise CurationError([f"{worded(address)}: {line}"])
            self._number = numbers[-1]
            self._schema = f"corridors_{self._number}"
            self._load = _load(connection, self._schema)

    def another(self) -> Backend:
        """Return a connection of its own, for one question at a time."""
        connection = _connect(self._address, {**READING, "search_path": self._schema})
        connection.execute("SELECT pg_advisory_lock_shared(%s, %s)", [_READ, self._number])
        if _load(connection, self._schema) != self._load:
            connection.close()
            raise psycopg.DataError("other events were loaded meanwhile; start again to see them")
        return _backend(connection)

    def parameter(self, name: str) -> str:
        """Return how a parameter is written."""
        return f"%({name})s"

    def plain(self, written: str) -> str:
        """Return SQL of which nothing is taken for a parameter."""
        return written.replace("%", "%%")

    def answer(self, connection: Backend, written: str, values: dict[str, object]) -> pa.Table:
        """Return the rows that answer a question with these values of its parameters."""
        with connection.con.cursor(binary=True) as cursor:
            rows = cursor.execute(written, values).fetchall()
            columns = cursor.description
        answered = zip(*rows, strict=True) if rows else [()] * len(columns)
        return pa.table(
            {
                column.name: _array(column.type_code, values)
                for column, values in zip(columns, answered, strict=True)
            }
        )

    def is_lost(self, connection: Backend) -> bool:
        """Tell whether a connection, after an error, leads to the server no more."""
        return bool(connection.con.closed)

    def close(self) -> None:
        """Do nothing: connections share nothing."""

    def stop(self, connection: Backend) -> None:
        """Stop the question of a connection; where no server hears that, wait for it no longer."""
        try:
            connection.con.cancel_safe(timeout=REACHABLE["connect_timeout"])
        except psycopg.Error:
            with suppress(psycopg.Error, OSError):
                descriptor = connection.con.fileno()
                with socket.fromfd(descriptor, socket.AF_INET, socket.SOCK_STREAM) as waiting:
                    waiting.shutdown(socket.SHUT_RDWR)


def is_there(address: str) -> bool:
    """Tell whether an address has something that must not be lost."""
    with _told(address, "cannot be opened"), _connected(address, READING) as connection:
        return bool(_numbers(connection))


@contextmanager
def loading(address: str) -> Iterator[Backend]:
    """Open a schema that is to take the place of the old one once all is written.

    What a load that was killed has left in it is still there. Raises CurationError where it cannot
    be written; the old events then are as they were.
    """
    with _told(address, "cannot be written"), _connected(address, WRITING) as connection:
        _lock(address, connection)
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {LOADING}")
        yield from _written(connection)


@contextmanager
def appending(address: str) -> Iterator[Backend]:
    """Open a copy of the events, which takes their place once all is written.

    Whoever reads goes on with them as they were. Raises CurationError as `loading` does.
    """
    with _told(address, "cannot be written"), _connected(address, WRITING) as connection:
        _lock(address, connection)
        with connection.transaction():
            connection.execute(f"DROP SCHEMA IF EXISTS {LOADING} CASCADE")
            connection.execute(f"CREATE SCHEMA {LOADING}")
            old = f"corridors_{_numbers(connection)[-1]}"
            for name in _tables(connection, old):
                copied = "CREATE TABLE {} AS TABLE {}"
                names = sql.Identifier(LOADING, name), sql.Identifier(old, name)
                connection.execute(sql.SQL(copied).format(*names))
        yield from _written(connection)


def insert(backend: Backend, tables: Mapping[str, pa.Table]) -> None:
    """Append rows to tables, all or none, each by its name."""
    connection = backend.con
    with connection.transaction(), connection.cursor() as cursor:
        for name, rows in tables.items():
            names = sql.SQL(", ").join(map(sql.Identifier, rows.column_names))
            copy = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)")
            with cursor.copy(copy.format(sql.Identifier(name), names)) as sent:
                pyarrow.csv.write_csv(_with_texts(rows), _Sent(sent), _WITHOUT_HEADER)


def give_room(backend: Backend) -> None:
    """Do nothing: a server has settings of its own."""


def tables(backend: Backend) -> list[str]:
    """Return the names of the tables that are there."""
    return _tables(backend.con, LOADING)


_WITHOUT_HEADER = pyarrow.csv.WriteOptions(include_header=False, batch_size=8_192)


class _Sent:
    """A file that is sent as it is written."""

    closed = False

    def __init__(self, copy: psycopg.Copy) -> None:
        self.write = copy.write

    def flush(self) -> None:
        """Do nothing: what is written is sent."""

    def close(self) -> None:
        """Do nothing: whoever sends knows when all is sent."""


def _with_texts(rows: pa.Table) -> pa.Table:
    """Return rows of which lists are written as PostgreSQL writes them."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_list(field.type) or pa.types.is_large_list(field.type):
            rows = rows.set_column(place, field.name, _listed(rows[field.name]))
    return rows


def _listed(lists: pa.ChunkedArray) -> pa.Array:
    r"""Return lists of texts as texts.

    >>> print(*_listed(pa.chunked_array([[["a", 'b "c"'], [], None]])).to_pylist())
    {"a","b \"c\""} {} None
    """
    whole = lists.combine_chunks()
    values = pc.replace_substring(whole.flatten().cast(pa.string()), "\\", "\\\\")
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(values, '"', '\\"'), '"', "")
    counts = pc.fill_null(pc.list_value_length(whole), 0).to_numpy().cumsum()
    offsets = pa.array([0, *counts.tolist()], pa.int32())
    joined = pc.binary_join(pa.ListArray.from_arrays(offsets, quoted), ",")
    texts = pc.binary_join_element_wise("{", joined, "}", "")
    return pc.if_else(whole.is_valid(), texts, pa.scalar(None, pa.string()))


def _written(connection: psycopg.Connection[Any]) -> Iterator[Backend]:
    """Yield the schema that is loaded, and put it in the place of the old one."""
    connection.execute(f"SET search_path = {LOADING}")
    try:
        yield _backend(connection)
        _finish(connection)
    except (psycopg.errors.DiskFull, CurationError):
        connection.execute(f"DROP SCHEMA IF EXISTS {LOADING} CASCADE")
        raise


def _finish(connection: psycopg.Connection[Any]) -> None:
    """Sort texts by their signs alone, make the indexes, and give the schema its number."""
    texts = connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = %s AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'",
        [LOADING],
    ).fetchall()
    for name, column in texts:
        alter = sql.SQL('ALTER TABLE {} ALTER {} TYPE text COLLATE "C"')
        connection.execute(alter.format(*map(sql.Identifier, (name, column))))
    there = connection.execute(
        "SELECT table_name, array_agg(column_name::text) FROM information_schema.columns "
        "WHERE table_schema = %s GROUP BY table_name",
        [LOADING],
    ).fetchall()
    columns = dict(there)
    tiles = [(name, TILES) for name in columns if {*TILES} <= {*columns[name]}]
    for name, indexed in (*INDEXES, *tiles):
        if {*indexed} <= {*columns.get(name, ())}:
            label = sql.Identifier("_".join((name, *indexed)))
            keys = sql.SQL(", ").join(map(sql.Identifier, indexed))
            create = sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} ({})")
            connection.execute(create.format(label, sql.Identifier(name), keys))
    connection.execute("SET synchronous_commit = on")
    for name in columns:
        connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))
    with connection.transaction():
        old = _numbers(connection)
        for number in old[:-1]:
            read = "SELECT pg_try_advisory_xact_lock(%s, %s)"
            if connection.execute(read, [_READ, number]).fetchone() == (True,):
                connection.execute(f"DROP SCHEMA corridors_{number} CASCADE")
        connection.execute(f"COMMENT ON SCHEMA {LOADING} IS '{token_hex(8)}'")
        new = old[-1] + 1 if old else 1
        connection.execute(f"ALTER SCHEMA {LOADING} RENAME TO corridors_{new}")


def _array(kind: int, values: Sequence[Any]) -> pa.Array:
    """Return the values of a column of an answer."""
    if values and isinstance(values[0], Decimal):
        values = [None if value is None else int(value) for value in values]
    return pa.array(values, TYPES.get(kind))


def _numbers(connection: psycopg.Connection[Any]) -> list[int]:
    """Return the numbers of the schemas that were loaded, the newest last."""
    found = "SELECT nspname FROM pg_namespace WHERE nspname ~ %s"
    names = connection.execute(found, [_NUMBERED]).fetchall()
    return sorted(int(name.rpartition("_")[2]) for (name,) in names)


def _load(connection: psycopg.Connection[Any], schema: str) -> object:
    """Return what tells the load of a schema from every other."""
    comment = "SELECT obj_description(to_regnamespace(%s), 'pg_namespace')"
    return connection.execute(comment, [schema]).fetchone()


def _tables(connection: psycopg.Connection[Any], schema: str) -> list[str]:
    found = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
    return [name for (name,) in connection.execute(found, [schema]).fetchall()]


def _lock(address: str, connection: psycopg.Connection[Any]) -> None:
    """Hold the database until the connection ends; raise CurationError where another load does."""
    held = connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()
    if held != (True,):
        raise CurationError([f"{worded(address)}: another load writes to it; wait for its end"])


@contextmanager
def _connected(
    address: str, settings: Mapping[str, str | int]
) -> Iterator[psycopg.Connection[Any]]:
    connection = _connect(address, settings)
    try:
        yield connection
    finally:
        with suppress(psycopg.Error):  # the server notices a connection's end only later
            connection.execute("SELECT pg_advisory_unlock_all()")
        connection.close()


def _connect(address: str, settings: Mapping[str, str | int]) -> psycopg.Connection[Any]:
    """Open a connection that has some settings, and its texts in Unicode."""
    known: dict[str, Any] = conninfo_to_dict(address)
    given = {**REACHABLE, "application_name": "corridors", **known, "client_encoding": "UTF8"}
    connection = psycopg.connect(**given, autocommit=True)
    try:
        if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
            line = f"has its texts in {encoding}; make one in UTF8"
            raise CurationError([f"{worded(address)}: {line}"])
        for name, value in settings.items():
            connection.execute("SELECT set_config(%s, %s, false)", [name, str(value)])
    except (psycopg.Error, CurationError):
        connection.close()
        raise
    return connection


def _backend(connection: psycopg.Connection[Any]) -> Backend:
    return ibis.postgres.from_connection(connection)


@contextmanager
def _told(address: str, what: str) -> Iterator[None]:
    """Raise CurationError with one line instead of what PostgreSQL raises."""
    try:
        yield
    except psycopg.Error as error:
        raise CurationError([f"{worded(address)}: {what} ({_reason(address, error)})"]) from None


def _reason(address: str, error: psycopg.Error) -> str:
    """Return what is wrong, in a line without the password or a part of it."""
    try:
        known = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        known = {}
    reason = str(error).strip().partition("\n")[0]
    secret = known.get("password")
    if not known or worded(address).endswith("…"):
        return "write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with % for odd signs"
    if secret and str(secret) in reason:
        return "no server answers there, or it refuses the user"
    return reason
