"""Every command ends with the same code for the same kind of failure, and says why."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from events.__main__ import main
from events.commands import COMMANDS, Command, Refusal
from events.records import CurationError, read_records
from tests.conftest import CROSSING, write_event

FAILURES = [
    (
        CurationError(["a.yaml: date: is missing", "b.yaml: id: is taken"]),
        1,
        3,
        "is taken\n2 problems",
    ),
    (CurationError(["geodata/places.geojson: pier: name: is missing"]), 1, 2, "1 problem\n"),
    (Refusal("--event: no event has the id 'x'"), 2, 1, "no event has"),
    (PermissionError(13, "Permission denied"), 2, 1, "cannot be written (Permission denied)"),
]


@pytest.mark.parametrize(("failure", "code", "lines", "says"), FAILURES)
def test_a_failure_has_its_code_and_a_line_for_each_fault(
    failure, code, lines, says, monkeypatch, capsys
):
    def fail(arguments):
        raise failure

    broken = SimpleNamespace(describe=lambda parser: None, run=fail)
    monkeypatch.setattr(Command, "load", lambda command: broken)
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
    printed = " ".join(capsys.readouterr().out.split())
    assert COMMANDS[name].purpose in printed


WITH_A_PATH = {
    "check": ["{path}"],
    "report": ["{path}"],
    "cite": ["{path}"],
    "handout": ["--event", "x", "-o", "{out}", "{path}"],
    "lesson": ["--story", "x", "-o", "{out}", "{path}"],
    "site": ["--data", "{path}", "-o", "{out}"],
    "export": ["--data", "{path}", "--format", "csv", "-o", "{out}"],
    "import": ["{path}", "--to", "{out}"],
    "load": ["{path}", "--to", "duckdb:///{out}"],
}


MAKING = ("import", "new")
FOLDERS_ONLY = ("check", "report", "cite", "handout", "lesson", "site")


@pytest.mark.parametrize(
    ("command", "name", "says"),
    [
        *(
            (command, "nowhere", "no such file or folder")
            for command in COMMANDS
            if command not in MAKING
        ),
        *((c, "a-file", "is a table without curated records") for c in FOLDERS_ONLY),
        ("export", "a-file", "is of no kind that can be imported"),
        *((c, "table.parquet", "is a table without curated records") for c in FOLDERS_ONLY),
        ("export", "nowhere.parquet", "no such file or folder"),
        ("export", "table.parquet", "is not Parquet"),
        ("load", "table.parquet", "is not Parquet"),
        ("export", "folder.parquet", "is a folder"),
        ("import", "nowhere", "is missing"),
        ("import", "folder.parquet", "cannot be read (Is a directory)"),
    ],
)
def test_a_path_that_cannot_be_opened_is_one_line(
    command, name, says, tmp_path, monkeypatch, capsys
):
    (tmp_path / "a-file").touch()
    (tmp_path / "table.parquet").touch()
    (tmp_path / "folder.parquet").mkdir()
    path, out = tmp_path / name, tmp_path / "out"
    words = [word.format(path=path, out=out) for word in WITH_A_PATH[command]]
    monkeypatch.setattr("sys.argv", ["events", command, *words])
    assert main() == 1
    printed = capsys.readouterr()
    *_, line, number = (printed.out + printed.err).splitlines()  # after what is being done
    assert name in line
    assert says in line
    assert number == "1 problem"
    assert not out.exists()


def check(monkeypatch, capsys, folder):
    """Return the exit code of the check, its output and its errors."""
    monkeypatch.setattr("sys.argv", ["events", "check", str(folder)])
    code = main()
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_check_counts_what_is_good(folder, monkeypatch, capsys):
    write_event(folder, "2024-06-01-offer", category="labour")
    write_event(folder, "2024-06-02-rain", category="flood")
    good = "5 events, 6 excerpts, 2 sources: good\n"
    assert check(monkeypatch, capsys, folder) == (0, good, "")


def test_the_check_prints_each_problem_and_fails(folder, monkeypatch, capsys):
    write_event(folder, place="atlantis")
    write_event(folder, CROSSING, category="party")
    code, out, err = check(monkeypatch, capsys, folder)
    with pytest.raises(CurationError) as raised:
        read_records(folder)
    assert (code, err) == (1, "2 problems\n")
    assert out.splitlines() == list(raised.value.problems)


def test_the_module_runs_in_a_process_of_its_own(repository, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "events", "check", str(tmp_path / "nowhere")],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stdout.startswith(f"{tmp_path}/nowhere: no such file or folder")
    assert done.stderr == "1 problem\n"
