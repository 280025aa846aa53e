"""Write a story, or some events, as a page to print."""

import argparse
import sys
from datetime import date
from pathlib import Path

from events.commands.folder import add_folder, read_folder
from events.document import PAPERS
from events.frame import to_frame
from events.handout import Options, Sheet, selection_sheet, story_sheet, write_handout
from events.load import Dataset


def describe(command: argparse.ArgumentParser) -> None:
    """Name the arguments."""
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
    add_folder(command)


def run(arguments: argparse.Namespace) -> int:
    """Write the page and say where; return the exit code."""
    dataset = read_folder(arguments.folder)
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
