"""A file is read in a process of its own, within limits: whatever is in it, the server goes on."""

import logging
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from typing import TypeAlias

from events.importers import Imported, Mapping, import_file, preview
from events.importers.report import Answers

ROOT = Path(__file__).parents[2]

SMALL = 1_000_000
"""Bytes of a text that is read at once, without a process, which takes a second or two to start."""

SECONDS = 150
MEMORY = 2_000_000_000
"""What reading a file may take; memory in bytes, where the system can limit it."""

PATIENCE = 600
"""Seconds for which a process waits for a file: it takes 200 MB."""

WARMING = b"title,date,latitude,longitude\nA first reading,3 April 2024,1,2\n"
"""A table that is read before a file is there: names of months and the world are loaded then."""

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

FILE, ASKED, STEP, FIRST, MADE = "file", "asked", "step", "first", "made"
"""What lies in the folder between the two processes."""


def import_apart(
    content: bytes,
    name: str,
    answers: Answers,
    mapping: Mapping | None,
    progress: Callable[[str], None],
    show: Callable[[Imported], None] = lambda first: None,
    beside: Path | None = None,
) -> Imported:
    """Import a file, with the pictures in a folder, and show its first rows before.

    What `progress` raises ends it at once.
    Raises ValueError for a file that cannot be read, or not within the limits.
    """
    if len(content) <= SMALL and b"\0" not in content and not content.startswith(b"PK"):
        return _imported(content, name, answers, mapping, progress, beside)
    with TemporaryDirectory(prefix="corridors-") as place:
        folder = Path(place)
        (folder / FILE).write_bytes(content)
        (folder / ASKED).write_bytes(pickle.dumps((name, dict(answers), mapping, beside)))
        process = _given(place)
        try:
            _wait(process, folder, progress, show)
        finally:
            process.kill()
            process.wait()
        made = folder / MADE
        if not made.exists():
            raise ValueError(TOO_LARGE)
        found = pickle.loads(made.read_bytes())
    prepare()  # for the answers to what is asked
    if isinstance(found, Exception):
        raise found
    imported: Imported = found
    return imported


Process: TypeAlias = "subprocess.Popen[bytes]"

_waiting: list[Process] = []
"""The process that is ready for the next file, if there is one."""

_taking = Lock()


def prepare() -> None:
    """Start a process that waits for a file, which takes seconds, before the file is there."""
    with _taking:
        _prepare()


def _prepare() -> None:
    if not _waiting or _waiting[0].poll() is not None:
        command = [sys.executable, "-m", "events.importers.apart"]
        _waiting[:] = [subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)]


def _given(place: str) -> Process:
    """Return a process to which the folder is named in which its file lies."""
    with _taking:
        _prepare()
        process = _waiting.pop()
    assert process.stdin is not None
    process.stdin.write(place.encode())
    process.stdin.close()
    return process


def _imported(
    content: bytes,
    name: str,
    answers: Answers,
    mapping: Mapping | None,
    progress: Callable[[str], None],
    beside: Path | None,
) -> Imported:
    """Import a file; whatever is in it, the only fault is a ValueError that says so."""
    try:
        return import_file(content, name, answers, mapping, progress, beside=beside)
    except ValueError:
        raise
    except MemoryError as error:
        raise ValueError(TOO_LARGE) from error
    except Exception as error:
        logging.exception("A file could not be read")
        raise ValueError(BROKEN.format(kind=type(error).__name__)) from error


def _wait(
    process: Process,
    folder: Path,
    progress: Callable[[str], None],
    show: Callable[[Imported], None],
) -> None:
    """Wait for a process, show what it has read first, and tell how far it is."""
    end, step, first = time.monotonic() + SECONDS, folder / STEP, folder / FIRST
    while process.poll() is None:
        if time.monotonic() > end:
            raise ValueError(TOO_LONG)
        if first.exists():
            show(pickle.loads(first.read_bytes()))
            first.unlink()
        progress(step.read_text("utf-8") if step.exists() else "Reading …")
        time.sleep(PAUSE)


def main() -> None:
    """Import the file of the folder that is named to this process, and leave there what it is."""
    _limit()
    import_file(WARMING, "a.csv")
    if not (place := _awaited()):
        return
    folder = Path(place)
    name, answers, mapping, beside = pickle.loads((folder / ASKED).read_bytes())
    found: Imported | ValueError
    try:
        content = (folder / FILE).read_bytes()
        with suppress(Exception):  # what is wrong with the file is told of all of it
            if first := preview(name, content, answers, mapping):
                _leave(folder / FIRST, pickle.dumps(first))
        found = _imported(content, name, answers, mapping, _tell(folder), beside)
    except ValueError as error:
        found = ValueError(str(error))  # others may not be made again from what they say
    _leave(folder / MADE, pickle.dumps(found))


def _awaited() -> str:
    """Wait for the name of a folder; empty where the server has ended. Not for ever."""
    patience = Timer(PATIENCE, os._exit, (0,))
    patience.daemon = True
    patience.start()
    place = sys.stdin.readline()
    patience.cancel()
    return place


def _leave(path: Path, content: bytes) -> None:
    """Write a file that is there only once it is whole."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


def _tell(folder: Path) -> Callable[[str], None]:
    return lambda step: _leave(folder / STEP, step.encode())


def _limit() -> None:
    """Limit the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
