"""Work with the curated files: python -m events check, report or cite, each with [FOLDER]."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from events.citations import STYLES, cite_all
from events.citations.reference import (
    Reference,
    dataset_reference,
    event_reference,
    source_reference,
)
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


def cite(folder: Path, style: str, *, event: str | None = None, source: str | None = None) -> int:
    """Print the citation of an event, of a source or, of neither, of the whole dataset."""
    dataset = _read(folder)
    if dataset is None:
        return 1
    try:
        reference = _referred(dataset, event, source)
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 1
    print(cite_all([reference], style), end="")
    return 0


def _referred(dataset: Dataset, event: str | None, source: str | None) -> Reference:
    """Find what is to be cited; raise LookupError where the dataset does not hold it."""
    if source is not None:
        if source not in dataset.sources:
            raise LookupError(f"sources.yaml: no source has the id {source!r}")
        return source_reference(dataset.sources[source])
    if event is None:
        return dataset_reference(dataset.info)
    for known in dataset.events:
        if known.id == event:
            return event_reference(known, dataset.info)
    raise LookupError(f"events: no event has the id {event!r}")


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
    _add_cite(commands.add_parser("cite", help="print the citation of a source, an event or all"))
    arguments = vars(parser.parse_args())
    name, folder = arguments.pop("command"), arguments.pop("folder")
    return cite(folder, **arguments) if name == "cite" else COMMANDS[name][0](folder)


def _add_cite(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group()
    what.add_argument("--event", metavar="ID", help="cite the record of an event")
    what.add_argument("--source", metavar="ID", help="cite a source")
    what.add_argument("--dataset", action="store_const", const=None, dest="event",
                      help="cite the whole dataset, as without any of these")  # fmt: skip
    command.add_argument("--format", choices=STYLES, default="apa", dest="style")
    command.add_argument("folder", nargs="?", type=Path, default=DATA)


if __name__ == "__main__":
    sys.exit(main())
