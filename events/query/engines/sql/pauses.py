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

    @property
    def is_lost(self) -> bool:
        """Tell whether the last question that was tried found no database."""
        return self._length > 0

    def is_on(self) -> bool:
        """Tell whether a question would come in a pause."""
        return self._now() < self._end

    def passes(self) -> bool:
        """Let a question by; after a pause only one, and others once it is answered."""
        with self._lock:
            if self.is_on():
                return False
            self._end = self._now() + self._length
            return True

    def begin(self) -> None:
        """Begin a pause, since the database is lost or still is."""
        with self._lock:
            self._length = min(max(FIRST, 2 * self._length), LAST)
            self._end = self._now() + self._length

    def end(self) -> None:
        """End all pauses, since the database has answered."""
        with self._lock:
            self._length = self._end = 0.0
