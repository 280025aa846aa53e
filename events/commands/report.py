"""Count how balanced the curated files are."""

import argparse

from events.commands.folder import add_folder
from events.records.reading import load_dataset
from events.report.printout import print_out
from events.table.curated import to_frame

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Print how balanced a dataset folder is; what is lopsided in it is no failure."""
    dataset = load_dataset(arguments.folder)
    print("\n".join(print_out(dataset, to_frame(dataset))))
