"""Print how balanced a collection is."""

import argparse

from events.commands.arguments import add_folder
from events.commands.opening import open_curated
from events.report import print_out

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Print the tables and what is lopsided, which is no failure."""
    print("\n".join(print_out(open_curated(arguments.folder))))
