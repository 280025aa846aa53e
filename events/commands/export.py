"""Write the filtered events to a file: python -m events export --format FORMAT -o FILE"""

import argparse
from typing import Any

from events.collection import open_collection
from events.commands import Refusal
from events.commands.arguments import add_data, check_address, write_out
from events.exporters import BINARY, FORMATS, describe_file
from events.link import Offers, read_link
from events.query import FILTERS, Query
from events.records import span_in_words

OPTIONS: dict[str, str] = {
    "from": "first day, like 2024-04-07, or --from=-0043-03-15 for 44 BC",
    "to": "last day",
    **{
        choice.parameter: f"{choice.value}; may be given several times"
        for choice in FILTERS.values()
    },
    "q": "words, in any script",
}
"""The options that filter, with the names that a link has."""

MOST_OFFERED = 30
"""Values that are listed if one is unknown."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="- for the terminal")
    add_data(parser)
    parser.add_argument(
        "--address", metavar="URL", help="of a dashboard with the same events, for the file to name"
    )
    for name, help_text in OPTIONS.items():
        parser.add_argument(f"--{name}", action="append", metavar="VALUE", help=help_text)


def run(arguments: argparse.Namespace) -> None:
    """Write the file, and print the number of events in it."""
    options = vars(arguments)
    form, output = FORMATS[options["format"]], options["output"]
    if output == "-" and options["format"] in BINARY:
        raise Refusal(f"output: {form.name} is not text; name a file instead of -")
    check_address(options["address"])
    collection = open_collection(options["data"])
    query = _query(options, collection.offers)
    number = collection.engine.count(query)
    if why := form.refuse(number):
        raise Refusal(why)
    rows = collection.engine.select(query, form.most)
    provenance = describe_file(collection, query, options["address"])
    write_out(form.write(rows, collection.records, provenance), output)
    if output != "-":
        print(f"{number:,} events in {output}")


def _query(options: dict[str, Any], offers: Offers) -> Query:
    """Read the options as a link is read; raise Refusal for what a link would ignore."""
    parameters = {name: options[name] for name in OPTIONS if options[name]}
    view, problems = read_link(parameters, offers)
    if problems:
        raise Refusal("\n".join(_with_choices(problem, offers) for problem in problems))
    return view.query


def _with_choices(problem: str, offers: Offers) -> str:
    """Add the values that are possible instead."""
    name = problem.partition(":")[0]
    for filter_name, choice in FILTERS.items():
        values = offers.values[filter_name]
        if name == choice.parameter and len(values) <= MOST_OFFERED:
            return f"{problem}; there are {', '.join(values)}"
    if name in ("from", "to"):
        days = span_in_words(offers.first, offers.last)
        return f"{problem}; the collection covers {days}"
    return problem
