"""The curated folder that a command works on."""

import argparse
from pathlib import Path

from events.records.reading import DATA


def add_folder(command: argparse.ArgumentParser) -> None:
    """Let a command take a folder; without one it is the curated one here."""
    command.add_argument(
        "folder", nargs="?", type=Path, default=DATA, help="of curated files; without it those here"
    )
