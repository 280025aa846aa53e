"""Check the curated files."""

import argparse

from events.commands.folder import add_folder
from events.records.reading import load_dataset

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Count what a dataset folder holds; raise CurationError with every problem."""
    dataset = load_dataset(arguments.folder)
    excerpts = sum(len(event.excerpts) for event in dataset.events)
    print(
        f"{len(dataset.events)} events, {excerpts} excerpts, {len(dataset.sources)} sources: good"
    )
