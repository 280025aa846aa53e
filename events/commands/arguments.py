"""Arguments that commands share: the collection they work on, and the file they write."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from events.commands import Refusal
from events.records.values import Address

COLLECTION = "NAME|FOLDER"
COLLECTION_OR_FILE = "NAME|FOLDER|FILE.parquet"


def add_folder(command: argparse.ArgumentParser) -> None:
    """Add an argument for a collection by its name or folder; without it the default is opened."""
    command.add_argument(
        "folder",
        nargs="?",
        metavar=COLLECTION,
        help="a collection; without it the default one",
    )


def add_data(command: argparse.ArgumentParser, metavar: str = COLLECTION_OR_FILE) -> None:
    """Add the option `--data` for a collection other than the default."""
    command.add_argument("--data", metavar=metavar, help="another collection")


def check_address(address: str | None) -> None:
    """Raise Refusal unless an address is one that a file can contain."""
    if address is None:
        return
    try:
        TypeAdapter(Address).validate_python(address)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise Refusal(f"address: {reason} (got {address!r})") from None


def write_out(pieces: Iterator[bytes], output: str) -> None:
    """Write to a file, which is complete or not written at all, or to standard output for `-`."""
    if output == "-":
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.writelines(pieces)
        except BaseException:
            unfinished.unlink()
            raise
    unfinished.chmod(0o644)
    unfinished.replace(path)
