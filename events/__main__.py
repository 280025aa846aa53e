"""Work with the curated files: python -m events check [FOLDER], or report [FOLDER]"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from events.frame import to_frame
from events.load import DATA, CurationError, Dataset, load_dataset
from events.printout import print_out


def _read(folder: Path) -> Dataset | None:
    """Read a dataset folder, or print every problem of it, a line each."""
    try:
        return load_dataset(folder)
    except CurationError as error:
        print("\n".join(error.problems))
        noun = "problem" if len(error.problems) == 1 else "problems"
        print(f"{len(error.problems)} {noun}", file=sys.stderr)
        return None


def check(folder: Path) -> int:
    """Print every problem of a dataset folder, a line each; return the exit code."""
    dataset = _read(folder)
    if dataset is None:
        return 1
    excerpts = sum(len(event.excerpts) for event in dataset.events)
    print(
        f"{len(dataset.events)} events, {excerpts} excerpts, {len(dataset.sources)} sources: good"
    )
    return 0


def report(folder: Path) -> int:
    """Print how balanced a dataset folder is; what is lopsided in it is no failure."""
    dataset = _read(folder)
    if dataset is None:
        return 1
    print("\n".join(print_out(dataset, to_frame(dataset))))
    return 0


COMMANDS: dict[str, tuple[Callable[[Path], int], str]] = {
    "check": (check, "say what is wrong with the curated files"),
    "report": (report, "count whose voices and whose dead are shown, and name what is lopsided"),
}


def main() -> int:
    """Read the command line and run the command."""
    parser = argparse.ArgumentParser(prog="python -m events", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, says) in COMMANDS.items():
        command = commands.add_parser(name, help=says)
        command.add_argument("folder", nargs="?", type=Path, default=DATA)
    arguments = parser.parse_args()
    run, _ = COMMANDS[arguments.command]
    return run(arguments.folder)


if __name__ == "__main__":
    sys.exit(main())
