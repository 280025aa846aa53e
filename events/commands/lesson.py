"""Write a lesson in one file: python -m events lesson --story ID -o FILE"""

import argparse
from pathlib import Path

from events.collection import open_collection
from events.commands import Refusal
from events.commands.arguments import add_folder
from events.lesson import make_lesson, write_lesson
from events.records.locations import locate_folder


def describe(command: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    command.add_argument("--story", metavar="ID", required=True, help="a story of the collection")
    command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    add_folder(command)


def run(arguments: argparse.Namespace) -> None:
    """Write the lesson, and print where it is."""
    collection = open_collection(locate_folder(arguments.folder))
    stories = {story.id: story for story in collection.records.stories}
    if arguments.story not in stories:
        there = ", ".join(stories) or "none"
        raise Refusal(f"--story: there is no {arguments.story!r}; there are: {there}")
    story = stories[arguments.story]
    lesson = make_lesson(story, collection.records, collection.table)
    arguments.output.write_bytes(write_lesson(lesson))
    print(f"wrote {arguments.output}")
