"""A few read-only connections to one database, each for one question at a time.

A question is written in SQL once: what changes with every move is a parameter of it, since writing
takes Ibis longer than most answers take the database.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from queue import LifoQueue
from secrets import token_hex
from threading import Timer
from typing import Protocol

import ibis
import pyarrow as pa
import sqlglot.expressions as sge
from ibis.backends.sql import SQLBackend
from ibis.common.exceptions import TableNotFound

from events.query.engines.engine import Unanswered

AT_ONCE = 4
"""Questions that a database works on; whoever asks more waits for these."""

LONGEST = 30.0
"""Seconds after which a question is stopped."""

REMEMBERED = 512
"""Questions of which the SQL is kept, and short answers: most visitors ask the same."""

NAMES = (
    *("first", "last", "number", "start", "length"),
    *("origin", "span", "north", "south", "west", "wide", "around"),
)
"""Parameters that are numbers."""

NUMBERS: dict[str, int] = {name: 2_000_000_000 + number for number, name in enumerate(NAMES)}
"""What stands for each in Ibis, which would write a parameter's value out: no day or number of an
event comes near."""

_SECRET = f"x{token_hex(8)}"


def event_id(number: int) -> str:
    """Return what stands in Ibis for the id of an event, the parameter `event0` or a further one.

    Nobody can guess it, so that no other text becomes a parameter.
    """
    return f"{_SECRET}:event{number}"


class Opened(Protocol):
    """A database that was opened for reading."""

    ERRORS: tuple[type[Exception], ...]
    """What it raises where it has no answer."""

    def another(self) -> SQLBackend:
        """Return a connection of its own, for one question at a time."""

    def parameter(self, name: str) -> str:
        """Return how a parameter is written."""

    def plain(self, written: str) -> str:
        """Return SQL of which nothing is taken for a parameter."""

    def answer(self, connection: SQLBackend, sql: str, values: dict[str, object]) -> pa.Table:
        """Return the rows that answer a question with these values of its parameters."""

    def close(self) -> None:
        """Close what every connection shares."""

    def stop(self, connection: SQLBackend) -> None:
        """Stop the question that a connection works on."""


class Connections:
    """Puts questions to a database; the answers of those of `ask` are remembered."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._free: LifoQueue[SQLBackend] = LifoQueue()
        for _ in range(AT_ONCE):
            self._free.put(opened.another())
        self.write: Callable[..., str] = lru_cache(REMEMBERED)(self._write)
        self.ask: Callable[..., pa.Table] = lru_cache(REMEMBERED)(self.read)

    def close(self) -> None:
        """Close all connections, none of which may be at work."""
        for _ in range(AT_ONCE):
            self._free.get().disconnect()
        self._opened.close()

    def answers(self) -> bool:
        """Tell whether the database answers the shortest question now."""
        try:
            self.read("SELECT 1 AS one")
        except Unanswered:
            return False
        return True

    def has(self, table: ibis.Table) -> bool:
        """Tell whether the database has a table with these columns, in these types."""
        connection = self._free.get()
        try:
            there = connection.get_schema(table.get_name())
        except (*self._opened.ERRORS, TableNotFound):
            return False
        finally:
            self._free.put(connection)
        wanted = table.schema()
        return all(there.get(name) == wanted[name] for name in wanted)

    def _write(self, question: Callable[..., ibis.Table], *about: object) -> str:
        """Write in SQL what a function returns in Ibis; it is asked once for the same values."""
        asked = question(*about)
        connection = self._free.get()
        try:
            tree = connection.compiler.to_sqlglot(asked)
            written = self._opened.plain(tree.transform(_parameter).sql(connection.dialect))
            return _MARK.sub(lambda mark: self._opened.parameter(mark[1]), written)
        finally:
            self._free.put(connection)

    def read(self, sql: str, **values: object) -> pa.Table:
        """Return the rows that answer a question. Raises Unanswered where there is no answer."""
        connection = self._free.get()
        timer = Timer(LONGEST, self._opened.stop, [connection])
        timer.daemon = True
        try:
            timer.start()
            return self._opened.answer(connection, sql, values)
        except self._opened.ERRORS as error:
            why = str(error).partition("\n")[0]
            raise Unanswered(f"The events could not be asked ({why}).") from None
        finally:
            timer.cancel()
            self._free.put(connection)


_PARAMETERS = {str(value): name for name, value in NUMBERS.items()}

_MARK = re.compile(rf"{_SECRET}_(\w+)")
"""What stands in SQL for a parameter until it is written as the database has it."""


def _parameter(node: sge.Expression) -> sge.Expression:
    """Replace what stands for a parameter by a mark."""
    if not isinstance(node, sge.Literal):
        return node
    secret, _, name = node.this.partition(":")
    if node.is_string:
        return sge.Var(this=f"{_SECRET}_{name}") if secret == _SECRET else node
    known = _PARAMETERS.get(node.this)
    return sge.Var(this=f"{_SECRET}_{known}") if known else node
