"""ClickHouse: a server that is there already, asked over HTTP.

Each load has a database of its own, such as `corridors_1`. Whoever reads stays with the one that it
found; the last but one goes with the next load. There are no transactions: a load that was killed
begins anew, and of two at once the one that ends first wins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qs, urlsplit

import clickhouse_connect
import ibis
import pyarrow as pa
from clickhouse_connect import common
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError, ProgrammingError
from ibis.backends.clickhouse import Backend

from events.query.engines.sql.addresses import worded
from events.query.engines.sql.connections import LONGEST
from events.records import CurationError

common.set_setting("invalid_setting_action", "drop")  # a user may be bound to other settings

READING: Mapping[str, str | int | float] = {
    "readonly": 2,
    "max_execution_time": LONGEST,
    "timeout_overflow_mode": "throw",
}
"""Settings of questions; those that read only may have further ones."""

SORTED: Mapping[str, Sequence[str]] = {
    "events": ("number",),
    "several": ("filter", "value", "number"),
    "words": ("word",),
    "occurrences": ("code", "number"),
    "counts": ("first",),
}
"""By which columns tables are sorted, so that a question reads but a part."""

TILES = ("tile_row", "tile_column", "first")
"""The same for counts by tile."""

ERRORS = (ClickHouseError, OSError)


class Reader:
    """A server that is asked. Raises CurationError with one line if it cannot be."""

    ERRORS = ERRORS
    compiler = Backend.compiler

    def __init__(self, address: str) -> None:
        self._address = address
        name = _name(address)
        with _told(address, "cannot be opened"), _client(address, READING) as client:
            found = _numbers(client, name)
        if not found:
            line = "has no events yet; load them with “python -m events load FILE --to ADDRESS”"
            raise CurationError([f"{worded(address)}: {line}"])
        self._database = f"{name}_{found[-1]}"

    def another(self) -> Backend:
        """Return a connection of its own, for one question at a time."""
        return _backend(_connect(self._address, READING, self._database))

    def parameter(self, name: str) -> str:
        """Return how a parameter is written: ids are texts, all others numbers."""
        return f"{{{name}:{'String' if name.startswith('event') else 'Int64'}}}"

    def plain(self, written: str) -> str:
        """Return SQL of which nothing is taken for a parameter."""
        return written

    def answer(self, connection: Backend, written: str, values: dict[str, object]) -> pa.Table:
        """Return the rows that answer a question with these values of its parameters."""
        return connection.con.query_arrow(written, parameters=values or None)

    def is_lost(self, connection: Backend) -> bool:
        """Tell whether the server is not reached now: each question is a request of its own."""
        return not connection.con.ping()

    def close(self) -> None:
        """Do nothing: connections share nothing."""

    def stop(self, connection: Backend) -> None:
        """Do nothing: the server stops a question by `max_execution_time`."""


def is_there(address: str) -> bool:
    """Tell whether an address has something that must not be lost."""
    name = _name(address)
    with _told(address, "cannot be opened"), _client(address, READING) as client:
        return bool(_numbers(client, name))


@contextmanager
def loading(address: str) -> Iterator[Backend]:
    """Open a database that is to take the place of the old one once all is written.

    Raises CurationError where it cannot be written; the old events then are as they were.
    """
    with _told(address, "cannot be written"):
        yield from _written(address)


@contextmanager
def appending(address: str) -> Iterator[Backend]:
    """Open a copy of the events, which takes their place once all is written.

    Whoever reads goes on with them as they were. Raises CurationError as `loading` does.
    """
    with _told(address, "cannot be written"):
        with _client(address) as client:
            old = f"{_name(address)}_{_numbers(client, _name(address))[-1]}"
        yield from _written(address, old)


def insert(backend: Backend, tables: Mapping[str, pa.Table]) -> None:
    """Append rows to tables, each by its name."""
    for name, rows in tables.items():
        if len(rows):
            backend.con.insert_arrow(name, rows)


def give_room(backend: Backend) -> None:
    """Do nothing: a server has settings of its own."""


def tables(backend: Backend) -> list[str]:
    """Return the names of the tables that are there."""
    found: list[str] = backend.list_tables()
    return found


def _written(address: str, old: str | None = None) -> Iterator[Backend]:
    """Yield a new database, with copies of the tables of an old one, and give it its number."""
    name = _name(address)
    unfinished = f"{name}_loading_{token_hex(4)}"
    with _client(address) as outside:
        outside.command(f"CREATE DATABASE `{unfinished}`")
        try:
            with _client(address, {}, unfinished) as client:
                for table in _rows(outside, f"SHOW TABLES FROM `{old}`") if old else ():
                    outside.command(
                        f"CREATE TABLE `{unfinished}`.`{table}` CLONE AS `{old}`.`{table}`"
                    )
                yield _backend(client)
                _sort(client)
            numbers = _numbers(outside, name)
            new = numbers[-1] + 1 if numbers else 1
            outside.command(f"RENAME DATABASE `{unfinished}` TO `{name}_{new}`")
            for number in numbers[:-1]:
                outside.command(f"DROP DATABASE `{name}_{number}`")
            for other in _matching(outside, rf"^{name}_loading_[0-9a-f]{{8}}$"):
                outside.command(f"DROP DATABASE `{other}`")
        except BaseException:
            with suppress(*ERRORS):
                outside.command(f"DROP DATABASE IF EXISTS `{unfinished}`")
            raise


def _sort(client: Client) -> None:
    """Write tables again in the order in which they are looked up."""
    for name in _rows(client, "SHOW TABLES"):
        order = TILES if name.startswith("counts_") else SORTED.get(name)
        if order:
            keys = ", ".join(f"`{column}`" for column in order)
            client.command(
                f"CREATE TABLE `{name}_sorted` ENGINE = MergeTree ORDER BY ({keys}) "
                f"SETTINGS allow_nullable_key = 1 AS SELECT * FROM `{name}`"
            )
            client.command(f"DROP TABLE `{name}`")
            client.command(f"RENAME TABLE `{name}_sorted` TO `{name}`")


def _name(address: str) -> str:
    """Return with what the names of databases begin: that of the address, or the project's."""
    split = urlsplit(address)
    given = parse_qs(split.query).get("database", [""])[0]
    path = "" if split.scheme == "chdb" else split.path.strip("/")
    name = given or path or "corridors"
    if not re.fullmatch(r"[A-Za-z_]\w{0,60}", name, re.ASCII):
        line = "the database’s name must be of letters, digits and _ alone"
        raise CurationError([f"{worded(address)}: {line}"])
    return name


