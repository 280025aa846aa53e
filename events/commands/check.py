"""Check the files of a collection."""

import argparse
import sys

from events.commands.arguments import add_folder
from events.records import read_records
from events.records.locations import locate_folder

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Count what a collection holds, after a line for each warning.

    Raises CurationError with every problem.
    """
    records = read_records(locate_folder(arguments.folder))
    for warning in records.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    excerpts = sum(len(event.excerpts) for event in records.events)
    counted = f"{len(records.events)} events, {excerpts} excerpts, {len(records.sources)} sources"
    warned = f", {len(records.warnings)} warnings" if records.warnings else ""
    print(f"{counted}: good{warned}")
