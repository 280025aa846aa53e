"""What `python -m events` can do: one command a module, loaded when it is asked for."""

import argparse
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast


class CommandModule(Protocol):
    """What the module of a command offers.

    Its `run` raises CurationError for faults of the files, Refusal for what cannot be done with
    them, and OSError where it cannot write.
    """

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""

    def run(self, arguments: argparse.Namespace) -> None:
        """Do what is asked for."""


@dataclass(frozen=True)
class Command:
    """A command: its module, and what it is for."""

    module: str
    purpose: str

    def load(self) -> CommandModule:
        """Import the command's module: most bring libraries that others do without."""
        return cast(CommandModule, import_module(f"events.commands.{self.module}"))


COMMANDS: dict[str, Command] = {
    "check": Command("check", "print every problem of a collection’s files"),
    "report": Command("report", "print how balanced a collection is"),
    "export": Command("export", "write what is filtered to a file"),
    "import": Command("import_", "turn exported GeoJSON into a table for --data"),
    "cite": Command("cite", "print the citation of a source, an event or all"),
    "handout": Command("handout", "write a story or some events as a page to print"),
    "site": Command("site", "write pages that any host can serve"),
}
