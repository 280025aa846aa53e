"""Work with collections of events on the command line: python -m events COMMAND --help"""

import argparse
import os
import sys

from events.commands import COMMANDS, Refusal
from events.records import CurationError

WRONG_FILES, NOT_POSSIBLE = 1, 2
"""Exit codes; argparse uses the second one too."""


def main() -> int:
    """Run the command on the command line; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m events", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    given = next((word for word in sys.argv[1:] if word in COMMANDS), None)
    for name, command in COMMANDS.items():
        subparser = commands.add_parser(name, help=command.purpose, description=command.purpose)
        if name == given:
            command.load().describe(subparser)
    return _run(parser.parse_args())


def _run(arguments: argparse.Namespace) -> int:
    """Run a command; if it fails, print why, a line for each reason."""
    try:
        COMMANDS[arguments.command].load().run(arguments)
    except CurationError as error:
        # For the check, problems are the result; for any other command they are the error.
        output = sys.stdout if arguments.command == "check" else sys.stderr
        print("\n".join(error.problems), file=output)
        number = len(error.problems)
        return _fail(f"{number} problem{'s' * (number != 1)}", WRONG_FILES)
    except Refusal as error:
        return _fail(str(error), NOT_POSSIBLE)
    except BrokenPipeError:
        # Whoever reads the output has enough of it; Python must not try to write the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        file = getattr(arguments, "output", "standard output")
        return _fail(f"{file}: cannot be written ({error.strerror})", NOT_POSSIBLE)
    return 0


def _fail(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
