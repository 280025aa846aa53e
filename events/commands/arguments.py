"""What commands share: which collection they work on, and how they write."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from events.commands.refusal import Refusal
from events.records.models import Address

COLLECTION = "NAME|FOLDER"
COLLECTION_OR_FILE = "NAME|FOLDER|FILE.parquet"


def add_folder(command: argparse.ArgumentParser) -> None:
    """Let a command take a collection by its name or folder; without one it takes the default."""
    command.add_argument(
        "folder",
        nargs="?",
        metavar=COLLECTION,
        help="of a collection; without it the one that opens by default",
    )


def add_data(command: argparse.ArgumentParser, metavar: str = COLLECTION_OR_FILE) -> None:
    """Let a command take another collection than the default behind `--data`."""
    command.add_argument("--data", metavar=metavar, help="another collection")


def check_address(address: str | None) -> None:
    """Raise Refusal for what is no address that a file can name."""
    if address is None:
        return
    try:
        TypeAdapter(Address).validate_python(address)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise Refusal(f"address: {reason} (got {address!r})") from None


def write_out(pieces: Iterator[bytes], output: str) -> None:
    """Write pieces to a file, which is there whole or not at all, or to standard output."""
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
