"""A data package holds what is filtered as tables that any reader of the standard can join."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import pytest
from frictionless import Package

from events.collection import open_collection
from events.exporters import FORMATS, describe_file, write_file
from events.exporters.datapackage import PIECE, write_datapackage
from events.exporters.resources import EVENT, EXCERPT, FIGURE, PICTURE, RESOURCES, SOURCE, SPEAKER
from events.records import Event, Excerpt, Figure, Picture, Source, Speaker, sources_of
from tests.conftest import (
    ADDRESS,
    FILTER,
    HOSTILE,
    LATER,
    LEAVING,
    ROW,
    changed,
    provenance_of,
    saying,
    write_table,
    written,
)

WHOLE = "1893-11-18-causeway-washed-away"


def unpacked(content, folder):
    """Unpack a package, and return the path of its description."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        package.extractall(folder)
    return folder / "datapackage.json"


def described(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return json.loads(package.read("datapackage.json"))


def rows(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read(f"{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def faults(path, monkeypatch):
    """List what a reader of the standard finds wrong, by table and line; it asks no host."""
    monkeypatch.setattr("socket.getaddrinfo", _refused)
    report = Package(str(path)).validate()
    return [
        (task.name, getattr(error, "row_number", None), error.type)
        for task in report.tasks
        for error in task.errors
    ] + [("package", None, error.type) for error in report.errors]


def _refused(*_, **__):
    raise AssertionError("a host was asked")


@pytest.mark.parametrize("name", ["quill", "gaza", "small"])
def test_the_package_is_right_to_a_reader_of_the_standard(name, request, tmp_path, monkeypatch):
    collection = request.getfixturevalue(name)
    path = unpacked(written("datapackage", collection), tmp_path)
    assert faults(path, monkeypatch) == []
    package = Package(str(path))
    assert package.resource_names == [*(resource.name for resource in RESOURCES), "vocabulary"]
    events = [row["id"] for row in package.get_resource("events").read_rows()]
    assert events == list(collection.table["id"])


SPOILT = {
    "excerpts": [
        ("source", "nowhere", "foreign-key"),
        ("speaker", "nobody", "foreign-key"),
        ("crediting", "nobody", "foreign-key"),
        ("event", "never", "foreign-key"),
    ],
    "figures": [
        ("source", "nowhere", "foreign-key"),
        ("according_to", "nobody", "foreign-key"),
        ("best", "many", "type-error"),
        ("parts", "{", "type-error"),
    ],
    "events": [
        ("category", "party", "constraint-error"),
        ("date_start", "soon", "type-error"),
        ("title", "", "constraint-error"),
    ],
}
"""What is written into a column of a table's first line, of its second, and so on."""


def test_what_is_spoilt_is_found(quill, tmp_path, monkeypatch):
    content = written("datapackage", quill)
    path, expected = unpacked(content, tmp_path), set()
    for name, spoilt in SPOILT.items():
        table = rows(content, name)
        for line, (column, other, fault) in enumerate(spoilt):
            table[line][column] = other
            expected.add((name, line + 2, fault))  # below the names of the columns
        if name == "figures":
            table.append(table[-1])
            expected.add((name, len(table) + 1, "primary-key"))
        with (tmp_path / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]))
            writer.writeheader()
            writer.writerows(table)
    assert set(faults(path, monkeypatch)) == expected


def test_a_table_without_records_is_a_package_without_excerpts(tmp_path, monkeypatch):
    table = open_collection(write_table(tmp_path / "Some Set.parquet", LATER, ROW))
    about = describe_file(table, table.offers.view.query)
    content = b"".join(write_datapackage(table.table, table.records, about))
    path = unpacked(content, tmp_path)
    assert faults(path, monkeypatch) == []
    one, other = rows(content, "events")
    assert (one["id"], json.loads(one["outlets"]), one["url"]) == (
        "event-1",
        ["The Paper"],
        ROW["url"],
    )
    assert (other["url"], other["created"]) == ("", "")
    for name in ("excerpts", "figures", "sources", "speakers"):
        assert rows(content, name) == []
    said = described(content)
    assert said["licenses"] == [{"name": "notspecified", "title": "Licence not known"}]
    assert "version" not in said
    assert said["title"] == "Some Set.parquet"


@pytest.mark.parametrize(
    ("columns", "model", "more", "elsewhere"),
    [
        (EXCERPT, Excerpt, {"event", "number"}, set()),
        (FIGURE, Figure, {"event", "number"}, set()),
        (PICTURE, Picture, {"event", "number"}, set()),
        (SOURCE, Source, set(), set()),
        (SPEAKER, Speaker, set(), set()),
        (
            EVENT,
            Event,
            {
                *("date_words", "date_start", "date_end", "date_precision", "location", "url"),
                *("longitude", "latitude", "geo_precision", "uncertainty_m"),
                *("sources", "outlets", "sides"),
            },
            # In tables of their own, or told by the columns of the place.
            {
                "excerpts",
                "figures",
                "pictures",
                "also_reported_by",
                "place",
                "precision_m",
                "other",
            },
        ),
    ],
    ids=["excerpts", "figures", "pictures", "sources", "speakers", "events"],
)
def test_no_field_of_a_record_is_left_out(columns, model, more, elsewhere):
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    assert set(names) == set(model.model_fields) - elsewhere | more


def test_only_what_is_filtered_and_what_it_refers_to_is_written(quill):
    query = quill.offers.view.query.choose("category", ("flood",))
    content = write_file(quill, "datapackage", query, None)
    events = [quill.records.by_id[row["id"]] for row in rows(content, "events")]
    assert len(events) == quill.engine.count(query) > 0
    assert {event.category for event in events} == {"flood"}
    cited = {name for event in events for name in sources_of(event)}
    assert {row["id"] for row in rows(content, "sources")} == cited
    assert {row["event"] for row in rows(content, "excerpts")} == {e.id for e in events}
    spoken = {row["speaker"] for row in rows(content, "excerpts")}
    given = {row["according_to"] for row in rows(content, "figures")}
    assert {row["id"] for row in rows(content, "speakers")} == spoken | given


def test_every_excerpt_figure_and_picture_comes_back_through_the_readers_types(quill, tmp_path):
    path = unpacked(written("datapackage", quill), tmp_path)
    package = Package(str(path))
    for name, model in (("excerpts", Excerpt), ("figures", Figure), ("pictures", Picture)):
        read = [row.to_dict() for row in package.get_resource(name).read_rows()]
        own = {"event", "number"}
        found = [
            (row["event"], model.model_validate({k: v for k, v in row.items() if k not in own}))
            for row in read
        ]
        events = {event.id: event for event in quill.records.shown}
        expected = [(n, record) for n in quill.table["id"] for record in getattr(events[n], name)]
        assert found == expected


def test_a_figure_with_parts_is_one_row_with_their_numbers(quill):
    (figure,) = [r for r in rows(written("datapackage", quill), "figures") if r["event"] == WHOLE]
    assert (figure["as_reported"], figure["best"]) == ("three of the five carts upon it", "3")
    (part,) = json.loads(figure["parts"])
    assert (part["what"], part["best"]) == ("carts on the causeway", 5)


def test_the_copy_of_a_source_in_an_archive_is_written(quill):
    found = {row["id"]: row for row in rows(written("datapackage", quill), "sources")}
    source = quill.records.sources["southern-cable-1893-11-19"]
    row = found[source.id]
    assert (row["url"], row["archive_url"]) == (source.url, source.archive_url)
    assert (row["archived_at"], row["sha256"]) == ("2026-01-09", source.sha256)


def test_the_description_names_collection_version_licences_filter_and_sources(small):
    said, info = described(written("datapackage", small)), small.records.info
    assert (said["title"], said["version"], said["homepage"]) == (info.title, info.version, ADDRESS)
    assert said["licenses"] == [{"name": "CC-BY-4.0", "title": info.licence}]
    assert said["created"] == "2026-11-23T00:00:00Z"
    assert said["provenance"] == dict(provenance_of(small).lines)
    assert said["provenance"]["filter"] == FILTER
    assert info.disclaimer in said["description"]
    credits, *articles = said["sources"]
    assert credits == {"title": "Positions from the tests"}
    assert {"title": "The Post: A headline", "path": "https://example.org/news"} in articles
    assert {"title": "The Paper: [Article without a known title]"} in articles


def test_only_the_excerpts_have_a_licence_of_their_own(small):
    licences = {
        resource["name"]: resource.get("licenses")
        for resource in described(written("datapackage", small))["resources"]
    }
    (licence,) = licences.pop("excerpts")
    assert licence["title"].startswith("Excerpts remain their publishers’")
    assert set(licences.values()) == {None}


@pytest.mark.parametrize("licence", ["CC0-1.0", "(See LICENSE)", "آزاد"])
def test_any_licence_has_a_name_that_the_standard_allows(small, tmp_path, monkeypatch, licence):
    about = replace(provenance_of(small), licence=licence)
    content = b"".join(write_datapackage(small.table, small.records, about))
    assert described(content)["licenses"][0]["title"] == licence
    assert faults(unpacked(content, tmp_path), monkeypatch) == []


def test_any_text_comes_back(small, tmp_path, monkeypatch):
    content = written("datapackage", saying(small, *HOSTILE))
    events = [row for row in rows(content, "events") if row["id"].startswith(LEAVING)]
    for name in ("title", "summary", "contested"):
        assert {row[name] for row in events} == set(HOSTILE)
    titles = {row["id"]: row["title"] for row in events}
    excerpts = [row for row in rows(content, "excerpts") if row["event"] in titles]
    assert {row["event"]: row["text"] for row in excerpts} == titles
    assert faults(unpacked(content, tmp_path), monkeypatch) == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "|calc", "＝1+1"])
def test_no_cell_runs_as_a_formula(small, text):
    content = written("datapackage", saying(small, text))
    assert rows(content, "events")[0]["title"] == f"'{text}"
    assert rows(content, "excerpts")[0]["text"] == f"'{text}"
    assert rows(content, "events")[0]["longitude"].startswith("-")


def test_the_same_events_make_the_same_file(small):
    assert written("datapackage", small) == written("datapackage", small)


def test_a_large_package_comes_in_pieces(small):
    text = "".join(f"{number:x}" for number in range(PIECE))
    event = changed(small, summary=text)
    pieces = list(write_datapackage(event.table, event.records, provenance_of(event)))
    assert len(pieces) > 1
    content = b"".join(pieces)
    assert rows(content, "events")[0]["summary"] == text


def test_the_format_is_offered_as_a_file_of_bytes():
    form = FORMATS["datapackage"]
    assert (form.ending, form.media_type) == ("datapackage.zip", "application/zip")
