"""Load a file into a database, for many events: python -m events load FILE --to ADDRESS"""

import argparse
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from events.collection import open_batches, open_collection
from events.commands import Refusal
from events.query.engines.sql.addresses import check_address, forms, is_address, worded
from events.records.locations import TABLE, locate

if TYPE_CHECKING:
    from events.query.engines.sql.loading import Source

FORMS = forms(" or ")


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    parser.add_argument("file", metavar="FILE", help="GeoParquet, or a list of events")
    parser.add_argument("--to", required=True, metavar="ADDRESS", help=f"the database: {FORMS}")
    told = "add the events to those that are there, instead of taking their place"
    parser.add_argument("--append", action="store_true", help=told)


def run(arguments: argparse.Namespace) -> None:
    """Write the events of a file into a database, which has its old ones until that is done."""
    address = arguments.to
    if not is_address(address):
        raise Refusal(f"--to {address}: is no address; write it as {FORMS}")
    check_address(address)
    path = locate(arguments.file)
    if path.is_dir() and not (path / TABLE).is_file():
        raise Refusal(f"{path}: has curated records, which no database holds; open it as it is")
    # With libraries that no other command needs.
    from events.query.engines.sql.appending import append_source
    from events.query.engines.sql.database import digests_at
    from events.query.engines.sql.loading import write_source

    digest, known = _digest(path), digests_at(address)
    if arguments.append and known is None:
        line = "has no events to which others can be added; load a file without --append"
        raise Refusal(f"{worded(address)}: {line}")
    if known and (digest in known if arguments.append else known == (digest,)):
        print(f"{worded(address)}: has the events of this file already")
        return
    source = _open(path)
    size = source.size
    if arguments.append:
        size = append_source(address, source, digest, _tell)
    else:
        write_source(address, source, digest, _tell)
    print(f"{worded(address)}: {size:,} events; open it with --data {worded(address)}")


def _open(path: Path) -> "Source":
    """Open a file to be read in batches, or else as a whole."""
    from events.query.engines.sql.loading import source_of, source_of_table

    if opened := open_batches(path, _tell):
        return source_of(*opened)
    collection = open_collection(path, _tell)
    if collection.notice:  # what waits would be missing without a word
        raise Refusal(f"{path}: {collection.notice} Nothing is loaded.")
    return source_of_table(collection.records, collection.table)


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _digest(path: Path) -> str:
    """Return the digest of a file, or of all files of a folder with their names."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            digest.update(str(file.relative_to(path)).encode())
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()
