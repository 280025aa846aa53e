"""Measure the dashboard: python -m benchmarks; or make events: python -m benchmarks make."""

import argparse
import sys
from pathlib import Path

from benchmarks.sample import write_events


def main() -> int:
    """Read the command line and run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="write synthetic events as GeoParquet")
    making.add_argument("number", type=int, metavar="N")
    making.add_argument("file", type=Path, metavar="FILE.parquet")
    arguments = parser.parse_args()
    write_events(arguments.number, arguments.file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
