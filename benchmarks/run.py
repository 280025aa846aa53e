"""One run: every app on the same events, from the fewest to the most, then many visitors."""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.apps import APPS, DASHBOARD
from benchmarks.libraries import serving_libraries
from benchmarks.machine import describe
from benchmarks.measures import Result, measure
from benchmarks.page import start_browser
from benchmarks.question import time_questions
from benchmarks.replicas import serving
from benchmarks.sample import write_events
from benchmarks.tables import write_tables
from benchmarks.visitors import Crowd, gather


@dataclass(frozen=True)
class Plan:
    """What to measure."""

    sizes: Sequence[int] = (100, 1_000, 10_000, 100_000, 1_000_000)
    apps: Sequence[str] = tuple(APPS)
    moves: int = 60
    visitors: Sequence[int] = (1, 5, 10, 20)
    crowd: int = 10_000
    """How many events the visitors share."""


@dataclass
class Report:
    """What a run has found so far."""

    machine: dict[str, str] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    visitors: list[Crowd] = field(default_factory=list)

    def save(self, file: Path | None) -> None:
        """Write all numbers as JSON; after each measure, as a run is long."""
        if file:
            file.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    @property
    def text(self) -> str:
        """The numbers that matter, in Markdown."""
        lines = "\n".join(f"- {what}: {words}" for what, words in self.machine.items())
        return f"{lines}\n\n{write_tables(self.results, self.visitors)}"


def run(plan: Plan, file: Path | None = None) -> Report:
    """Carry out a plan, and write all numbers to a file of JSON where one is named."""
    report = Report()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        with start_browser(playwright) as browser:
            report.machine = describe(browser)
        for result in _results(plan, Path(name), playwright):
            report.results.append(result)
            report.save(file)
        for crowd in _crowds(plan, Path(name)):
            report.visitors.append(crowd)
            report.save(file)
    return report


def _results(plan: Plan, folder: Path, playwright: Playwright) -> Iterator[Result]:
    gave_up: dict[str, str] = {}
    with serving_libraries() as libraries:
        for size in plan.sizes:
            data = _events(folder, size)
            for name in plan.apps:
                if name in gave_up:
                    yield Result(name, size, trouble=gave_up[name])
                    continue
                _report(f"{name}, {size:,} events")
                result = measure(APPS[name], size, data, playwright, libraries, plan.moves)
                if name == DASHBOARD.name:
                    result.question = time_questions(data)
                if result.trouble:
                    gave_up[name] = f"not tried: {result.trouble} with {size:,}"
                yield result


def _crowds(plan: Plan, folder: Path) -> Iterator[Crowd]:
    if not plan.visitors:
        return
    with serving(_events(folder, plan.crowd), 1) as server:
        for crowd in gather(server, plan.visitors):
            _report(f"{crowd.visitors} visitors")
            yield crowd


def _events(folder: Path, size: int) -> Path:
    file = folder / f"{size}.parquet"
    if not file.exists():
        write_events(size, file)
    return file


def _report(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
