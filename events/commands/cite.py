"""Cite a source, an event or the whole dataset."""

import argparse
import sys

from events.citations import STYLES, cite_all
from events.citations.reference import (
    Reference,
    dataset_reference,
    event_reference,
    source_reference,
)
from events.commands.folder import add_folder, read_folder
from events.load import Dataset


def describe(command: argparse.ArgumentParser) -> None:
    """Name the arguments."""
    what = command.add_mutually_exclusive_group()
    what.add_argument("--event", metavar="ID", help="cite the record of an event")
    what.add_argument("--source", metavar="ID", help="cite a source")
    whole = "cite the whole dataset, as without any of these"
    what.add_argument("--dataset", action="store_const", const=None, dest="event", help=whole)
    command.add_argument("--format", choices=STYLES, default="apa", dest="style")
    add_folder(command)


def run(arguments: argparse.Namespace) -> int:
    """Print the citation of an event, of a source or, of neither, of the whole dataset."""
    dataset = read_folder(arguments.folder)
    if dataset is None:
        return 1
    try:
        reference = _referred(dataset, arguments.event, arguments.source)
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 1
    print(cite_all([reference], arguments.style), end="")
    return 0


def _referred(dataset: Dataset, event: str | None, source: str | None) -> Reference:
    """Find what is to be cited; raise LookupError where the dataset does not hold it."""
    if source is not None:
        if source not in dataset.sources:
            raise LookupError(f"sources.yaml: no source has the id {source!r}")
        return source_reference(dataset.sources[source])
    if event is None:
        return dataset_reference(dataset.info)
    if event not in dataset.by_id:
        raise LookupError(f"events: no event has the id {event!r}")
    return event_reference(dataset.by_id[event], dataset.info)
