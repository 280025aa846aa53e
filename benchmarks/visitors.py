"""Many visitors at once: each speaks to the server as a page does, without a browser.

A browser for each would compete with the server for the machine, and so measure itself. All are
tasks of one loop, in a process of its own beside the server's: a thread for each would wait for the
others, and count that as the server's time.
"""

import asyncio
import json
import math
import random
import statistics
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import DoubleArray
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

PAUSE = 5.0  # seconds between two moves of a visitor, on average
RERUNS = 40  # of all visitors, at least
FEWEST = 6  # of each
PATIENCE = 60.0
PACE = 10  # visitors who come in a second
DAY = timedelta(days=1) // timedelta(microseconds=1)


class Served(Protocol):
    """What a crowd visits: one server, or several behind a proxy."""

    @property
    def address(self) -> str:
        """Where visitors find it."""

    @property
    def memory(self) -> float:
        """Its resident memory now, in megabytes."""

    @property
    def seconds(self) -> float:
        """The processor time that it has taken so far."""


@dataclass(frozen=True)
class Crowd:
    """How long reruns took while so many visitors were there, and the server's memory."""

    visitors: int
    seconds: list[float]
    """Of each rerun that was answered."""
    memory: float
    """Megabytes of the server, with all of them connected and their moves answered."""
    most: float
    """Megabytes of the server when the last of them had just come."""
    lost: int = 0
    """Visitors whom the server did not serve to the end: refused, cut off or kept waiting."""
    busy: float = 0.0
    """Seconds of a processor that the server took for a rerun, all of its work included."""
    own: float = 0.0
    """Processors that the visitors themselves kept busy."""

    @property
    def median(self) -> float:
        """The time of the middle rerun, in seconds."""
        return statistics.median(self.seconds)

    @property
    def slow(self) -> float:
        """The time that 95 of 100 reruns stay below, in seconds."""
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]


def gather(server: Served, sizes: Sequence[int]) -> Iterator[Crowd]:
    """Let a crowd grow to each of these sizes, and all of it move the slider of dates at once.

    Those who came stay, as Streamlit keeps the sessions of visitors who have left for a while:
    they would count as memory of visitors who are there. Who is lost is counted, and does not come
    again.
    """
    with asyncio.Runner() as loop:
        present: list[Visitor] = []
        for visitors in sorted(sizes):
            crowd, present = loop.run(_grow(server, visitors, present))
            yield crowd
        loop.run(_leave(present))


async def _grow(
    server: Served, visitors: int, present: "list[Visitor]"
) -> "tuple[Crowd, list[Visitor]]":
    """Let others join those who are present, and all move; return who is left of them."""
    moves = max(FEWEST, math.ceil(RERUNS / visitors))
    coming = range(visitors - len(present))
    arrived = await asyncio.gather(*(_comes(server.address, turn) for turn in coming))
    there = present + [visitor for visitor in arrived if visitor]
    most, before = server.memory, server.seconds
    start, own = time.monotonic(), time.process_time()
    stays = await asyncio.gather(*(_stays(visitor, moves) for visitor in there))
    own = (time.process_time() - own) / (time.monotonic() - start)
    seconds = [each for some, _ in stays for each in some]
    busy = (server.seconds - before) / max(1, len(seconds))
    await asyncio.sleep(PAUSE)
    left = [visitor for visitor, (_, stays) in zip(there, stays, strict=True) if stays]
    lost = visitors - len(left)
    return Crowd(visitors, seconds, server.memory, most, lost, busy, own), left


async def _leave(present: "list[Visitor]") -> None:
    await asyncio.gather(*(visitor.leaves() for visitor in present))


LOST = (OSError, WebSocketException)
"""What a visitor meets whom the server refuses, cuts off or keeps waiting."""


async def _comes(address: str, turn: int) -> "Visitor | None":
    """Visit the address when it is one's turn; None for a visitor who is lost."""
    await asyncio.sleep(turn / PACE)
    try:
        return await Visitor.comes(address)
    except LOST:
        return None


async def _stays(visitor: "Visitor", moves: int) -> tuple[list[float], bool]:
    """Move the dates; return the seconds of each rerun, and whether the visitor is still there."""
    seconds: list[float] = []
    try:
        for _ in range(moves):
            seconds.append(await visitor.moves())
    except LOST:
        return seconds, False
    return seconds, True


def _cookie(address: str) -> dict[str, str]:
    """Open the page as a browser does first, and return the cookie that it gets, as a header."""
    with urllib.request.urlopen(f"{address}/", timeout=PATIENCE) as answer:
        given = answer.headers.get_all("Set-Cookie") or []
    cookies = [cookie.partition(";")[0] for cookie in given]
    return {"Cookie": "; ".join(cookies)} if cookies else {}


class Visitor:
    """A session on the server, and the slider that it found there."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._slider = Slider()
        self._fragment = ""
        self._waiting = self._waiting_fragment = ""

    @classmethod
    async def comes(cls, address: str) -> "Visitor":
        """Open the page, and wait until all of it has come."""
        cookie = await asyncio.to_thread(_cookie, address)
        socket = await connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=cookie,
            max_size=None,
            open_timeout=PATIENCE,
        )
        visitor = cls(socket)
        await visitor._runs(ClientState())
        await visitor._reports_map()
        if not visitor._slider.id:
            raise SystemExit(f"{address} shows no slider of dates to move")
        return visitor

    async def leaves(self) -> None:
        """Close the page."""
        await self._socket.close()

    async def _reports_map(self) -> None:
        """Report, as the page's script does, that the map has drawn: then the slider comes."""
        name = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{self._waiting}{EVENT_DELIM}events"
        trigger = json.dumps([{"event": "drawn", "value": True}])
        states = WidgetStates(widgets=[WidgetState(id=name, json_trigger_value=trigger)])
        await self._runs(ClientState(widget_states=states, fragment_id=self._waiting_fragment))

    async def moves(self) -> float:
        """Move the start of the dates after a while, to some day; return the rerun’s seconds."""
        await asyncio.sleep(random.uniform(0.5, 1.5) * PAUSE)
        first, last = self._slider.min, self._slider.max
        day = first + random.randrange(int((last - first) / DAY)) * DAY
        moved = WidgetState(id=self._slider.id, double_array_value=DoubleArray(data=[day, last]))
        states = WidgetStates(widgets=[moved])
        state = ClientState(widget_states=states, fragment_id=self._fragment)
        start = time.perf_counter()
        await self._runs(state)
        return time.perf_counter() - start

    async def _runs(self, state: ClientState) -> None:
        """Ask for a run of the script and read until it has ended."""
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        status = None
        while status in (None, ForwardMsg.FINISHED_EARLY_FOR_RERUN):
            read = await asyncio.wait_for(self._socket.recv(decode=False), PATIENCE)
            answer = ForwardMsg.FromString(read)
            if answer.HasField("script_finished"):
                status = answer.script_finished
            element = answer.delta.new_element
            if element.HasField("exception"):
                raise SystemExit(f"The app failed: {element.exception.message}")
            if element.bidi_component.component_name.endswith("later"):
                self._waiting = element.bidi_component.id
                self._waiting_fragment = answer.delta.fragment_id
            if element.HasField("slider"):
                self._slider.CopyFrom(element.slider)
                self._fragment = answer.delta.fragment_id