def _numbers(client: Client, name: str) -> list[int]:
    """Return the numbers of the databases that were loaded, the newest last."""
    found = _matching(client, rf"^{name}_[0-9]{{1,9}}$")
    return sorted(int(each.rpartition("_")[2]) for each in found)


def _matching(client: Client, pattern: str) -> list[str]:
    return _rows(client, f"SELECT name FROM system.databases WHERE match(name, '{pattern}')")


def _rows(client: Client, question: str) -> list[str]:
    return [row[0] for row in client.query(question).result_rows]


@contextmanager
def _client(
    address: str, settings: Mapping[str, str | int | float] | None = None, database: str = "default"
) -> Iterator[Client]:
    client = _connect(address, settings or {}, database)
    try:
        yield client
    finally:
        client.close()


def _connect(address: str, settings: Mapping[str, str | int | float], database: str) -> Client:
    limits: dict[str, Any] = {
        "connect_timeout": 5,
        "send_receive_timeout": LONGEST + 5 if settings else 3_600,
    }
    return clickhouse_connect.get_client(
        dsn=address.partition("?")[0] if address.startswith("chdb:") else address,
        database=database,
        settings=dict(settings),
        query_limit=0,
        **({} if address.startswith("chdb:") else limits),
    )


def _backend(client: Client) -> Backend:
    return ibis.clickhouse.from_connection(client)


@contextmanager
def _told(address: str, what: str) -> Iterator[None]:
    """Raise CurationError with one line instead of what the driver raises."""
    try:
        yield
    except CurationError:
        raise
    except (*ERRORS, ValueError) as error:
        why = "write it as clickhouse://USER:PASSWORD@HOST:PORT/DATABASE, with % for odd signs"
        if not (worded(address).endswith("…") or isinstance(error, ProgrammingError | ValueError)):
            why = str(error).strip().partition("\n")[0]
        raise CurationError([f"{worded(address)}: {what} ({why})"]) from None
