"""Start a collection: python -m events new FOLDER"""

import argparse
import shutil
from pathlib import Path

from events.commands import Refusal

TEMPLATE = Path(__file__).parent / "template"
"""The files of a new collection."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="new or empty")


def run(arguments: argparse.Namespace) -> None:
    """Write a collection with one event to be replaced, and print how to go on."""
    folder = arguments.folder
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{folder}: is a file; name a folder")
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(f"{folder}: is not empty; name another folder")
    shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    print(f"{folder}: fill in events.csv, then python -m events check {folder}")
