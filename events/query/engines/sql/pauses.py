"""Growing pauses in which a lost database is left alone."""

import time
from collections.abc import Callable
from threading import Lock

FIRST = 0.5
"""Seconds of the first pause; each further one is twice as long."""

LAST = 30.0
"""Seconds of the longest pause."""


class Pauses:
    """Says when a lost database may be asked again, by one question before all others."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._length = 0.0
        self._end = 0.0
        self._noted = 0.0

    @property
    def is_lost(self) -> bool:
        """Tell whether the last question that was tried found no database."""
        return self._length > 0

    def is_on(self) -> bool:
        """Tell whether a question would come in a pause."""
        return self._now() < self._end

    def enter(self) -> float | None:
        """Let a question by, and return the time; None in a pause.

        After a pause one may pass, and others once it is answered.
        """
        with self._lock:
            if self.is_on():
                return None
            now = self._now()
            self._end = now + self._length
            return now

    def begin(self, asked: float) -> None:
        """Begin a pause, since a question that was put at a time found the database lost.

        Questions that were put before that was known say nothing new.
        """
        with self._lock:
            if asked < self._noted:
                return
            self._noted = self._now()
            self._length = min(max(FIRST, 2 * self._length), LAST)
            self._end = self._now() + self._length

    def end(self) -> None:
        """End all pauses, since the database has answered."""
        with self._lock:
            self._length = self._end = 0.0
