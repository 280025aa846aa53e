"""Start a collection: python -m events new FOLDER"""

import argparse
import csv
import shutil
from functools import cache
from pathlib import Path

from events.commands import Refusal

TEMPLATE = Path(__file__).parent / "template"
"""The files of a new collection, with one event as an example."""


@cache
def _example() -> tuple[str, str]:
    with (TEMPLATE / "events.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    return row["title"], row["url"]


def is_example(title: object, url: object) -> bool:
    """Tell the example of a new collection, which stands for none, by what its row says."""
    return (title, url) == _example()


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
