"""What is filtered on the command line is written, or refused on a clear line."""

import csv
import io
import json
import sys

import geopandas as gpd
import pytest

from events.__main__ import main
from events.exporters import FORMATS
from tests.conftest import CROSSING, LEAVING, SPEECH


@pytest.fixture
def run(monkeypatch, capfdbinary, folder):
    """Return what a command line does: its exit code, its output and its errors."""

    def run(*words, data=folder):
        monkeypatch.setattr(
            sys, "argv", ["events", "export", "--data", str(data), *map(str, words)]
        )
        try:
            code = main()
        except SystemExit as stopped:
            code = stopped.code
        out, err = capfdbinary.readouterr()
        return code, out, err.decode().splitlines()

    return run


def ids(out):
    return [row["id"] for row in csv.DictReader(io.StringIO(out.decode("utf-8-sig"), newline=""))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], [LEAVING, CROSSING, SPEECH]),
        (["--cat", "vessels", "--cat", "parliament"], [LEAVING, SPEECH]),
        (["--from", "2024-05-20"], [CROSSING, SPEECH]),
        (["--to", "2024-05-20", "--place", "quill-causeway"], [CROSSING]),
        (["--source", "The Post"], [SPEECH]),
        (["--q", "praises"], [SPEECH]),
        (["--q", "nothing has this"], []),
    ],
)
def test_a_file_holds_what_the_same_link_shows(run, words, found):
    code, out, errors = run("--format", "csv", "-o", "-", *words)
    assert (code, errors, ids(out)) == (0, [], found)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cat", "battle"], "cat: there is no “battle”; there are building, parliament, vess"),
        (
            ["--from", "yesterday"],
            "from: “yesterday” is not a date like 2024-04-07; the collection c",
        ),
        (
            ["--to", "1999-01-01"],
            "to: 1 January 1999 lies outside the data; the collection covers 7 Ap",
        ),
        (["--q", "a", "--q", "b"], "q: is given more than once"),
        (["--q", "x" * 201], "q: only the first 200 characters"),
        (["--q", "zzz", "--format", "ics"], "iCalendar needs at least one event"),
        (["--address", "javascript:alert(1)"], "address: must start with https:// or http://"),
        (["--q", "zzz", "--format", "html"], "One page needs at least one event"),
        (["--format", "geoparquet"], "output: GeoParquet is not text"),
    ],
)
def test_what_a_link_would_ignore_is_refused_here(run, words, said):
    code, out, (line,) = run("--format", "csv", "-o", "-", *words)
    assert (code, out) == (2, b"")
    assert line.startswith(said)


def test_every_format_is_written_to_a_file(run, tmp_path):
    for name, form in FORMATS.items():
        path = tmp_path / f"events.{form.ending}"
        code, out, errors = run("--format", name, "-o", path)
        assert (code, errors, out.decode()) == (0, [], f"3 events in {path}\n")
        assert path.stat().st_size > 500


def test_the_file_says_the_filter_and_where_the_same_is_shown(run):
    words = ["--cat", "vessels", "--q", "ferries", "--address", "https://example.org/quill#map"]
    out = run("--format", "geojson", "-o", "-", *words)[1]
    said = json.loads(out)["dataset"]
    assert said["address"] == "https://example.org/quill?cat=vessels&q=ferries"
    assert said["filter_in_words"].endswith("; Category: Vessels and ferries; Search: “ferries”")
    assert json.loads(run("--format", "geojson", "-o", "-")[1])["dataset"]["address"] is None


def test_a_file_is_there_whole_or_not_at_all(run, tmp_path, monkeypatch):
    path = tmp_path / "out" / "events.csv"
    code, _, (line,) = run("--format", "csv", "-o", path)
    assert (code, line) == (2, f"{path}: cannot be written (No such file or directory)")
    path.parent.mkdir()
    path.write_text("before")

    def breaking(*_):
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(FORMATS, "csv", replace_write(FORMATS["csv"], breaking))
    assert run("--format", "csv", "-o", path)[0] == 2
    assert [p.read_text() for p in path.parent.iterdir()] == ["before"]


def replace_write(form, write):
    return type(form)(form.name, form.ending, form.media_type, form.use, form.purpose, write)


def test_faults_of_a_file_are_printed_as_the_check_does(run, tmp_path):
    (tmp_path / "bad.parquet").write_bytes(b"no Parquet")
    code, _, errors = run("--format", "csv", "-o", "-", data=tmp_path / "bad.parquet")
    assert (code, errors[-1]) == (1, "1 problem")
    assert errors[0].startswith("bad.parquet: file: is not Parquet")


def test_what_is_exported_is_imported_and_shown_again(run, tmp_path, monkeypatch, capfdbinary):
    exported, table = tmp_path / "told.geojson", tmp_path / "table.parquet"
    assert run("--format", "geojson", "-o", exported)[0] == 0
    monkeypatch.setattr(sys, "argv", ["events", "import", str(exported), "-o", str(table)])
    assert main() == 0
    capfdbinary.readouterr()
    assert list(gpd.read_parquet(table)["id"]) == [LEAVING, CROSSING, SPEECH]
    assert ids(run("--format", "csv", "-o", "-", "--side", "dockers", data=table)[1])
