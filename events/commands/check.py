"""Check the files of a collection: python -m events check [NAME|FOLDER]"""

import argparse
import sys
from pathlib import Path

from events.commands.arguments import add_folder
from events.records import read_records
from events.records.locations import TABLE, locate, locate_folder

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Print what a collection contains, and each warning on a line.

    Raises CurationError with every problem.
    """
    path = locate(arguments.folder)
    if (path / TABLE).exists():
        _check_table(path)
        return
    records = read_records(locate_folder(path))
    for warning in records.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    excerpts = sum(len(event.excerpts) for event in records.events)
    counts = {"event": len(records.events), "excerpt": excerpts, "source": len(records.sources)}
    numbers = ", ".join(f"{n} {what}{'s' * (n != 1)}" for what, n in counts.items())
    print(f"{numbers}: good{_number_of(records.warnings)}")


def _check_table(folder: Path) -> None:
    from events.collection import open_collection  # with libraries that records do without

    print(f"{open_collection(folder).engine.size:,} events: good")


def _number_of(warnings: tuple[str, ...]) -> str:
    if not warnings:
        return ""
    return f", {len(warnings)} warning{'s' * (len(warnings) != 1)}"
