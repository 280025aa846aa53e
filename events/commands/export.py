"""Write exactly what is filtered to a file: python -m events export --format FORMAT -o FILE"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from events.commands.refusal import Refusal
from events.exporters import BINARY, FORMATS
from events.exporters import about as about_file
from events.link import Offers, read_link
from events.query.engines import Arrays
from events.query.filters import FILTERS, name_values
from events.query.question import Query
from events.records.dates import in_words
from events.records.models import Address
from events.records.reading import DATA, Dataset, load_dataset
from events.records.vocabulary import LANGUAGES, VALUE_NAMES
from events.table.curated import to_frame
from events.table.geoparquet import read_table
from geodata.models import BASE_MAP, ZOOMS

OPTIONS: dict[str, str] = {
    "from": "first day, like 2024-04-07",
    "to": "last day",
    **{f.parameter: f"{f.value}; may be given several times" for f in FILTERS.values()},
    "q": "words, in any script",
}
"""The options that filter, named as in a link."""

MOST_OFFERED = 30
"""Values that are listed where one is not known."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="- for the terminal")
    parser.add_argument(
        "--data", type=Path, default=DATA, metavar="FOLDER|FILE.parquet", help="another set"
    )
    parser.add_argument(
        "--address", metavar="URL", help="of a dashboard that shows the set; stands in the file"
    )
    for name, says in OPTIONS.items():
        parser.add_argument(f"--{name}", action="append", metavar="VALUE", help=says)


def run(arguments: argparse.Namespace) -> None:
    """Write the file, and say how many events are in it."""
    options = vars(arguments)
    _check(options["format"], options["output"], options["address"])
    dataset, frame = open_set(options["data"])
    pieces, number = _filtered(options, dataset, frame)
    write_out(pieces, options["output"])
    if options["output"] != "-":
        print(f"{number:,} events in {options['output']}")


def open_set(path: Path) -> tuple[Dataset, pd.DataFrame]:
    """Read a folder of curated files or a table. Raises CurationError with every problem."""
    if path.suffix == ".parquet":
        return read_table(path)
    dataset = load_dataset(path)
    return dataset, to_frame(dataset)


def _check(name: str, output: str, address: str | None) -> None:
    """Raise Refusal for what is wrong without looking at the events."""
    if output == "-" and name in BINARY:
        raise Refusal(f"output: {FORMATS[name].name} is no text: name a file instead of -")
    check_address(address)


def check_address(address: str | None) -> None:
    """Raise Refusal for what is no address that a file can name."""
    if address is None:
        return
    try:
        TypeAdapter(Address).validate_python(address)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise Refusal(f"address: {reason} (got {address!r})") from None


def _filtered(
    options: dict[str, Any], dataset: Dataset, frame: pd.DataFrame
) -> tuple[Iterator[bytes], int]:
    """Return the pieces of the file, and how many events are in it."""
    engine = Arrays(frame)
    offers = offered(engine)
    query = _query({name: options[name] for name in OPTIONS if options[name]}, offers)
    numbers = engine.page(query, 0, len(frame))
    form = FORMATS[options["format"]]
    refused = form.refuse(len(numbers))
    if refused:
        raise Refusal(refused)
    rows = frame if len(numbers) == len(frame) else frame.iloc[sorted(numbers)]
    labels = name_values(offers.values, frame, VALUE_NAMES)
    about = about_file.describe(dataset, query, offers, labels, options["address"])
    return form.write(rows, dataset, about), len(numbers)


def offered(engine: Arrays) -> Offers:
    """Return what a set offers to filters."""
    first, last = engine.span
    values = {name: engine.values(name) for name in FILTERS}
    return Offers(
        first,
        last,
        values,
        languages=tuple(LANGUAGES),
        bounds=astuple(BASE_MAP),
        zooms=ZOOMS,
    )


def _query(parameters: dict[str, list[str]], offers: Offers) -> Query:
    """Read the filters as a link's, but refuse what a link would ignore."""
    view, problems = read_link(parameters, offers)
    if problems:
        raise Refusal("\n".join(_with_offer(problem, offers) for problem in problems))
    return view.query


def _with_offer(problem: str, offers: Offers) -> str:
    """Add the values that there are instead."""
    name = problem.partition(":")[0]
    for filter_name, entry in FILTERS.items():
        values = offers.values[filter_name]
        if name == entry.parameter and len(values) <= MOST_OFFERED:
            return f"{problem}; there are {', '.join(values)}"
    if name in ("from", "to"):
        days = f"{in_words(offers.first)} to {in_words(offers.last)}"
        return f"{problem}; the set covers {days}"
    return problem


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
