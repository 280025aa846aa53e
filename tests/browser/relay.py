"""A relay between a visitor and a server, whose line can be cut and mended."""

import asyncio
from asyncio import StreamReader, StreamWriter
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import urlsplit


class Relay:
    """Pass on what is sent to a port of its own, until the line is cut."""

    def __init__(self, server: str) -> None:
        self.to = urlsplit(server).port
        self.address = ""
        self.is_cut = False
        self.ends: set[StreamWriter] = set()
        self.passing: set[asyncio.Task[None]] = set()
        self.ready = Event()
        self.thread = Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> "Relay":
        self.thread.start()
        self.ready.wait(timeout=10)
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(timeout=10)

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        self.is_cut = True
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(timeout=10)

    def mend(self) -> None:
        """Let new connections through."""
        self.is_cut = False

    async def _serve(self) -> None:
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self.ready.set()
        await self.stop.wait()
        server.close()
        await asyncio.gather(*self.passing)

    async def _close(self) -> None:
        for end in self.ends:
            end.transport.abort()

    def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = self.loop.create_task(self._connect(reader, writer))
        self.passing.add(task)
        task.add_done_callback(self.passing.discard)

    async def _connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        if self.is_cut:
            await _shut(writer)
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
        self.ends |= {writer, far_writer}
        await asyncio.gather(_pass(reader, far_writer), _pass(far_reader, writer))
        self.ends -= {writer, far_writer}


async def _pass(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while sent := await reader.read(65536):
            writer.write(sent)
            await writer.drain()
    await _shut(writer)


async def _shut(writer: StreamWriter) -> None:
    with suppress(OSError):
        writer.close()
        await writer.wait_closed()
