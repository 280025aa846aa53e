"""The tutorial: what it prints works as it stands, and is that of the example."""

import csv
import re
import shutil

import pytest

from events.__main__ import main
from events.collection import open_collection
from events.records.locations import BUILT_IN

EXAMPLE = BUILT_IN / "san-francisco-1906"
FENCE = re.compile(r"^```(csv|yaml|sh)\n(.*?)^```", re.M | re.S)
FILE = re.compile(r"`([\w/-]+\.(?:csv|yaml))`")
PYTHON = ".venv/bin/python -m events "


@pytest.fixture(scope="module")
def tutorial(repository):
    return (repository / "docs/your-events.md").read_text("utf-8")


def printed(tutorial):
    """Yield each file that is printed, named by the last words before it, and each command."""
    end = 0
    for fence in FENCE.finditer(tutorial):
        kind, content = fence.groups()
        if kind == "sh":
            yield from (("sh", line) for line in content.splitlines())
        else:
            yield FILE.findall(tutorial[end : fence.start()])[-1], content
        end = fence.end()


def carried_out(tutorial, folder, repository, monkeypatch):
    """Write the files and run the commands in their order; return those that show the dashboard."""
    monkeypatch.chdir(folder)
    shown = []
    for name, content in printed(tutorial):
        if name != "sh":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, "utf-8")
        elif content.startswith(PYTHON):
            monkeypatch.setattr("sys.argv", ["events", *content.removeprefix(PYTHON).split()])
            assert main() == 0, content
        elif content.startswith("cp -r "):
            _, _, source, target = content.split()
            shutil.copytree(repository / source, folder / target)
        else:
            shown.append(content)
    return shown


def test_what_is_printed_works_in_its_order(tutorial, tmp_path, repository, monkeypatch, capsys):
    shown = carried_out(tutorial, tmp_path, repository, monkeypatch)
    assert [line.split("--data ")[1] for line in shown] == ["san-francisco-1906", "my-events"]
    assert "5 events, 2 excerpts, 6 sources: good" in capsys.readouterr().out
    assert (tmp_path / "my-pages/index.html").exists()
    assert "How a city burned" in (tmp_path / "lesson.html").read_text("utf-8")
    collection = open_collection(tmp_path / "my-events")
    places = [event.place for event in collection.records.events]
    assert sorted(places) == [
        "chinatown",
        "mint",
        "san-francisco",
        "san-francisco",
        "van-ness-avenue",
    ]
    assert collection.records.is_outlet("book")


@pytest.mark.parametrize(
    ("file", "list_", "key"),
    [
        ("fire.csv", "events", "title"),
        ("my-events/quotations.csv", "quotations", "text"),
        ("my-events/figures.csv", "figures", "what"),
    ],
)
def test_what_is_printed_is_that_of_the_example(tutorial, file, list_, key):
    def rows(text):
        return {row[key]: row for row in csv.DictReader(text.splitlines())}

    mine = rows(dict(printed(tutorial))[file])
    whole = rows((EXAMPLE / f"{list_}.csv").read_text("utf-8"))
    same = {"title", "date", "place", "latitude", "longitude", "category", "status"}
    same |= {"text", "what", "as_reported", "best", "unit"}
    for name, row in mine.items():
        for column in same & set(row):
            assert row[column] == whole[name][column], (name, column)
