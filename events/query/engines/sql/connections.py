"""A few read-only connections to one database, each for one question at a time."""

from collections.abc import Callable
from functools import lru_cache
from queue import LifoQueue
from threading import Timer
from typing import Protocol

import ibis
import pyarrow as pa
from ibis.backends.sql import SQLBackend
from ibis.common.exceptions import TableNotFound

from events.query.engines.engine import Unanswered

AT_ONCE = 4
"""Questions that a database works on; whoever asks more waits for these."""

LONGEST = 30.0
"""Seconds after which a question is stopped."""

REMEMBERED = 512
"""Short answers that are kept: most visitors ask the same."""


class Opened(Protocol):
    """A database that was opened for reading."""

    ERRORS: tuple[type[Exception], ...]
    """What it raises where it has no answer."""

    def another(self) -> SQLBackend:
        """Return a connection of its own, for one question at a time."""

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
        self.ask: Callable[[ibis.Table], pa.Table] = lru_cache(REMEMBERED)(self.read)

    def close(self) -> None:
        """Close all connections, none of which may be at work."""
        for _ in range(AT_ONCE):
            self._free.get().disconnect()
        self._opened.close()

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

    def read(self, question: ibis.Table) -> pa.Table:
        """Return the rows that answer a question. Raises Unanswered where there is no answer."""
        connection = self._free.get()
        timer = Timer(LONGEST, self._opened.stop, [connection])
        timer.daemon = True
        try:
            timer.start()
            return connection.to_pyarrow(question)
        except self._opened.ERRORS as error:
            why = str(error).partition("\n")[0]
            raise Unanswered(f"The events could not be asked ({why}).") from None
        finally:
            timer.cancel()
            self._free.put(connection)
