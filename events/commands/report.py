"""Count how balanced the curated files are."""

import argparse

from events.commands.folder import add_folder
from events.records.reading import read_records
from events.report.printout import print_out
from events.table.curated import to_frame

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Print how balanced a dataset folder is; what is lopsided in it is no failure."""
    records = read_records(arguments.folder)
    print("\n".join(print_out(records, to_frame(records))))
