"""A few read-only connections to one database, each for one question at a time.

A question is written in SQL once: what changes with every move is a parameter of it, since writing
takes Ibis longer than most answers take the database.
"""

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache, partial
from queue import Empty, LifoQueue
from secrets import token_hex
from threading import Semaphore, Timer
from typing import Any, Protocol

import ibis
import pyarrow as pa
import sqlglot.expressions as sge
from ibis.backends.sql import SQLBackend
from ibis.backends.sql.compilers.base import SQLGlotCompiler
from ibis.common.exceptions import TableNotFound

from events.query.engines.engine import Unanswered
from events.query.engines.sql.pauses import Pauses

AT_ONCE = 4
"""Questions that a database works on; whoever asks more waits for these."""

LONGEST = 30.0
"""Seconds after which a question is stopped."""

WAITING = 256
"""Questions that wait for others; whoever asks more has no answer."""

PATIENCE = 10.0
"""Seconds after which a question waits no longer."""

SHORTLY = 2.0
"""Seconds that the shortest question may take; whoever asks for the health waits one more."""

LOST = "The events cannot be asked now: the database is lost, and will be tried again."
BUSY = "The events cannot be asked now: too many questions wait."

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
    compiler: SQLGlotCompiler
    """Writes what is asked in Ibis in the SQL of the database."""

    def another(self) -> SQLBackend:
        """Return a connection of its own, for one question at a time."""

    def parameter(self, name: str) -> str:
        """Return how a parameter is written."""

    def plain(self, written: str) -> str:
        """Return SQL of which nothing is taken for a parameter."""

    def answer(self, connection: SQLBackend, sql: str, values: dict[str, object]) -> pa.Table:
        """Return the rows that answer a question with these values of its parameters."""

    def is_lost(self, connection: SQLBackend) -> bool:
        """Tell whether a connection, after an error, leads to the database no more."""

    def close(self) -> None:
        """Close what every connection shares."""

    def stop(self, connection: SQLBackend) -> None:
        """Stop the question that a connection works on."""


class Connections:
    """Puts questions to a database; the answers of those of `ask` are remembered.

    A connection that was lost is made anew, and its question put once more. While the database is
    lost, questions fail at once instead of waiting for each other; after a pause one tries again.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._free: LifoQueue[SQLBackend | None] = LifoQueue()
        for _ in range(AT_ONCE):
            self._free.put(None)  # made when it is needed
        self._waiting = Semaphore(WAITING)
        self._pauses = Pauses()
        self._doctor = ThreadPoolExecutor(1)
        self._health: Future[bool] | None = None
        self.write: Callable[..., str] = lru_cache(REMEMBERED)(self._write)
        self.ask: Callable[..., pa.Table] = lru_cache(REMEMBERED)(self.read)

    def close(self) -> None:
        """Close all connections, none of which may be at work."""
        self._doctor.shutdown()
        for _ in range(AT_ONCE):
            if connection := self._free.get():
                connection.disconnect()
        self._opened.close()

    def answers(self) -> bool:
        """Tell soon whether the database answers the shortest question, or is only busy."""
        if self._health is None or self._health.done():
            self._health = self._doctor.submit(self._answers)
        try:
            return self._health.result(SHORTLY + 1)
        except TimeoutError:  # of a server that says nothing
            return False

    def _answers(self) -> bool:
        try:
            self._work(partial(self._answer, "SELECT 1 AS one", {}), SHORTLY, SHORTLY)
        except Unanswered:
            return not self._pauses.is_lost and self._free.empty()
        return True

    def has(self, table: ibis.Table) -> bool:
        """Tell whether the database has a table with these columns, in these types."""
        name = table.get_name()
        try:
            there = self._work(lambda connection: connection.get_schema(name), LONGEST, PATIENCE)
        except (Unanswered, TableNotFound):
            return False
        wanted = table.schema()
        # Not every database has lists that may lack.
        return all(
            name in there and there[name].copy(nullable=True) == wanted[name] for name in wanted
        )

    def read(self, sql: str, **values: object) -> pa.Table:
        """Return the rows that answer a question. Raises Unanswered where there is no answer."""
        return self._work(partial(self._answer, sql, values), LONGEST, PATIENCE)

    def _write(self, question: Callable[..., ibis.Table], *about: object) -> str:
        """Write in SQL what a function returns in Ibis; it is asked once for the same values."""
        tree = self._opened.compiler.to_sqlglot(question(*about))
        written = tree.transform(_parameter).sql(self._opened.compiler.dialect)
        plain = self._opened.plain(written)
        return _MARK.sub(lambda mark: self._opened.parameter(mark[1]), plain)

    def _answer(self, sql: str, values: dict[str, object], connection: SQLBackend) -> pa.Table:
        return self._opened.answer(connection, sql, values)

    def _work(self, task: Callable[[SQLBackend], Any], longest: float, patience: float) -> Any:
        """Have a connection do something; a lost one is made anew once."""
        connection = self._take(patience)
        try:
            if (asked := self._pauses.enter()) is None:
                raise Unanswered(LOST)
            for _ in range(2):
                try:
                    connection = connection or self._opened.another()
                    done = self._in_time(task, connection, longest)
                except self._opened.ERRORS as error:
                    if connection is None or self._opened.is_lost(connection):
                        connection = None
                        continue
                    self._pauses.end()
                    why = str(error).partition("\n")[0]
                    raise Unanswered(f"The events could not be asked ({why}).") from None
                self._pauses.end()
                return done
            self._pauses.begin(asked)
            raise Unanswered(LOST)
        finally:
            self._free.put(connection)

    def _take(self, patience: float) -> SQLBackend | None:
        """Wait for a connection that is free, if not too many do; None is one to be made."""
        if self._pauses.is_on():
            raise Unanswered(LOST)
        if not self._waiting.acquire(blocking=False):
            raise Unanswered(BUSY)
        try:
            return self._free.get(timeout=patience)
        except Empty:
            raise Unanswered(BUSY) from None
        finally:
            self._waiting.release()

    def _in_time(
        self, task: Callable[[SQLBackend], Any], connection: SQLBackend, longest: float
    ) -> Any:
        timer = Timer(longest, self._opened.stop, [connection])
        timer.daemon = True
        timer.start()
        try:
            return task(connection)
        finally:
            timer.cancel()


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
