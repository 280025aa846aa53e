"""What `python -m events` can do: one command a file, and the table of them."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from events.commands import check, cite, export, handout, reimport, report, site


@dataclass(frozen=True)
class Command:
    """A command: what it is for, its arguments, and what it does.

    It raises CurationError or GeodataError for faults of the files, Refusal for what cannot be
    done with them, and OSError where it cannot write.
    """

    purpose: str
    describe: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], None]


COMMANDS: dict[str, Command] = {
    "check": Command("print every problem of a curated folder", check.describe, check.run),
    "report": Command("print how balanced a curated folder is", report.describe, report.run),
    "export": Command("write what is filtered to a file", export.describe, export.run),
    "import": Command(
        "turn exported GeoJSON into a table for --data", reimport.describe, reimport.run
    ),
    "cite": Command("print the citation of a source, an event or all", cite.describe, cite.run),
    "handout": Command(
        "write a story or some events as a page to print", handout.describe, handout.run
    ),
    "site": Command("write pages that any host can serve", site.describe, site.run),
}
