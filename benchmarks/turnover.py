"""Visitors who come, make a few moves and leave: the server's memory meanwhile and afterwards."""

import asyncio
import time
from collections.abc import Iterator
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
    server_runs = running(DASHBOARD.script, "--data", str(data), counted=False)
    with server_runs as server, asyncio.Runner() as loop:
        staying = loop.run(Visitor.comes(server.address))
        visits = _Visits(server)
        loop.run(visits.begin())
        start = time.monotonic()
        for over in (start + 60 * minutes, start + 60 * (minutes + quiet)):
            while time.monotonic() < over:
                yield loop.run(_read(server, staying, visits, start))
            loop.run(visits.end())
        loop.run(staying.leaves())


class _Visits:
    """Visitors who come one after the other, several at once; counts who has left again."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.ended = 0
        self._is_over = False
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self) -> None:
        """Let the first come."""
        self._tasks = [asyncio.create_task(self._go_on()) for _ in range(AT_ONCE)]

    async def end(self) -> None:
        """Let no other come, and wait until all have left."""
        self._is_over = True
        await asyncio.gather(*self._tasks)

    async def _go_on(self) -> None:
        """Visit the server again and again, each time as somebody else."""
        while not self._is_over:
            visitor = await Visitor.comes(self.server.address)
            for _ in range(MOVES):
                await visitor.moves()
            await visitor.leaves()
            self.ended += 1


async def _read(server: Server, staying: Visitor, visits: _Visits, start: float) -> Reading:
    due = time.monotonic() + STEP
    rerun = await staying.moves()
    reading = Reading(time.monotonic() - start, visits.ended, server.memory, rerun)
    await asyncio.sleep(max(0.0, due - time.monotonic()))
    return reading
