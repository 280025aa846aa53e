"""Work with the collections of events from the command line: python -m events COMMAND --help."""

import argparse
import sys

from events.commands import COMMANDS
from events.commands.refusal import Refusal
from events.records import CurationError

WRONG_FILES, NOT_POSSIBLE = 1, 2
"""Exit codes; argparse ends with the second, too."""


def main() -> int:
    """Run the command that is asked for; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m events", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    asked_for = next((word for word in sys.argv[1:] if word in COMMANDS), None)
    for name, command in COMMANDS.items():
        subparser = commands.add_parser(name, help=command.purpose, description=command.purpose)
        if name == asked_for:
            command.load().describe(subparser)
    return _run(parser.parse_args())


def _run(arguments: argparse.Namespace) -> int:
    """Run a command; where it fails say why on a line each."""
    try:
        COMMANDS[arguments.command].load().run(arguments)
    except CurationError as error:
        # What the check finds is what it was asked for; elsewhere it stands in the way of that.
        asked_for = arguments.command == "check"
        print("\n".join(error.problems), file=sys.stdout if asked_for else sys.stderr)
        number = len(error.problems)
        return _fail(f"{number} problem{'s' * (number != 1)}", WRONG_FILES)
    except Refusal as error:
        return _fail(str(error), NOT_POSSIBLE)
    except OSError as error:
        output = getattr(arguments, "output", "standard output")
        return _fail(f"{output}: cannot be written ({error.strerror})", NOT_POSSIBLE)
    return 0


def _fail(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
