"""Check the curated files."""

import argparse

from events.commands.folder import add_folder, read_folder

describe = add_folder


def run(arguments: argparse.Namespace) -> int:
    """Print every problem of a dataset folder, a line each; return the exit code."""
    dataset = read_folder(arguments.folder)
    if dataset is None:
        return 1
    excerpts = sum(len(event.excerpts) for event in dataset.events)
    print(
        f"{len(dataset.events)} events, {excerpts} excerpts, {len(dataset.sources)} sources: good"
    )
    return 0
