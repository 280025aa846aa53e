"""Measure the dashboard beside plain streamlit-folium.

`make` only makes events, `crowd` only lets many visitors come, and `watch` only reads the memory of
a server while visitors come and go.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.apps import APPS
from benchmarks.engines import compare_engines
from benchmarks.replicas import serving
from benchmarks.run import Plan, run
from benchmarks.sample import write_events
from benchmarks.tables import write_tables
from benchmarks.turnover import watch
from benchmarks.visitors import gather


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=Plan.sizes, metavar="N")
    parser.add_argument("--apps", nargs="+", default=list(APPS), choices=APPS)
    parser.add_argument("--moves", type=int, default=Plan.moves, help="of the slider, an app")
    parser.add_argument("--visitors", type=int, nargs="*", default=Plan.visitors, metavar="N")
    parser.add_argument("--crowd", type=int, default=Plan.crowd, help="events that visitors share")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was measured")
    commands = parser.add_subparsers(dest="command")
    making = commands.add_parser("make", help="write synthetic events as GeoParquet")
    making.add_argument("number", type=int, metavar="N")
    making.add_argument("file", type=Path, metavar="FILE.parquet")
    watching = commands.add_parser("watch", help="the server's memory while visitors come and go")
    watching.add_argument("file", type=Path, metavar="FILE.parquet")
    watching.add_argument("--minutes", type=float, default=5, help="in which visitors come and go")
    watching.add_argument("--quiet", type=float, default=3, help="minutes afterwards")
    crowding = commands.add_parser("crowd", help="many visitors at once, and how long they wait")
    crowding.add_argument("file", type=Path, metavar="FILE.parquet")
    crowding.add_argument("number", type=int, nargs="+", metavar="N", help="of visitors")
    crowding.add_argument("--replicas", type=int, default=1, help="as hosted, behind nginx if > 1")
    asking = commands.add_parser("engines", help="the same questions to arrays and a database")
    asking.add_argument("file", type=Path, metavar="FILE.parquet")
    asking.add_argument("databases", nargs="+", metavar="ADDRESS", help="that hold the file")
    asking.add_argument("--databases-only", action="store_true", help="read nothing into memory")
    return parser.parse_args()


def main() -> int:
    """Read the command line and run the command."""
    arguments = _read_arguments()
    if arguments.command == "make":
        write_events(arguments.number, arguments.file)
        return 0
    if arguments.command == "engines":
        held = not arguments.databases_only
        print(compare_engines(arguments.file, arguments.databases, held=held))
        return 0
    if arguments.command == "watch":
        for reading in watch(arguments.file, arguments.minutes, arguments.quiet):
            print(json.dumps(asdict(reading)), flush=True)
        return 0
    if arguments.command == "crowd":
        with serving(arguments.file, arguments.replicas) as server:
            print(write_tables([], list(gather(server, arguments.number))))
        return 0
    plan = Plan(
        sorted(arguments.sizes),
        arguments.apps,
        arguments.moves,
        sorted(arguments.visitors),
        arguments.crowd,
    )
    print(run(plan, arguments.json).text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
