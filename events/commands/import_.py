"""Bring a file in as a collection: python -m events import FILE --to FOLDER"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from events.commands import Refusal
from events.commands.arguments import write_out
from events.importers import (
    FIELDS,
    geojson_table,
    import_file,
    read_mapping,
    write_folder,
    write_report,
)

HELP: dict[str, str] = {
    "to": "the collection, a new or empty folder; without it nothing is written",
    "output": "one table instead, of GeoJSON that was exported here, with its vocabulary",
    "answer": "to a question of the report; may be given several times",
    "set": "one value for all rows, such as source=…; may be given several times",
    "mapping": "which column is what: import/mapping.yaml of an earlier import",
    "report": "where to write what became of every row; a folder has it as import/report.csv",
}


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    parser.add_argument("file", type=Path, metavar="FILE")
    written = parser.add_mutually_exclusive_group()
    written.add_argument("--to", type=Path, metavar="FOLDER", help=HELP["to"])
    written.add_argument("-o", "--output", metavar="FILE.parquet", help=HELP["output"])
    parser.add_argument("--answer", action="append", default=[], metavar="QUESTION=CHOICE",
                        help=HELP["answer"])  # fmt: skip
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE",
                        help=HELP["set"])  # fmt: skip
    parser.add_argument("--mapping", type=Path, metavar="FILE.yaml", help=HELP["mapping"])
    parser.add_argument("--report", type=Path, metavar="FILE.csv", help=HELP["report"])


def run(arguments: argparse.Namespace) -> None:
    """Print what became of every row, and write the collection of those that come in."""
    if arguments.output:
        write_out(iter([geojson_table(arguments.file)]), arguments.output)
        print(f"{arguments.output}: open it with --data")
        return
    folder = arguments.to
    if folder and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"{folder}: exists, and is no empty folder; name another")
    constants = _pairs("--set", arguments.set)
    if unknown := sorted(constants.keys() - FIELDS.keys()):
        raise Refusal(f"--set {unknown[0]}: is no field; there are {', '.join(FIELDS)}")
    imported = import_file(
        arguments.file,
        answers=_pairs("--answer", arguments.answer),
        mapping=read_mapping(arguments.mapping) if arguments.mapping else None,
        progress=lambda step: print(step, file=sys.stderr),
        constants=constants,
    )
    print("\n".join(imported.report.lines()))
    if arguments.report:
        write_report(imported.report, arguments.report)
    if folder and imported.events.empty:
        raise Refusal(f"{folder}: is not written, since no row comes in; answer what is asked")
    if folder:
        write_folder(imported, folder)
        print(f"{folder}: {len(imported.events):,} events; open it with --data {folder}")


def _pairs(option: str, texts: Iterable[str]) -> dict[str, str]:
    """Return what stands before and behind the first = of each text."""
    pairs = dict(text.partition("=")[::2] for text in texts if "=" in text)
    if wrong := next((text for text in texts if "=" not in text), None):
        raise Refusal(f"{option} {wrong}: write a name, = and a value")
    return pairs
