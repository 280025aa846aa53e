"""The figures of a result, measure by measure."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.measures import Result

Values = Sequence[float]


@dataclass(frozen=True)
class Measure:
    """What is measured, and how its values are written."""

    title: str
    pattern: str
    values: Callable[[Result], Values]
    """Empty where it was not measured."""
    grows: bool = True
    """Whether the first value is compared with that of fewer events."""


def _cold(result: Result) -> Values:
    return () if result.cold is None else (result.cold,)


def _first(result: Result) -> Values:
    return (statistics.median(result.first), max(result.first)) if result.first else ()


def _times(result: Result) -> Values:
    times = [move.seconds for move in result.moves if move.seconds is not None]
    return (statistics.median(times), max(times), len(times)) if times else ()


def _sizes(result: Result) -> Values:
    return (statistics.median(move.size / 1000 for move in result.drawn),) if result.drawn else ()


def _wires(result: Result) -> Values:
    return (statistics.median(move.wire / 1000 for move in result.drawn),) if result.drawn else ()


def _maps(result: Result) -> Values:
    return (sum(move.maps for move in result.drawn), len(result.drawn)) if result.drawn else ()


def _heaps(result: Result) -> Values:
    return (*result.heap[::-1], len(result.moves)) if len(result.heap) == 2 else ()


def _memories(result: Result) -> Values:
    return result.memory[::-1] if len(result.memory) == 3 else ()


def _frames(result: Result) -> Values:
    return (result.drag.frames, result.drag.slowest) if result.drag else ()


def _scripts(result: Result) -> Values:
    return result.drag.script if result.drag else ()


def _work(result: Result) -> Values:
    return result.drag.busy if result.drag else ()


def _question(result: Result) -> Values:
    return () if result.question is None else (result.question * 1000,)


MEASURES = (
    Measure("First marks for the first visitor", "{:.2f} s", _cold),
    Measure("First marks: median, worst", "{:.2f}, {:.2f} s", _first),
    Measure("Key to new marks: median, worst", "{:.2f}, {:.2f} s ({} moves)", _times),
    Measure("Over the wire a move: median", "{:,.1f} kB", _wires),
    Measure("The same before compression: median", "{:,.1f} kB", _sizes),
    Measure("New maps built", "{} in {} moves", _maps, grows=False),
    Measure("Heap of the page: after the moves, before", "{:.0f}, {:.0f} MB ({} moves)", _heaps),
    Measure(
        "Memory of the server: after the moves, before, empty",
        "{:.0f}, {:.0f}, {:.0f} MB",
        _memories,
    ),
    Measure(
        "Drag over the strip: frames a second, slowest", "{:.0f}, {:.0f} ms", _frames, grows=False
    ),
    Measure("Scripts a frame of the drag: median, 95th of 100", "{:.1f}, {:.1f} ms", _scripts),
    Measure("Main thread a frame of the drag: median, 95th of 100", "{:.1f}, {:.1f} ms", _work),
    Measure("Question alone: median", "{:.2f} ms", _question),
)
