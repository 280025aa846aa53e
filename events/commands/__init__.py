"""The commands of `python -m events`: a module each, which is loaded when its command is given."""

import argparse
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

__all__ = ["COMMANDS", "Command", "Refusal"]


class Refusal(Exception):
    """A command cannot do what it was given; each line says why, and what to do."""


class CommandModule(Protocol):
    """What the module of a command provides.

    Its `run` raises CurationError for faults in the files, Refusal for what cannot be done with
    them, and OSError if it cannot write.
    """

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments to a parser."""

    def run(self, arguments: argparse.Namespace) -> None:
        """Run the command."""


@dataclass(frozen=True)
class Command:
    """A command: its module, and its purpose for the help."""

    module: str
    purpose: str

    def load(self) -> CommandModule:
        """Import the module; most need libraries that the other commands do without."""
        return cast(CommandModule, import_module(f"events.commands.{self.module}"))


COMMANDS: dict[str, Command] = {
    "new": Command("new", "start a collection: a folder with a list to fill in"),
    "check": Command("check", "print every problem of a collection’s files"),
    "report": Command("report", "print how balanced a collection is"),
    "export": Command("export", "write what is filtered to a file"),
    "import": Command("import_", "bring the events of a file in as a collection"),
    "load": Command("load", "write the events of a file into a database, for many events"),
    "cite": Command("cite", "print the citation of a source, an event or all"),
    "handout": Command("handout", "write a story or some events as a page to print"),
    "lesson": Command("lesson", "write a story as a lesson in one file"),
    "site": Command("site", "write pages that any host can serve"),
}
