"""Many visitors at once: each speaks to the server as a page does, without a browser.

A browser for each would compete with the server for the machine, and so measure itself.
"""

import json
import math
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import repeat

from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import DoubleArray
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.server import Server

PAUSE = 5.0  # seconds between two moves of a visitor, on average
RERUNS = 40  # of all visitors, at least
FEWEST = 6  # of each
PATIENCE = 60.0
PACE = 10  # visitors who come in a second
DAY = timedelta(days=1) // timedelta(microseconds=1)


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

    @property
    def median(self) -> float:
        """The time of the middle rerun, in seconds."""
        return statistics.median(self.seconds)

    @property
    def slow(self) -> float:
        """The time that 95 of 100 reruns stay below, in seconds."""
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]


def gather(server: Server, sizes: Sequence[int]) -> Iterator[Crowd]:
    """Let a crowd grow to each of these sizes, and all of it move the slider of dates at once.

    Those who came stay, as Streamlit keeps the sessions of visitors who have left for a while:
    they would count as memory of visitors who are there. Who is lost is counted, and does not come
    again.
    """
    present: list[Visitor] = []
    for visitors in sorted(sizes):
        moves = max(FEWEST, math.ceil(RERUNS / visitors))
        with ThreadPoolExecutor(visitors) as threads:
            coming = range(visitors - len(present))
            arrived = threads.map(lambda turn: _comes(server.address, turn), coming)
            present += [visitor for visitor in arrived if visitor]
            most = server.memory
            stays = list(threads.map(_stays, present, repeat(moves)))
        time.sleep(PAUSE)
        present = [
            visitor for visitor, (_, is_there) in zip(present, stays, strict=True) if is_there
        ]
        seconds = [each for some, _ in stays for each in some]
        yield Crowd(visitors, seconds, server.memory, most, visitors - len(present))
    for visitor in present:
        visitor.socket.close()


LOST = (OSError, WebSocketException)
"""What a visitor meets whom the server refuses, cuts off or keeps waiting."""


def _comes(address: str, turn: int) -> "Visitor | None":
    """Visit the address when it is one's turn; None for a visitor who is lost."""
    time.sleep(turn / PACE)
    try:
        return Visitor(address)
    except LOST:
        return None


def _stays(visitor: "Visitor", moves: int) -> tuple[list[float], bool]:
    """Move the dates; return the seconds of each rerun, and whether the visitor is still there."""
    seconds: list[float] = []
    try:
        for _ in range(moves):
            seconds += visitor.stays(1)
    except LOST:
        return seconds, False
    return seconds, True


class Visitor:
    """A session on the server, and the slider that it found there."""

    def __init__(self, address: str) -> None:
        url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        self.socket: ClientConnection = connect(
            url, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=PATIENCE
        )
        self.slider = Slider()
        self.fragment = ""
        self._waiting = self._waiting_fragment = ""
        self._runs(ClientState())
        self._reports_map()
        if not self.slider.id:
            raise SystemExit(f"{address} shows no slider of dates to move")

    def _reports_map(self) -> None:
        """Report, as the page's script does, that the map has drawn: then the slider comes."""
        name = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{self._waiting}{EVENT_DELIM}events"
        trigger = json.dumps([{"event": "drawn", "value": True}])
        states = WidgetStates(widgets=[WidgetState(id=name, json_trigger_value=trigger)])
        self._runs(ClientState(widget_states=states, fragment_id=self._waiting_fragment))

    def stays(self, moves: int) -> list[float]:
        """Move the start of the dates to some day, again and again; return seconds a rerun."""
        return [self._moves() for _ in range(moves)]

    def _moves(self) -> float:
        time.sleep(random.uniform(0.5, 1.5) * PAUSE)
        first, last = self.slider.min, self.slider.max
        day = first + random.randrange(int((last - first) / DAY)) * DAY
        moved = WidgetState(id=self.slider.id, double_array_value=DoubleArray(data=[day, last]))
        states = WidgetStates(widgets=[moved])
        state = ClientState(widget_states=states, fragment_id=self.fragment)
        start = time.perf_counter()
        self._runs(state)
        return time.perf_counter() - start

    def _runs(self, state: ClientState) -> None:
        """Ask for a run of the script and read until it has ended."""
        self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        status = None
        while status in (None, ForwardMsg.FINISHED_EARLY_FOR_RERUN):
            answer = ForwardMsg.FromString(self.socket.recv(PATIENCE, decode=False))
            if answer.HasField("script_finished"):
                status = answer.script_finished
            element = answer.delta.new_element
            if element.HasField("exception"):
                raise SystemExit(f"The app failed: {element.exception.message}")
            if element.bidi_component.component_name.endswith("later"):
                self._waiting = element.bidi_component.id
                self._waiting_fragment = answer.delta.fragment_id
            if element.HasField("slider"):
                self.slider.CopyFrom(element.slider)
                self.fragment = answer.delta.fragment_id
