"""Write static pages that any host can serve: python -m events site -o FOLDER"""

import argparse
from datetime import date
from pathlib import Path

from events.collection import Collection, open_collection
from events.commands import Refusal
from events.commands.arguments import COLLECTION, add_data, check_address
from events.exporters import FORMATS, describe_file
from events.publish import PATH, Site, write_site
from events.records.locations import locate_folder

MARK = "made-by-corridors.txt"
"""Lists the files that the command wrote, so that it can replace them."""

FIRST_LINE = "python -m events site wrote these files, and writes them anew:"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options to a parser."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        type=Path,
        required=True,
        help="new, empty or written by this command",
    )
    parser.add_argument("--address", metavar="URL", help="where the folder will be found")
    add_data(parser, COLLECTION)


def run(arguments: argparse.Namespace) -> None:
    """Write the site, and print the number of its files."""
    _check(arguments)
    collection = open_collection(locate_folder(arguments.data))
    # Every page is made before the first is written, so that a failure leaves the folder as it was.
    files = dict(write_site(_site(collection, arguments.address), date.today()))
    _replace(arguments.output, files)
    print(f"{len(files):,} files in {arguments.output}")


def _check(arguments: argparse.Namespace) -> None:
    """Raise Refusal for arguments that cannot be used, whatever the events are."""
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
    """Write the files, and remove those of an earlier site that are no longer among them."""
    mark = folder / MARK
    before = mark.read_text("utf-8").splitlines()[1:] if mark.is_file() else []
    folder.mkdir(parents=True, exist_ok=True)
    # The list is written first, so that an unfinished site can be replaced too.
    listed = [*files, *(path for path in before if path not in files)]
    mark.write_text("\n".join((FIRST_LINE, *listed, "")), "utf-8")
    for path, content in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    for path in before:
        if path not in files and PATH.fullmatch(path):
            (folder / path).unlink(missing_ok=True)
    mark.write_text("\n".join((FIRST_LINE, *files, "")), "utf-8")
