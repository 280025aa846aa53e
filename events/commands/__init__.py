"""What `python -m events` can do: one command a file, and the table of them."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from events.commands import check, cite, export, handout, reimport, report, site


@dataclass(frozen=True)
class Command:
    """A command: what it is for, its arguments, and what it does; it returns the exit code."""

    purpose: str
    describe: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS: dict[str, Command] = {
    "check": Command("print every problem of a curated folder", check.describe, check.run),
    "report": Command("print how balanced a curated folder is", report.describe, report.run),
    "export": Command("write what is filtered to a file", export.add_options, export.export),
    "import": Command(
        "turn exported GeoJSON into a table for --data", reimport.add_options, reimport.reimport
    ),
    "cite": Command("print the citation of a source, an event or all", cite.describe, cite.run),
    "handout": Command(
        "write a story or some events as a page to print", handout.describe, handout.run
    ),
    "site": Command("write pages that any host can serve", site.add_options, site.run),
}
