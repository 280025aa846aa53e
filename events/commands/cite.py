"""Cite a source, an event or the whole dataset."""

import argparse

from events.cite import STYLES, cite_all
from events.cite.reference import Reference, dataset_reference, event_reference, source_reference
from events.commands.folder import add_folder
from events.commands.refusal import Refusal
from events.records.reading import Dataset, load_dataset


def describe(command: argparse.ArgumentParser) -> None:
    """Name the arguments."""
    what = command.add_mutually_exclusive_group()
    what.add_argument("--event", metavar="ID", help="cite the record of an event")
    what.add_argument("--source", metavar="ID", help="cite a source")
    whole = "cite the whole dataset, as without any of these"
    what.add_argument("--dataset", action="store_const", const=None, dest="event", help=whole)
    command.add_argument("--format", choices=STYLES, default="apa", dest="style")
    add_folder(command)


def run(arguments: argparse.Namespace) -> None:
    """Print the citation of an event, of a source or, of neither, of the whole dataset."""
    dataset = load_dataset(arguments.folder)
    reference = _referred(dataset, arguments.event, arguments.source)
    print(cite_all([reference], arguments.style), end="")


def _referred(dataset: Dataset, event: str | None, source: str | None) -> Reference:
    """Find what is to be cited; raise Refusal where the dataset does not hold it."""
    if source is not None:
        if source not in dataset.sources:
            raise Refusal(f"--source: no source has the id {source!r}")
        return source_reference(dataset.sources[source])
    if event is None:
        return dataset_reference(dataset.info)
    if event not in dataset.by_id:
        raise Refusal(f"--event: no event has the id {event!r}")
    return event_reference(dataset.by_id[event], dataset.info)
