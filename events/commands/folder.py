"""The curated folder that a command works on."""

import argparse
import sys
from pathlib import Path

from events.load import DATA, CurationError, Dataset, load_dataset


def add_folder(command: argparse.ArgumentParser) -> None:
    """Let a command take a folder; without one it is the curated one here."""
    command.add_argument("folder", nargs="?", type=Path, default=DATA)


def read_folder(folder: Path) -> Dataset | None:
    """Read a dataset folder, or print every problem of it, a line each."""
    try:
        return load_dataset(folder)
    except CurationError as error:
        print("\n".join(error.problems))
        noun = "problem" if len(error.problems) == 1 else "problems"
        print(f"{len(error.problems)} {noun}", file=sys.stderr)
        return None
