"""Loading a database: it says what is wrong in one line, and the old events stay until the end."""

import io
import resource
import signal
import subprocess
import sys
from argparse import Namespace
from contextlib import redirect_stdout
from pathlib import Path

import duckdb
import pytest

from events.collection import open_collection
from events.commands import Refusal
from events.commands import load as command
from events.query import Query
from events.query.engines.engine import Unanswered
from events.query.engines.sql import addresses, connections, embedded, loading
from events.query.engines.sql.addresses import worded
from events.query.engines.sql.tables import FORMAT
from events.records import CurationError
from tests.conftest import QUILL, ROW, write_table, written

ROOT = Path(__file__).parent.parent


def python(*words, before=None):
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, preexec_fn=before, check=False,
    )  # fmt: skip


@pytest.fixture
def file(tmp_path):
    rows = (
        {**ROW, "id": f"event-{number}", "summary": f"{number} {'x' * 900}"}
        for number in range(500)
    )
    return write_table(tmp_path / "events.parquet", *rows)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "events.duckdb"


@pytest.fixture
def address(path):
    return f"duckdb:///{path}"


def load(file, address, append=False):
    """Load a file as the command does, in this process, which has all that it needs."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        command.run(Namespace(file=str(file), to=address, append=append))
    return printed.getvalue()


def refused(address):
    """Return the one line with which an address is refused."""
    with pytest.raises(CurationError) as caught:
        open_collection(address)
    (line,) = caught.value.problems
    return line


def test_a_file_is_loaded_once_and_opens_by_its_address(file, path, address):
    assert load(file, address) == f"{address}: 500 events; open it with --data {address}\n"
    before = path.stat()
    assert load(file, address) == f"{address}: has the events of this file already\n"
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    opened, read = open_collection(address), open_collection(file)
    assert opened.engine.size == 500
    assert opened.records == read.records
    assert opened.labels == read.labels
    assert list(opened.table["title"]) == list(read.table["title"])
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, file.name]


def test_a_list_is_loaded_too(tmp_path, address):
    (tmp_path / "bells.csv").write_text(
        "Title,Date,Lat,Lon\nA bell is cast,1851-03-04,-38.05,-24.91\n", "utf-8"
    )
    load(tmp_path / "bells.csv", address)
    assert list(open_collection(address).table["title"]) == ["A bell is cast"]


@pytest.mark.parametrize("form", ["csv", "geojson", "kml"])
def test_an_export_has_the_same_bytes(form, file, address):
    load(file, address)
    query = Query(19_800, 19_900, text="ferries")
    exported = [
        written(form, each, each.engine.select(query, 99))
        for each in map(open_collection, (address, file))
    ]
    assert exported[0] == exported[1]
    assert b"event-98" in exported[0]


KILL = """
import os, signal, sys
from events.commands import load
from events.query.engines.sql import loading
loading.BATCH = 100
def tell(line):
    if line.startswith({line!r}):
        os.kill(os.getpid(), signal.SIGKILL)
