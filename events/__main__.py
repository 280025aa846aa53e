"""Work with the curated files: python -m events check [FOLDER]"""

import argparse
import sys
from pathlib import Path

from events.load import DATA, CurationError, load_dataset


def check(folder: Path) -> int:
    """Print every problem of a dataset folder, a line each; return the exit code."""
    try:
        dataset = load_dataset(folder)
    except CurationError as error:
        print("\n".join(error.problems))
        noun = "problem" if len(error.problems) == 1 else "problems"
        print(f"{len(error.problems)} {noun}", file=sys.stderr)
        return 1
    excerpts = sum(len(event.excerpts) for event in dataset.events)
    print(
        f"{len(dataset.events)} events, {excerpts} excerpts, {len(dataset.sources)} sources: good"
    )
    return 0


def main() -> int:
    """Read the command line and run the command."""
    parser = argparse.ArgumentParser(prog="python -m events", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="say what is wrong with the curated files")
    checking.add_argument("folder", nargs="?", type=Path, default=DATA)
    arguments = parser.parse_args()
    return check(arguments.folder)


if __name__ == "__main__":
    sys.exit(main())
