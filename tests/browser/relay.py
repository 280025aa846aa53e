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
        self.open: set[StreamWriter] = set()
        self.loop = asyncio.new_event_loop()
        self.ready = Event()
        self.thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Relay":
        self.thread.start()
        self.ready.wait(timeout=10)
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(timeout=10)

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        self.is_cut = True
        self.loop.call_soon_threadsafe(lambda: [end.close() for end in self.open])

    def mend(self) -> None:
        """Let new connections through."""
        self.is_cut = False

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self.ready.set()
        self.loop.run_forever()
        server.close()
        for task in (left := asyncio.all_tasks(self.loop)):
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))

    async def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        if self.is_cut:
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
        ends = {writer, far_writer}
        self.open |= ends
        await asyncio.gather(_pass(reader, far_writer), _pass(far_reader, writer))
        self.open -= ends


async def _pass(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while sent := await reader.read(65536):
            writer.write(sent)
            await writer.drain()
    writer.close()
