"""Results as tables for a reader, in Markdown."""

from collections.abc import Iterable

from benchmarks.apps import APPS
from benchmarks.figures import MEASURES, Measure
from benchmarks.measures import Result
from benchmarks.visitors import Crowd


def write_tables(results: list[Result], crowds: list[Crowd]) -> str:
    """Write a table for each measure, then how each grows, then that of the visitors."""
    parts = [_measure_table(measure, results) for measure in MEASURES]
    parts += [_growth_table(results), _crowd_table(crowds)]
    return "\n\n".join(part for part in parts if part)


def _measure_table(measure: Measure, results: list[Result]) -> str:
    apps = _apps(result for result in results if measure.values(result))
    cells = {(result.events, result.app): _cell(measure, result) for result in results}
    sizes = sorted({size for size, app in cells if app in apps})
    rows = [[f"{size:,}", *(cells.get((size, app), "") for app in apps)] for size in sizes]
    return write_table(measure.title, ["events", *(APPS[app].words for app in apps)], rows)


def _cell(measure: Measure, result: Result) -> str:
    values = measure.values(result)
    return measure.pattern.format(*values) if values else result.trouble


def _growth_table(results: list[Result]) -> str:
    """Show by how much the first value of a measure exceeds that of the fewest events."""
    sizes = sorted({result.events for result in results})
    rows = []
    for measure in (measure for measure in MEASURES if measure.grows):
        found = {(r.app, r.events): measure.values(r) for r in results if measure.values(r)}
        for app in _apps(results):
            base = found.get((app, sizes[0]))
            if not base or not base[0]:
                continue
            grown = [found.get((app, size)) for size in sizes[1:]]
            ratios = [f"{values[0] / base[0]:.1f}" if values else "" for values in grown]
            rows.append([measure.title.partition(":")[0], APPS[app].words, *ratios])
    head = ["measure", "app", *(f"{size:,}" for size in sizes[1:])]
    return (
        write_table(f"Times as much as with {sizes[0]:,} events", head, rows) if sizes[1:] else ""
    )


def _crowd_table(crowds: list[Crowd]) -> str:
    rows = []
    for crowd in crowds:
        alone = crowds[0]
        more = crowd.visitors - alone.visitors
        each = f"{(crowd.memory - alone.memory) / more:.1f} MB" if more else ""
        times = [f"{crowd.median:.2f} s", f"{crowd.slow:.2f} s"]
        times += [str(len(crowd.seconds)), str(crowd.lost)]
        times += [f"{1000 * crowd.busy:.1f} ms", f"{crowd.own:.2f}"]
        memory = [f"{crowd.most:.0f} MB", f"{crowd.memory:.0f} MB", each]
        rows.append([str(crowd.visitors), *times, *memory])
    head = ["visitors", "rerun: median", "95th of 100", "reruns", "lost"]
    head += ["processor a rerun", "processors of the visitors"]
    head += ["server as they come", "as they stay", "a further visitor"]
    return write_table("Visitors at once", head, rows) if rows else ""


def _apps(results: Iterable[Result]) -> list[str]:
    present = {result.app for result in results}
    return [app for app in APPS if app in present]


def write_table(title: str, head: list[str], rows: list[list[str]]) -> str:
    """Write a table under its title; nothing where it has no rows."""
    if not rows:
        return ""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, ["-" * width for width in widths], *rows]
    text = (
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )
    return "\n".join([f"### {title}", "", *text])
