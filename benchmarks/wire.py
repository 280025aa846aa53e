"""Counts what goes over the wire between browser and server: a relay that passes on every byte."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

PIECE = 65_536


class Wire:
    """A relay in front of a server on this machine."""

    def __init__(self, target: int) -> None:
        self.size = 0
        """Bytes that have passed, in both directions."""
        self._target = target

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect a visitor with the server until one of them ends."""
        try:
            back, forth = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:  # the server has not started yet, or has ended
            writer.close()
            return
        await asyncio.gather(self._pass(reader, forth), self._pass(back, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(PIECE):
                self.size += len(piece)
                writer.write(piece)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


@contextmanager
def relaying(target: int) -> Iterator[tuple[Wire, int]]:
    """Relay to a port of this machine; yield the relay and its own port."""
    wire, loop = Wire(target), asyncio.new_event_loop()
    Thread(target=loop.run_forever, daemon=True).start()
    starting = asyncio.start_server(wire.carry, "127.0.0.1", 0)
    listening = asyncio.run_coroutine_threadsafe(starting, loop).result()
    yield wire, listening.sockets[0].getsockname()[1]
    loop.call_soon_threadsafe(loop.stop)
