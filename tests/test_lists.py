"""A folder whose events are a list: read, checked, shown and exported as curated files are."""

import csv
import io
import json

import pytest

from events.__main__ import main
from events.collection import open_collection
from events.exporters import FORMATS
from events.records import CurationError, read_records
from events.records.lists import COLUMNS
from events.telling.panel import panel
from tests.conftest import LISTED, said, written

HEAD = "title,date,latitude,longitude\n"


@pytest.fixture(scope="module")
def listed():
    return open_collection(LISTED)


def folder_of(tmp_path, events, **files):
    (tmp_path / "collection.yaml").write_text("title: A list\n", "utf-8")
    (tmp_path / "events.csv").write_text(events, "utf-8")
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def problems(folder):
    with pytest.raises(CurationError) as raised:
        read_records(folder)
    return list(raised.value.problems)


# What is read


def test_a_list_becomes_events_with_what_it_says_of_them(listed):
    event = listed.records.by_id["first-bell"]
    assert (event.date, event.category, event.status) == ("1851", "casting", "reported")
    assert (event.place.name, event.place.precision_m) == ("Sandrock", 800)
    assert event.actors == ("Amos Reed", "Lena Reed")
    assert event.other == {"foundry": "Reed & Daughter", "weight (pounds)": "1120"}
    assert event.summary.count("\n") == 1
    (excerpt,) = event.excerpts
    (figure,) = event.figures
    assert (excerpt.text, figure.best) == ("rang a little flat", 6)


def test_outlets_and_addresses_become_sources(listed):
    sources, by_id = listed.records.sources, listed.records.by_id
    named = [sources[name] for name in by_id["second-bell"].also_reported_by]
    assert [(source.outlet, source.url) for source in named] == [
        ("The Quill Courier", "https://example.org/courier/1852"),
        ("Harbour Lantern", "https://example.org/lantern/1852"),
    ]
    (source,) = (sources[name] for name in by_id["cracked-bell"].also_reported_by)
    assert (source.outlet, source.url) == ("example.org", "https://example.org/notes/7")
    assert by_id["first-bell"].also_reported_by == ("bell-book",)
    assert by_id["elm-lane"].also_reported_by == ()


def test_events_at_one_place_share_it(listed):
    assert listed.labels["place"] == {
        "own-sandrock": "Sandrock",
        "own-inkhaven": "Inkhaven",
        "own-unnamed": "Place not named",
        "own-nowhere": "No place given",
        "own-elm-lane": "Elm Lane",
    }
    counts = listed.engine.counts(listed.offers.view.query, "place")
    assert counts["own-sandrock"] == 2
    assert "Same place: Sandrock" in said(panel("first-bell", listed))


def test_the_vocabulary_is_that_of_the_list(listed):
    vocabulary = listed.records.vocabulary
    assert vocabulary.categories[0].id == "casting"  # the most frequent
    assert len({(c.letter, c.colour) for c in vocabulary.categories}) == 5
    assert list(vocabulary.side_labels) == ["founders", "shipowners", "the-outlet-itself"]


def test_a_gazetteer_places_what_names_one_of_its_places(tmp_path, folder):
    (folder / "collection.yaml").write_text("title: A list\n", "utf-8")
    for path in (folder / "events").iterdir():
        path.unlink()
    (folder / "events").rmdir()
    (folder / "events.csv").write_text("title,date,place\nA bell,1892,Inkhaven\n", "utf-8")
    (event,) = read_records(folder).events
    assert event.place == "inkhaven"


def test_a_missing_id_is_made_of_date_and_title(tmp_path):
    rows = "A bell,1892-03,,\nA bell,1892-03,,\nقلم,1893,,\n"
    records = read_records(folder_of(tmp_path, HEAD + rows))
    assert [event.id for event in records.events] == [
        "1892-03-a-bell",
        "1892-03-a-bell-2",
        "1893",
    ]


# What is shown


def test_columns_of_its_own_stand_at_the_end_of_the_panel(listed):
    shown = said(panel("first-bell", listed))
    assert "More from the filefoundryReed & Daughterweight (pounds)1120" in shown
    assert "More from the file" not in said(panel("unnamed-place", listed))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written(listed, name):
    assert written(name, listed)


def test_columns_of_its_own_are_exported_as_they_stand(listed):
    rows = list(csv.DictReader(io.StringIO(written("csv", listed).decode("utf-8-sig"))))
    weights = {row["id"]: row["weight (pounds)"] for row in rows}
    assert (weights["first-bell"], weights["elm-lane"], weights["lost-bell"]) == (
        "1120",
        "1,040",
        "",
    )
    features = json.loads(written("geojson", listed))["features"]
    foundries = {f["id"]: f["properties"].get("foundry") for f in features}
    assert (foundries["lost-bell"], foundries["elm-lane"]) == ("Far & Sons", None)
    assert b"Reed &amp; Daughter" in written("kml", listed)


def test_columns_of_its_own_come_back_from_a_table(listed, tmp_path):
    path = tmp_path / "events.parquet"
    path.write_bytes(written("geoparquet", listed))
    again = open_collection(path)
    assert "More from the filefoundryReed & Daughter" in said(panel("first-bell", again))
    assert written("csv", again).count(b"weight (pounds)") == 1