load._tell = tell
sys.argv = ["events", "load", {file!r}, "--to", {address!r}]
from events.__main__ import main
main()
"""


def contents(path):
    """Return the rows of every table of a database, whatever their order."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [
            name for (name,) in connection.sql("SELECT table_name FROM duckdb_tables()").fetchall()
        ]
        return {name: sorted(map(repr, connection.table(name).fetchall())) for name in names}


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("100 of", "100 of 500 events were written before"),
        ("400 of", "400 of 500 events were written before"),
        ("500 of", "500 of 500 events were written before"),
        ("Writing the words", "500 of 500 events were written before"),
    ],
)
def test_whoever_is_killed_leaves_the_old_events_and_goes_on(
    line, again, file, path, address, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(loading, "BATCH", 100)
    load(file, address)
    undisturbed = contents(path)
    load(write_table(tmp_path / "old.parquet", ROW), address)
    before = path.read_bytes()
    killed = python("-c", KILL.format(line=line, file=str(file), address=address))
    assert killed.returncode == -signal.SIGKILL
    assert path.with_name(f"{path.name}.loading").exists()
    assert path.read_bytes() == before
    capsys.readouterr()
    assert "500 events" in load(file, address)
    assert again in capsys.readouterr().err
    assert contents(path) == undisturbed
    assert not list(tmp_path.glob("*.loading*"))


def test_another_file_than_that_of_a_killed_load_begins_anew(file, address, tmp_path, capsys):
    python("-c", KILL.format(line="300 of", file=str(file), address=address))
    assert "1 events" in load(write_table(tmp_path / "other.parquet", ROW), address)
    assert "before" not in capsys.readouterr().err
    assert open_collection(address).engine.size == 1
    assert not list(tmp_path.glob("*.loading*"))


def test_what_a_killed_load_left_broken_begins_anew(file, path, address):
    path.with_name(f"{path.name}.loading").write_text("no database")
    assert "500 events" in load(file, address)


@pytest.fixture
def more(tmp_path):
    """Further events, which begin before, among and after the others."""
    days = ("1851-03-04", "2024-02-02", "2031-01-01", "2024/..")
    rows = ({**ROW, "id": f"more-{number}", "date": day} for number, day in enumerate(days))
    return write_table(tmp_path / "more.parquet", *rows)


def test_events_are_appended_once_and_answer_as_if_all_came_from_one_file(
    file, more, path, address
):
    load(file, address)
    assert "504 events" in load(more, address, append=True)
    before = path.stat()
    for each in (file, more):
        assert (
            load(each, address, append=True) == f"{address}: has the events of this file already\n"
        )
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    opened = open_collection(address)
    every = opened.engine.columns(["id", "first"])
    assert opened.engine.size == len(every) == 504
    assert every["id"].iloc[[0, -1]].tolist() == ["more-0", "more-2"]
    assert every["first"].is_monotonic_increasing
    assert opened.engine.span == (every["first"].min(), every["first"].max())
    assert sorted(each.name for each in path.parent.iterdir()) == sorted(
        [path.name, file.name, more.name]
    )
    assert "500 events" in load(file, address)


def test_a_file_of_which_events_are_there_is_not_appended(file, path, address, tmp_path):
    load(file, address)
    before = path.read_bytes()
    rows = [{**ROW, "id": f"event-{number}"} for number in (*range(7, 12), 1_000)]
    with pytest.raises(CurationError) as caught:
        load(write_table(tmp_path / "again.parquet", *rows), address, append=True)
    assert str(caught.value) == (
        f"{address}: 5 events of the file are there already, and none is added "
        "(event-10, event-11, event-7 …)"
    )
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.loading*"))


def test_events_with_other_columns_are_not_appended(file, path, address, tmp_path):
    load(file, address)
    before = path.read_bytes()
    other = {**ROW, "id": "other", "weather": "fog", "source": ["A", "B"]}
    with pytest.raises(CurationError) as caught:
        load(write_table(tmp_path / "other.parquet", other), address, append=True)
    assert list(caught.value.problems) == [
        f"{address}: weather: no event there has this column; load both files as one",
        f"{address}: sources: no event there has several values; load both files as one",
        f"{address}: outlet: no event there has several values; load both files as one",
    ]
    assert path.read_bytes() == before


def test_nothing_is_appended_to_nothing(more, address):
    with pytest.raises(Refusal, match=r"has no events to which others can be added"):
        load(more, address, append=True)


def test_whoever_is_killed_while_appending_leaves_the_old_events(file, more, path, address):
    load(file, address)
    before = path.read_bytes()
    for line in ("Copying", "4 of 4", "Numbering"):
        script = KILL.replace("]\nfrom", ', "--append"]\nfrom')
        killed = python("-c", script.format(line=line, file=str(more), address=address))
        assert killed.returncode == -signal.SIGKILL
        assert path.read_bytes() == before
    assert "504 events" in load(more, address, append=True)
    assert not list(path.parent.glob("*.loading*"))


def test_of_two_loads_at_once_the_second_is_refused(file, path, address, tmp_path):
    begun = "import sys, duckdb; held = duckdb.connect(sys.argv[1]); print(flush=True); input()"
    unfinished = path.with_name(f"{path.name}.loading")
    other = subprocess.Popen(
        [sys.executable, "-c", begun, unfinished], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        other.stdout.readline()
        with pytest.raises(CurationError) as caught:
            load(file, address)
        assert str(caught.value).startswith(f"{path}: cannot be written (")
        assert unfinished.exists()
    finally:
        other.kill()
        other.communicate()


@pytest.mark.parametrize("append", [False, True])
def test_a_disk_that_is_full_is_told_and_the_old_events_stay(append, file, path, address, tmp_path):
    load(write_table(tmp_path / "old.parquet", {**ROW, "id": "old"}), address)
    before = path.read_bytes()

    def fill():
        most = 1_000_000 + len(before) * append
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    words = ("-m", "events", "load", file, "--to", address, *["--append"] * append)
    done = python(*words, before=fill)
    assert done.returncode == 1, done.stderr
    told = done.stderr.splitlines()[-2]
    assert told.startswith(f"{path}: cannot be written (")
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.loading*"))


@pytest.mark.parametrize("folder", ["/proc", "/no/such/folder"])
def test_where_nothing_can_be_written_is_told(folder, file):
    with pytest.raises(CurationError) as caught:
        load(file, f"duckdb:///{folder}/events.duckdb")
    (line,) = caught.value.problems
    assert line.startswith(f"{folder}/events.duckdb: cannot be written (")


def test_events_of_a_file_in_any_order_are_written_by_day(path, address, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 2)
    days = ("2024-02-03", "2024-02-01", "2024-02-05", "2024-02-01", "2024-02-02")
    rows = ({**ROW, "id": f"event-{each}", "date": day} for each, day in enumerate(days))
    load(write_table(tmp_path / "events.parquet", *rows), address)
    with duckdb.connect(str(path), read_only=True) as connection:
        written = connection.table("events").project("id, number").fetchall()
    assert written == [(f"event-{each}", number) for number, each in enumerate((1, 3, 4, 0, 2))]


def test_what_another_program_wrote_is_not_overwritten(file, path, address):
    duckdb.connect(str(path)).execute("CREATE TABLE about (name VARCHAR)").close()
    line = f"{address}: has no events that “python -m events load” wrote; name another"
    assert refused(address) == line
    with pytest.raises(CurationError, match=r"name another$"):
        load(file, address)
    path.write_text("no database")
    with pytest.raises(CurationError, match="is no database of DuckDB"):
        load(file, address)
    assert path.read_text() == "no database"


def test_a_file_that_is_none_or_no_database_is_told_in_a_line(path, address):
    assert refused(address) == f"{path}: no such file"
    assert (
        refused("duckdb:///gone") == "gone: no such file; a path from the root has one more slash"
    )
    path.write_text("no database")
    assert refused(address).startswith(f"{path}: is no database of DuckDB (")
    assert refused("duckdb://") == "duckdb://: names no file; write it as duckdb:///FILE"


def test_another_format_is_told_and_loaded_again(file, path, address):
    load(file, address)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE about SET content = '0' WHERE name = 'format'")
    assert refused(address) == (
        f"{address}: was loaded by another version (format 0, not {FORMAT}); load its file again"
    )
    assert "500 events" in load(file, address)
    assert open_collection(address).engine.size == 500


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE events ALTER first TYPE VARCHAR",
        "ALTER TABLE words DROP frequency",
        "DROP TABLE several",
    ],
)
def test_a_table_that_was_changed_is_told(change, file, path, address):
    load(file, address)
    with duckdb.connect(str(path)) as connection:
        connection.execute(change)
    assert refused(address).endswith("is not as it was loaded; load its file again")


