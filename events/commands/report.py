"""Print how balanced a collection is: python -m events report [NAME|FOLDER]"""

import argparse

from events.collection import open_collection
from events.commands.arguments import add_folder
from events.records.locations import locate_folder
from events.report import print_out

describe = add_folder


def run(arguments: argparse.Namespace) -> None:
    """Print the tables, and what is lopsided; that is not a failure."""
    print("\n".join(print_out(open_collection(locate_folder(arguments.folder)))))
