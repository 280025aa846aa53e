"""Rows block by block, so that what a question needs for a while stays small with many events."""

from collections.abc import Iterator

BLOCK = 65_536
"""Rows of a block. Arrays as long as a million events would be kept by the C library after they
are freed, in a store for each thread: some 300 MB in all."""


def blocks(length: int) -> Iterator[slice]:
    """Yield slices that together cover so many rows."""
    for start in range(0, length, BLOCK):
        yield slice(start, min(start + BLOCK, length))
