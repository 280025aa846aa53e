"""Work with sets of events: check, report, export to a file, import what was exported."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from events import export, reimport
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


def check(arguments: argparse.Namespace) -> int:
    """Print every problem of a dataset folder, a line each; return the exit code."""
    dataset = _read(arguments.folder)
    if dataset is None:
        return 1
    excerpts = sum(len(event.excerpts) for event in dataset.events)
    print(
        f"{len(dataset.events)} events, {excerpts} excerpts, {len(dataset.sources)} sources: good"
    )
    return 0


def report(arguments: argparse.Namespace) -> int:
    """Print how balanced a dataset folder is; what is lopsided in it is no failure."""
    dataset = _read(arguments.folder)
    if dataset is None:
        return 1
    print("\n".join(print_out(dataset, to_frame(dataset))))
    return 0


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)


@dataclass(frozen=True)
class Command:
    """What can be run."""

    run: Callable[[argparse.Namespace], int]
    """Returns the exit code."""
    add_options: Callable[[argparse.ArgumentParser], None]
    says: str


COMMANDS: dict[str, Command] = {
    "check": Command(check, _add_folder, "say what is wrong with the curated files"),
    "report": Command(
        report,
        _add_folder,
        "count whose voices and whose dead are shown, and name what is lopsided",
    ),
    "export": Command(export.export, export.add_options, "write what is filtered to a file"),
    "import": Command(
        reimport.reimport, reimport.add_options, "turn exported GeoJSON into a table for --data"
    ),
}


def main() -> int:
    """Read the command line and run the command."""
    parser = argparse.ArgumentParser(prog="python -m events", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.add_options(commands.add_parser(name, help=command.says))
    arguments = parser.parse_args()
    return COMMANDS[arguments.command].run(arguments)


if __name__ == "__main__":
    sys.exit(main())
