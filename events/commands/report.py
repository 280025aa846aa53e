"""Count how balanced the curated files are."""

import argparse

from events.commands.folder import add_folder
from events.frame import to_frame
from events.load import load_dataset
from events.report.printout import print_out

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Print how balanced a dataset folder is; what is lopsided in it is no failure."""
    dataset = load_dataset(arguments.folder)
    print("\n".join(print_out(dataset, to_frame(dataset))))
