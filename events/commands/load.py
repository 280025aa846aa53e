"""Load a file into a database, for many events: python -m events load FILE --to ADDRESS"""

import argparse
import hashlib
import sys
from pathlib import Path

from events.collection import open_batches, open_collection
from events.commands import Refusal
from events.query.engines.sql.addresses import KINDS, check_address, is_address, worded
from events.records.locations import TABLE, locate

FORMS = " or ".join(kind.form for kind in KINDS.values())


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    parser.add_argument("file", metavar="FILE", help="GeoParquet, or a list of events")
    parser.add_argument("--to", required=True, metavar="ADDRESS", help=f"the database: {FORMS}")


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
    from events.query.engines.sql.database import digest_at
    from events.query.engines.sql.loading import source_of, source_of_table, write_source

    digest = _digest(path)
    if digest_at(address) == digest:
        print(f"{worded(address)}: has the events of this file already")
        return
    if opened := open_batches(path, _tell):
        source = source_of(*opened)
    else:
        collection = open_collection(path, _tell)
        if collection.notice:
            _tell(collection.notice)
        source = source_of_table(collection.records, collection.table)
    write_source(address, source, digest, _tell)
    print(f"{worded(address)}: {source.size:,} events; open it with --data {address}")


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
