"""A GeoParquet file is read like the curated files, or every fault in it is named."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from shapely import LineString, Point

from events.collection import open_collection
from events.exporters.geoparquet import write_rows
from events.query import Query
from events.records import CurationError, Event, Source
from events.records.values import HIDDEN as HIDDEN_CHARACTERS
from events.table import read_geoparquet
from events.table.checks import LONGEST, PATTERNS, REQUIRED
from events.table.columns import MOST_FAULTS
from tests.conftest import LATER, ROW, write_table


@pytest.fixture
def path(tmp_path):
    return write_table(tmp_path / "set.parquet", LATER, ROW)


def problems(path):
    with pytest.raises(CurationError) as caught:
        read_geoparquet(path)
    assert all(line.startswith(f"{path.name}: ") for line in caught.value.problems)
    return [line.removeprefix(f"{path.name}: ") for line in caught.value.problems]


def test_events_stand_in_the_order_of_their_days(path):
    records, table = read_geoparquet(path)
    assert list(table["id"]) == ["event-1", "event-2"]
    assert (records.info.title, records.info.version) == ("set.parquet", None)
    first, later = table.to_dict("records")
    assert (first["date_words"], first["certain"]) == ("7 April 2024", True)
    assert later["date_words"] == "May 2024 (day not given, approximate)"
    assert later["last"] - later["first"] == 30
    assert later["first_at_latest"] == later["last"]
    assert not later["certain"]
    assert (first["longitude"], first["latitude"]) == pytest.approx((-24.86, -38), abs=1e-5)


def test_the_map_frames_the_events_of_the_file(path):
    (west, south, east, north) = read_geoparquet(path)[0].geography.region.bounds.box
    assert west < -24.86 < east
    assert south < -38 < north


def test_a_table_answers_as_the_curated_files_do(tmp_path, quill):
    rows = quill.table.assign(
        place=quill.table["place_name"],
        source="The Quill Courier",
        side="dockers",
        url=None,
        created=None,
        modified=None,
    )
    table = open_collection(write_table(tmp_path / "set.parquet", *rows.to_dict("records")))
    engine, curated = table.engine, quill.engine
    assert engine.span == curated.span
    first, last = engine.span
    for days, text in (((first, last), ""), ((first + 400, last - 300), ""), (engine.span, "pier")):
        for chosen in ({}, {"category": ("labour", "flood")}, {"status": ("contested",)}):
            query = Query(*days, chosen, text)
            assert engine.count(query) == curated.count(query)
            assert engine.neighbours(query) == curated.neighbours(query)
            expected = curated.counts(query, "category")
            counts = engine.counts(query, "category")
            assert counts == {name: expected[name] for name in counts}


def test_a_table_keeps_the_days_on_which_its_events_were_written_and_changed(quill, quill_table):
    again = open_collection(quill_table)
    names = ["id", "created", "modified"]
    assert again.table[names].to_dict("list") == quill.table[names].to_dict("list")
    everything = quill.offers.view.query
    newest = [row["id"] for row in quill.engine.newest(everything, 5)]
    assert [row["id"] for row in again.engine.newest(everything, 5)] == newest


def test_a_table_that_was_changed_before_it_was_written_is_refused(tmp_path):
    rows = (
        {**row, "created": date(2026, 1, 10), "modified": date(2026, 1, 9)} for row in (ROW, LATER)
    )
    (line,) = problems(write_table(tmp_path / "wrong.parquet", *rows))
    assert line.startswith("modified: lies before created in 2 rows (got '2026-01-09' in row 1)")


# What is wrong with a file


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"id": "Event 1"}, "id: must be at most 80 small letters of a to z, digits and hyphens, "),
        ({"id": "x" * 81}, "id: must be at most 80 small letters of a to z, digits and hyphens, "),
        ({"id": "event-2"}, "id: is used twice (got 'event-2')"),
        ({"title": "x" * 201}, "title: has more than 200 characters in 1 rows (got 'xxx"),
        ({"summary": "x" * 10_001}, "summary: has more than 10,000 characters in 1 rows (got 'xx"),
        ({"title": "Turned \u202eround"}, "title: must not be empty or contain line breaks"),
        ({"title": "Turned\x85on"}, "title: must not be empty or contain line breaks"),
        ({"summary": "a\rb"}, "summary: must not contain hidden characters"),
        ({"date": "2024-13"}, "date: '2024-13' is no day of the calendar"),
        ({"date": "yesterday"}, "date: 'yesterday' is not YYYY"),
        ({"status": "withdrawn"}, "status: must be one of reported,"),
        ({"precision": "good"}, "precision: must be one of exact,"),
        ({"precision": "x" * 999}, "precision: must be one of exact,"),
        ({"precision_m": -1}, "precision_m: must lie between 1 and 100,000, or be 0 if it is not"),
        ({"precision_m": 100_001}, "precision_m: must lie between"),
        ({"url": "javascript:alert(1)"}, "url: must be an address that starts with http"),
        ({"url": "https://user@example.org/"}, "url: must be an address that starts with http"),
        (
            {"url": "https://example.org/\u202egpj.exe"},
            "url: must be an address that starts with http",
        ),
        ({"url": f"https://example.org/{'x' * 2_000}"}, "url: has more than 2,000 characters"),
        ({"geometry": Point(181, 31)}, "geometry: must be a point with a longitude between"),
        ({"geometry": Point(34, 91)}, "geometry: must be a point with a latitude between"),
        ({"geometry": Point()}, "geometry: must be a point with a longitude between"),
        ({"geometry": LineString([(34, 31), (35, 32)])}, "geometry: must be a point"),
        ({"title": None}, "title: 1 rows have no value"),
        ({"modified": "2026-01-10"}, "modified: must hold days (date32) (got "),
    ],
)
def test_each_fault_is_named_with_its_column_and_value(tmp_path, wrong, line):
    found = problems(write_table(tmp_path / "wrong.parquet", {**ROW, **wrong}, LATER))
    assert found[0].startswith(line)
    assert len(found[0]) < 400


def test_of_very_many_wrong_dates_the_first_are_named_and_the_others_counted(tmp_path):
    rows = [{**ROW, "id": f"event-{n}", "date": f"2024-01-01T{n:02}"} for n in range(13)]
    lines = problems(write_table(tmp_path / "wrong.parquet", *rows))
    assert len(lines) == MOST_FAULTS + 1
    assert lines[-1] == "date: and 3 more dates like these"


def test_all_faults_are_named_at_once(tmp_path):
    wrong = {"date": "soon", "status": "known", "precision_m": -1, "geometry": Point(200, 100)}
    found = problems(write_table(tmp_path / "wrong.parquet", {**ROW, **wrong}, LATER))
    columns = [line.split(":")[0] for line in found]
    assert columns == ["date", "precision_m", "geometry", "geometry", "status"]


@pytest.mark.parametrize("column", REQUIRED)
def test_a_missing_column_is_named(tmp_path, path, column):
    less = tmp_path / "less.parquet"
    pq.write_table(pq.read_table(path).drop_columns([column]), less)
    assert problems(less) == [f"{column}: the column is missing"]


@pytest.mark.parametrize(
    ("column", "values", "wanted"),
    [
        ("precision_m", pa.array(["a", "b"]), "whole metres"),
        ("title", pa.array([1, 2]), "text"),
        ("url", pa.array([1, 2]), "text"),
        ("source", pa.array([1, 2]), "text, or lists of text"),
        ("geometry", pa.array(["POINT (34 31)", "POINT (34 31)"]), "points as WKB"),
    ],
)
def test_a_column_of_another_type_is_named(tmp_path, path, column, values, wanted):
    read = pq.read_table(path)
    other = tmp_path / "other.parquet"
    pq.write_table(read.set_column(read.column_names.index(column), column, values), other)
    assert problems(other) == [f"{column}: must hold {wanted} (got {values.type})"]


def test_what_is_no_table_is_refused(tmp_path):
    (tmp_path / "text.parquet").write_text("id,title")
    assert problems(tmp_path / "text.parquet")[0].startswith("file: is not Parquet")
    assert problems(tmp_path / "none.parquet") == ["file: is missing"]
    assert problems(tmp_path) == ["file: is a folder; name a Parquet file"]
    empty = tmp_path / "empty.parquet"
    pq.write_table(pq.read_table(write_table(tmp_path / "full.parquet", ROW)).slice(0, 0), empty)
    assert problems(empty) == ["file: has no rows"]


@pytest.mark.parametrize(
    ("model", "field"), [(Event, "title"), (Event, "summary"), (Source, "url")], ids=str
)
def test_limits_are_those_of_the_curated_records(model, field):
    schema = model.model_json_schema()["properties"][field]
    assert LONGEST[field] in {part.get("maxLength") for part in (schema, *schema.get("anyOf", ()))}


def test_the_same_characters_are_hidden_in_a_table_as_in_curated_files():
    surrogates = range(0xD800, 0xE000)  # no file can contain them
    characters = [chr(code) for code in range(0x110000) if code not in surrogates]
    plain = pc.match_substring_regex(pa.array(characters), PATTERNS["title"][0]).to_pylist()
    differ = [
        c
        for c, shown in zip(characters, plain, strict=True)
        if shown is bool(HIDDEN_CHARACTERS.match(c))
    ]
    assert differ == []


def test_progress_is_reported(path):
    lines = []
    read_geoparquet(path, lines.append)
    assert lines == ["Reading set.parquet …", "Checking 2 events …", "Sorting by day …"]


# The vocabulary of a file


def written(tmp_path, vocabulary, **values):
    row = {**ROW, "source": [ROW["source"]], "side": [ROW["side"]], "geometry": (-24.86, -38.0)}
    path = tmp_path / "set.parquet"
    path.write_bytes(write_rows([{**row, **values}], {}, vocabulary))
    return path


def test_a_file_brings_its_vocabulary_in_its_metadata(tmp_path, quill):
    collection = open_collection(written(tmp_path, quill.records.vocabulary))
    assert collection.records.vocabulary == quill.records.vocabulary
    assert collection.labels["category"] == {"vessels": "Vessels and ferries"}


@pytest.mark.parametrize(
    ("column", "value", "line"),
    [
        ("category", "battle", "category: must be one of vessels, labour, flood, parliament, bui"),
        ("side", ["ours"], "side: must be one of dockers, company, islanders, paper (got 'ours')"),
    ],
)
def test_a_value_outside_the_vocabulary_of_the_file_is_named(tmp_path, quill, column, value, line):
    (found,) = problems(written(tmp_path, quill.records.vocabulary, **{column: value}))
    assert found.startswith(line)


def test_a_file_brings_which_places_hold_which_and_their_names(quill, quill_table):
    table, everything = open_collection(quill_table), quill.offers.view.query
    counts = quill.engine.counts(everything, "place")
    names = quill.labels["place"]
    assert table.engine.counts(everything, "place") == {
        names[place]: number
        for place, number in sorted(counts.items(), key=lambda item: names[item[0]])
    }
    for text in ("Porto da Tinta", "بندر مرکب", "Ink Haven"):
        asked = replace(everything, text=text)
        assert table.engine.count(asked) >= 2
        assert table.engine.count(asked) == table.engine.count(replace(asked, text="inkhaven"))


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("vocabulary", "no JSON", "vocabulary: "),
        ("vocabulary", "{}", "vocabulary: categories: "),
        ("vocabulary", '{"categories": [], "sides": [], "colour": 1}', "vocabulary: "),
        ("places", "no JSON", "places: "),
        (
            "places",
            '{"places": {"a": {"name": "A", "parent": "b"}}}',
            "places: record: a: parent: is not among the places (got 'b')",
        ),
    ],
)
def test_metadata_that_cannot_be_read_are_named(tmp_path, quill, name, text, line):
    path = written(tmp_path, quill.records.vocabulary)
    table = pq.read_table(path)
    metadata = {**table.schema.metadata, name.encode(): text.encode()}
    pq.write_table(table.replace_schema_metadata(metadata), path)
    assert problems(path)[0].startswith(line)


def test_a_file_without_a_vocabulary_gets_one_of_its_values(tmp_path):
    rows = [
        {**ROW, "id": f"event-{n}", "category": category, "side": side}
        for n, (category, side) in enumerate(
            [("flood", "us"), ("fire-alarm", "us"), ("flood", "them")]
        )
    ]
    collection = open_collection(write_table(tmp_path / "set.parquet", *rows))
    vocabulary = collection.records.vocabulary
    assert [category.id for category in vocabulary.categories] == ["flood", "fire-alarm"]
    assert [category.label for category in vocabulary.categories] == ["Flood", "Fire alarm"]
    assert len({category.letter for category in vocabulary.categories}) == 2
    assert len({category.colour for category in vocabulary.categories}) == 2
    assert list(vocabulary.side_labels)[:2] == ["us", "them"]
    assert vocabulary.parties == ()
    assert collection.labels["side"] == {"us": "Us", "them": "Them"}


def test_more_categories_than_can_be_told_apart_are_a_fault_beside_the_others(tmp_path):
    rows = [{**ROW, "id": f"event-{n}", "category": f"kind-{n}"} for n in range(17)]
    rows[0]["date"] = "soon"
    found = problems(write_table(tmp_path / "set.parquet", *rows))
    assert [line.split(":")[0] for line in found] == ["date", "category"]
    assert "17 different values" in found[1]


def test_a_category_that_hides_characters_is_named(tmp_path):
    found = problems(write_table(tmp_path / "set.parquet", {**ROW, "category": "turned\u202e"}))
    assert any("U+202E" in line for line in found)


def test_values_of_a_table_name_themselves(path):
    labels = open_collection(path).labels
    assert labels["place"] == {"Inkhaven": "Inkhaven", "Sandrock": "Sandrock"}
    assert labels["source"] == {"The Paper": "The Paper"}
    assert labels["category"] == {"vessels": "Vessels"}


# Several outlets and sides


def test_an_event_of_several_outlets_and_sides_is_found_by_each_of_them(tmp_path):
    rows = [
        {**ROW, "source": ["The Paper", "The Post"], "side": ["company", "dockers"]},
        {**LATER, "source": ["The Post"], "side": []},
    ]
    collection = open_collection(write_table(tmp_path / "several.parquet", *rows))
    engine, table = collection.engine, collection.table
    assert engine.values("source") == ["The Paper", "The Post"]
    everything = Query(*engine.span)
    assert engine.counts(everything, "source") == {"The Paper": 1, "The Post": 2}
    assert engine.count(everything.choose("side", ("dockers",))) == 1
    assert list(table["outlets"]) == ["The Paper, The Post", "The Post"]
    assert list(table["sides"]) == [("company", "dockers"), ()]


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"source": ["The Paper", None]}, "source: 1 entries of its lists have no value"),
        (
            {"source": ["The Paper", "The Paper"]},
            "source: is named twice in 1 rows (got 'The Paper",
        ),
        (
            {"source": ["A", "B", "x" * 201]},
            f"source: has more than 200 characters in 1 rows (got '{'x' * 60}' in row 1)",
        ),
        ({"source": ["a\x1fb"]}, "source: must not be empty or contain line breaks"),
    ],
)
def test_lists_are_checked_value_by_value(tmp_path, wrong, line):
    row = {**ROW, "source": ["The Paper"], "side": ["dockers"], **wrong}
    other = {**LATER, "source": ["The Post", "The Paper"], "side": ["dockers"]}
    (found,) = problems(write_table(tmp_path / "set.parquet", row, other))
    assert found.startswith(line)
