"""Write a site of pages that any host can serve: python -m events site -o FOLDER"""

import argparse
from datetime import date
from pathlib import Path

from events.collection import Collection
from events.commands.arguments import COLLECTION, add_data, check_address
from events.commands.opening import open_curated
from events.commands.refusal import Refusal
from events.exporters import FORMATS, describe_file
from events.publish import PATH, Site, write_site

MARK = "made-by-corridors.txt"
"""Lists what the command wrote, so that it can be written anew."""

FIRST_LINE = "python -m events site wrote these files, and writes them anew:"


def describe(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        type=Path,
        required=True,
        help="new, empty, or written by this command",
    )
    parser.add_argument("--address", metavar="URL", help="where the folder will be found")
    add_data(parser, COLLECTION)


def run(arguments: argparse.Namespace) -> None:
    """Write the site, and say how many files it is."""
    _check(arguments)
    collection = open_curated(arguments.data)
    # All is made before anything is written, so that a fault leaves the folder as it was.
    files = dict(write_site(_site(collection, arguments.address), date.today()))
    _replace(arguments.output, files)
    print(f"{len(files):,} files in {arguments.output}")


def _check(arguments: argparse.Namespace) -> None:
    """Raise Refusal for what is wrong without looking at the events."""
    address, folder = arguments.address, arguments.output
    check_address(address)
    if address and ("?" in address or "#" in address):
        raise Refusal(f"address: must name a folder, without ? and # (got {address!r})")
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"output: {folder} is a file; name a folder")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise Refusal(
            f"output: {folder} is not empty, and this command did not write it; name another"
        )


def _site(collection: Collection, address: str | None) -> Site:
    if refused := FORMATS["html"].refuse(collection.engine.size):
        raise Refusal(refused)
    provenance = describe_file(collection, collection.offers.view.query)
    return Site(collection, provenance, address)


def _replace(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files, and remove those that an earlier site had."""
    mark = folder / MARK
    before = mark.read_text("utf-8").splitlines()[1:] if mark.is_file() else []
    folder.mkdir(parents=True, exist_ok=True)
    # The list comes first: a site that was cut short can be written again.
    listed = [*files, *(path for path in before if path not in files)]
    mark.write_text("\n".join((FIRST_LINE, *listed, "")), "utf-8")
    for path, content in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    for path in before:
        if path not in files and PATH.fullmatch(path):
            (folder / path).unlink(missing_ok=True)
    mark.write_text("\n".join((FIRST_LINE, *files, "")), "utf-8")
