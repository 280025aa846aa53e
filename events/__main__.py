"""Work with the curated files: python -m events check, report or handout"""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from events.document import PAPERS
from events.frame import to_frame
from events.handout import Options, Sheet, selection_sheet, story_sheet, write_handout
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


def handout(arguments: argparse.Namespace) -> int:
    """Write a story, or some events, as a page to print."""
    dataset = _read(arguments.folder)
    if dataset is None:
        return 1
    try:
        sheet = _sheet(dataset, arguments.story, arguments.event)
    except KeyError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    options = Options(arguments.paper, arguments.blind, arguments.lines)
    arguments.output.write_bytes(write_handout(sheet, dataset, options, date.today()))
    print(f"wrote {arguments.output}")
    return 0


def _sheet(dataset: Dataset, story: str | None, events: list[str]) -> Sheet:
    """Lay out what was asked for; raise KeyError with a line for what there is not."""
    frame = to_frame(dataset)
    stories = {known.id: known for known in dataset.stories}
    if story is not None:
        if story not in stories:
            raise KeyError(f"--story: there is no {story!r}; there are: {', '.join(stories)}")
        return story_sheet(stories[story], frame)
    for event in events:
        if event not in frame.index:
            raise KeyError(f"--event: there is no {event!r}, or it was withdrawn")
    return selection_sheet(frame.loc[list(dict.fromkeys(events))], dataset)


def _describe_handout(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--story", metavar="ID", help="a story, step after step")
    what.add_argument(
        "--event", metavar="ID", action="append", default=[], help="an event; can be repeated"
    )
    command.add_argument("--paper", choices=PAPERS, default="a4")
    command.add_argument("--blind", action="store_true", help="letters stand for the outlets")
    command.add_argument(
        "--no-lines", dest="lines", action="store_false", help="leave out the lines to write on"
    )
    command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)


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
    command = commands.add_parser("handout", help="write a story or some events to print")
    command.add_argument("folder", nargs="?", type=Path, default=DATA)
    _describe_handout(command)
    arguments = parser.parse_args()
    if arguments.command == "handout":
        return handout(arguments)
    run, _ = COMMANDS[arguments.command]
    return run(arguments.folder)


if __name__ == "__main__":
    sys.exit(main())
