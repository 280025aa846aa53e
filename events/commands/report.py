"""Count how balanced the curated files are."""

import argparse

from events.commands.folder import add_folder, read_folder
from events.frame import to_frame
from events.printout import print_out

describe = add_folder


def run(arguments: argparse.Namespace) -> int:
    """Print how balanced a dataset folder is; what is lopsided in it is no failure."""
    dataset = read_folder(arguments.folder)
    if dataset is None:
        return 1
    print("\n".join(print_out(dataset, to_frame(dataset))))
    return 0
