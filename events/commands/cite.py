"""Cite a source, an event or the whole collection: python -m events cite --source ID"""

import argparse

from events.cite import STYLES, cite_all
from events.cite.reference import Reference, dataset_reference, event_reference, source_reference
from events.commands import Refusal
from events.commands.arguments import add_folder
from events.records import Records, read_records
from events.records.locations import locate_folder


def describe(command: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    what = command.add_mutually_exclusive_group()
    what.add_argument("--event", metavar="ID", help="cite the record of an event")
    what.add_argument("--source", metavar="ID", help="cite a source")
    whole = "cite the whole collection, as without any of these"
    what.add_argument("--dataset", action="store_const", const=None, dest="event", help=whole)
    command.add_argument("--format", choices=STYLES, default="apa", dest="style")
    add_folder(command)


def run(arguments: argparse.Namespace) -> None:
    """Print the citation of an event, of a source or, without either, of the collection."""
    records = read_records(locate_folder(arguments.folder))
    reference = _reference(records, arguments.event, arguments.source)
    print(cite_all([reference], arguments.style), end="")


def _reference(records: Records, event: str | None, source: str | None) -> Reference:
    """Find what is to be cited; raise Refusal if the collection does not contain it."""
    if source is not None:
        if source not in records.sources:
            raise Refusal(f"--source: no source has the id {source!r}")
        return source_reference(records.sources[source])
    if event is None:
        return dataset_reference(records.info)
    if event not in records.by_id:
        raise Refusal(f"--event: no event has the id {event!r}")
    return event_reference(records.by_id[event], records.info)
