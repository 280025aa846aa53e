"""Work with the curated files from the command line: python -m events COMMAND --help."""

import argparse
import sys

from events.commands import COMMANDS


def main() -> int:
    """Run the command that is asked for; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m events", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.describe(commands.add_parser(name, help=command.purpose))
    arguments = parser.parse_args()
    return COMMANDS[arguments.command].run(arguments)


if __name__ == "__main__":
    sys.exit(main())
