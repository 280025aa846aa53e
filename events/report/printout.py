"""The balance of a collection as lines of plain text for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from events.collection import Collection
from events.report.flags import Flag, find_flags
from events.report.tallies import (
    DIMENSIONS,
    MEASURES,
    WHOLE,
    Tally,
    caption,
    in_columns,
    tally,
    with_total,
)

LOOKED_FOR = "What was looked for to balance it"
"""The heading above the curators' own words on the matter."""


def print_out(collection: Collection) -> Iterator[str]:
    """Yield the lines of all tables, then those of the flags."""
    for measure in MEASURES:
        whole = tally(collection, WHOLE, measure)
        for dimension in DIMENSIONS:
            yield from _table(with_total(tally(collection, dimension, measure), whole))
            yield ""
    yield from _flags(find_flags(collection))
    if looked_for := collection.records.info.looked_for:
        yield from ("", LOOKED_FOR, *(f"  {line}" for line in looked_for))


def _table(counts: Tally) -> Iterator[str]:
    yield f"{caption(counts)} ({counts.measure.unit})"
    heads, rows = in_columns(counts)
    yield from _aligned([heads, *rows])


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their first column flush left and the numbers flush right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for name, *numbers in rows:
        cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *cells))


def _flags(flags: Sequence[Flag]) -> Iterator[str]:
    yield f"Flags: {len(flags)}"
    for (what, advice), found in groupby(flags, key=lambda flag: (flag.what, flag.advice)):
        yield ""
        yield f"{what}: {advice}"
        for flag in found:
            yield f"  {flag.where}: {flag.numbers}"
            yield from (f"    {name}" for name in flag.events)
