"""A file is read in a process of its own, within limits: whatever is in it, the server goes on."""

import logging
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from events.importers import Imported, Mapping, import_file
from events.importers.report import Answers

ROOT = Path(__file__).parents[2]

SMALL = 1_000_000
"""Bytes of a text that is read at once, without a process, which takes a second or two to start."""

SECONDS = 150
MEMORY = 2_000_000_000
"""What reading a file may take; memory in bytes, where the system can limit it."""

PAUSE = 0.1
"""Seconds between two looks at how far the process is."""

TOO_LONG = (
    f"Reading took longer than {SECONDS} seconds, and was ended. Bring a part of the file, or run "
    "the dashboard on your own computer."
)
TOO_LARGE = (
    "Reading needed more memory than this server gives to one file, and was ended. Bring a part of "
    "the file, or run the dashboard on your own computer."
)

BROKEN = (
    "The file cannot be read: something in it is as nobody expected ({kind}). Save it anew with "
    "the program that made it, or as CSV, and try again."
)

FILE, ASKED, STEP, MADE = "file", "asked", "step", "made"
"""What lies in the folder between the two processes."""


def import_apart(
    content: bytes,
    name: str,
    answers: Answers,
    mapping: Mapping | None,
    progress: Callable[[str], None],
) -> Imported:
    """Import a file; what `progress` raises ends it at once.

    Raises ValueError for a file that cannot be read, or not within the limits.
    """
    if len(content) <= SMALL and b"\0" not in content and not content.startswith(b"PK"):
        return _imported(content, name, answers, mapping, progress)
    with TemporaryDirectory(prefix="corridors-") as place:
        folder = Path(place)
        (folder / FILE).write_bytes(content)
        (folder / ASKED).write_bytes(pickle.dumps((name, dict(answers), mapping)))
        command = [sys.executable, "-m", "events.importers.apart", place]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL)
        try:
            _wait(process, folder / STEP, progress)
        finally:
            process.kill()
            process.wait()
        made = folder / MADE
        if not made.exists():
            raise ValueError(TOO_LARGE)
        found = pickle.loads(made.read_bytes())
    if isinstance(found, Exception):
        raise found
    imported: Imported = found
    return imported


def _imported(
    content: bytes,
    name: str,
    answers: Answers,
    mapping: Mapping | None,
    progress: Callable[[str], None],
) -> Imported:
    """Import a file; whatever is in it, the only fault is a ValueError that says so."""
    try:
        return import_file(content, name, answers, mapping, progress)
    except ValueError:
        raise
    except MemoryError as error:
        raise ValueError(TOO_LARGE) from error
    except Exception as error:
        logging.exception("A file could not be read")
        raise ValueError(BROKEN.format(kind=type(error).__name__)) from error


def _wait(process: subprocess.Popen[bytes], step: Path, progress: Callable[[str], None]) -> None:
    """Wait for a process, and tell how far it is."""
    end = time.monotonic() + SECONDS
    while process.poll() is None:
        if time.monotonic() > end:
            raise ValueError(TOO_LONG)
        progress(step.read_text("utf-8") if step.exists() else "Reading …")
        time.sleep(PAUSE)


def main(folder: Path) -> None:
    """Import the file of a folder, and leave there what was made of it."""
    _limit()
    name, answers, mapping = pickle.loads((folder / ASKED).read_bytes())
    found: Imported | ValueError
    try:
        content = (folder / FILE).read_bytes()
        found = _imported(content, name, answers, mapping, _tell(folder))
    except ValueError as error:
        found = ValueError(str(error))  # others may not be made again from what they say
    part = folder / f"{MADE}.part"
    part.write_bytes(pickle.dumps(found))
    part.replace(folder / MADE)


def _tell(folder: Path) -> Callable[[str], None]:
    def tell(step: str) -> None:
        part = folder / f"{STEP}.part"
        part.write_text(step, "utf-8")
        part.replace(folder / STEP)

    return tell


def _limit() -> None:
    """Limit the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
