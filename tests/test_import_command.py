"""The command that brings a file in: what it prints, writes and refuses."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.__main__ import main
from events.collection import open_collection
from events.importers import import_file, write_folder
from events.importers.listed import write_list
from events.records.rows import unguarded

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def run(monkeypatch, capsys):
    def run(*words):
        monkeypatch.setattr("sys.argv", ["events", "import", *map(str, words)])
        code = main()
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_without_a_folder_it_only_tells(run, tmp_path):
    code, out, _ = run(CASES / "ambiguous-dates.csv", "--report", tmp_path / "report.csv")
    assert code == 0
    assert out.startswith("ambiguous-dates.csv: 8 rows: 1 taken, 3 changed, 3 asked, 1 refused\n")
    assert "--answer date-order=day-first  The day" in out
    assert "row 8, date: refused: '31/13/2024' is no day of the calendar" in out
    assert len(rows_of(tmp_path / "report.csv")) == 7


def test_answers_and_values_for_all_are_given_as_options(run, tmp_path):
    folder = tmp_path / "list"
    answers = ("--answer", "date-order=day-first", "--answer", "short-years=as-offered")
    code, out, _ = run(CASES / "ambiguous-dates.csv", "--to", folder, *answers, "--set",
                       "category=notice")  # fmt: skip
    assert code == 0
    assert out.endswith(f"{folder}: 7 events; open it with --data {folder}\n")
    collection = open_collection(folder)
    assert len(collection.table) == 7
    assert set(collection.table["category"]) == {"notice"}
    (waiting,) = rows_of(folder / "import/waiting.csv")
    assert (waiting["id"], waiting["import_row"]) == ("a-8", "8")


def test_rows_that_are_mended_come_in_under_their_own_ids(run, tmp_path):
    run(CASES / "ambiguous-dates.csv", "--to", tmp_path / "first")
    waiting = tmp_path / "first/import/waiting.csv"
    mended = waiting.read_text("utf-8").replace("31/13/2024", "2024-12-31")
    waiting.write_text(mended, "utf-8")
    mapping = tmp_path / "first/import/mapping.yaml"
    code, _, _ = run(waiting, "--mapping", mapping, "--answer", "date-order=day-first",
                     "--to", tmp_path / "second")  # fmt: skip
    assert code == 0
    events = {row["id"]: row["date"] for row in rows_of(tmp_path / "second/events.csv")}
    assert events.pop("a-7") == "2003-02-01"
    assert events == {"a-1": "2024-04-03", "a-2": "2024-04-03", "a-8": "2024-12-31"}
    assert "import_reason" not in rows_of(tmp_path / "second/events.csv")[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--answer", "date-order"), "--answer date-order: write a name, = and a value"),
        (("--set", "colour=red"), "--set colour: is no field; there are id, title"),
        (("--to", "{full}"), "exists, and is no empty folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, tmp_path, words, says):
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").touch()
    words = [word.format(full=tmp_path / "full") for word in words]
    code, _, err = run(CASES / "dms.csv", *words)
    assert code == 2
    assert says in err


def test_a_file_of_which_no_row_comes_in_makes_no_folder(run, tmp_path):
    code, out, err = run(CASES / "no-header.csv", "--to", tmp_path / "new")
    assert code == 2
    assert "--answer columns=as-guessed" in out
    assert "since no row comes in" in err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["acled.csv", "atlos.csv", "excel-dates.xlsx", "drone-map.csv"])
def test_what_is_written_opens_as_it_came_in(tmp_path, name):
    imported = import_file(CASES / name)
    write_folder(imported, tmp_path / "new")
    table = open_collection(tmp_path / "new").table.set_index("id")
    events = imported.events.set_index("id")
    assert set(table.index) == set(events.index)
    assert table.loc[events.index, "title"].tolist() == events["title"].tolist()


TEXTS = st.text(st.sampled_from("=+-@|＝'\" ,;\n<a1"), min_size=1, max_size=8)


@given(st.lists(TEXTS, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_no_cell_is_run_by_a_spreadsheet_and_each_comes_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("list") / "list.csv"
    write_list(pd.DataFrame({"text": pd.array(texts, dtype="str")}), path)
    cells = [row["text"] for row in rows_of(path)]
    assert not any(cell.startswith(("=", "+", "-", "@", "|", "＝")) for cell in cells)
    assert [unguarded(cell) for cell in cells] == texts
