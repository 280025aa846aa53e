"""Visitors who come, make a few moves and leave: the server's memory meanwhile and afterwards."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.apps import DASHBOARD
from benchmarks.server import Server, running
from benchmarks.visitors import Visitor

AT_ONCE = 20
MOVES = 3  # of each visitor before leaving
STEP = 15.0  # seconds between two readings of the server's memory


@dataclass(frozen=True)
class Reading:
    """The server's memory at a moment."""

    seconds: float
    """Since the first visitor came."""
    visits: int
    """That had ended by then."""
    memory: float
    """Megabytes of the server."""
    rerun: float
    """Seconds that the visitor who stays waited for a move."""


def watch(data: Path, minutes: float, quiet: float) -> Iterator[Reading]:
    """Let visitors come and go for some minutes, then leave one alone; read the memory all along.

    One visitor stays throughout, so that the server also reruns after the others have left.
    """
    with running(DASHBOARD.script, "--data", str(data)) as server:
        staying = Visitor(server.address)
        visits = _Visits(server)
        start = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as threads:
            coming = [threads.submit(visits.go_on) for _ in range(AT_ONCE)]
            yield from _read(server, staying, visits, start, start + 60 * minutes)
            visits.over.set()
        for visitor in coming:
            visitor.result()
        yield from _read(server, staying, visits, start, time.monotonic() + 60 * quiet)
        staying.socket.close()


class _Visits:
    """Counts the visits of all threads, and stops them."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.ended = 0
        self.over = threading.Event()
        self._lock = threading.Lock()

    def go_on(self) -> None:
        """Visit the server again and again, each time as somebody else."""
        while not self.over.is_set():
            visitor = Visitor(self.server.address)
            visitor.stays(MOVES)
            visitor.socket.close()
            with self._lock:
                self.ended += 1


def _read(
    server: Server, staying: Visitor, visits: _Visits, start: float, end: float
) -> Iterator[Reading]:
    while time.monotonic() < end:
        due = time.monotonic() + STEP
        (rerun,) = staying.stays(1)
        yield Reading(time.monotonic() - start, visits.ended, server.memory, rerun)
        time.sleep(max(0.0, due - time.monotonic()))
