"""What is exported here comes in again, and has lost nothing that the format can hold."""

import csv
import io
import json

import numpy as np
import pytest

from events.collection import open_collection
from events.exporters import FORMATS, write_file
from events.importers import import_file, open_imported

SAME = {
    "id": "id", "title": "title", "summary": "summary", "date": "date", "category": "category",
    "status": "status", "place": "place_name", "precision": "precision",
}  # fmt: skip
"""The columns of a table by the fields of what is imported."""

EXPORTS = ("geojson", "csv", "geoparquet", "kml", "datapackage")


def joined(values):
    return " | ".join([values] if isinstance(values, str) else values)


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("kind", ["quill", "quill_table"])
def test_an_export_comes_in_again(request, kind, name):
    given = request.getfixturevalue(kind)
    collection = given if kind == "quill" else open_collection(given)
    content = write_file(collection, name, collection.offers.view.query, None)
    file = f"events.{FORMATS[name].ending}"
    result = import_file(content, file, {"no-place": "without-place"})
    assert result.report.outcomes["asked"] + result.report.outcomes["refused"] == 0
    table = collection.table.set_index("id", drop=False)
    events = result.events.set_index("id", drop=False)
    assert set(events.index) == set(table.index)
    table = table.loc[events.index]
    for field, column in SAME.items():
        assert events[field].tolist() == table[column].astype(str).tolist(), field
    assert events["source"].tolist() == [joined(each) for each in table["outlet"]]
    assert events["side"].fillna("").tolist() == [joined(each) for each in table["sides"]]
    assert events["precision_m"].astype(int).tolist() == table["precision_m"].tolist()
    there = ~np.isnan(result.longitude)
    assert there.sum() >= (~table["precision"].isin(["country", "international"])).sum()
    for axis in ("longitude", "latitude"):
        read = getattr(result, axis)[there]
        assert read == pytest.approx(table[axis].to_numpy()[there], abs=1e-5)
    assert result.about.get("title") == collection.records.info.title


def exported(collection, name):
    """Export a collection; return the content and a name for its file."""
    content = write_file(collection, name, collection.offers.view.query, None)
    return content, f"events.{FORMATS[name].ending}"


WITHOUT_PLACE = {"no-place": "without-place"}


@pytest.mark.parametrize("name", ["geojson", "geoparquet", "kml", "datapackage"])
def test_labels_letters_and_colours_come_back(quill, name):
    imported = import_file(*exported(quill, name), WITHOUT_PLACE)
    assert imported.vocabulary == quill.records.vocabulary
    opened = open_imported(imported).records.vocabulary
    assert opened.categories == quill.records.vocabulary.categories
    assert opened.sides == quill.records.vocabulary.sides


def test_a_format_without_room_for_labels_says_so(quill):
    imported = import_file(*exported(quill, "csv"), WITHOUT_PLACE)
    assert imported.vocabulary is None
    assert "CSV holds no labels and colours" in " ".join(imported.report.said)


def test_a_package_says_which_tables_are_not_read(quill):
    imported = import_file(*exported(quill, "datapackage"), WITHOUT_PLACE)
    (said,) = (line for line in imported.report.said if line.startswith("Only the events"))
    assert "not its excerpts, figures, pictures, sources, speakers" in said


def with_vocabulary(collection, change):
    """Import an export of which somebody has changed the vocabulary."""
    content = json.loads(exported(collection, "geojson")[0])
    content["vocabulary"] = change(content["vocabulary"])
    return import_file(json.dumps(content).encode(), "events.geojson", WITHOUT_PLACE)


def with_categories(change):
    return lambda written: {**written, "categories": change(written["categories"])}


