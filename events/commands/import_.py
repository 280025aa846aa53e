"""Turn a GeoJSON file that was exported here into a table: python -m events import FILE -o FILE"""

import argparse
from pathlib import Path

from events.commands.arguments import write_out
from events.importers import geojson_table


def describe(parser: argparse.ArgumentParser) -> None:
    """Name what can be asked for."""
    parser.add_argument("file", type=Path, metavar="FILE.geojson")
    parser.add_argument("-o", "--output", required=True, metavar="FILE.parquet")


def run(arguments: argparse.Namespace) -> None:
    """Write the table, and say how to open it."""
    write_out(iter([geojson_table(arguments.file)]), arguments.output)
    print(f"{arguments.output}: open it with --data")
