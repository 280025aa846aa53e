"""Write a site of pages that any host can serve: python -m events site -o FOLDER"""

import argparse
from datetime import date
from pathlib import Path

from events.commands.export import check_address, offered
from events.commands.refusal import Refusal
from events.exporters import FORMATS
from events.exporters import about as about_file
from events.publish.site import PATH, write_site
from events.publish.site.page import Site
from events.query.engines import Arrays
from events.query.filters import name_values
from events.records.reading import DATA, Dataset, load_dataset
from events.records.vocabulary import VALUE_NAMES
from events.table.curated import to_frame

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
    parser.add_argument(
        "--data", type=Path, default=DATA, metavar="FOLDER", help="another curated folder"
    )


def run(arguments: argparse.Namespace) -> None:
    """Write the site, and say how many files it is."""
    _check(arguments)
    dataset = load_dataset(arguments.data)
    # All is made before anything is written, so that a fault leaves the folder as it was.
    files = dict(write_site(_site(dataset, arguments.address), date.today()))
    _replace(arguments.output, files)
    print(f"{len(files):,} files in {arguments.output}")


def _check(arguments: argparse.Namespace) -> None:
    """Raise Refusal for what is wrong without looking at the events."""
    address, folder, data = arguments.address, arguments.output, arguments.data
    check_address(address)
    if address and ("?" in address or "#" in address):
        raise Refusal(f"address: must name a folder, without ? and # (got {address!r})")
    if data.suffix == ".parquet":
        raise Refusal(f"data: {data} is a table; a site tells the events of a curated folder")
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"output: {folder} is a file; name a folder")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise Refusal(
            f"output: {folder} is not empty, and this command did not write it; name another"
        )


def _site(dataset: Dataset, address: str | None) -> Site:
    frame = to_frame(dataset)
    if refused := FORMATS["html"].refuse(len(frame)):
        raise Refusal(refused)
    offers = offered(Arrays(frame))
    labels = name_values(offers.values, frame, VALUE_NAMES)
    about = about_file.describe(dataset, offers.view.query, offers, labels)
    return Site(dataset, frame, about, address)


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