def test_an_address_of_no_known_kind_is_told_without_its_password():
    assert refused("oracle://me:secret@host/news") == (
        "oracle://host/news: is no kind of database that is known; there is duckdb:///FILE, "
        "postgresql://USER:PASSWORD@HOST/DATABASE, clickhouse://USER:PASSWORD@HOST/DATABASE, "
        "spark://HOST:PORT/FOLDER"
    )
    assert "secret" not in refused("oracle://me:sec/ret?@host/news")


def test_a_package_that_is_missing_is_told(monkeypatch, address):
    kind = addresses.Kind("duckdb:///FILE", "embedded", ("no_such_package",))
    monkeypatch.setitem(addresses.KINDS, "duckdb", kind)
    assert refused(address) == (
        f"{address}: needs no_such_package, which is not installed; pip install -r requirements.txt"
    )


@pytest.mark.parametrize(("address", "words"), [
    ("postgresql://me:secret@host:5432/news", "postgresql://host:5432/news"),
    ("postgresql://host/news?password=secret", "postgresql://host/news"),
    ("postgresql://me:secret@[::1]/news", "postgresql://…"),
    ("postgresql://me:sec@ret@host", "postgresql://…"),
    ("postgresql://me:sec?ret@host", "postgresql://…"),
    ("duckdb:////home/me@home/events.duckdb", "duckdb:////home/me@home/events.duckdb"),
])  # fmt: skip
def test_an_address_is_named_without_what_logs_in(address, words):
    assert worded(address) == words


