"""Check the files of a collection: python -m events check [NAME|FOLDER]"""

import argparse
import sys

from events.commands.arguments import add_folder
from events.records import read_records
from events.records.locations import locate_folder

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Print what a collection contains, and each warning on a line.

    Raises CurationError with every problem.
    """
    records = read_records(locate_folder(arguments.folder))
    for warning in records.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    excerpts = sum(len(event.excerpts) for event in records.events)
    numbers = f"{len(records.events)} events, {excerpts} excerpts, {len(records.sources)} sources"
    print(f"{numbers}: good{_number_of(records.warnings)}")


def _number_of(warnings: tuple[str, ...]) -> str:
    if not warnings:
        return ""
    return f", {len(warnings)} warning{'s' * (len(warnings) != 1)}"
