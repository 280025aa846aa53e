"""Turn exported GeoJSON into a table: python -m events import FILE.geojson -o FILE.parquet"""

import argparse
from pathlib import Path

from events.commands.arguments import write_out
from events.importers import geojson_table


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    parser.add_argument("file", type=Path, metavar="FILE.geojson")
    parser.add_argument("-o", "--output", required=True, metavar="FILE.parquet")


def run(arguments: argparse.Namespace) -> None:
    """Write the table, and print how to open it."""
    write_out(iter([geojson_table(arguments.file)]), arguments.output)
    print(f"{arguments.output}: open it with --data")