# What is wrong


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("A bell,soon,,", "events.csv: row 2: date: 'soon' is not YYYY"),
        ("A bell,1892-02-30,,", "events.csv: row 2: date: '1892-02-30' is no day of the calendar"),
        (",1892,,", "events.csv: row 2: title: Field required"),
        ("A bell,1892,91,0", "events.csv: row 2: latitude: Input should be less than or equal"),
        ("A bell,1892,9,", "events.csv: row 2: place: longitude and latitude belong together"),
        ("A bell,1892,north,0", "events.csv: row 2: latitude: Input should be a valid number"),
        ("A bell,1892,1,2,3", "events.csv: row 2: has 5 cells, and 4 columns"),
        (f"{'x' * 201},1892,,", "events.csv: row 2: title: String should have at most 200"),
        ("A \u202ebell,1892,,", "events.csv: row 2: title: holds the hidden character U+202E"),
    ],
)
def test_a_fault_is_named_by_its_row_and_column(tmp_path, row, line):
    folder = folder_of(tmp_path, f"{HEAD}A bell,1891,,\n{row}\n")
    (found,) = problems(folder)
    assert found.startswith(line)


@pytest.mark.parametrize(
    ("events", "line"),
    [
        ("", "events.csv: file: is empty"),
        (HEAD, "events.csv: file: has no rows"),
        ("title,title\n", "events.csv: row 0: the column 'title' stands twice"),
        (f'{HEAD}"A bell,1892,,\n', "events.csv: line 2: is not CSV with commas"),
    ],
)
def test_a_file_that_is_no_list_is_named(tmp_path, events, line):
    assert any(found.startswith(line) for found in problems(folder_of(tmp_path, events)))


def test_what_belongs_to_no_event_is_named(tmp_path):
    quotations = "event,source,speaker,text\nno-bell,a,b,rang\n,a,b,rang\n"
    folder = folder_of(tmp_path, f"{HEAD}A bell,1892,,\n", quotations=quotations)
    assert problems(folder) == [
        "quotations.csv: row 2: event: is missing",
        "quotations.csv: event: is not in events.csv (got 'no-bell')",
    ]


def test_a_quotation_of_an_unknown_speaker_is_named(tmp_path):
    quotations = "event,source,speaker,text\n1892-a-bell,a,b,rang\n"
    folder = folder_of(tmp_path, f"{HEAD}A bell,1892,,\n", quotations=quotations)
    assert problems(folder) == [
        "events.csv: row 1: excerpts.0.source: is not in sources.csv (got 'a')",
        "events.csv: row 1: excerpts.0.speaker: is not in speakers.csv (got 'b')",
    ]


def test_two_forms_of_one_list_are_named(tmp_path):
    folder = folder_of(tmp_path, f"{HEAD}A bell,1892,,\n", sources="id,outlet\na,A\n")
    (folder / "sources.yaml").write_text("- id: a\n  outlet: A\n", "utf-8")
    assert problems(folder) == ["sources.csv: file: stands beside sources.yaml; keep one of them"]


def test_more_categories_than_can_be_told_apart_are_named(tmp_path):
    rows = "".join(f"A bell,1892,kind-{n}\n" for n in range(17))
    assert problems(folder_of(tmp_path, f"title,date,category\n{rows}")) == [
        "events.csv: category: has 17 different values, and at most 16 can be told apart on the "
        "map; merge some"
    ]


# A folder from the template, and one with a table


def run(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["events", *map(str, words)])
    return main()


def test_a_template_is_good_as_it_is(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "mine"
    assert run(monkeypatch, "new", folder) == 0
    assert run(monkeypatch, "check", folder) == 0
    assert (
        capsys.readouterr().out.splitlines()[-1] == "1 event, 0 excerpts, 1 source: good, 1 warning"
    )
    assert open_collection(folder).records.info.title == "My collection"
    names = (folder / "events.csv").read_text("utf-8").splitlines()[0].split(",")
    assert set(names) <= set(COLUMNS)


def test_a_template_replaces_nothing(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert run(monkeypatch, "new", tmp_path) == 2
    assert "is not empty" in capsys.readouterr().err
    assert run(monkeypatch, "new", tmp_path / "mine.txt") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.fixture
def with_table(tmp_path, listed):
    (tmp_path / "collection.yaml").write_text("title: A table\nlicence: CC0-1.0\n", "utf-8")
    (tmp_path / "events.parquet").write_bytes(written("geoparquet", listed))
    return tmp_path


def test_a_folder_can_have_a_table(with_table, monkeypatch, capsys):
    collection = open_collection(with_table)
    info = collection.records.info
    assert (info.title, info.licence, collection.engine.size) == ("A table", "CC0-1.0", 6)
    assert run(monkeypatch, "check", with_table) == 0
    assert capsys.readouterr().out == "6 events: good\n"
    assert run(monkeypatch, "report", with_table) == 1
    assert "is a table without curated records" in capsys.readouterr().err


def test_a_table_without_a_title_is_refused(with_table, monkeypatch, capsys):
    (with_table / "collection.yaml").unlink()
    assert run(monkeypatch, "check", with_table) == 1
    assert "collection.yaml: file: is missing" in capsys.readouterr().out