@pytest.mark.parametrize(("file", "to", "line"), [
    (QUILL, "duckdb:///x", f"{QUILL}: has curated records, which no database holds"),
    ("gone.parquet", "duckdb:///x", "gone.parquet: no such file or folder"),
    ("gone.parquet", "x.duckdb", "--to x.duckdb: is no address; write it as duckdb:///FILE"),
    ("gone.parquet", "oracle://x", "oracle://x: is no kind of database that is known"),
])  # fmt: skip
def test_what_cannot_be_loaded_is_told(file, to, line):
    with pytest.raises((Refusal, CurationError)) as caught:
        load(file, to)
    assert str(caught.value).startswith(line)
    assert "\n" not in str(caught.value)


def test_a_question_that_takes_too_long_is_stopped(monkeypatch, file, address):
    load(file, address)
    monkeypatch.setattr(connections, "LONGEST", 0.2)
    asked = connections.Connections(embedded.Reader(address))
    with pytest.raises(Unanswered, match="The events could not be asked"):
        asked.read(
            "SELECT count(*) FROM range(100000) a, range(100000) b WHERE a.range * b.range = 7"
        )
    assert asked.read("SELECT $first + 1 AS one", first=1).to_pylist() == [{"one": 2}]


def test_a_question_reaches_no_other_file(file, address):
    load(file, address)
    asked = connections.Connections(embedded.Reader(address))
    for sql in (f"SELECT * FROM '{file}'", "DELETE FROM events", "INSTALL httpfs"):
        with pytest.raises(Unanswered):
            asked.read(sql)


def test_a_batch_is_as_good_as_another(monkeypatch, file, tmp_path):
    collection, answers = open_collection(file), []
    for batch in (77, 1_000):
        monkeypatch.setattr(loading, "BATCH", batch)
        address = f"duckdb:///{tmp_path}/{batch}.duckdb"
        loading.write_events(address, collection.records, collection.table, "")
        engine = open_collection(address).engine
        answers.append((engine.count(Query(*engine.span, text="ferry 49")), engine.spelt("feries")))
    assert answers == [(15, "ferries")] * 2


def test_a_list_of_which_rows_wait_is_not_loaded_in_part(tmp_path, address):
    rows = [{**ROW, "id": f"event-{each}", "date": day} for each, day in enumerate(DAYS)]
    path = write_table(tmp_path / "faulty.parquet", *rows)
    with pytest.raises(Refusal, match=r"2 of 3 rows wait or were refused.*Nothing is loaded"):
        load(path, address)
    assert not embedded.is_there(address)


DAYS = ["2024-04-07", "yesterday", "2025-13-01"]