@pytest.mark.parametrize("colour", ["red", "#12345", "url(x)", None, 7, ["#123456"], "#cc6677"])
def test_a_colour_that_cannot_be_used_gives_way_to_one_of_ours(quill, colour):
    def change(categories):
        return [*categories[:-1], {**categories[-1], "colour": colour}]

    imported = with_vocabulary(quill, with_categories(change))
    *same, other = imported.vocabulary.categories
    *expected, last = quill.records.vocabulary.categories
    assert same == expected
    assert (other.label, other.letter) == (last.label, last.letter)
    assert other.colour == "#56B4E9"
    assert any(f"are ours now: those of {last.id}" in line for line in imported.report.said)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda written: [written], "valid dictionary"),
        (lambda written: {**written, "script": "<b>"}, "script: Extra inputs"),
        (with_categories(lambda categories: []), "at least 1 item"),
        (with_categories(lambda categories: ["a", 5]), "categories.0"),
        (with_categories(lambda categories: [{"id": 1}] * 5_000), "categories.0"),
        (with_categories(lambda categories: categories * 2), "have the same id"),
        (
            with_categories(lambda all_: [{**all_[0], "label": "\u202eturned"}, *all_[1:]]),
            "categories.0.label",
        ),
        (
            with_categories(lambda all_: [{**all_[0], "meaning": "x" * 200_000}, *all_[1:]]),
            "more than 100,000 characters",
        ),
        (with_categories(lambda all_: [{**all_[0], "letter": "AB"}, *all_[1:]]), "letter"),
    ],
)
def test_a_vocabulary_with_faults_is_told_of_and_made_anew(quill, change, fault):
    imported = with_vocabulary(quill, change)
    assert imported.vocabulary is None
    (said,) = (line for line in imported.report.said if "its vocabulary has faults" in line)
    assert fault in said
    assert len(said) < 1_000
    opened = open_imported(imported).records.vocabulary
    used = {event.category for event in quill.records.shown}
    assert used <= opened.category.keys()


def test_more_categories_than_the_palette_has_stay_where_the_file_explains_them(quill):
    """Twenty of its own, all in use, are no reason to ask; with new ones the unused give way."""
    content = json.loads(exported(quill, "geojson")[0])
    pattern = content["vocabulary"]["categories"][0]
    content["vocabulary"]["categories"] = [
        {**pattern, "id": f"kind-{n}", "letter": chr(65 + n), "colour": f"#0000{n:02x}"}
        for n in range(20)
    ]
    feature = content["features"][0]
    for used in (range(20), (*range(3), 30)):
        content["features"] = [
            {**feature, "id": f"e{n}", "properties": {**feature["properties"], "category": c}}
            for n, c in enumerate(f"kind-{n}" for n in used)
        ]
        imported = import_file(json.dumps(content).encode(), "events.geojson")
        assert imported.report.outcomes["asked"] == 0
        opened = open_imported(imported).records.vocabulary
        assert set(imported.events["category"]) <= opened.category.keys()
        assert opened.category["kind-2"].colour == "#000002"
    assert len(imported.vocabulary.categories) == 3


def test_what_a_file_says_of_itself_is_one_line_of_text(quill):
    content = json.loads(exported(quill, "geojson")[0])
    content["dataset"] |= {"title": "A <b>list</b>\n\u202eturned", "description": "x\r\n" * 1_000}
    imported = import_file(json.dumps(content).encode(), "events.geojson", WITHOUT_PLACE)
    info = open_imported(imported).records.info
    assert (info.title, info.description[:5]) == ("A list turned", "x x x")


LISTED = {
    "title": "Ferry sinks",
    "date": "1892-04-05",
    "latitude": "-37.9",
    "longitude": "-25.4",
    "source": "The Courier | The Lantern",
    "url": "https://example.org/a | https://example.org/b",
    "actors": "Crew | Harbour office",
    "date_note": "The day of the report.",
    "place_note": "Off the old pier.",
    "content_note": "Tells of people who drowned.",
}


@pytest.mark.parametrize("name", ["csv", "geojson", "kml"])
def test_notes_actors_and_addresses_of_a_list_come_back(name):
    text = io.StringIO()
    writer = csv.DictWriter(text, LISTED)
    writer.writeheader()
    writer.writerow(LISTED)
    collection = open_imported(import_file(text.getvalue().encode(), "list.csv"))
    again = import_file(*exported(collection, name))
    assert again.events[[*LISTED][4:]].iloc[0].to_dict() == dict([*LISTED.items()][4:])
    [event], sources = open_imported(again).records.events, open_imported(again).records.sources
    assert [(sources[each].outlet, sources[each].url) for each in event.also_reported_by] == [
        ("The Courier", "https://example.org/a"),
        ("The Lantern", "https://example.org/b"),
    ]


def test_addresses_that_nobody_could_tell_apart_are_left_out(gaza):
    rows = csv.DictReader(io.StringIO(exported(gaza, "csv")[0].decode("utf-8-sig")))
    for row in rows:
        urls = row["url"].split(" | ") if row["url"] else []
        assert len(urls) in (0, len(row["outlets"].split(" | ")))
