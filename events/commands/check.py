"""Check the curated files."""

import argparse

from events.commands.folder import add_folder
from events.records.reading import read_records

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Count what a dataset folder holds; raise CurationError with every problem."""
    records = read_records(arguments.folder)
    excerpts = sum(len(event.excerpts) for event in records.events)
    print(
        f"{len(records.events)} events, {excerpts} excerpts, {len(records.sources)} sources: good"
    )
