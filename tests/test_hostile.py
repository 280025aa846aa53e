"""Hostile files: each gives a report or one clear line, in time, and with little memory."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from events.importers import import_file, write_folder
from events.records import CurationError
from tests.hostile.files import HEADER, MADE

CORPUS = yaml.safe_load((Path(__file__).parent / "hostile/corpus.yaml").read_text("utf-8"))

SECONDS = 20
MEGABYTES = 600


def content_of(entry):
    if "made" in entry:
        return MADE[entry["made"]]()
    return (entry["text"] if "text" in entry else "\n".join([HEADER, *entry["rows"], ""])).encode()


def outcome_of(entry, to=None):
    """Return what becomes of a file, as the table has it; write its folder if one is given."""
    try:
        imported = import_file(content_of(entry), entry["file"])
    except CurationError as error:
        (line,) = error.problems
        return line.partition(": file: ")[2]
    report = imported.report
    if to and len(imported.events):
        write_folder(imported, to)
    assert sum(report.outcomes.values()) == report.rows
    assert len(imported.events) == report.outcomes["taken"] + report.outcomes["changed"]
    return ", ".join(f"{number} {name}" for name, number in report.outcomes.items() if number)


@pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry["file"])
def test_a_hostile_file_does_no_harm(entry, tmp_path):
    start = time.perf_counter()
    outcome = outcome_of(entry, tmp_path / "folder")
    assert time.perf_counter() - start < SECONDS
    expected = entry["outcome"]
    if expected.startswith("refused: "):
        assert outcome.startswith(expected.removeprefix("refused: "))
    else:
        assert outcome == expected


def test_no_hostile_file_needs_much_memory():
    command = [sys.executable, "-m", "tests.test_hostile"]
    most = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert float(most) < MEGABYTES


def test_there_are_enough_of_them():
    assert len(CORPUS) >= 80
    assert {entry["made"] for entry in CORPUS if "made" in entry} == MADE.keys()
    assert not Path("/tmp/run").exists()


if __name__ == "__main__":
    for each in CORPUS:
        outcome_of(each)
    # ru_maxrss would begin with what the process that starts this one has needed.
    needed = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    print(int(needed[1]) / 1_000)
