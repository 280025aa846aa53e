"""Every command ends with the same code for the same kind of failure, and says why."""

import argparse

import pytest

from events.__main__ import main
from events.commands import COMMANDS, Command, Refusal
from events.records import CurationError
from geodata import GeodataError

FAILURES = [
    (
        CurationError(["a.yaml: date: is missing", "b.yaml: id: is taken"]),
        1,
        3,
        "is taken\n2 problems",
    ),
    (GeodataError(["places.geojson: rafah: name: is missing"]), 1, 2, "1 problem\n"),
    (Refusal("--event: no event has the id 'x'"), 2, 1, "no event has"),
    (PermissionError(13, "Permission denied"), 2, 1, "cannot be written (Permission denied)"),
]


@pytest.mark.parametrize(("failure", "code", "lines", "says"), FAILURES)
def test_a_failure_has_its_code_and_a_line_for_each_fault(
    failure, code, lines, says, monkeypatch, capsys
):
    def fail(arguments: argparse.Namespace) -> None:
        raise failure

    monkeypatch.setitem(COMMANDS, "report", Command("fail", lambda parser: None, fail))
    monkeypatch.setattr("sys.argv", ["events", "report"])
    assert main() == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == lines
    assert says in printed.err


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_is_for(name, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["events", name, "--help"])
    with pytest.raises(SystemExit, match="0"):
        main()
    told = " ".join(capsys.readouterr().out.split())
    assert COMMANDS[name].purpose in told


WITH_A_PATH = {
    "check": ["{path}"],
    "report": ["{path}"],
    "cite": ["{path}"],
    "handout": ["--event", "x", "-o", "{out}", "{path}"],
    "site": ["--data", "{path}", "-o", "{out}"],
    "export": ["--data", "{path}", "--format", "csv", "-o", "{out}"],
    "import": ["{path}", "-o", "{out}"],
}


@pytest.mark.parametrize(
    ("command", "name", "says"),
    [
        *((command, "nowhere", "is missing") for command in COMMANDS),
        *((c, "a-file", "is a file; name a folder") for c in COMMANDS if c != "import"),
        ("export", "nowhere.parquet", "is missing"),
        ("export", "folder.parquet", "is a folder; name a Parquet file"),
        ("import", "folder.parquet", "cannot be read (Is a directory)"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_in_one_line(
    command, name, says, tmp_path, monkeypatch, capsys
):
    (tmp_path / "a-file").touch()
    (tmp_path / "folder.parquet").mkdir()
    path, out = tmp_path / name, tmp_path / "out"
    words = [word.format(path=path, out=out) for word in WITH_A_PATH[command]]
    monkeypatch.setattr("sys.argv", ["events", command, *words])
    assert main() == 1
    printed = capsys.readouterr()
    line, number = (printed.out + printed.err).splitlines()
    assert name in line
    assert says in line
    assert number == "1 problem"
    assert not out.exists()
