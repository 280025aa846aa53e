"""Write a story or some events as a page to print: python -m events handout --story ID -o FILE"""

import argparse
from datetime import date
from pathlib import Path

from events.collection import Collection, open_collection
from events.commands import Refusal
from events.commands.arguments import add_folder
from events.publish import (
    Handout,
    Options,
    selection_handout,
    story_handout,
    write_handout,
)
from events.records.locations import locate_folder
from events.telling.document import PAPERS


def describe(command: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
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
    command.add_argument(
        "--teacher", action="store_true", help="the sheet for the teacher: plan, answers, sources"
    )
    command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    add_folder(command)


def run(arguments: argparse.Namespace) -> None:
    """Write the page, and print where it is."""
    collection = open_collection(locate_folder(arguments.folder))
    handout = _handout(collection, arguments.story, arguments.event)
    options = Options(arguments.paper, arguments.blind, arguments.lines, arguments.teacher)
    written = write_handout(handout, collection.records, options, date.today())
    arguments.output.write_bytes(written)
    print(f"wrote {arguments.output}")


def _handout(collection: Collection, story: str | None, events: list[str]) -> Handout:
    """Lay out a story or events; raise Refusal for an id that the collection does not have."""
    records, table = collection.records, collection.table
    stories = {known.id: known for known in records.stories}
    if story is not None:
        if story not in stories:
            raise Refusal(f"--story: there is no {story!r}; there are: {', '.join(stories)}")
        return story_handout(stories[story], table)
    for event in events:
        if event not in collection.engine:
            raise Refusal(f"--event: there is no {event!r}, or it was withdrawn")
    return selection_handout(table.loc[list(dict.fromkeys(events))], records)
